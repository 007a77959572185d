// What the respondent gave: from the inputs into the route, and from the route to the response.
import { EMPTY, missing, valid } from "../../routes/core/state.js";
import { clean, parseDate, parseNumber } from "../../routes/core/typed.js";
import { parseDay } from "../../routes/core/day.js";
import { positions, walk, wire } from "../../routes/core/walk.js";
import { data, head, inputsOf, isBox, optionOf, survey, unit } from "./page.js";

/** Per cell what was given: null, a missing option, codes, or a value; a word where the text is none of these. */
const given = [];

const typed = ({ v }, text) => {
  if (!text) return null;
  if (v.kind === "number") return parseNumber(text, v.decimals);
  if (MORE && v.kind === "date") return parseDay(parseDate(text) ?? "") ?? "not-a-date";
  return v.kind === "text" ? text : Number(text);
};

/** Takes over what stands in the inputs of an item. */
export const take = (cell) => {
  const inputs = inputsOf(cell);
  const picked = inputs.filter((input) => input.checked).map((input) => Number(input.value));
  const lost = picked.find((code) => optionOf(cell, code)?.missing);
  const box = inputs.find(isBox);
  if (lost !== undefined) given[cell.id] = { missing: lost };
  else if (cell.v.kind === "any-of") given[cell.id] = picked.sort((a, b) => a - b);
  else given[cell.id] = picked[0] ?? (box ? typed(cell, clean(box.value)) : null);
};

/** Fields come from the unit that the form was made for, in the wire form, else as text from the link. */
export const takeFields = (link) => {
  for (const cell of survey.cells) {
    if (cell.v.role !== "field") continue;
    const value = unit.fields?.[cell.path] ?? link.get(cell.path);
    given[cell.id] = typeof value === "string" ? typed(cell, clean(value)) : value;
  }
};

/** What is of its kind and is none all the same: too many, too long, out of range. */
const WRONG = "wrong";

/** The state that an answer gives to an item, or a word where it is no answer. What is not offered is dropped. */
const stateOf = ({ id, v }, codes) => {
  const value = given[id] ?? null;
  if (value === null) return EMPTY;
  if (value.missing) return codes.includes(value.missing) ? missing(value.missing) : EMPTY;
  if (v.kind === "one-of") return codes.includes(value) ? valid(value) : EMPTY;
  if (v.kind === "any-of") {
    const kept = value.filter((code) => codes.includes(code));
    return kept.length > v.atMost ? WRONG : kept.length ? valid(kept) : EMPTY;
  }
  if (v.kind === "text") return [...value].length > v.maxLength ? WRONG : valid(value);
  if (typeof value === "string") return value;
  return value < v.min || value > v.max ? WRONG : valid(value);
};

/** What a choice excludes is taken back: the others of an `alone` or missing option, the text beside a missing one. */
export const settle = (cell, input) => {
  const typing = isBox(input);
  if (!typing && !input.checked) return;
  const excludes = ({ value }) => optionOf(cell, Number(value))?.alone;
  for (const other of inputsOf(cell)) {
    if (other === input || other.type === "radio") continue;
    if (isBox(other)) other.value = "";
    else if (typing || excludes(input) || excludes(other)) other.checked = false;
  }
};

/** The order that is shown decides which page is which. */
let situation;
export const takeOrder = (order) => {
  const { wording, table } = data;
  situation = { reached: table.pages.length };
  if (MORE) Object.assign(situation, { wording, mode: head.mode, positions: positions(survey, order) });
};

/** The route as it now stands; what is not sound is empty and a fault. */
export const route = () => {
  const unsound = [];
  const routed = walk(survey, situation, (cell, codes) => {
    const state = stateOf(cell, codes);
    if (state.state) return state;
    // Nobody who fills in can mend a field.
    if (cell.v.role !== "field") unsound[cell.id] = state;
    return EMPTY;
  });
  return { ...routed, unsound };
};

/** The route of someone who goes no further than a page. */
export const routeTo = (reached) => {
  situation.reached = reached;
  return route();
};

/** The response as it stands. */
export const responseOf = (routed, more) => {
  const parts = { fields: {}, answers: {}, computed: {} };
  for (const cell of survey.cells) {
    const { role } = cell.v;
    const value = wire(cell, routed.states[cell.id]);
    const part = role === "field" ? "fields" : role === "computed" ? role : "answers";
    if (value !== undefined && (value !== null || role !== "field")) parts[part][cell.path] = value;
  }
  const status = MORE && routed.stop !== undefined ? "stopped" : "complete";
  return { ...head, status, reached: routed.reached, ...parts, ...more };
};
