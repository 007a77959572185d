// The interviewer's keyboard: digits choose the option with that code, Enter goes on.
import { inputsOf, isBox } from "./page.js";

let typed = "";
let timer;

const choose = (cells) => {
  const open = (cell) => inputsOf(cell).some((input) => input === document.activeElement);
  const free = (cell) => !inputsOf(cell).some((input) => input.checked);
  const choices = (cell) => inputsOf(cell).filter((input) => !isBox(input) && input.offsetParent);
  const asked = cells.filter((cell) => choices(cell).length);
  const cell = asked.find(open) ?? asked.find(free) ?? asked[0];
  const input = cell && choices(cell).find(({ value }) => value === typed);
  typed = "";
  input?.focus();
  input?.click();
};

/** Listens; `cellsNow()` gives what is on the screen. */
export const listen = (cellsNow, next) => {
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (key === "Enter" && !/^(A|BUTTON|TEXTAREA)$/.test(target.tagName)) {
      event.preventDefault();
      next();
    } else if (/^\d$/.test(key) && !(target.name && isBox(target))) {
      event.preventDefault();
      typed += key;
      clearTimeout(timer);
      const cells = cellsNow();
      const longer = cells.some((cell) => inputsOf(cell).some(({ value }) => value.startsWith(typed) && value !== typed));
      if (longer) timer = setTimeout(choose, 600, cells);
      else choose(cells);
    }
  });
};
