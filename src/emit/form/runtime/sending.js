// Sending: what is handed in is kept until the server has it, tried again with growing pauses and as soon as there is a line.
import { draft, finish, key, readStored, save, stored } from "./drafts.js";

const post = async ({ id, token, send: [address, body] }) => {
  const headers = { "Content-Type": "application/json", Accept: "application/json", "Idempotency-Key": id };
  if (token) headers["Peil-Token"] = encodeURIComponent(token);
  const answer = await fetch(address, { method: "POST", headers, body });
  // A conflict says that it was there already.
  if (!answer.ok && answer.status !== 409) throw answer;
  return (await answer.json().catch(() => {})) || {};
};

let busy;
let again;
let pause = 1000;

/** Tries all that waits, also of others; `told(receipt)` hears of this one: the answer, or nothing while there is none. */
export const flush = async (told) => {
  if (busy) return;
  busy = true;
  clearTimeout(again);
  const others = (stored(Object.keys) ?? []).filter((name) => name.startsWith("peil:") && name !== key);
  let left = false;
  for (const name of [key, ...others]) {
    const entry = name === key ? draft : readStored(name);
    if (!entry?.send) continue;
    const receipt = await post(entry).catch(() => undefined);
    left ||= !receipt;
    if (receipt) finish(name, receipt);
    if (name === key) told(receipt);
  }
  busy = false;
  pause = Math.min(pause * 2, 300000);
  if (left) again = setTimeout(flush, pause, told);
};

/** Hands a response in. A second tap sends nothing: it waits already. */
export const send = (address, response, told) => {
  draft.send ??= [address, JSON.stringify(response)];
  save();
  flush(told);
};
