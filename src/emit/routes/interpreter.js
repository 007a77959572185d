// Made by scripts/runtime from core/ and judge/: change those.
var Peil = (() => {
  var __defProp = Object.defineProperty;
  var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
  var __getOwnPropNames = Object.getOwnPropertyNames;
  var __hasOwnProp = Object.prototype.hasOwnProperty;
  var __export = (target, all) => {
    for (var name in all)
      __defProp(target, name, { get: all[name], enumerable: true });
  };
  var __copyProps = (to, from, except, desc) => {
    if (from && typeof from === "object" || typeof from === "function") {
      for (let key of __getOwnPropNames(from))
        if (!__hasOwnProp.call(to, key) && key !== except)
          __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
    }
    return to;
  };
  var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);

  // src/emit/routes/judge/judge.js
  var judge_exports = {};
  __export(judge_exports, {
    check: () => check,
    clean: () => clean,
    errors: () => errors,
    firing: () => firing,
    isReadable: () => isReadable,
    judge: () => judge,
    parseDate: () => parseDate,
    parseNumber: () => parseNumber,
    prepare: () => prepare,
    route: () => route,
    shownOrder: () => shownOrder,
    textOf: () => textOf,
    usable: () => usable,
    walk: () => walkAll,
    wire: () => wire
  });

  // src/emit/routes/core/state.js
  var NOT_ASKED = { state: "not-asked" };
  var EMPTY = { state: "empty" };
  var valid = (value) => ({ state: "valid", value });
  var missing = (value) => ({ state: "missing", value });
  var asked = (s) => s.state !== "not-asked";
  var shown = (s) => asked(s) && s.state !== "not-reached";
  var answered = (s) => s.state === "valid" || s.state === "missing";
  var has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
  var prepare = (table) => {
    if (false) return prepared(table, table.vars.map((v, id) => ({ id, index: id, v, path: v.path })));
    const turns = table.loops.map((loop) => table.lists[loop.list].filter((option) => !option.missing).map((option) => option.code));
    const cells = [];
    const first = table.vars.map((v, index) => {
      const start = cells.length;
      const add = (turn, path) => cells.push({ id: cells.length, index, v, turn, path });
      if (v.loop === void 0) add(void 0, v.path);
      else
        turns[v.loop].forEach((code, turn) => {
          const dot = v.path.indexOf(".");
          add(turn, `${v.path.slice(0, dot)}.${code}${v.path.slice(dot)}`);
        });
      return start;
    });
    return { ...prepared(table, cells), turns, first };
  };
  var prepared = (table, cells) => ({ table, cells, byPath: new Map(cells.map((cell) => [cell.path, cell])) });
  var cellsOf = (form, v) => true ? form.cells.slice(form.first[v], form.first[v + 1]) : [form.cells[v]];
  var optionsOf = (form, v) => v.list === void 0 ? [] : form.table.lists[v.list];
  var place = (at, v) => {
    if (v === "answer") return at.answer;
    const loop = at.form.table.vars[v].loop;
    if (loop === void 0) return at.form.first[v];
    return at.turn && at.turn[0] === loop ? at.form.first[v] + at.turn[1] : void 0;
  };
  var stateAt = (at, cell) => at.states[cell] ?? NOT_ASKED;
  var read = (at, v) => stateAt(at, true ? place(at, v) : v);
  var chose = (s, code) => answered(s) && (Array.isArray(s.value) ? s.value.includes(code) : s.value === code);
  var within = (at, cell) => true ? { ...at, turn: cell && cell.turn !== void 0 ? [cell.v.loop, cell.turn] : void 0, answer: void 0 } : at;
  var view = (form, routed) => true ? { form, states: routed.states, wording: routed.wording, mode: routed.mode } : { form, states: routed.states };

  // src/emit/routes/core/exact.js
  var LIMIT = 1n << 127n;
  var fit = (n) => n === void 0 || n >= LIMIT || n < -LIMIT ? void 0 : n;
  var gcd = (a, b) => {
    let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
    while (y) [x, y] = [y, x % y];
    return x;
  };
  var ratio = (n, d) => {
    if (n === void 0 || d === void 0 || d === 0n) return void 0;
    const g = gcd(n, d) * (d < 0n ? -1n : 1n);
    return { n: n / g, d: d / g };
  };
  var whole = (n) => ({ n: BigInt(n), d: 1n });
  var scaled = (units, decimals) => ratio(BigInt(units), 10n ** BigInt(decimals));
  var negate = (a) => a && { n: -a.n, d: a.d };
  var plus = (a, b) => {
    if (!a || !b) return void 0;
    const common = fit(a.d / gcd(a.d, b.d) * b.d);
    if (common === void 0) return void 0;
    const [left, right] = [fit(common / a.d * a.n), fit(common / b.d * b.n)];
    return left === void 0 || right === void 0 ? void 0 : ratio(fit(left + right), common);
  };
  var times = (a, b) => {
    if (!a || !b) return void 0;
    const [g, h] = [gcd(a.n, b.d), gcd(a.d, b.n)];
    return ratio(fit(a.n / g * (b.n / h)), fit(a.d / h * (b.d / g)));
  };
  var over = (a, b) => {
    if (!a || !b || b.n === 0n) return void 0;
    if (a.d === b.d) return ratio(a.n, b.n);
    if (a.n === b.n) return ratio(b.d, a.d);
    const [g, h] = [gcd(a.n, b.n), gcd(a.d, b.d)];
    return ratio(fit(a.n / g * (b.d / h)), fit(a.d / h * (b.n / g)));
  };
  var fit64 = (n) => n >= -(1n << 63n) && n < 1n << 63n ? n : void 0;
  var round = (a, decimals) => {
    const up = times(a, whole(10n ** BigInt(decimals)));
    if (!up) return void 0;
    const size = up.n < 0n ? -up.n : up.n;
    const [top, bottom] = [fit(size * 2n + up.d), fit(up.d * 2n)];
    if (top === void 0 || fit(size * 2n) === void 0 || bottom === void 0) return void 0;
    return fit64((up.n < 0n ? -1n : 1n) * (top / bottom));
  };
  var stands = (op, a, b) => ({ "=": a === b, "!=": a !== b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b })[op];

  // src/emit/routes/core/truth.js
  var cellAt = (at, v) => at.form.cells[true ? place(at, v) : v];
  var codesOf = (at, v, codes) => {
    const s = read(at, v);
    const cell = cellAt(at, v);
    const coded = cell && (cell.v.kind === "one-of" || cell.v.kind === "any-of");
    return (coded || s.state === "missing") && codes.some((code) => chose(s, code));
  };
  var inState = (s, name) => name === "asked" ? asked(s) : name === "answered" ? answered(s) : s.state === name;
  var members = (at, set2) => {
    if (set2.vars)
      return set2.vars.map((v) => place(at, v)).filter((cell) => asked(stateAt(at, cell))).map((answer) => ({ ...at, answer }));
    const items = set2.item === null ? at.form.table.loops[set2.loop].vars : [set2.item];
    return at.form.turns[set2.loop].flatMap((_, turn) => {
      const cell = (v) => at.form.first[v] + turn;
      if (!items.some((v) => asked(stateAt(at, cell(v))))) return [];
      return [{ ...at, turn: [set2.loop, turn], answer: set2.item === null ? void 0 : cell(set2.item) }];
    });
  };
  var BIG_PREDICATES = {
    const: (at, truth) => truth,
    compare: (at, left, op, right) => {
      const [a, b] = [calc(at, left), calc(at, right)];
      return a !== void 0 && b !== void 0 && stands(op, a.n * b.d, b.n * a.d);
    },
    wording: (at, among, wanted) => among.includes(at.wording) === wanted,
    mode: (at, among, wanted) => among.includes(at.mode) === wanted,
    some: (at, set2, part) => members(at, set2).some((member) => holds(member, part)),
    every: (at, set2, part) => members(at, set2).every((member) => holds(member, part))
  };
  var PLAIN = {
    position: (at, v, op, code) => {
      const s = read(at, v);
      return s.state === "valid" && cellAt(at, v).v.kind === "one-of" && stands(op, s.value, code);
    }
  };
  var PREDICATES = {
    ...BIG_PREDICATES,
    ...PLAIN,
    all: (at, ...parts) => parts.every((part) => holds(at, part)),
    any: (at, ...parts) => parts.some((part) => holds(at, part)),
    chosen: codesOf,
    "not-chosen": (at, v, codes) => answered(read(at, v)) && !codesOf(at, v, codes),
    /** A number × 10^decimals, or the code of an option, against a constant. */
    units: (at, v, op, units) => {
      const s = read(at, v);
      return s.state === "valid" && stands(op, s.value, units);
    },
    state: (at, v, name, wanted) => inState(read(at, v), name) === wanted
  };
  var holds = (at, [operator, ...operands]) => PREDICATES[operator](at, ...operands);
  var valueAt = (at, cell) => {
    const s = stateAt(at, cell);
    if (s.state !== "valid") return void 0;
    const { kind, decimals } = at.form.cells[cell].v;
    if (kind === "any-of" || kind === "text") return void 0;
    return kind === "number" ? scaled(s.value, decimals) : whole(s.value);
  };
  var total = (at, set2, atLeast) => {
    const all = members(at, set2);
    const values = all.map((member) => valueAt(member, member.answer)).filter((value) => value !== void 0);
    if (values.length < Math.max(atLeast ?? all.length, 1)) return void 0;
    return { sum: values.reduce(plus, whole(0)), count: whole(values.length) };
  };
  var countChosen = (at, v) => {
    const s = read(at, v);
    if (s.state !== "valid" || !Array.isArray(s.value)) return void 0;
    const options = at.form.table.lists[cellAt(at, v).v.list];
    return whole(s.value.filter((code) => !options.find((option) => option.code === code)?.alone).length);
  };
  var NUMBERS = {
    const: (at, units, decimals) => scaled(units, decimals),
    value: (at, v) => valueAt(at, place(at, v)),
    negate: (at, a) => negate(calc(at, a)),
    add: (at, a, b) => plus(calc(at, a), calc(at, b)),
    subtract: (at, a, b) => plus(calc(at, a), negate(calc(at, b))),
    multiply: (at, a, b) => times(calc(at, a), calc(at, b)),
    divide: (at, a, b) => over(calc(at, a), calc(at, b)),
    "count-chosen": countChosen,
    count: (at, set2, part) => {
      const all = members(at, set2);
      return all.length ? whole(all.filter((member) => holds(member, part)).length) : void 0;
    },
    sum: (at, set2, atLeast) => total(at, set2, atLeast)?.sum,
    mean: (at, set2, atLeast) => {
      const found = total(at, set2, atLeast);
      return found && over(found.sum, found.count);
    }
  };
  var calc = (at, [operator, ...operands]) => NUMBERS[operator](at, ...operands);
  var admits = (only, at) => !only || (!only.wordings?.length || only.wordings.includes(at.wording)) && (!only.modes?.length || only.modes.includes(at.mode));
  var gateOpen = (at, gate) => admits(gate.only, at) && (!gate.when || holds(at, gate.when));
  var open = (at, gates) => (gates ?? []).every((id) => gateOpen(at, at.form.table.gates[id]));
  var offered = (at, cell) => {
    const all = at.form.table.lists[cell.v.list] ?? [];
    return (true ? all.filter((option) => admits(option.only, at)) : all).map((option) => option.code).filter((code) => (cell.v.offers ?? []).every((offer) => offer.code !== code || gateOpen(at, offer)));
  };

  // src/emit/routes/core/checks.js
  var checkCells = (form, routed, check2) => {
    const shownOf = (v) => cellsOf(form, v).filter(({ id }) => shown(routed.states[id]));
    if (check2.var !== void 0) return shownOf(check2.var);
    const once = check2.grid !== void 0 ? form.table.grids[check2.grid].rows.some((row) => shownOf(row).length > 0) : routed.pages[check2.page] === "shown";
    return once ? [void 0] : [];
  };
  var checkId = (form, check2, cell) => {
    const path = cell?.turn === void 0 ? void 0 : cell.v.path;
    return path !== void 0 && check2.id.startsWith(path) ? cell.path + check2.id.slice(path.length) : check2.id;
  };
  var firing = (form, routed, kind) => form.table.checks.filter((check2) => check2.kind === kind).flatMap((check2) => checkCells(form, routed, check2).filter((cell) => holds(true ? within(view(form, routed), cell) : view(form, routed), check2.when)).map((cell) => ({ id: true ? checkId(form, check2, cell) : check2.id, check: check2, cell })));
  var unanswered = (form, routed) => form.cells.filter(
    ({ v, id }) => v.required && v.role !== "field" && v.role !== "computed" && routed.states[id].state === "empty"
  );

  // src/emit/routes/core/day.js
  var div = (a, b) => Math.floor(a / b);
  var dayNumber = (year, month, day) => {
    const y = month <= 2 ? year - 1 : year;
    const era = div(y, 400);
    const inEra = y - era * 400;
    const inYear = div(153 * ((month + 9) % 12) + 2, 5) + day - 1;
    return era * 146097 + inEra * 365 + div(inEra, 4) - div(inEra, 100) + inYear - 719468;
  };
  var calendar = (number2) => {
    const shifted = number2 + 719468;
    const era = div(shifted, 146097);
    const inEra = shifted - era * 146097;
    const years = div(inEra - div(inEra, 1460) + div(inEra, 36524) - div(inEra, 146096), 365);
    const inYear = inEra - (365 * years + div(years, 4) - div(years, 100));
    const month = div(5 * inYear + 2, 153);
    const day = inYear - div(153 * month + 2, 5) + 1;
    const shown2 = month < 10 ? month + 3 : month - 9;
    return [years + era * 400 + (shown2 <= 2 ? 1 : 0), shown2, day];
  };
  var pad = (n, width) => String(n).padStart(width, "0");
  var showDay = (number2) => {
    const [year, month, day] = calendar(number2);
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  };
  var parseDay = (text) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!parts) return void 0;
    const number2 = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
    return showDay(number2) === text ? number2 : void 0;
  };
  var MONTHS = /* @__PURE__ */ "januari februari maart april mei juni juli augustus september oktober november december".split(" ");
  var dutchDay = (number2) => {
    const [year, month, day] = calendar(number2);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };

  // src/emit/routes/core/typed.js
  var clean = (text) => text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").normalize("NFC").replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
  var parseNumber = (text, decimals) => {
    const parts = /^(-?)([0-9]+)(?:[.,]([0-9]+))?$/.exec(clean(text));
    if (!parts) return "not-a-number";
    const fraction = parts[3] ?? "";
    if (fraction.length > decimals) return "too-many-decimals";
    const digits = (parts[2] + fraction.padEnd(decimals, "0")).replace(/^0+(?=.)/, "");
    if ((parts[2] + fraction).replace(/^0+/, "").length > 15 || !fits(digits)) return "above-range";
    return Number(parts[1] + digits) + 0;
  };
  var fits = (digits) => digits.length < 19 || digits.length === 19 && digits <= "9223372036854775807";
  var parseDate = (text) => {
    const typed = clean(text);
    const [, day, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(typed) ?? [];
    const date = year ? `${year}-${pad(month, 2)}-${pad(day, 2)}` : typed;
    return parseDay(date) === void 0 ? void 0 : date;
  };

  // src/emit/routes/core/sound.js
  var isInteger = (value) => Number.isSafeInteger(value);
  var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  var judge = (form, cell, codes, value) => {
    const { v } = cell;
    const options = optionsOf(form, v);
    const find = (code) => options.find((option2) => option2.code === code);
    const option = (code) => {
      if (!find(code)) return "unknown-code";
      if (find(code).missing) return "missing-as-value";
      return codes.includes(code) ? void 0 : "not-offered";
    };
    const range = (n) => {
      if (v.min !== void 0 && n < v.min) return "below-range";
      return v.max !== void 0 && n > v.max ? "above-range" : void 0;
    };
    if (value === null) return EMPTY;
    if (isObject(value)) {
      if (!find(value.missing)?.missing) return "not-missing";
      return codes.includes(value.missing) ? missing(value.missing) : "not-offered";
    }
    if (v.kind === "one-of" && isInteger(value)) return option(value) ?? valid(value);
    if (v.kind === "any-of" && Array.isArray(value) && value.every(isInteger)) return set(v, find, option, value);
    if (v.kind === "number" && isInteger(value)) return range(value) ?? valid(value);
    if (v.kind === "text" && typeof value === "string") {
      if (/^\p{White_Space}*$/u.test(value)) return "blank";
      if (clean(value) !== value) return "not-normal";
      return [...value].length > v.maxLength ? "too-long" : valid(value);
    }
    if (v.kind === "date" && typeof value === "string") {
      const day = parseDay(value);
      return day === void 0 ? "not-a-date" : range(day) ?? valid(day);
    }
    return "wrong-type";
  };
  var set = (v, find, option, codes) => {
    if (!codes.length) return "empty-set";
    if (codes.some((code, n) => n > 0 && codes[n - 1] >= code)) return "unsorted";
    if (codes.length > 1 && codes.some((code) => find(code)?.missing)) return "missing-with-others";
    const fault2 = codes.map(option).find((found) => found !== void 0);
    if (fault2) return fault2;
    if (codes.length > 1 && codes.some((code) => find(code).alone)) return "alone-with-others";
    return v.atMost !== void 0 && codes.length > v.atMost ? "too-many" : valid(codes);
  };

  // src/emit/routes/core/sha256.js
  var roots;
  var constants = () => {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
    const root = (p, k) => {
      const target = BigInt(p) << BigInt(32 * k);
      let [low, high] = [0n, 1n << 37n];
      while (low + 1n < high) {
        const middle = (low + high) / 2n;
        if (middle ** BigInt(k) <= target) low = middle;
        else high = middle;
      }
      return Number(low & 0xffffffffn);
    };
    return [primes.map((p) => root(p, 3)), primes.slice(0, 8).map((p) => root(p, 2))];
  };
  var wordsOf = (text) => {
    const bytes = unescape(encodeURIComponent(text)) + "";
    const words = new Array((bytes.length + 71 >> 6) * 16).fill(0);
    [...bytes].forEach((byte, n) => words[n >> 2] |= byte.charCodeAt(0) << 24 - 8 * (n % 4));
    words[words.length - 1] = (bytes.length - 1) * 8;
    return words;
  };
  var sha256 = (text) => {
    roots = roots ?? constants();
    const k = roots[0];
    let hash = roots[1];
    const turn = (x, n) => x >>> n | x << 32 - n;
    const words = wordsOf(text);
    for (let start = 0; start < words.length; start += 16) {
      const w = words.slice(start, start + 16);
      let [a, b, c, d, e, f, g, h] = hash;
      for (let n = 0; n < 64; n += 1) {
        if (n > 15) {
          const [x, y] = [w[n - 15], w[n - 2]];
          const s0 = turn(x, 7) ^ turn(x, 18) ^ x >>> 3;
          const s1 = turn(y, 17) ^ turn(y, 19) ^ y >>> 10;
          w[n] = w[n - 16] + s0 + w[n - 7] + s1 | 0;
        }
        const t1 = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + k[n] + w[n];
        const t2 = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
        [h, g, f, e, d, c, b, a] = [g, f, e, d + t1 | 0, c, b, a, t1 + t2 | 0];
      }
      hash = hash.map((x, n) => x + [a, b, c, d, e, f, g, h][n] | 0);
    }
    return hash.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  };

  // src/emit/routes/core/order.js
  var arrange = (seed, block) => {
    const free = block.members.filter((member) => !member.fixed).map((member) => [sha256(`${seed}
${block.id}
${member.id}
`), member]).sort(([a], [b]) => a < b ? -1 : 1);
    return block.members.map((member) => member.fixed ? member : free.shift()[1]);
  };
  var shownOrder = (form, seed) => Object.fromEntries(
    form.table.shuffled.map((block) => {
      const members2 = arrange(seed, block);
      const codes = members2.map((member) => member.code).filter((code) => code !== void 0);
      return [block.id, codes.length ? codes : members2.map((member) => member.id)];
    })
  );

  // src/emit/routes/core/texts.js
  var partsFor = (text, routed) => {
    if (!text) return text;
    const { wording, mode } = routed;
    const find = (w, m) => text.find((cell) => cell.wording === w && cell.mode === m);
    return (find(wording, mode) ?? find(wording) ?? find(void 0, mode) ?? find())?.parts;
  };
  var withComma = (units, decimals) => {
    const digits = pad(Math.abs(units), decimals + 1);
    const at = digits.length - decimals;
    return (units < 0 ? "-" : "") + digits.slice(0, at) + (decimals ? `,${digits.slice(at)}` : "");
  };
  var listed = (parts) => parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} en ${parts[parts.length - 1]}`;
  var reader = (form, routed, cell) => {
    const at = true ? within(view(form, routed), cell) : view(form, routed);
    const content = (text, depth) => depth > 0 ? partsFor(text, routed)?.map((part) => piece(part, depth - 1)).join("") : void 0;
    const optionWords = (option, depth) => option ? content(option.label, depth) ?? option.name : "";
    const label = (v, code, depth) => optionWords(optionsOf(form, v).find((one) => one.code === code), depth);
    const words = (v, s, depth) => {
      if (s.state !== "valid") return void 0;
      if (v.kind === "one-of") return label(v, s.value, depth);
      if (v.kind === "any-of")
        return listed(optionsOf(form, v).filter(({ code }) => s.value.includes(code)).map((one) => optionWords(one, depth)));
      if (v.kind === "number") return withComma(s.value, v.decimals);
      return v.kind === "date" ? dutchDay(s.value) : s.value;
    };
    const fallback = (v, s, given, depth) => given ?? content(v.else, depth) ?? (s.state === "missing" ? label(v, s.value, depth) : "");
    const plural = (part, v, s) => {
      if (s.state !== "valid" || v.kind !== "number") return void 0;
      const form_ = s.value === 0 ? part.zero : s.value === 10 ** v.decimals ? part.one : part.many;
      return form_.split("#").join(withComma(s.value, v.decimals));
    };
    const turn = (part, depth) => {
      if (!at.turn || at.turn[0] !== part.turn) return void 0;
      const code = form.turns[part.turn][at.turn[1]];
      return content(form.table.lists[form.table.loops[part.turn].list].find((one) => one.code === code).label, depth);
    };
    const piece = (part, depth) => {
      if (typeof part === "string") return part;
      if (has(part, "turn")) return turn(part, depth) ?? part.else ?? "";
      const id = true ? part.pipe ?? part.plural : part.pipe;
      const [v, s] = [form.table.vars[id], read(at, id)];
      const found = has(part, "plural") ? plural(part, v, s) : words(v, s, depth);
      return found ?? fallback(v, s, part.else, depth);
    };
    return { content, piece };
  };
  var DEPTH = 4;
  var textOf = (form, routed, text, cell) => reader(form, routed, cell).content(text, DEPTH + 1);

  // src/emit/routes/core/walk.js
  var turnExists = (at, cell) => {
    if (cell.turn === void 0) return true;
    const loop = at.form.table.loops[cell.v.loop];
    const code = at.form.turns[cell.v.loop][cell.turn];
    const option = at.form.table.lists[loop.list].find((one) => one.code === code);
    return admits(option.only, at) && (loop.chosen === void 0 || chose(read(at, loop.chosen), code));
  };
  var number = (at, { formula, decimals, min, max }) => {
    const found = calc(at, formula.number);
    const units = found && round(found, decimals);
    return units !== void 0 && Number(units) >= min && Number(units) <= max ? valid(Number(units)) : void 0;
  };
  var compute = (at, v) => {
    if (!v.formula.recode) return number(at, v);
    const arm = v.formula.recode.find(([, part]) => holds(at, part));
    return arm && valid(arm[0]);
  };
  var computed = (at, cell, reached) => {
    const asks = (other) => {
      if (false) return asked(read(at, other));
      const there = place(at, other);
      if (there !== void 0) return asked(stateAt(at, there));
      return cellsOf(at.form, other).some(({ id }) => asked(stateAt(at, id)));
    };
    const state = compute(at, cell.v) ?? (cell.v.reads.some(asks) ? EMPTY : NOT_ASKED);
    return asked(state) && !reached ? { state: "not-reached" } : state;
  };
  var positions = (form, order) => {
    const pages = form.table.pages;
    const all = pages.map((_, index) => index + 1);
    for (const section of new Set(pages.map((page) => page.section).filter((name) => name !== void 0))) {
      const names = order[`section:${section}`];
      const slots = pages.flatMap((page, index) => page.section === section ? [index] : []);
      const sorted = (list) => JSON.stringify([...list].sort());
      if (!Array.isArray(names) || sorted(names) !== sorted(slots.map((slot) => pages[slot].name))) continue;
      names.forEach((name, n) => {
        all[slots.find((slot) => pages[slot].name === name)] = slots[n] + 1;
      });
    }
    return all;
  };
  var walk = (form, situation, answer, hidden) => {
    const { table, cells } = form;
    const at = true ? { form, states: [], wording: situation.wording, mode: situation.mode } : { form, states: [] };
    const routed = {
      ...situation,
      states: at.states,
      offered: cells.map(() => []),
      ...{ pages: table.pages.map(() => "hidden") }
    };
    let next = 0;
    const stopsBefore = (page) => {
      for (; next < table.stops.length && table.stops[next].after <= page; next += 1) {
        const position = Math.max(0, ...situation.positions.slice(0, table.stops[next].after));
        if (position > routed.reached || !open(at, table.stops[next].gates)) continue;
        routed.reached = position;
        routed.stop ?? (routed.stop = next);
      }
    };
    const visit = (cell) => {
      const { v } = cell;
      const here = true ? within(at, cell) : at;
      const codes = offered(here, cell);
      const reached = v.page === void 0 || situation.positions[v.page] <= routed.reached;
      const choice = v.role !== "computed" && (v.kind === "one-of" || v.kind === "any-of");
      const wanted = (!choice || codes.length > 0) && turnExists(here, cell) && open(here, v.gates) && (v.role !== "specify" || chose(read(here, v.of), v.code));
      let state = NOT_ASKED;
      if (wanted && v.role === "computed") state = computed(here, cell, reached);
      else if (wanted) {
        state = reached ? answer(cell, codes) : { state: "not-reached" };
        routed.offered[cell.id] = codes;
        if (v.page !== void 0 && v.role !== "specify") routed.pages[v.page] = reached ? "shown" : "not-reached";
      }
      if (hidden && v.role !== "computed" && !shown(state)) hidden(cell, state);
      at.states[cell.id] = state;
    };
    cells.forEach((cell) => {
      if (cell.v.page !== void 0) stopsBefore(cell.v.page);
      visit(cell);
    });
    if (true) stopsBefore(table.pages.length);
    return routed;
  };
  var wire = (cell, s) => {
    if (!shown(s)) return void 0;
    if (s.state === "empty") return null;
    if (s.state === "missing") return { missing: s.value };
    return cell.v.kind === "date" ? showDay(s.value) : s.value;
  };

  // src/emit/routes/judge/fault.js
  var pointer = (parent, key) => `/${parent}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
  var fault = (at, kind, detail = "") => ({ at, kind, detail });

  // src/emit/routes/judge/document.js
  var isInteger2 = (value) => Number.isSafeInteger(value);
  var MEMBERS = "form build wording mode status reached fields answers computed confirmed order".split(" ");
  var isAnswer = (value) => value === null || isInteger2(value) || typeof value === "string" || Array.isArray(value) && (value.every(isInteger2) || value.length > 0 && value.every((one) => typeof one === "string")) || isObject(value) && Object.keys(value).length === 1 && isInteger2(value.missing);
  var readFaults = (doc) => {
    if (!isObject(doc)) return [fault("", "wrong-type")];
    const faults = Object.keys(doc).filter((key) => !MEMBERS.includes(key) && key !== "seed").map((key) => fault(`/${key}`, "unknown-member"));
    const named = (key, known, kind) => {
      if (typeof doc[key] === "string" && !known.includes(doc[key])) faults.push(fault(`/${key}`, kind, doc[key]));
    };
    const typed = (key) => {
      const value = doc[key];
      if (key === "reached") return isInteger2(value);
      if (key === "confirmed") return Array.isArray(value) && value.every((one) => typeof one === "string");
      return ["fields", "answers", "computed", "order"].includes(key) ? isObject(value) : typeof value === "string";
    };
    for (const key of [...MEMBERS, ...has(doc, "seed") ? ["seed"] : []]) {
      if (!has(doc, key)) faults.push(fault(`/${key}`, "member-absent"));
      else if (!typed(key)) faults.push(fault(`/${key}`, "wrong-type"));
    }
    named("mode", ["web", "phone", "paper"], "unknown-mode");
    named("status", ["complete", "stopped", "partial"], "unknown-status");
    if (isInteger2(doc.reached) && doc.reached < 0) faults.push(fault("/reached", "reached-wrong"));
    for (const parent of ["fields", "answers", "computed", "order"]) {
      if (!isObject(doc[parent])) continue;
      for (const [key, value] of Object.entries(doc[parent]))
        if (!isAnswer(value)) faults.push(fault(pointer(parent, key), "wrong-type"));
    }
    return faults;
  };

  // src/emit/routes/judge/judge.js
  var situationOf = (form, response) => ({
    wording: Math.max(0, form.table.wordings.indexOf(response.wording)),
    mode: response.mode,
    reached: response.reached,
    positions: positions(form, response.order)
  });
  var hasItems = (nodes) => nodes.some((node) => has(node, "item") || has(node, "grid") || has(node, "loop") || node.group && hasItems(node.group.nodes));
  var noteOpen = (at, nodes) => nodes.some((node) => node.note && open(at, node.note.gates) || node.group && noteOpen(at, node.group.nodes));
  var walkAll = (form, situation, answer, hidden) => {
    const routed = walk(form, situation, answer, hidden);
    form.table.pages.forEach(({ nodes }, index) => {
      if (hasItems(nodes) || !noteOpen(view(form, routed), nodes)) return;
      routed.pages[index] = situation.positions[index] <= routed.reached ? "shown" : "not-reached";
    });
    return routed;
  };
  var route = (form, response) => walkAll(form, situationOf(form, response), (cell, codes) => {
    const from = cell.v.role === "field" ? response.fields : response.answers;
    const state = judge(form, cell, codes, has(from, cell.path) ? from[cell.path] : null);
    return typeof state === "string" ? EMPTY : state;
  });
  var errors = (form, routed, confirmed) => {
    const located = (kind) => (one) => fault(one.cell ? pointer("answers", one.cell.path) : "/answers", kind, one.id);
    return [
      ...unanswered(form, routed).map((cell) => fault(pointer("answers", cell.path), "required")),
      ...firing(form, routed, "refuse").map(located("refused")),
      ...firing(form, routed, "warn").filter((one) => !confirmed.includes(one.id)).map(located("unconfirmed"))
    ];
  };
  var isReadable = (doc) => readFaults(doc).length === 0;
  var isArrangement = (block, stored) => {
    const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
    const codes = block.members.filter((member) => member.code !== void 0).map((member) => member.code);
    if (!Array.isArray(stored)) return false;
    if (stored.length && typeof stored[0] === "string")
      return !codes.length && same(stored, block.members.map((member) => member.id));
    return same(stored, codes);
  };
  var headFaults = (form, doc) => {
    const { table } = form;
    const faults = [];
    if (doc.form !== table.form) faults.push(fault("/form", "other-form"));
    if (!table.wordings.includes(doc.wording)) faults.push(fault("/wording", "unknown-wording"));
    if (!table.modes.includes(doc.mode)) faults.push(fault("/mode", "unknown-mode"));
    const pages = table.pages.length;
    if (doc.reached > pages || doc.status === "complete" && doc.reached !== pages)
      faults.push(fault("/reached", "reached-wrong"));
    for (const [id, stored] of Object.entries(doc.order)) {
      const block = table.shuffled.find((one) => one.id === id);
      if (!block) faults.push(fault(pointer("order", id), "unknown-order"));
      else if (!isArrangement(block, stored)) faults.push(fault(pointer("order", id), "order-wrong"));
    }
    return faults;
  };
  var keyFaults = (form, doc) => {
    const roles = { fields: ["field"], answers: ["question", "row", "specify"], computed: ["computed"] };
    return Object.entries(roles).flatMap(([parent, known]) => Object.keys(doc[parent]).filter((key) => !known.includes(form.byPath.get(key)?.v.role)).map((key) => fault(pointer(parent, key), "unknown-key")));
  };
  var computedFaults = (form, doc, routed) => form.cells.map((cell, id) => [cell, wire(cell, routed.states[id])]).filter(([cell]) => cell.v.role === "computed").filter(([cell, value]) => JSON.stringify(doc.computed[cell.path]) !== JSON.stringify(value)).map(([cell]) => fault(pointer("computed", cell.path), "computed-differs"));
  var confirmedFaults = (form, doc) => {
    const ids = form.table.checks.filter((check2) => check2.kind === "warn").flatMap((check2) => check2.var === void 0 ? [check2.id] : form.cells.filter((cell) => cell.index === check2.var).map((cell) => checkId(form, check2, cell)));
    return doc.confirmed.map((id, n) => [id, n]).filter(([id, n]) => !ids.includes(id) || doc.confirmed.indexOf(id) !== n).map(([id, n]) => fault(`/confirmed/${n}`, "unknown-check", id));
  };
  var check = (form, doc) => {
    const unreadable = readFaults(doc);
    if (unreadable.length) return unreadable;
    const faults = headFaults(form, doc);
    if (faults.some(({ kind }) => kind === "unknown-wording" || kind === "other-form")) return faults;
    const answer = (cell, codes) => {
      const field = cell.v.role === "field";
      const parent = field ? "fields" : "answers";
      const at = pointer(parent, cell.path);
      if (!has(doc[parent], cell.path)) {
        if (!field) faults.push(fault(at, "key-absent"));
        else if (cell.v.required) faults.push(fault(at, "required"));
        return EMPTY;
      }
      const state = judge(form, cell, codes, doc[parent][cell.path]);
      if (typeof state === "string") faults.push(fault(at, state));
      if (field && cell.v.required && doc[parent][cell.path] === null) faults.push(fault(at, "required"));
      return typeof state === "string" ? EMPTY : state;
    };
    const hidden = (cell, state) => {
      if (!has(doc.answers, cell.path)) return;
      faults.push(fault(pointer("answers", cell.path), asked(state) ? "beyond-reached" : "off-route"));
    };
    const routed = walkAll(form, situationOf(form, doc), answer, hidden);
    if (routed.reached < doc.reached) faults.push(fault("/reached", "reached-wrong"));
    const stopped = routed.stop !== void 0;
    if (doc.status === "complete" && stopped || doc.status === "stopped" && !(stopped && routed.reached === doc.reached))
      faults.push(fault("/status", "status-wrong"));
    faults.push(...keyFaults(form, doc), ...computedFaults(form, doc, routed), ...confirmedFaults(form, doc));
    if (doc.status !== "partial")
      faults.push(...errors(form, routed, doc.confirmed).filter(({ kind }) => kind !== "unconfirmed"));
    return faults;
  };
  var usable = (form, routed) => form.cells.every((cell, id) => !cell.v.core || !["question", "row"].includes(cell.v.role) || !asked(routed.states[id]) || answered(routed.states[id])) && (!form.table.usable || holds(view(form, routed), form.table.usable));
  return __toCommonJS(judge_exports);
})();
