// The running form. Everything is made ready before anything is hidden; whatever goes wrong then, the long form is there.
import { shownOrder } from "../../routes/core/order.js";
import { draft, forget, keep, link, restore } from "./drafts.js";
import { refusals, showFaults, warnings } from "./faults.js";
import { responseOf, routeTo, settle, take, takeFields, takeOrder } from "./given.js";
import { orderDocument } from "./order.js";
import { cellOf, fill, isBox, sheet, survey, t } from "./page.js";
import { listen } from "./phone.js";
import { readAtoms } from "./screens.js";
import { flush, send } from "./sending.js";
import { speak } from "./sound.js";
import * as steps from "./steps.js";

const { table } = survey;
const order = MORE ? shownOrder(survey, draft.seed) : {};
const seed = MORE && table.shuffled.length && { seed: draft.seed };
let warned = [];
let receipt;

const isOpen = ({ id }) => !draft.confirmed.includes(id);
const ids = (found) => found.map(({ id }) => id);

/** Says what is not right about some items, if anything; a warning is said once. */
const blocked = (about, then) => {
  const faults = refusals(steps.routed).filter(({ cell }) => about(cell));
  const doubts = warnings(steps.routed).filter((one) => about(one.cell) && isOpen(one));
  if (!faults.length && doubts.every(({ id }) => warned.includes(id))) {
    draft.confirmed.push(...ids(doubts));
    return false;
  }
  if (!faults.length) warned = ids(doubts);
  showFaults(faults.length ? faults : doubts, steps.visit, faults.length ? undefined : then);
  steps.entitle(`${t.fault} `);
  return true;
};

const told = (answer) => {
  receipt ??= answer;
  steps.sent.lastElementChild.textContent = receipt?.receipt ? fill(t.receipt, receipt.receipt) : "";
  if (receipt) steps.showSent();
  else steps.showWaiting();
};

const handIn = (routed, more) => {
  const confirmed = ids(warnings(routed)).filter((id) => draft.confirmed.includes(id));
  send(sheet.action, responseOf(routed, { confirmed, order, ...(MORE && { ...seed, ...more }) }), told);
};

const submit = () => {
  if (!draft.send && !blocked(() => true, next)) handIn(steps.routed);
};

const next = () => {
  if (steps.isLast()) return submit();
  steps.takeScreen();
  if (!blocked(steps.isOn, next)) steps.forward();
};

/** An answer was given: the route is worked out again, and a warning about it can be said again. */
const answer = (cell) => {
  const about = ids(warnings(steps.routed).filter((one) => steps.isOn(one.cell)));
  draft.confirmed = draft.confirmed.filter((id) => !about.includes(id));
  warned = [];
  take(cell);
  steps.refresh();
};

/** What is typed counts when its box is left, what is picked at once. */
const listenToAnswers = () => {
  sheet.oninput = ({ target }) => {
    const cell = cellOf(target);
    if (!cell) return;
    settle(cell, target);
    keep(cell);
    if (!isBox(target)) answer(cell);
  };
  sheet.onchange = ({ target }) => {
    if (isBox(target) && cellOf(target)) answer(cellOf(target));
  };
};

const listenToMoves = () => {
  sheet.noValidate = true;
  // The draft keeps the answers. A browser that keeps them too reads every input at each step.
  sheet.autocomplete = "off";
  sheet.onsubmit = (event) => {
    event.preventDefault();
    next();
  };
  steps.moves.lastElementChild.onclick = steps.backward;
  steps.waiting.lastElementChild.onclick = () => flush(told);
  steps.wipe.onclick = steps.anew.onclick = () => {
    forget();
    sheet.reset();
    history.replaceState(null, "");
    location.reload();
  };
  onpopstate = ({ state }) => {
    if (!receipt && !draft.send) steps.show(steps.screenAt(state?.id));
  };
  onhashchange = () => location.reload();
  ononline = () => flush(told);
  if (MORE && document.body.className === "phone") {
    listen(() => steps.current, next);
    listenToBreakOff();
  }
};

/** The interviewer ends a conversation half-way, by two taps: what was answered so far is handed in. */
const listenToBreakOff = () => {
  const off = steps.wipe.parentElement.firstElementChild;
  const label = off.textContent;
  off.onclick = () => {
    if (off.textContent === label) {
      off.textContent = off.value;
      setTimeout(() => (off.textContent = label), 5000);
    } else if (!draft.send) {
      steps.takeScreen();
      handIn(routeTo(steps.reached()), { status: "partial" });
    }
  };
};

const start = () => {
  if (MORE) orderDocument(draft.seed);
  survey.cells.forEach(restore);
  takeOrder(order);
  survey.cells.forEach(take);
  takeFields(link);
  readAtoms();
  steps.refresh();
  for (const other of document.querySelectorAll("header a")) other.hash = location.hash;
  steps.attach();
  const first = steps.screenAt(history.state?.id ?? draft.at);
  history.replaceState({ id: first.id }, "");
  steps.show(first, true);
  if (draft.send || draft.sent) told(draft.sent);
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
if (SOUND) speak();

// Marks the file as a module for esbuild, which takes it for a script where a constant leaves imports unused.
export {};
