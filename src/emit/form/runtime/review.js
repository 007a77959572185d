// The page before sending: every question with its answer and a link to it.
import { answered, chose, shown } from "../../routes/core/state.js";
import { elementOf, inputsOf, isBox, make, t } from "./page.js";
import { fillPipes } from "./paint.js";

const wordsOf = (input) => (isBox(input) ? input.value : input.parentElement.lastElementChild.textContent);

const answerOf = (cell, s) =>
  inputsOf(cell)
    .filter((input) => (isBox(input) ? s.state === "valid" : chose(s, Number(input.value))))
    .map(wordsOf)
    .join(", ");

/** A link within the form; the address stays as it is. */
export const linkTo = (cell, visit, ...inside) => {
  const to = make("a", { href: `#${inputsOf(cell)[0].id}` }, ...inside);
  to.onclick = (event) => {
    event.preventDefault();
    visit(cell);
  };
  return to;
};

const lineOf = (cell, specifies, routed, visit) => {
  const ask = elementOf(cell).querySelector(".ask").textContent;
  const answers = [cell, ...specifies].filter(({ id }) => answered(routed.states[id]));
  const words = answers.map((one) => answerOf(one, routed.states[one.id])).join(": ");
  const change = linkTo(cell, visit, t.change, make("span", { className: "unseen" }, `: ${ask}`));
  return make("li", {}, make("span", {}, ask), make("strong", {}, words || t.none), change);
};

/** The lines of a route; `visit(cell)` shows a question. */
export const linesOf = (routed, atoms, visit) =>
  atoms.flatMap((atom) => {
    const asked = (atom.cells ?? []).filter(({ id }) => shown(routed.states[id]));
    if (asked.length) fillPipes(atom.el, routed);
    const specifies = (cell) => asked.filter(({ v, turn }) => v.of === cell.index && turn === cell.turn);
    return asked.filter(({ v }) => v.role !== "specify").map((cell) => lineOf(cell, specifies(cell), routed, visit));
  });
