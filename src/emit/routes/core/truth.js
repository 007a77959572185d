// Predicates and arithmetic over states, as the route table spells them.
import { negate, over, plus, scaled, stands, times, whole } from "./exact.js";
import { answered, asked, chose, place, read, stateAt } from "./state.js";

const cellAt = (at, v) => at.form.cells[MORE ? place(at, v) : v];
const codesOf = (at, v, codes) => {
  const s = read(at, v);
  const cell = cellAt(at, v);
  // The value of a number, text or date is no code; only its missing options are.
  const coded = cell && (cell.v.kind === "one-of" || cell.v.kind === "any-of");
  return (coded || s.state === "missing") && codes.some((code) => chose(s, code));
};
const inState = (s, name) => (name === "asked" ? asked(s) : name === "answered" ? answered(s) : s.state === name);

/** Where each asked member of a set is evaluated. */
const members = (at, set) => {
  if (set.vars)
    return set.vars
      .map((v) => place(at, v))
      .filter((cell) => asked(stateAt(at, cell)))
      .map((answer) => ({ ...at, answer }));
  const items = set.item === null ? at.form.table.loops[set.loop].vars : [set.item];
  return at.form.turns[set.loop].flatMap((_, turn) => {
    const cell = (v) => at.form.first[v] + turn;
    if (!items.some((v) => asked(stateAt(at, cell(v))))) return [];
    return [{ ...at, turn: [set.loop, turn], answer: set.item === null ? undefined : cell(set.item) }];
  });
};

const BIG_PREDICATES = {
  const: (at, truth) => truth,
  compare: (at, left, op, right) => {
    const [a, b] = [calc(at, left), calc(at, right)];
    return a !== undefined && b !== undefined && stands(op, a.n * b.d, b.n * a.d);
  },
  wording: (at, among, wanted) => among.includes(at.wording) === wanted,
  mode: (at, among, wanted) => among.includes(at.mode) === wanted,
  some: (at, set, part) => members(at, set).some((member) => holds(member, part)),
  every: (at, set, part) => members(at, set).every((member) => holds(member, part)),
};
/** What a form's data says with `units`. */
const PLAIN = {
  position: (at, v, op, code) => {
    const s = read(at, v);
    return s.state === "valid" && cellAt(at, v).v.kind === "one-of" && stands(op, s.value, code);
  },
};
const PREDICATES = {
  ...(MORE && BIG_PREDICATES),
  ...(SCOPES && PLAIN),
  all: (at, ...parts) => parts.every((part) => holds(at, part)),
  any: (at, ...parts) => parts.some((part) => holds(at, part)),
  chosen: codesOf,
  "not-chosen": (at, v, codes) => answered(read(at, v)) && !codesOf(at, v, codes),
  /** A number × 10^decimals, or the code of an option, against a constant. */
  units: (at, v, op, units) => {
    const s = read(at, v);
    return s.state === "valid" && stands(op, s.value, units);
  },
  state: (at, v, name, wanted) => inState(read(at, v), name) === wanted,
};
/** Whether a predicate holds. */
export const holds = (at, [operator, ...operands]) => PREDICATES[operator](at, ...operands);

const valueAt = (at, cell) => {
  const s = stateAt(at, cell);
  if (s.state !== "valid") return undefined;
  const { kind, decimals } = at.form.cells[cell].v;
  if (kind === "any-of" || kind === "text") return undefined;
  return kind === "number" ? scaled(s.value, decimals) : whole(s.value);
};
const total = (at, set, atLeast) => {
  const all = members(at, set);
  const values = all.map((member) => valueAt(member, member.answer)).filter((value) => value !== undefined);
  if (values.length < Math.max(atLeast ?? all.length, 1)) return undefined;
  return { sum: values.reduce(plus, whole(0)), count: whole(values.length) };
};
const countChosen = (at, v) => {
  const s = read(at, v);
  if (s.state !== "valid" || !Array.isArray(s.value)) return undefined;
  const options = at.form.table.lists[cellAt(at, v).v.list];
  return whole(s.value.filter((code) => !options.find((option) => option.code === code)?.alone).length);
};

const NUMBERS = {
  const: (at, units, decimals) => scaled(units, decimals),
  value: (at, v) => valueAt(at, place(at, v)),
  negate: (at, a) => negate(calc(at, a)),
  add: (at, a, b) => plus(calc(at, a), calc(at, b)),
  subtract: (at, a, b) => plus(calc(at, a), negate(calc(at, b))),
  multiply: (at, a, b) => times(calc(at, a), calc(at, b)),
  divide: (at, a, b) => over(calc(at, a), calc(at, b)),
  "count-chosen": countChosen,
  count: (at, set, part) => {
    const all = members(at, set);
    return all.length ? whole(all.filter((member) => holds(member, part)).length) : undefined;
  },
  sum: (at, set, atLeast) => total(at, set, atLeast)?.sum,
  mean: (at, set, atLeast) => {
    const found = total(at, set, atLeast);
    return found && over(found.sum, found.count);
  },
};
/** The ratio that an expression gives; undefined where it has no value. */
export const calc = (at, [operator, ...operands]) => NUMBERS[operator](at, ...operands);

/** Whether a scope holds wording and mode. */
export const admits = (only, at) =>
  !SCOPES ||
  !only ||
  ((!only.wordings?.length || only.wordings.includes(at.wording)) &&
    (!only.modes?.length || only.modes.includes(at.mode)));
const gateOpen = (at, gate) => admits(gate.only, at) && (!gate.when || holds(at, gate.when));

/** Whether everything that limits something holds. */
export const open = (at, gates) => (gates ?? []).every((id) => gateOpen(at, at.form.table.gates[id]));
/** Codes of the offered options, in file order. */
export const offered = (at, cell) => {
  const all = at.form.table.lists[cell.v.list] ?? [];
  return (SCOPES ? all.filter((option) => admits(option.only, at)) : all)
    .map((option) => option.code)
    .filter((code) => (cell.v.offers ?? []).every((offer) => offer.code !== code || gateOpen(at, offer)));
};
