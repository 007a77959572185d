// Evaluates a route table (peil-routes/1): states, offered options, pages, errors, computed items, texts.
// Plain and strict; asks nothing of its host, so that it runs in a browser, on a server and in a test alike.
"use strict";

const Peil = (() => {
  // Exact numbers: ratios of two integers, reduced, the divisor positive; undefined is "no value".
  // An intermediate that does not fit 128 bits has no value, as in the compiler.
  const LIMIT = 1n << 127n;
  const fit = (n) => (n === undefined || n >= LIMIT || n < -LIMIT ? undefined : n);
  const gcd = (a, b) => {
    let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
    while (y) [x, y] = [y, x % y];
    return x;
  };
  const ratio = (n, d) => {
    if (n === undefined || d === undefined || d === 0n) return undefined;
    const g = gcd(n, d) * (d < 0n ? -1n : 1n);
    return { n: n / g, d: d / g };
  };
  const whole = (n) => ({ n: BigInt(n), d: 1n });
  const scaled = (units, decimals) => ratio(BigInt(units), 10n ** BigInt(decimals));
  const negate = (a) => a && { n: -a.n, d: a.d };
  const plus = (a, b) => {
    if (!a || !b) return undefined;
    const common = fit((a.d / gcd(a.d, b.d)) * b.d);
    if (common === undefined) return undefined;
    const [left, right] = [fit((common / a.d) * a.n), fit((common / b.d) * b.n)];
    return left === undefined || right === undefined ? undefined : ratio(fit(left + right), common);
  };
  const times = (a, b) => {
    if (!a || !b) return undefined;
    const [g, h] = [gcd(a.n, b.d), gcd(a.d, b.n)];
    return ratio(fit((a.n / g) * (b.n / h)), fit((a.d / h) * (b.d / g)));
  };
  const over = (a, b) => {
    if (!a || !b || b.n === 0n) return undefined;
    if (a.d === b.d) return ratio(a.n, b.n);
    if (a.n === b.n) return ratio(b.d, a.d);
    const [g, h] = [gcd(a.n, b.n), gcd(a.d, b.d)];
    return ratio(fit((a.n / g) * (b.d / h)), fit((a.d / h) * (b.n / g)));
  };
  /** The integer nearest to a × 10^decimals, half away from zero. */
  const round = (a, decimals) => {
    const up = times(a, whole(10n ** BigInt(decimals)));
    if (!up) return undefined;
    const size = up.n < 0n ? -up.n : up.n;
    const [top, bottom] = [fit(size * 2n + up.d), fit(up.d * 2n)];
    if (top === undefined || fit(size * 2n) === undefined || bottom === undefined) return undefined;
    const rounded = (up.n < 0n ? -1n : 1n) * (top / bottom);
    return rounded >= -(1n << 63n) && rounded < 1n << 63n ? rounded : undefined;
  };
  const stands = (op, a, b) =>
    ({ "=": a === b, "!=": a !== b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b })[op];

  // Days since 1970-01-01 and calendar dates; years begin in March so that the leap day comes last.
  const div = (a, b) => Math.floor(a / b);
  const dayNumber = (year, month, day) => {
    const y = month <= 2 ? year - 1 : year;
    const era = div(y, 400);
    const inEra = y - era * 400;
    const inYear = div(153 * ((month + 9) % 12) + 2, 5) + day - 1;
    return era * 146097 + inEra * 365 + div(inEra, 4) - div(inEra, 100) + inYear - 719468;
  };
  const calendar = (number) => {
    const shifted = number + 719468;
    const era = div(shifted, 146097);
    const inEra = shifted - era * 146097;
    const years = div(inEra - div(inEra, 1460) + div(inEra, 36524) - div(inEra, 146096), 365);
    const inYear = inEra - (365 * years + div(years, 4) - div(years, 100));
    const month = div(5 * inYear + 2, 153);
    const day = inYear - div(153 * month + 2, 5) + 1;
    const shown = month < 10 ? month + 3 : month - 9;
    return [years + era * 400 + (shown <= 2 ? 1 : 0), shown, day];
  };
  const pad = (n, width) => String(n).padStart(width, "0");
  const showDay = (number) => {
    const [year, month, day] = calendar(number);
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  };
  const parseDay = (text) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!parts || text.endsWith("\n")) return undefined;
    const number = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
    return showDay(number) === text ? number : undefined;
  };
  const MONTHS =
    "januari februari maart april mei juni juli augustus september oktober november december".split(" ");
  const dutchDay = (number) => {
    const [year, month, day] = calendar(number);
    return `${day} ${MONTHS[month - 1]} ${year}`;
  };

  /** The value × 10^decimals of a typed number, or the fault that it has. */
  const parseNumber = (text, decimals) => {
    const typed = clean(text);
    const parts = /^(-?)([0-9]+)(?:[.,]([0-9]+))?$/.exec(typed);
    if (!parts) return "not-a-number";
    const fraction = parts[3] ?? "";
    if (fraction.length > decimals) return "too-many-decimals";
    if ((parts[2] + fraction).replace(/^0+/, "").length > 15) return "above-range";
    const units = BigInt(parts[1] + parts[2] + fraction.padEnd(decimals, "0"));
    return fit64(units) === undefined ? "above-range" : Number(units);
  };
  const fit64 = (n) => (n >= -(1n << 63n) && n < 1n << 63n ? n : undefined);

  /** A text as it is stored. */
  const clean = (text) =>
    text
      .replace(/\r\n?/g, "\n")
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .normalize("NFC")
      .replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

  const NOT_ASKED = { state: "not-asked" };
  const EMPTY = { state: "empty" };
  const valid = (value) => ({ state: "valid", value });
  const missing = (value) => ({ state: "missing", value });
  const asked = (s) => s.state !== "not-asked";
  const shown = (s) => asked(s) && s.state !== "not-reached";
  const answered = (s) => s.state === "valid" || s.state === "missing";
  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

  /** A survey ready for evaluation: its instances in file order, each with its path. */
  const prepare = (table) => {
    const turns = table.loops.map((loop) =>
      table.lists[loop.list].filter((option) => !option.missing).map((option) => option.code));
    const cells = [];
    const first = table.vars.map((v, index) => {
      const start = cells.length;
      if (v.loop === undefined) cells.push({ index, v, turn: undefined, path: v.path });
      else
        turns[v.loop].forEach((code, turn) => {
          const dot = v.path.indexOf(".");
          cells.push({ index, v, turn, path: `${v.path.slice(0, dot)}.${code}${v.path.slice(dot)}` });
        });
      return start;
    });
    return { table, turns, cells, first, byPath: new Map(cells.map((cell) => [cell.path, cell])) };
  };

  // Where something is evaluated: the survey, the states so far, wording and mode, the iteration, the member at hand.
  const place = (at, v) => {
    if (v === "answer") return at.answer;
    const loop = at.form.table.vars[v].loop;
    if (loop === undefined) return at.form.first[v];
    return at.turn && at.turn[0] === loop ? at.form.first[v] + at.turn[1] : undefined;
  };
  const read = (at, v) => at.states[place(at, v)] ?? NOT_ASKED;
  const chose = (s, code) =>
    answered(s) && (Array.isArray(s.value) ? s.value.includes(code) : s.value === code);
  const codesOf = (at, v, codes) => {
    const s = read(at, v);
    const cell = at.form.cells[place(at, v)];
    // The value of a number, text or date is no code; only its missing options are.
    const coded = cell && (cell.v.kind === "one-of" || cell.v.kind === "any-of");
    return (coded || s.state === "missing") && codes.some((code) => chose(s, code));
  };
  const inState = (s, name) =>
    ({ asked: asked(s), answered: answered(s), missing: s.state === "missing", valid: s.state === "valid" })[name];

  /** Where each asked member of a set is evaluated. */
  const members = (at, over) => {
    if (over.vars)
      return over.vars
        .map((v) => place(at, v))
        .filter((cell) => cell !== undefined && asked(at.states[cell] ?? NOT_ASKED))
        .map((answer) => ({ ...at, answer }));
    const items = over.item === null ? at.form.table.loops[over.loop].vars : [over.item];
    return at.form.turns[over.loop].flatMap((_, turn) => {
      const cell = (v) => at.form.first[v] + turn;
      if (!items.some((v) => asked(at.states[cell(v)] ?? NOT_ASKED))) return [];
      const answer = over.item === null ? undefined : cell(over.item);
      return [{ ...at, turn: [over.loop, turn], answer }];
    });
  };

  const PREDICATES = {
    const: (at, truth) => truth,
    all: (at, ...parts) => parts.every((part) => holds(at, part)),
    any: (at, ...parts) => parts.some((part) => holds(at, part)),
    chosen: (at, v, codes) => codesOf(at, v, codes),
    "not-chosen": (at, v, codes) => answered(read(at, v)) && !codesOf(at, v, codes),
    position: (at, v, op, code) => {
      const s = read(at, v);
      return s.state === "valid" && at.form.cells[place(at, v)].v.kind === "one-of" && stands(op, s.value, code);
    },
    compare: (at, left, op, right) => {
      const [a, b] = [calc(at, left), calc(at, right)];
      return a !== undefined && b !== undefined && stands(op, a.n * b.d, b.n * a.d);
    },
    state: (at, v, name, wanted) => inState(read(at, v), name) === wanted,
    wording: (at, among, wanted) => among.includes(at.wording) === wanted,
    mode: (at, among, wanted) => among.includes(at.mode) === wanted,
    some: (at, over, part) => members(at, over).some((member) => holds(member, part)),
    every: (at, over, part) => members(at, over).every((member) => holds(member, part)),
  };
  const holds = (at, [operator, ...operands]) => PREDICATES[operator](at, ...operands);

  const valueAt = (at, cell) => {
    const s = at.states[cell] ?? NOT_ASKED;
    if (s.state !== "valid") return undefined;
    const v = at.form.cells[cell].v;
    if (v.kind === "any-of" || v.kind === "text") return undefined;
    return v.kind === "number" ? scaled(s.value, v.decimals) : whole(s.value);
  };
  const total = (at, over, atLeast) => {
    const all = members(at, over);
    const values = all.map((member) => valueAt(member, member.answer)).filter((value) => value !== undefined);
    if (values.length < Math.max(atLeast ?? all.length, 1)) return undefined;
    return { sum: values.reduce(plus, whole(0)), count: whole(values.length) };
  };
  const NUMBERS = {
    const: (at, units, decimals) => scaled(units, decimals),
    value: (at, v) => valueAt(at, place(at, v)),
    negate: (at, a) => negate(calc(at, a)),
    add: (at, a, b) => plus(calc(at, a), calc(at, b)),
    subtract: (at, a, b) => plus(calc(at, a), negate(calc(at, b))),
    multiply: (at, a, b) => times(calc(at, a), calc(at, b)),
    divide: (at, a, b) => over(calc(at, a), calc(at, b)),
    "count-chosen": (at, v) => {
      const s = read(at, v);
      if (s.state !== "valid" || !Array.isArray(s.value)) return undefined;
      const options = at.form.table.lists[at.form.cells[place(at, v)].v.list];
      return whole(s.value.filter((code) => !options.find((option) => option.code === code)?.alone).length);
    },
    count: (at, over_, part) => {
      const all = members(at, over_);
      return all.length ? whole(all.filter((member) => holds(member, part)).length) : undefined;
    },
    sum: (at, over_, atLeast) => total(at, over_, atLeast)?.sum,
    mean: (at, over_, atLeast) => {
      const found = total(at, over_, atLeast);
      return found && over(found.sum, found.count);
    },
  };
  const calc = (at, [operator, ...operands]) => NUMBERS[operator](at, ...operands);

  const admits = (only, at) =>
    !only ||
    ((!only.wordings?.length || only.wordings.includes(at.wording)) &&
      (!only.modes?.length || only.modes.includes(at.mode)));
  const open = (at, gates) =>
    (gates ?? []).every((id) => {
      const gate = at.form.table.gates[id];
      return admits(gate.only, at) && (!gate.when || holds(at, gate.when));
    });
  const within = (at, cell) => ({
    ...at,
    turn: cell.turn === undefined ? undefined : [cell.v.loop, cell.turn],
    answer: undefined,
  });
  const optionsOf = (form, v) => (v.list === undefined ? [] : form.table.lists[v.list]);

  const offered = (at, cell) =>
    optionsOf(at.form, cell.v)
      .filter((option) => admits(option.only, at))
      .map((option) => option.code)
      .filter((code) =>
        (cell.v.offers ?? [])
          .filter((offer) => offer.code === code)
          .every((offer) => admits(offer.only, at) && (!offer.when || holds(at, offer.when))));

  const turnExists = (at, cell) => {
    if (cell.turn === undefined) return true;
    const loop = at.form.table.loops[cell.v.loop];
    const code = at.form.turns[cell.v.loop][cell.turn];
    const option = at.form.table.lists[loop.list].find((one) => one.code === code);
    return admits(option.only, at) && (loop.chosen === undefined || chose(read(at, loop.chosen), code));
  };

  const compute = (at, cell) => {
    const formula = cell.v.formula;
    if (formula.recode) {
      const arm = formula.recode.find(([, part]) => holds(at, part));
      return arm && valid(arm[0]);
    }
    const found = calc(at, formula.number);
    const units = found && round(found, cell.v.decimals);
    const inRange = units !== undefined && units >= BigInt(cell.v.min) && units <= BigInt(cell.v.max);
    return inRange ? valid(Number(units)) : undefined;
  };

  /** Per page its position, from 1, in the order that a response stores. */
  const positions = (form, order) => {
    const pages = form.table.pages;
    const all = pages.map((_, index) => index + 1);
    for (const section of new Set(pages.map((page) => page.section).filter((name) => name !== undefined))) {
      const names = order[`section:${section}`];
      const slots = pages.flatMap((page, index) => (page.section === section ? [index] : []));
      const sorted = (list) => JSON.stringify([...list].sort());
      if (!Array.isArray(names) || sorted(names) !== sorted(slots.map((slot) => pages[slot].name))) continue;
      names.forEach((name, n) => {
        all[slots.find((slot) => pages[slot].name === name)] = slots[n] + 1;
      });
    }
    return all;
  };

  /** Walks the survey; `answer(cell, offered)` gives the state of a field, or of an item that is asked and reached. */
  const walk = (form, situation, answer, hidden = () => {}) => {
    const { table, cells } = form;
    const at = { form, states: [], wording: situation.wording, mode: situation.mode };
    const routed = {
      ...situation,
      states: at.states,
      offered: cells.map(() => []),
      pages: table.pages.map(() => "hidden"),
      stop: undefined,
    };
    let next = 0;
    const stopsBefore = (page) => {
      for (; next < table.stops.length && table.stops[next].after <= page; next += 1) {
        const position = Math.max(0, ...situation.positions.slice(0, table.stops[next].after));
        if (position > routed.reached || !open(at, table.stops[next].gates)) continue;
        routed.reached = position;
        routed.stop ??= next;
      }
    };
    const visit = (cell, id) => {
      const { v } = cell;
      const here = within(at, cell);
      const codes = offered(here, cell);
      const reached = v.page === undefined || situation.positions[v.page] <= routed.reached;
      const choice = v.role !== "computed" && (v.kind === "one-of" || v.kind === "any-of");
      const wanted =
        (!choice || codes.length > 0) &&
        turnExists(here, cell) &&
        open(here, v.gates) &&
        (v.role !== "specify" || chose(read(here, v.of), v.code));
      let state = NOT_ASKED;
      if (wanted && v.role === "computed") {
        const asks = (other) => {
          const at_ = place(here, other);
          if (at_ !== undefined) return asked(at.states[at_] ?? NOT_ASKED);
          return form.cells.some((one, n) => one.index === other && asked(at.states[n] ?? NOT_ASKED));
        };
        state = compute(here, cell) ?? (v.reads.some(asks) ? EMPTY : NOT_ASKED);
        if (asked(state) && !reached) state = { state: "not-reached" };
      } else if (wanted) {
        state = reached ? answer(cell, codes) : { state: "not-reached" };
        routed.offered[id] = codes;
        if (v.role === "question" || v.role === "row") routed.pages[v.page] = reached ? "shown" : "not-reached";
      }
      if (v.role !== "computed" && !shown(state)) hidden(cell, state);
      at.states[id] = state;
    };
    cells.forEach((cell, id) => {
      if (cell.v.page !== undefined) stopsBefore(cell.v.page);
      visit(cell, id);
    });
    stopsBefore(table.pages.length);
    table.pages.forEach((page, index) => {
      if (hasItems(page.nodes) || !noteOpen(at, page.nodes)) return;
      routed.pages[index] = situation.positions[index] <= routed.reached ? "shown" : "not-reached";
    });
    return routed;
  };
  const hasItems = (nodes) =>
    nodes.some((node) => has(node, "item") || has(node, "grid") || has(node, "loop") || (node.group && hasItems(node.group.nodes)));
  const noteOpen = (at, nodes) =>
    nodes.some((node) => (node.note && open(at, node.note.gates)) || (node.group && noteOpen(at, node.group.nodes)));

  const situationOf = (form, response) => ({
    wording: Math.max(0, form.table.wordings.indexOf(response.wording)),
    mode: response.mode,
    reached: response.reached,
    positions: positions(form, response.order),
  });

  const isInteger = (value) => Number.isSafeInteger(value);
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** The state that a wire value gives to an item, or the name of its fault. */
  const judge = (form, cell, codes, value) => {
    const { v } = cell;
    const options = optionsOf(form, v);
    const find = (code) => options.find((option) => option.code === code);
    const option = (code) => {
      if (!find(code)) return "unknown-code";
      if (find(code).missing) return "missing-as-value";
      return codes.includes(code) ? undefined : "not-offered";
    };
    const range = (n) => {
      if (v.min !== undefined && n < v.min) return "below-range";
      return v.max !== undefined && n > v.max ? "above-range" : undefined;
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
      return day === undefined ? "not-a-date" : (range(day) ?? valid(day));
    }
    return "wrong-type";
  };
  const set = (v, find, option, codes) => {
    if (!codes.length) return "empty-set";
    if (codes.some((code, n) => n > 0 && codes[n - 1] >= code)) return "unsorted";
    if (codes.length > 1 && codes.some((code) => find(code)?.missing)) return "missing-with-others";
    const fault = codes.map(option).find((found) => found !== undefined);
    if (fault) return fault;
    if (codes.length > 1 && codes.some((code) => find(code).alone)) return "alone-with-others";
    return v.atMost !== undefined && codes.length > v.atMost ? "too-many" : valid(codes);
  };

  const route = (form, response) =>
    walk(form, situationOf(form, response), (cell, codes) => {
      const from = cell.v.role === "field" ? response.fields : response.answers;
      const state = judge(form, cell, codes, has(from, cell.path) ? from[cell.path] : null);
      return typeof state === "string" ? EMPTY : state;
    });

  /** The wire value of a state; undefined where the key is absent. */
  const wire = (cell, s) => {
    if (!shown(s)) return undefined;
    if (s.state === "empty") return null;
    if (s.state === "missing") return { missing: s.value };
    return cell.v.kind === "date" ? showDay(s.value) : s.value;
  };

  const view = (form, routed) => ({ form, states: routed.states, wording: routed.wording, mode: routed.mode });
  const pointer = (parent, key) => `/${parent}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const fault = (at, kind, detail = "") => ({ at, kind, detail });

  /** Where a check is judged: each shown instance of its item, or once. */
  const checkCells = (form, routed, check) => {
    const cellsOf = (v) => form.cells.filter((cell, id) => cell.index === v && shown(routed.states[id]));
    if (check.var !== undefined) return cellsOf(check.var);
    const once =
      check.grid !== undefined
        ? form.table.grids[check.grid].rows.some((row) => cellsOf(row).length > 0)
        : routed.pages[check.page] === "shown";
    return once ? [undefined] : [];
  };
  const checkId = (form, check, cell) => {
    const path = cell?.turn === undefined ? undefined : form.table.vars[cell.index].path;
    return path !== undefined && check.id.startsWith(path) ? cell.path + check.id.slice(path.length) : check.id;
  };
  const firing = (form, routed, kind) =>
    form.table.checks
      .filter((check) => check.kind === kind)
      .flatMap((check) =>
        checkCells(form, routed, check)
          .filter((cell) => holds(cell ? within(view(form, routed), cell) : view(form, routed), check.when))
          .map((cell) => ({ id: checkId(form, check, cell), check, cell })));

  /** Required items that are empty, refusals that fire, warnings that fire and are not confirmed. */
  const errors = (form, routed, confirmed) => {
    const required = form.cells.filter(
      ({ v }, id) => v.required && ["question", "row", "specify"].includes(v.role) && routed.states[id].state === "empty");
    const located = (kind) => (one) => fault(one.cell ? pointer("answers", one.cell.path) : "/answers", kind, one.id);
    return [
      ...required.map((cell) => fault(pointer("answers", cell.path), "required")),
      ...firing(form, routed, "refuse").map(located("refused")),
      ...firing(form, routed, "warn").filter((one) => !confirmed.includes(one.id)).map(located("unconfirmed")),
    ];
  };

  const MEMBERS = "form build wording mode status reached fields answers computed confirmed order".split(" ");
  const isAnswer = (value) =>
    value === null ||
    isInteger(value) ||
    typeof value === "string" ||
    (Array.isArray(value) &&
      (value.every(isInteger) || (value.length > 0 && value.every((one) => typeof one === "string")))) ||
    (isObject(value) && Object.keys(value).length === 1 && isInteger(value.missing));

  /** Faults of the document's form; where there are any, nothing else is judged. */
  const readFaults = (doc) => {
    if (!isObject(doc)) return [fault("", "wrong-type")];
    const faults = Object.keys(doc)
      .filter((key) => !MEMBERS.includes(key) && key !== "seed")
      .map((key) => fault(`/${key}`, "unknown-member"));
    const named = (key, known, kind) => {
      if (typeof doc[key] === "string" && !known.includes(doc[key])) faults.push(fault(`/${key}`, kind, doc[key]));
    };
    const typed = (key) => {
      const value = doc[key];
      if (key === "reached") return isInteger(value);
      if (key === "confirmed") return Array.isArray(value) && value.every((one) => typeof one === "string");
      return ["fields", "answers", "computed", "order"].includes(key) ? isObject(value) : typeof value === "string";
    };
    for (const key of [...MEMBERS, ...(has(doc, "seed") ? ["seed"] : [])]) {
      if (!has(doc, key)) faults.push(fault(`/${key}`, "member-absent"));
      else if (!typed(key)) faults.push(fault(`/${key}`, "wrong-type"));
    }
    named("mode", ["web", "phone", "paper"], "unknown-mode");
    named("status", ["complete", "stopped", "partial"], "unknown-status");
    if (isInteger(doc.reached) && doc.reached < 0) faults.push(fault("/reached", "reached-wrong"));
    for (const parent of ["fields", "answers", "computed", "order"]) {
      if (!isObject(doc[parent])) continue;
      for (const [key, value] of Object.entries(doc[parent]))
        if (!isAnswer(value)) faults.push(fault(pointer(parent, key), "wrong-type"));
    }
    return faults;
  };

  const isReadable = (doc) => readFaults(doc).length === 0;

  const isArrangement = (block, stored) => {
    const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
    const codes = block.members.filter((member) => member.code !== undefined).map((member) => member.code);
    if (!Array.isArray(stored)) return false;
    if (stored.length && typeof stored[0] === "string")
      return !codes.length && same(stored, block.members.map((member) => member.id));
    return same(stored, codes);
  };

  const headFaults = (form, doc) => {
    const { table } = form;
    const faults = [];
    if (doc.form !== table.form) faults.push(fault("/form", "other-form"));
    if (!table.wordings.includes(doc.wording)) faults.push(fault("/wording", "unknown-wording"));
    if (!table.modes.includes(doc.mode)) faults.push(fault("/mode", "unknown-mode"));
    const pages = table.pages.length;
    if (doc.reached > pages || (doc.status === "complete" && doc.reached !== pages))
      faults.push(fault("/reached", "reached-wrong"));
    for (const [id, stored] of Object.entries(doc.order)) {
      const block = table.shuffled.find((one) => one.id === id);
      if (!block) faults.push(fault(pointer("order", id), "unknown-order"));
      else if (!isArrangement(block, stored)) faults.push(fault(pointer("order", id), "order-wrong"));
    }
    return faults;
  };

  const keyFaults = (form, doc) => {
    const roles = { fields: ["field"], answers: ["question", "row", "specify"], computed: ["computed"] };
    return Object.entries(roles).flatMap(([parent, known]) =>
      Object.keys(doc[parent])
        .filter((key) => !known.includes(form.byPath.get(key)?.v.role))
        .map((key) => fault(pointer(parent, key), "unknown-key")));
  };

  const computedFaults = (form, doc, routed) =>
    form.cells
      .map((cell, id) => [cell, wire(cell, routed.states[id])])
      .filter(([cell]) => cell.v.role === "computed")
      .filter(([cell, value]) => JSON.stringify(doc.computed[cell.path]) !== JSON.stringify(value))
      .map(([cell]) => fault(pointer("computed", cell.path), "computed-differs"));

  const confirmedFaults = (form, doc) => {
    const ids = form.table.checks
      .filter((check) => check.kind === "warn")
      .flatMap((check) =>
        check.var === undefined
          ? [check.id]
          : form.cells.filter((cell) => cell.index === check.var).map((cell) => checkId(form, check, cell)));
    return doc.confirmed
      .map((id, n) => [id, n])
      .filter(([id, n]) => !ids.includes(id) || doc.confirmed.indexOf(id) !== n)
      .map(([id, n]) => fault(`/confirmed/${n}`, "unknown-check", id));
  };

  /** All faults of a response document. */
  const check = (form, doc) => {
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
    const routed = walk(form, situationOf(form, doc), answer, hidden);
    if (routed.reached < doc.reached) faults.push(fault("/reached", "reached-wrong"));
    const stopped = routed.stop !== undefined;
    if (
      (doc.status === "complete" && stopped) ||
      (doc.status === "stopped" && !(stopped && routed.reached === doc.reached))
    )
      faults.push(fault("/status", "status-wrong"));
    faults.push(...keyFaults(form, doc), ...computedFaults(form, doc, routed), ...confirmedFaults(form, doc));
    if (doc.status !== "partial")
      faults.push(...errors(form, routed, doc.confirmed).filter(({ kind }) => kind !== "unconfirmed"));
    return faults;
  };

  const usable = (form, routed) =>
    form.cells.every((cell, id) => !cell.v.core || !["question", "row"].includes(cell.v.role) || !asked(routed.states[id]) || answered(routed.states[id])) &&
    (!form.table.usable || holds(view(form, routed), form.table.usable));

  // Texts.
  const cellFor = (text, routed) => {
    const find = (wording, mode) => text.find((cell) => cell.wording === wording && cell.mode === mode);
    const { wording, mode } = routed;
    return find(wording, mode) ?? find(wording) ?? find(undefined, mode) ?? find();
  };
  const withComma = (units, decimals) => {
    const sign = units < 0 ? "-" : "";
    const digits = pad(Math.abs(units), decimals + 1);
    return decimals ? `${sign}${digits.slice(0, -decimals)},${digits.slice(-decimals)}` : `${sign}${digits}`;
  };
  const listed = (parts) =>
    parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} en ${parts[parts.length - 1]}`;

  /** The pieces of a text: `{ text, piped }`; undefined where the text has no cell here. Escape what is piped. */
  const pieces = (form, routed, text, cell) => {
    const at = cell ? within(view(form, routed), cell) : view(form, routed);
    const content = (cells, depth) => {
      const found = depth > 0 ? cellFor(cells ?? [], routed) : undefined;
      return found && found.parts.map((part) => piece(part, depth - 1)).map((one) => one.text).join("");
    };
    const label = (v, code, depth) => {
      const option = optionsOf(form, v).find((one) => one.code === code);
      return option ? (content(option.label, depth) ?? option.name) : "";
    };
    const words = (id, depth) => {
      const [v, s] = [form.table.vars[id], read(at, id)];
      if (s.state !== "valid") return undefined;
      if (v.kind === "one-of") return label(v, s.value, depth);
      if (v.kind === "any-of")
        return listed(optionsOf(form, v).filter(({ code }) => s.value.includes(code)).map(({ code }) => label(v, code, depth)));
      if (v.kind === "number") return withComma(s.value, v.decimals);
      return v.kind === "date" ? dutchDay(s.value) : s.value;
    };
    const fallback = (id, given, depth) => {
      const [v, s] = [form.table.vars[id], read(at, id)];
      return given ?? content(v.else, depth) ?? (s.state === "missing" ? label(v, s.value, depth) : "");
    };
    const plural = (part) => {
      const [v, s] = [form.table.vars[part.plural], read(at, part.plural)];
      if (s.state !== "valid" || v.kind !== "number") return undefined;
      const unit = 10 ** v.decimals;
      const words_ = s.value === 0 ? part.zero : s.value === unit ? part.one : part.many;
      return words_.replaceAll("#", withComma(s.value, v.decimals));
    };
    const turn = (part, depth) => {
      if (!at.turn || at.turn[0] !== part.turn) return undefined;
      const code = form.turns[part.turn][at.turn[1]];
      return content(form.table.lists[form.table.loops[part.turn].list].find((one) => one.code === code).label, depth);
    };
    const piece = (part, depth) => {
      if (typeof part === "string") return { text: part, piped: false };
      if (has(part, "pipe")) return { text: words(part.pipe, depth) ?? fallback(part.pipe, part.else, depth), piped: true };
      if (has(part, "plural")) return { text: plural(part) ?? fallback(part.plural, part.else, depth), piped: true };
      return { text: turn(part, depth) ?? part.else ?? "", piped: true };
    };
    return cellFor(text ?? [], routed)?.parts.map((part) => piece(part, 4));
  };
  const textOf = (form, routed, text, cell) =>
    pieces(form, routed, text, cell)?.map((piece) => piece.text).join("");

  // Random order: SHA-256 of seed, block and member decides; fixed members keep their place.
  const sha256 = (text) => {
    const bytes = utf8(text);
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
    // The first 32 bits of the fractional parts of roots of primes, in integers.
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
    const k = primes.map((p) => root(p, 3));
    let hash = primes.slice(0, 8).map((p) => root(p, 2));
    const length = bytes.length * 8;
    bytes.push(0x80);
    while (bytes.length % 64 !== 56) bytes.push(0);
    for (let n = 7; n >= 0; n -= 1) bytes.push(Math.floor(length / 2 ** (8 * n)) % 256);
    const turnRight = (x, n) => (x >>> n) | (x << (32 - n));
    for (let start = 0; start < bytes.length; start += 64) {
      const w = [];
      for (let n = 0; n < 16; n += 1)
        w.push(((bytes[start + 4 * n] << 24) | (bytes[start + 4 * n + 1] << 16) | (bytes[start + 4 * n + 2] << 8) | bytes[start + 4 * n + 3]) >>> 0);
      for (let n = 16; n < 64; n += 1) {
        const [x, y] = [w[n - 15], w[n - 2]];
        const s0 = turnRight(x, 7) ^ turnRight(x, 18) ^ (x >>> 3);
        const s1 = turnRight(y, 17) ^ turnRight(y, 19) ^ (y >>> 10);
        w.push((w[n - 16] + s0 + w[n - 7] + s1) >>> 0);
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let n = 0; n < 64; n += 1) {
        const s1 = turnRight(e, 6) ^ turnRight(e, 11) ^ turnRight(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + k[n] + w[n]) >>> 0;
        const s0 = turnRight(a, 2) ^ turnRight(a, 13) ^ turnRight(a, 22);
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
      }
      hash = hash.map((x, n) => (x + [a, b, c, d, e, f, g, h][n]) >>> 0);
    }
    return hash.map((x) => x.toString(16).padStart(8, "0")).join("");
  };
  const utf8 = (text) =>
    [...text].flatMap((character) => {
      const c = character.codePointAt(0);
      if (c < 0x80) return [c];
      if (c < 0x800) return [0xc0 | (c >> 6), 0x80 | (c & 63)];
      if (c < 0x10000) return [0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)];
      return [0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)];
    });
  const arrange = (seed, block) => {
    const key = (member) => sha256(`${seed}\n${block.id}\n${member.id}\n`);
    const free = block.members.filter((member) => !member.fixed).map((member) => [key(member), member]);
    free.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return block.members.map((member) => (member.fixed ? member : free.shift()[1]));
  };
  /** What a response stores under `order` for a seed. */
  const shownOrder = (form, seed) =>
    Object.fromEntries(
      form.table.shuffled.map((block) => {
        const members_ = arrange(seed, block);
        const codes = members_.map((member) => member.code).filter((code) => code !== undefined);
        return [block.id, codes.length ? codes : members_.map((member) => member.id)];
      }));

  return { prepare, isReadable, walk, route, check, errors, firing, usable, wire, judge, open, pieces, textOf, shownOrder, parseNumber, clean, sha256 };
})();
