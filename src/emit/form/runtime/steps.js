// One screen at a time: what is shown, where the focus goes, what the title says, and the way back and forth.
import { draft, keeps, saveSoon } from "./drafts.js";
import { clearFaults } from "./faults.js";
import { responseOf, route, take } from "./given.js";
import { elementOf, fill, find, inputsOf, main, make, own, sheet, survey, t } from "./page.js";
import { fillPipes, paint } from "./paint.js";
import { linesOf } from "./review.js";
import { atoms, remaining, screensOf } from "./screens.js";

export let routed;
export let current;
let screens;
let visible = [];
const title = document.title;

const [progress, notice] = [own("progress"), own("notice")];
export const [moves, check, waiting, sent, again] = ["moves", "check", "waiting", "sent", "again"].map(own);
const [go, back] = moves.children;
export const wipe = notice.lastElementChild;
export const anew = again.firstElementChild;
const [heading, intro, end, others] = ["h1", ".intro", ".end", "nav"].map(find);

/** What frames the questions: its elements, the first with the heading. Whoever has a link of their own answers once. */
const frames = [{ id: "check", els: [check] }, { id: "waiting", els: [waiting] }, { id: "sent", els: [sent, end, again] }];
const opening = { id: "intro", els: [heading, intro] };

/** An element and the sections around it. */
const around = (el) => {
  const all = [el];
  while ((el = el.parentElement.closest("section"))) all.push(el);
  return all;
};

const added = [progress, check, waiting, sent, again, moves, notice];

/** Puts in place what the script adds, then hides the rest; `undo` takes all of it back. */
export const attach = () => {
  main.prepend(progress);
  end.before(check, waiting, sent);
  end.after(again, moves, notice);
  anew.hidden = !!draft.token;
  find("html").className = "running";
  for (const { el } of atoms) for (const one of around(el)) one.hidden = true;
  for (const el of [heading, intro ?? end, end, sheet.lastElementChild]) el.hidden = true;
};
export const undo = () => {
  for (const el of added) el.remove();
  find("html").className = "";
  for (const el of main.querySelectorAll("[hidden]")) el.hidden = false;
};

/** The first heading of an element, made of its words, or those given, where there is none yet. */
const lift = (box, words) => {
  const found = box.querySelector("h1, [aria-level]");
  if (found) return found;
  const made = make("h1", ...((MORE && words) || box.childNodes));
  box.prepend(made);
  return made;
};

/** The heading of a screen: a legend, the title of a page, or one for a note or a stop. */
const headingOf = ({ els, parts, page }) => {
  if (els) return els[0] === heading ? heading : lift(els[0]);
  const { el, stop } = parts[parts.length - 1];
  if (MORE && page) {
    const caption = page.querySelector(":scope > h2");
    const made = caption && make("h1", ...caption.childNodes);
    // The sound of a title is named after it.
    if (SOUND && caption?.id) made.id = caption.id;
    caption?.replaceWith(made);
    return page.querySelector(":scope > h1") ?? lift(page.querySelector("legend"));
  }
  const legend = el.querySelector("legend");
  return MORE && !legend ? lift(el, [stop === undefined ? t.note : t.stop]) : lift(legend);
};

const questions = ({ parts = [] }) => parts.filter(({ cells }) => cells);

/** "Vraag 3", and how many there are where the route makes it certain. */
const progressOf = (screen) => {
  const asked = questions(screen);
  if (!asked.length) return "";
  const before = screens.slice(0, screens.indexOf(screen)).flatMap(questions).length;
  const last = before + asked.length;
  const { sure, most } = remaining(routed, asked[asked.length - 1]);
  const now = MORE && asked.length > 1 ? fill(t.questions, before + 1, last) : fill(t.question, last);
  return now + (sure === most ? fill(t.of, last + most) : fill(t.most, most));
};

/** Shows the elements of a screen and hides those of the one before. */
const draw = (screen) => {
  const els = screen.els ?? screen.parts.flatMap(({ el }) => around(el));
  for (const el of visible) el.hidden = !els.includes(el);
  visible = els;
  for (const el of els) {
    el.hidden = false;
    const caption = screen.els ? el : el.tagName === "SECTION" && el.querySelector(":scope > :is(h1, h2, h3)");
    if (!caption) continue;
    fillPipes(caption, routed);
    // Beside the heading of the step, titles around it are captions.
    if (!screen.els && !(MORE && screen.page)) caption.setAttribute("role", "presentation");
  }
  for (const part of screen.parts ?? []) paint(part, routed);
};

