// Answers stay in the browser until they are sent: per form, build and respondent; a wording reads what another one wrote.
import { data, inputsOf, isBox, unit } from "./page.js";

const drawn = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte + 256).toString(16).slice(1)).join("");

export const link = new URLSearchParams(location.hash.slice(1));
/** Who fills in; nobody in particular where it is empty. */
export const token = unit.unit ?? link.get("token") ?? "";
const key = `peil:${data.form}:${data.build}:${token}`;

/** What may be absent or full. */
export const stored = (work) => {
  try {
    return work(localStorage);
  } catch {
    return undefined;
  }
};

const fresh = { id: drawn(), seed: drawn(), typed: {}, confirmed: [], seen: [] };

/** What is kept: `typed` holds per path what is picked and what is typed, also where the route hides it; `at` is the screen. */
export const draft = { ...fresh, ...stored((store) => JSON.parse(store.getItem(key))) };

export const keeps = stored((store) => {
  store.setItem("peil", "");
  store.removeItem("peil");
  return true;
});

let soon;
const save = () => {
  soon = clearTimeout(soon);
  if (!draft.gone) stored((store) => store.setItem(key, JSON.stringify(draft)));
};
/** Saves when there is time for it. */
export const saveSoon = () => {
  soon ??= setTimeout(save, 200);
};
addEventListener("pagehide", () => soon && save());

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
  draft.gone = true;
  stored((store) => store.removeItem(key));
};
