// What is not right yet: said at the top with links, and at the field.
import { firing, unanswered } from "../../routes/core/checks.js";
import { textOf } from "../../routes/core/texts.js";
import { elementOf, inputsOf, isBox, main, make, survey, t } from "./page.js";
import { linkTo } from "./review.js";
import { atomOf } from "./screens.js";

const hintOf = (cell) => document.getElementById(`${elementOf(cell).id}-n`)?.textContent;

const requiredText = (cell, routed) =>
  textOf(survey, routed, cell.v.error, cell) ?? (inputsOf(cell).every(isBox) ? t.write : t.choose);

/** Where a check of a grid or a page points: at the last item of it that is shown. */
const lastOf = (check, routed) =>
  survey.cells
    .filter(({ index, v, id }) => routed.offered[id] && atomOf[id] && routed.states[id].state !== "not-asked" &&
      (check.grid === undefined ? v.page === check.page : survey.table.grids[check.grid].rows.includes(index)))
    .pop();

/** All faults of a kind, as `{ cell, text, id }`; the id is that of a check. */
const fired = (kind, routed) =>
  firing(survey, routed, kind)
    .map(({ id, check, cell }) => ({
      id,
      cell: cell ?? lastOf(check, routed),
      text: textOf(survey, routed, check.text, cell),
    }));

export const warnings = (routed) => fired("warn", routed).filter(({ cell }) => cell);
export const refusals = (routed) => [
  ...survey.cells
    .filter(({ id }) => routed.unsound[id])
    .map((cell) => ({ cell, text: hintOf(cell) ?? t.long })),
  ...unanswered(survey, routed)
    .filter(({ id }) => !routed.unsound[id])
    .map((cell) => ({ cell, text: requiredText(cell, routed) })),
  ...fired("refuse", routed).filter(({ cell }) => cell),
];

let marks = [];

/** Takes all messages away. */
export const clearFaults = () => {
  marks.splice(0).forEach((undo) => undo());
};

const mark = ({ cell, text }) => {
  const [element, inputs] = [elementOf(cell), inputsOf(cell)];
  const message = make("p", { className: "fault", id: `${element.id || inputs[0].id}-e` }, text);
  if (element.tagName === "FIELDSET") element.firstElementChild.after(message);
  else element.prepend(message);
  for (const input of inputs) {
    const before = input.getAttribute("aria-describedby");
    input.setAttribute("aria-describedby", [message.id, before].filter(Boolean).join(" "));
    input.setAttribute("aria-invalid", "true");
    marks.push(() => {
      if (before) input.setAttribute("aria-describedby", before);
      else input.removeAttribute("aria-describedby");
      input.removeAttribute("aria-invalid");
    });
  }
  marks.push(() => message.remove());
};

/** Shows faults: a summary that has the focus, whose links lead to the fields. `visit(cell)` shows a field. */
export const showFaults = (title, faults, visit, ...more) => {
  clearFaults();
  faults.forEach(mark);
  const lines = faults.map(({ cell, text }) => make("li", {}, linkTo(cell, visit, text)));
  const heading = make("h2", { id: "faults" }, title);
  const summary = make("div", { className: "faults", tabIndex: -1 }, heading, make("ul", {}, ...lines), ...more);
  summary.setAttribute("role", "group");
  summary.setAttribute("aria-labelledby", "faults");
  main.prepend(summary);
  marks.push(() => summary.remove());
  summary.focus();
  scrollTo(0, 0);
};