export const response = (head) => responseOf(routed, head);

/** The route as it now stands, and the screen with it. */
export const refresh = () => {
  routed = route();
  const found = screensOf(routed);
  screens = [...(intro ? [opening] : []), ...found, ...(MORE && routed.stop !== undefined ? [] : [frames[0]])];
  const same = current && screens.find(({ id }) => id === current.id);
  if (same) draw((current = same));
  const detail = { states: routed.states, vars: survey.cells, step: current?.id, get response() { return response(); } };
  document.dispatchEvent(new CustomEvent("peil:route", { detail }));
};

/** The last page of which something was shown, by its position. */
export const reached = () =>
  Math.max(0, ...screens.filter(({ id }) => draft.seen.includes(id)).flatMap(questions).flatMap(({ cells }) => cells.map(({ v }) => routed.positions[v.page])));

/** Whether the button sends. */
export const isLast = () => current === screens[screens.length - 1];

export const entitle = (fault) => {
  const words = [headingOf(current), progress].map((el) => (el.querySelector(".ask") ?? el).textContent.split(". ")[0]);
  document.title = fault + [...words, title].filter(Boolean).join(" – ");
};

/** Shows a screen with the focus on its heading. */
export const show = (screen, quiet) => {
  clearFaults();
  current = screen;
  draw(screen);
  if (screen.id === "check") check.lastElementChild.replaceChildren(...linesOf(routed, screens.flatMap(({ parts = [] }) => parts), visit));
  const at = screens.indexOf(screen);
  progress.textContent = progressOf(screen);
  moves.hidden = at < 0;
  // What is handed in is not filled in a second time in other words.
  if (others) others.hidden = at < 0;
  notice.hidden = !keeps || screen.id === "sent";
  back.hidden = at < 1;
  go.textContent = screen === opening ? t.start : isLast() ? t.send : t.next;
  entitle("");
  draft.at = screen.id;
  if (!draft.seen.includes(screen.id)) draft.seen.push(screen.id);
  saveSoon();
  if (quiet) return;
  const focus = headingOf(screen);
  focus.tabIndex = -1;
  focus.focus({ preventScroll: true });
  scrollTo(0, 0);
};
export const showWaiting = () => show(frames[1]);
export const showSent = () => show(frames[2]);

let entry;
const enter = () => {
  if (entry) history.pushState(entry, "");
  entry = 0;
};

/** Goes to a screen as a new entry of the browser's history. */
const visitScreen = (screen) => {
  enter();
  entry = { id: screen.id, from: current.id };
  // A browser takes its time for this in a long form; the screen comes first.
  setTimeout(enter);
  show(screen);
};

/** The screen of that id, else the first that was not seen yet. */
export const screenAt = (id) =>
  screens.find((one) => one.id === id) ?? screens.find((one) => !draft.seen.includes(one.id)) ?? screens[0];

/** Shows the screen of an item with the focus on its field. */
export const visit = (cell) => {
  const screen = screens.find((one) => questions(one).some(({ cells }) => cells.includes(cell)));
  if (screen.id !== current.id) visitScreen(screen);
  inputsOf(cell).find((input) => input.offsetParent)?.focus();
};

/** On: the next screen; after the check page was seen, the next one that is new. */
export const forward = () => {
  const rest = screens.slice(screens.indexOf(current) + 1);
  const checked = draft.seen.includes("check");
  visitScreen(rest.find(({ id }) => !checked || !draft.seen.includes(id)) ?? rest.pop());
};

/** Back: as the browser does where that leads to the screen before this one. */
export const backward = () => {
  enter();
  const before = screens[screens.indexOf(current) - 1];
  if (history.state?.from === before.id) return history.back();
  history.replaceState({ id: before.id }, "");
  show(before);
};

/** Takes over the inputs of the current screen. */
export const takeScreen = () => {
  for (const { cells } of questions(current)) cells.forEach(take);
  refresh();
};
export const isOn = (cell) => questions(current).some(({ cells }) => cells.includes(cell));
