// Answers stay in the browser until they are sent: per form, build and respondent; a wording reads what another one wrote.
import { head, inputsOf, isBox, token as own } from "./page.js";

const drawn = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join("");

export const link = new URLSearchParams(location.hash.slice(1));
/** Who fills in; nobody in particular where it is empty. */
const token = own ?? link.get("token") ?? "";
export const key = `peil:${head.form}:${head.build}:${token}`;

/** What may be absent or full. */
export const stored = (work) => {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
};
export const readStored = (name) => stored((store) => JSON.parse(store.getItem(name)));

/**
 * What is kept. `typed`: per path what is picked and what is written, also where the route hides it; `at`: the screen;
 * `send`: once it is handed in, where to and what; `sent`: what came back, when nothing else is kept any more.
 */
export const draft = { id: drawn(), seed: drawn(), token, typed: {}, confirmed: [], seen: [], ...readStored(key) };

let soon;
let gone = draft.sent;
export const save = () => {
  soon = clearTimeout(soon);
  return !gone && stored((store) => store.setItem(key, JSON.stringify(draft)) ?? true);
};
/** Saves when there is time for it. */
export const saveSoon = () => {
  soon ??= setTimeout(save, 200);
};
/** Whether the browser keeps anything at all. */
export const keeps = save();
onpagehide = save;

/** Takes over what stands in the inputs of an item. */
export const keep = (cell) => {
  const inputs = inputsOf(cell);
  const picked = inputs.filter((input) => input.checked).map((input) => input.value);
  draft.typed[cell.path] = [picked, inputs.find(isBox)?.value];
  saveSoon();
};

/** Puts the answers back in the inputs. */
export const restore = (cell) => {
  const [picked, text] = draft.typed[cell.path] ?? [];
  for (const input of picked ? inputsOf(cell) : []) {
    if (isBox(input)) input.value = text;
    else input.checked = picked.includes(input.value);
  }
};

export const forget = () => {
  gone = true;
  stored((store) => store.removeItem(key));
};

/** The server has it: of the answers nothing is left on the device but that they were sent. */
export const finish = (name, { receipt }) => {
  gone ||= name === key;
  stored((store) => store.setItem(name, JSON.stringify({ sent: { receipt } })));
};
