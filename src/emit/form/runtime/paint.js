// What the route changes on the elements that are on the screen; nothing else is touched.
import { shown } from "../../routes/core/state.js";
import { partOf } from "../../routes/core/texts.js";
import { data, elementOf, inputsOf, isBox, optionOf, survey, turnCell } from "./page.js";

/** Fills the pipes inside an element, always as text; what has no value keeps the words that it came with. */
export const fillPipes = (element, routed) => {
  for (const pipe of element.querySelectorAll("[data-pipe]")) {
    const [part, ...turn] = data.pipes[pipe.dataset.pipe];
    pipe.fallback ??= pipe.textContent;
    pipe.textContent = partOf(survey, routed, part, MORE && turnCell(...turn)) || pipe.fallback;
  }
};

/** Shows what is asked and offered inside an atom. */
export const paint = ({ el, cells }, routed) => {
  for (const cell of cells ?? []) {
    elementOf(cell).hidden = !shown(routed.states[cell.id]);
    for (const input of inputsOf(cell)) {
      const code = Number(input.value);
      if (!isBox(input) && optionOf(cell, code)) input.closest("li").hidden = !routed.offered[cell.id].includes(code);
    }
  }
  fillPipes(el, routed);
};
