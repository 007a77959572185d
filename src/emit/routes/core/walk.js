// The walk through a survey for one respondent: states, offered options, pages, the stop that ends it.
import { round } from "./exact.js";
import { showDay } from "./day.js";
import { EMPTY, NOT_ASKED, asked, cellsOf, chose, place, read, shown, stateAt, valid, within } from "./state.js";
import { admits, calc, holds, offered, open } from "./truth.js";

/** Whether a loop has this iteration. */
export const turnExists = (at, cell) => {
  if (cell.turn === undefined) return true;
  const loop = at.form.table.loops[cell.v.loop];
  const code = at.form.turns[cell.v.loop][cell.turn];
  const option = at.form.table.lists[loop.list].find((one) => one.code === code);
  return admits(option.only, at) && (loop.chosen === undefined || chose(read(at, loop.chosen), code));
};

const number = (at, { formula, decimals, min, max }) => {
  const found = calc(at, formula.number);
  const units = found && round(found, decimals);
  return units !== undefined && Number(units) >= min && Number(units) <= max ? valid(Number(units)) : undefined;
};
const compute = (at, v) => {
  if (MORE && !v.formula.recode) return number(at, v);
  const arm = v.formula.recode.find(([, part]) => holds(at, part));
  return arm && valid(arm[0]);
};

/** A computed item without value is empty, or not asked where nothing that it reads was asked. */
const computed = (at, cell, reached) => {
  const asks = (other) => {
    if (!MORE) return asked(read(at, other));
    const there = place(at, other);
    if (there !== undefined) return asked(stateAt(at, there));
    return cellsOf(at.form, other).some(({ id }) => asked(stateAt(at, id)));
  };
  const state = compute(at, cell.v) ?? (cell.v.reads.some(asks) ? EMPTY : NOT_ASKED);
  return MORE && asked(state) && !reached ? { state: "not-reached" } : state;
};

/** Per page its position, from 1, in the order that a response stores. */
export const positions = (form, order) => {
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

/** Walks the survey, pages without items left aside; `answer(cell, offered)` gives the state of a field, or of an item that is asked and reached. */
export const walk = (form, situation, answer, hidden) => {
  const { table, cells } = form;
  const at = MORE ? { form, states: [], wording: situation.wording, mode: situation.mode } : { form, states: [] };
  const routed = {
    ...situation,
    states: at.states,
    offered: cells.map(() => []),
    ...(MORE && { pages: table.pages.map(() => "hidden") }),
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
  const visit = (cell) => {
    const { v } = cell;
    const here = MORE ? within(at, cell) : at;
    const codes = offered(here, cell);
    const reached = !MORE || v.page === undefined || situation.positions[v.page] <= routed.reached;
    const choice = v.role !== "computed" && (v.kind === "one-of" || v.kind === "any-of");
    const wanted =
      (!choice || codes.length > 0) &&
      (!MORE || turnExists(here, cell)) &&
      open(here, v.gates) &&
      (v.role !== "specify" || chose(read(here, v.of), v.code));
    let state = NOT_ASKED;
    if (wanted && v.role === "computed") state = computed(here, cell, reached);
    else if (wanted) {
      state = reached ? answer(cell, codes) : { state: "not-reached" };
      routed.offered[cell.id] = codes;
      if (MORE && v.page !== undefined && v.role !== "specify") routed.pages[v.page] = reached ? "shown" : "not-reached";
    }
    if (SCOPES && hidden && v.role !== "computed" && !shown(state)) hidden(cell, state);
    at.states[cell.id] = state;
  };
  cells.forEach((cell) => {
    if (MORE && cell.v.page !== undefined) stopsBefore(cell.v.page);
    visit(cell);
  });
  if (MORE) stopsBefore(table.pages.length);
  return routed;
};

/** The wire value of a state; undefined where the key is absent. */
export const wire = (cell, s) => {
  if (!shown(s)) return undefined;
  if (s.state === "empty") return null;
  if (s.state === "missing") return { missing: s.value };
  return MORE && cell.v.kind === "date" ? showDay(s.value) : s.value;
};
