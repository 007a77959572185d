// Sending: what is to be sent is kept until the server has it, tried again with growing pauses and as soon as there is a line.
import { draft, forget, stored, token } from "./drafts.js";
import { sheet } from "./page.js";

const PREFIX = "peil-send:";
const HAS_IT = [200, 201, 202, 204, 409];

/** What waits, by its id: `[address, body, token]`. */
const waiting = {};
stored((store) => {
  for (const name of Object.keys(store))
    if (name.startsWith(PREFIX)) waiting[name.slice(PREFIX.length)] = JSON.parse(store.getItem(name));
});

export const isWaiting = () => draft.id in waiting;

const drop = (id) => {
  delete waiting[id];
  stored((store) => store.removeItem(PREFIX + id));
};

const post = async (id) => {
  const [address, body, who] = waiting[id];
  const headers = { "Content-Type": "application/json", "Accept": "application/json", "Idempotency-Key": id };
  if (who) headers["Peil-Token"] = encodeURIComponent(who);
  const answer = await fetch(address, { method: "POST", headers, body });
  if (!HAS_IT.includes(answer.status)) throw new Error(answer.status);
  drop(id);
  return answer.json().catch(() => ({}));
};

let busy;
let pause = 2000;
let again;

/** Tries all that waits; `told(receipt)` hears of this response: the server's answer, or nothing while it has none. */
export const flush = async (told) => {
  if (busy) return;
  busy = true;
  clearTimeout(again);
  for (const id of Object.keys(waiting)) {
    const receipt = await post(id).catch(() => undefined);
    if (id !== draft.id) continue;
    if (receipt) forget();
    told(receipt);
  }
  busy = false;
  if (!Object.keys(waiting).length) return;
  again = setTimeout(flush, pause, told);
  pause = Math.min(pause * 2, 300000);
};

/** Hands a response in. A second tap sends nothing: it waits already. */
export const send = (response, told) => {
  if (!isWaiting()) {
    const entry = [sheet.action, JSON.stringify(response), token];
    waiting[draft.id] = entry;
    stored((store) => store.setItem(PREFIX + draft.id, JSON.stringify(entry)));
  }
  flush(told);
};

/** Forgets answers and what waits of them. */
export const wipe = () => {
  drop(draft.id);
  forget();
};
