// What the document holds: the form's data, and its elements found once.
import { cellsOf, prepare } from "../../routes/core/state.js";

export const find = (selector) => document.querySelector(selector);
const read = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "{}");

export const data = read("peil");
/** The unit that the form was made for, and its fields. */
export const unit = read("peil-unit");
export const t = data.texts;
export const survey = prepare(data.table);
export const sheet = find("form");
export const main = find("main");

/** What the script adds lies ready in a template. */
export const own = (id) => find("template").content.getElementById(id);

/** A new element with text in it, whatever that text is. */
export const make = (tag, ...inside) => {
  const made = document.createElement(tag);
  made.append(...inside);
  return made;
};

/** A text of the catalogue with its blanks filled in their order. */
export const fill = (text, ...values) => text.replace(/#/g, () => values.shift());

/** Inputs by the path of their variable, missing options among them. */
const inputs = {};
const pathOf = ({ name }) => name.split("!")[0];
const hidden = {};
for (const input of sheet.elements)
  if (input.type === "hidden") hidden[input.name] = input.value;
  else if (input.name) (inputs[pathOf(input)] ??= []).push(input);
/** Which form this is, and for whom it was made if it was made for one unit. */
export const { token, ...head } = hidden;
export const inputsOf = (cell) => inputs[cell.path] ?? [];
export const cellOf = (input) => survey.byPath.get(pathOf(input));
export const isBox = ({ type }) => type !== "radio" && type !== "checkbox";

/** A question's own element, or what holds a specify text. */
export const elementOf = (cell) =>
  cell.v.role === "specify"
    ? inputsOf(cell)[0]?.closest(".specify")
    : document.getElementById(`q-${cell.path.replace(/\./g, "-")}`);

export const optionOf = (cell, code) => survey.table.lists[cell.v.list]?.find((option) => option.code === code);

/** A cell of an iteration, to evaluate in; none outside loops. */
export const turnCell = (loop, turn) =>
  loop === undefined ? undefined : cellsOf(survey, survey.table.loops[loop].vars[0])[turn];
