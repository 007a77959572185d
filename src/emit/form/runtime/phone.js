// The interviewer's keyboard: digits choose the option with that code, Enter goes on.
import { inputsOf, isBox } from "./page.js";

let typed = "";
let timer;

const choices = (cell) => inputsOf(cell).filter((input) => !isBox(input) && input.offsetParent);

/** Picks in the question that has the focus, else in the first without an answer. */
const choose = (cells) => {
  const asked = cells.filter((cell) => choices(cell).length);
  const focused = (cell) => inputsOf(cell).includes(document.activeElement);
  const free = (cell) => !inputsOf(cell).some((input) => input.checked);
  const cell = asked.find(focused) ?? asked.find(free) ?? asked[0];
  const input = cell && choices(cell).find(({ value }) => value === typed);
  typed = "";
  input?.focus();
  input?.click();
};

const digit = (key, cells) => {
  typed += key;
  clearTimeout(timer);
  const longer = ({ value }) => value.startsWith(typed) && value !== typed;
  if (cells.some((cell) => choices(cell).some(longer))) timer = setTimeout(choose, 600, cells);
  else choose(cells);
};

/** Listens; `screen()` is what is shown. */
export const listen = (screen, next) => {
  document.onkeydown = (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    const goes = key === "Enter" && !/^(A|BUTTON|TEXTAREA)$/.test(target.tagName);
    const picks = /^\d$/.test(key) && !(target.name && isBox(target));
    if (!goes && !picks) return;
    event.preventDefault();
    if (goes) next();
    else digit(key, (screen().parts ?? []).flatMap(({ cells }) => cells ?? []));
  };
};
