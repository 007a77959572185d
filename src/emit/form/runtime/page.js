// What the document holds: the form's data, and its elements found once. Whoever is not in here is never searched for again.
import { cellsOf, prepare } from "../../routes/core/state.js";

export const data = JSON.parse(document.getElementById("peil").textContent);
export const t = data.texts;
/** The unit that the form was made for, and its fields. */
export const unit = JSON.parse(document.getElementById("peil-unit")?.textContent ?? "{}");
export const survey = prepare(data.table);
export const sheet = document.querySelector("form");
export const main = document.querySelector("main");
export const phone = document.body.className === "phone";

/** A new element; `text` is shown as text, whatever is in it. */
export const make = (tag, props, ...inside) => {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...inside);
  return made;
};

/** A text of the catalogue with its blanks filled in their order. */
export const fill = (text, ...values) => text.replace(/#/g, () => values.shift());

/** Inputs by the path of their variable, missing options among them. */
const inputs = new Map();
for (const input of sheet.elements) {
  if (!input.name || input.type === "hidden") continue;
  const path = input.name.split("!")[0];
  if (!inputs.has(path)) inputs.set(path, []);
  inputs.get(path).push(input);
}
export const inputsOf = (cell) => inputs.get(cell.path) ?? [];
export const cellOf = (input) => survey.byPath.get(input.name?.split("!")[0]);
export const isBox = (input) => input.type !== "radio" && input.type !== "checkbox";

/** A question's own element, or what holds a specify text. */
export const elementOf = (cell) =>
  cell.v.role === "specify"
    ? inputsOf(cell)[0]?.closest(".specify")
    : document.getElementById(`q-${cell.path.replace(/\./g, "-")}`);

export const optionOf = (cell, code) => survey.table.lists[cell.v.list]?.find((option) => option.code === code);

/** A cell of an iteration, to evaluate in; none outside loops. */
export const turnCell = (loop, turn) =>
  loop === undefined ? undefined : cellsOf(survey, survey.table.loops[loop].vars[0])[turn];
