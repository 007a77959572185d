// What is not right yet: said at the top with links, and at the field.
import { firing, unanswered } from "../../routes/core/checks.js";
import { shown } from "../../routes/core/state.js";
import { textOf } from "../../routes/core/texts.js";
import { data, elementOf, inputsOf, main, make, own, survey, t } from "./page.js";
import { linkTo } from "./review.js";
import { dress, soundOf, stop as hush } from "./sound.js";

const hintOf = (cell) => document.getElementById(`${elementOf(cell).id}-n`)?.textContent;

/** Where a check of a grid or a page points: at the last item of it that is shown. */
const lastOf = ({ grid, page }, routed) =>
  survey.cells.filter(({ index, v, id }) => {
    if (!shown(routed.states[id])) return false;
    return grid === undefined ? v.page === page && v.role !== "computed" : survey.table.grids[grid].rows.includes(index);
  }).pop();

/** The checks that fire, as `{ cell, text, id }`. */
const fired = (kind, routed) => {
  const told = firing(survey, routed, kind).map(({ id, check, cell }) => ({
    id,
    cell: MORE ? (cell ?? lastOf(check, routed)) : cell,
    text: textOf(survey, routed, check.text, cell),
    said: SOUND && check.id,
  }));
  return MORE ? told.filter(({ cell }) => cell) : told;
};

export const warnings = (routed) => fired("warn", routed);
export const refusals = (routed) => [
  ...survey.cells.filter(({ id }) => routed.unsound[id]).map((cell) => ({ cell, text: hintOf(cell) ?? t.long })),
  ...unanswered(survey, routed)
    .filter(({ id }) => !routed.unsound[id])
    .map((cell) => ({
      cell,
      text: textOf(survey, routed, cell.v.error, cell) ?? t.required,
      said: SOUND && (cell.v.error ? `${cell.v.path}.error` : "form.required"),
    })),
  ...fired("refuse", routed),
];

const summary = own("faults");
const [title, list, sure] = summary.children;
let undos = [];

/** Takes all messages away. */
export const clearFaults = () => {
  if (SOUND) hush();
  for (const undo of undos) undo();
  undos = [];
};

const setUntilCleared = (input, name, value) => {
  const before = input.getAttribute(name);
  input.setAttribute(name, value + (before ? ` ${before}` : ""));
  undos.push(() => (before ? input.setAttribute(name, before) : input.removeAttribute(name)));
};

/** Adds something that is gone when the faults are cleared. */
const addUntilCleared = (add, el) => {
  add(el);
  undos.push(() => el.remove());
};

/** Says at the field what is wrong with it. */
const mark = ({ cell, text, said }) => {
  const element = elementOf(cell);
  const message = make("p", text);
  message.className = "fault";
  message.id = `${element.id}-e`;
  const legend = element.querySelector("legend");
  const asked = SOUND && legend?.nextElementSibling?.matches(".au") ? legend.nextElementSibling : legend;
  addUntilCleared((el) => (asked ? asked.after(el) : element.prepend(el)), message);
  const sound = SOUND && soundOf(data.faults?.[said], message);
  if (sound) {
    addUntilCleared((el) => message.after(el), Object.assign(make("p", sound), { className: "au" }));
    dress(sound);
  }
  for (const input of inputsOf(cell)) {
    setUntilCleared(input, "aria-describedby", message.id);
    setUntilCleared(input, "aria-invalid", "true");
  }
};

/** Shows faults: a summary that has the focus, whose links lead to the fields; with `confirm`, a button that takes them as they are. */
export const showFaults = (faults, visit, confirm) => {
  clearFaults();
  faults.forEach(mark);
  title.textContent = confirm ? t.warn : t.faults;
  list.replaceChildren(...faults.map(({ cell, text }) => make("li", linkTo(cell, visit, text))));
  sure.hidden = !confirm;
  sure.onclick = confirm;
  addUntilCleared((el) => main.prepend(el), summary);
  summary.focus();
  scrollTo(0, 0);
};
