// The page before sending: every question with its answer and a link to it.
import { chose, shown } from "../../routes/core/state.js";
import { elementOf, inputsOf, isBox, make, t } from "./page.js";
import { fillPipes } from "./paint.js";

/** A link within the form; the address stays as it is. */
export const linkTo = (cell, visit, text) => {
  const link = make("a", text);
  link.href = `#${elementOf(cell).id}`;
  link.onclick = (event) => {
    event.preventDefault();
    visit(cell);
  };
  return link;
};

const askOf = (el) => el.querySelector(".ask").textContent;

/** What is typed stands with its unit. */
const wordsOf = (input) =>
  isBox(input) ? `${input.value} ${input.nextElementSibling?.textContent ?? ""}` : input.parentElement.lastElementChild.textContent;

const answerOf = (cell, s) =>
  inputsOf(cell)
    .filter((input) => (isBox(input) ? s.state === "valid" : chose(s, Number(input.value))))
    .map(wordsOf)
    .join(", ");

/** The lines of a route, above the rows of a grid what it asks; `visit(cell)` shows a question. */
export const linesOf = (routed, atoms, visit) =>
  atoms.flatMap((atom) => {
    fillPipes(atom.el, routed);
    const asked = (atom.cells ?? []).filter(({ id }) => shown(routed.states[id]));
    // A grid has a second class.
    const stem = asked[0] && atom.el.classList[1] && askOf(atom.el);
    const lines = asked
      .filter(({ v }) => v.role !== "specify")
      .map((cell) => {
        const ask = askOf(elementOf(cell));
        const own = asked.filter(({ v, turn }) => v.of === cell.index && (!MORE || turn === cell.turn));
        // The text behind "Anders" stands behind it.
        const words = [cell, ...own].map((one) => answerOf(one, routed.states[one.id])).filter(Boolean);
        const change = linkTo(cell, visit, t.change);
        change.setAttribute("aria-label", `${t.change}: ${stem ? `${stem} ` : ""}${ask}`);
        return make("li", make("span", ask), make("strong", words.join(": ") || t.none), change);
      });
    return stem ? [make("li", stem), ...lines] : lines;
  });
