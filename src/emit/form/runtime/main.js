// The running form. Everything is made ready before anything is hidden; whatever goes wrong, the long form is there.
import { shownOrder } from "../../routes/core/order.js";
import { draft, keep, link, restore } from "./drafts.js";
import { refusals, showFaults, warnings } from "./faults.js";
import { settle, take, takeFields, takeOrder } from "./given.js";
import { orderDocument } from "./order.js";
import { cellOf, fill, isBox, make, phone, sheet, survey, t } from "./page.js";
import { listen } from "./phone.js";
import { readAtoms } from "./screens.js";
import { flush, isWaiting, send, wipe } from "./sending.js";
import { speak } from "./sound.js";
import * as steps from "./steps.js";

const order = shownOrder(survey, draft.seed);
const shuffled = survey.table.shuffled.length ? { seed: draft.seed } : {};
let warned = [];
let sent;

const open = (warning) => !draft.confirmed.includes(warning.id);

const confirm = (found) => {
  draft.confirmed.push(...found.filter(open).map(({ id }) => id));
  warned = [];
};

/** Says what is not right about some items, if anything; a warning is said once. */
const blocked = (about, then) => {
  const faults = refusals(steps.routed).filter(({ cell }) => about(cell));
  const doubts = warnings(steps.routed).filter((one) => about(one.cell) && open(one));
  if (faults.length) showFaults(t.faults, faults, steps.visit);
  else if (doubts.some(({ id }) => !warned.includes(id))) {
    warned = doubts.map(({ id }) => id);
    const sure = make("button", { type: "button" }, t.sure);
    sure.onclick = then;
    showFaults(t.warn, doubts, steps.visit, sure);
  } else {
    confirm(doubts);
    return false;
  }
  steps.titled(true);
  return true;
};

const told = (receipt) => {
  sent = sent ?? receipt;
  if (!sent) return steps.show(steps.frames.waiting);
  steps.receipt.textContent = sent.receipt ? fill(t.receipt, sent.receipt) : "";
  steps.show(steps.frames.sent);
};

const submit = () => {
  if (isWaiting() || blocked(() => true, next)) return;
  const confirmed = warnings(steps.routed).map(({ id }) => id).filter((id) => draft.confirmed.includes(id));
  send(steps.response({ confirmed, order, ...shuffled }), told);
};

const next = () => {
  if (steps.isLast()) return submit();
  steps.takeScreen();
  if (!blocked(steps.isOn, next)) steps.forward();
};

/** An answer was given: the route is worked out again. */
const answer = (cell) => {
  take(cell);
  warned = [];
  const gone = warnings(steps.routed).filter((one) => steps.isOn(one.cell)).map(({ id }) => id);
  draft.confirmed = draft.confirmed.filter((id) => !gone.includes(id));
  steps.refresh();
};

const listenToAnswers = () => {
  sheet.addEventListener("input", ({ target }) => {
    const cell = cellOf(target);
    if (!cell) return;
    settle(cell, target);
    keep(cell);
    if (!isBox(target)) answer(cell);
  });
  sheet.addEventListener("change", ({ target }) => {
    const cell = isBox(target) && cellOf(target);
    if (cell) answer(cell);
  });
};

const listenToMoves = () => {
  sheet.noValidate = true;
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    next();
  });
  steps.back.onclick = steps.backward;
  steps.retry.onclick = () => flush(told);
  steps.wipe.onclick = () => {
    wipe();
    sheet.reset();
    history.replaceState(null, "");
    location.reload();
  };
  addEventListener("popstate", ({ state }) => {
    if (!sent && !isWaiting()) steps.show(steps.screenAt(state?.id));
  });
  addEventListener("hashchange", () => location.reload());
  addEventListener("online", () => flush(told));
  if (phone) listen(() => (steps.current.parts ?? []).flatMap(({ cells }) => cells ?? []), next);
};

const start = () => {
  orderDocument(draft.seed);
  survey.cells.forEach(restore);
  takeOrder(order);
  survey.cells.forEach(take);
  takeFields(link);
  readAtoms();
  steps.refresh();
  for (const other of document.querySelectorAll("header a")) other.hash = location.hash;
  steps.attach();
  const first = isWaiting() ? steps.frames.waiting : steps.screenAt(history.state?.id ?? draft.at);
  history.replaceState({ id: first.id }, "");
  steps.show(first, true);
  listenToAnswers();
  listenToMoves();
  flush(told);
};

try {
  start();
} catch (error) {
  steps.undo();
  throw error;
}
speak();
