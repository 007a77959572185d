// What the respondent gave: from the inputs to wire values, and into the route.
import { judge } from "../../routes/core/sound.js";
import { EMPTY, has } from "../../routes/core/state.js";
import { clean, parseDate, parseNumber } from "../../routes/core/typed.js";
import { positions, walk, wire } from "../../routes/core/walk.js";
import { data, inputsOf, isBox, optionOf, survey, unit } from "./page.js";

const { table } = survey;

/** Per cell the wire value, sound or not. */
const given = [];

/** The wire value of a typed text; where it cannot be one, something that is not sound. */
const typed = (cell, text) => {
  const { kind, decimals } = cell.v;
  if (!text) return null;
  if (kind === "number") return parseNumber(text, decimals);
  if (kind === "date") return parseDate(text) ?? text;
  return kind === "text" ? text : Number(text);
};

const valueOf = (cell) => {
  const inputs = inputsOf(cell);
  const picked = inputs.filter((input) => input.checked).map((input) => Number(input.value));
  const lost = picked.find((code) => optionOf(cell, code)?.missing);
  if (lost !== undefined) return { missing: lost };
  if (cell.v.kind === "any-of") return picked.length ? picked.sort((a, b) => a - b) : null;
  if (picked.length) return picked[0];
  const box = inputs.find(isBox);
  return box ? typed(cell, clean(box.value)) : null;
};

/** Takes over what stands in the inputs of an item. */
export const take = (cell) => {
  given[cell.id] = valueOf(cell);
};

/** Fields come from the unit that the form was made for, else from the link. */
export const takeFields = (link) => {
  for (const cell of survey.cells.filter(({ v }) => v.role === "field")) {
    const { path } = cell;
    given[cell.id] = has(unit.fields ?? {}, path) ? unit.fields[path] : typed(cell, clean(link.get(path) ?? ""));
  }
};

/** What a choice excludes is taken back: the others of an `alone` or missing option, the text beside a missing one. */
export const settle = (cell, input) => {
  const excludes = ({ value }) => {
    const option = optionOf(cell, Number(value));
    return option && (option.alone || option.missing);
  };
  const typing = isBox(input);
  if (!typing && !input.checked) return;
  for (const other of inputsOf(cell)) {
    if (other === input || other.type === "radio") continue;
    if (isBox(other)) other.value = "";
    else if (typing || excludes(input) || excludes(other)) other.checked = false;
  }
};

/** The order that is shown decides which page is which. */
let situation;
export const takeOrder = (order) => {
  situation = {
    wording: data.wording,
    mode: data.mode,
    reached: table.pages.length,
    positions: positions(survey, order),
  };
};

/** The route as it now stands; what is no longer offered is dropped, what is not sound is empty and a fault. */
export const route = () => {
  const unsound = [];
  const routed = walk(survey, situation, (cell, codes) => {
    const value = given[cell.id] ?? null;
    const state = judge(survey, cell, codes, still(value, codes));
    if (typeof state !== "string") return state;
    unsound[cell.id] = state;
    return EMPTY;
  });
  routed.unsound = unsound;
  return routed;
};
const still = (value, codes) => {
  if (!Array.isArray(value)) return value;
  const kept = value.filter((code) => codes.includes(code));
  return kept.length ? kept : null;
};

/** The response as it stands. */
export const responseOf = (routed, head) => {
  const parts = { fields: {}, answers: {}, computed: {} };
  survey.cells.forEach((cell, id) => {
    const value = wire(cell, routed.states[id]);
    const part = parts[{ field: "fields", computed: "computed" }[cell.v.role] ?? "answers"];
    if (value !== undefined && !(value === null && part === parts.fields)) part[cell.path] = value;
  });
  const status = routed.stop === undefined ? "complete" : "stopped";
  return { ...head, status, reached: routed.reached, ...parts };
};
