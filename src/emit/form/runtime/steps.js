// One screen at a time: what is shown, where the focus goes, what the title says, and the way back and forth.
import { draft, keeps, saveSoon } from "./drafts.js";
import { clearFaults } from "./faults.js";
import { responseOf, route, take } from "./given.js";
import { data, fill, main, make, sheet, survey, t } from "./page.js";
import { fillPipes, paint } from "./paint.js";
import { linesOf } from "./review.js";
import { atoms, remaining, screensOf } from "./screens.js";
import { stop } from "./sound.js";

export let routed;
export let current;
let screens;
let visible = [];
const title = document.title;

/** What frames the questions; each has its own heading. */
const frame = (id, heading, ...els) => ({ id, heading, els });
const part = (id, heading, ...inside) => {
  const h1 = make("h1", { tabIndex: -1 }, heading);
  return frame(id, h1, make("section", { id, hidden: true }, h1, ...inside));
};
const h1 = main.querySelector("h1");
const intro = main.querySelector(".intro");
const end = main.querySelector(".end");
const lines = make("ul", { className: "lines" });
export const receipt = make("p");
export const retry = make("button", { type: "button" }, t.retry);
export const frames = {
  intro: frame("intro", h1, h1, ...(intro ? [intro] : [])),
  check: part("check", t.check, lines),
  waiting: part("waiting", t.waiting, make("p", {}, t.later), retry),
  sent: part("sent", t.sent, receipt),
};
frames.sent.els.push(end);

const progress = make("p", { className: "progress" });
export const go = make("button", { type: "submit" });
export const back = make("button", { type: "button", className: "back" }, t.back);
export const wipe = make("button", { type: "button", className: "plain" }, t.wipe);
const notice = make("p", { className: "notice", hidden: !keeps }, t.keep, " ", wipe);
const moves = make("p", { className: "moves" }, go, back);

/** Everything that the script adds, where it belongs; `undo` takes it away again. */
export const attach = () => {
  const button = sheet.querySelector("button[type=submit]").parentElement;
  main.prepend(progress);
  end.before(...["check", "waiting", "sent"].map((id) => frames[id].els[0]));
  end.after(moves, notice);
  button.hidden = true;
  document.documentElement.className = "running";
  for (const { el } of atoms) for (const one of around(el)) one.hidden = true;
  for (const el of [h1, intro, end]) if (el) el.hidden = true;
};
export const undo = () => {
  document.documentElement.className = "";
  for (const el of main.querySelectorAll("[hidden]")) el.hidden = false;
  for (const el of [progress, moves, notice, ...main.querySelectorAll("#check, #waiting, #sent")]) el.remove();
};

/** An element and the sections around it. */
const around = (el) => {
  const all = [el];
  for (let box = el.parentElement.closest("section"); box; box = box.parentElement.closest("section")) all.push(box);
  return all;
};

/** The heading of a screen, made where there is none yet; other titles around it are captions. */
const headingOf = ({ heading, parts, page }) => {
  if (heading) return heading;
  const last = parts[parts.length - 1];
  const caption = (page ?? last.page)?.querySelector(":scope > h2");
  if (page && caption) {
    caption.setAttribute("aria-level", "1");
    return Object.assign(caption, { tabIndex: -1 });
  }
  const box = page ? parts[0].el : last.el;
  const legend = box.querySelector("legend");
  let made = box.querySelector("h1");
  if (!made && legend) {
    made = make("h1", { tabIndex: -1 }, ...legend.childNodes);
    legend.append(made);
  } else if (!made) {
    made = make("h1", { tabIndex: -1 }, last.stop === undefined ? t.note : t.stop);
    box.prepend(made);
  }
  return made;
};

const questions = (screen) => (screen.parts ?? []).filter((atom) => atom.cells);

/** "Vraag 3", and how many there are where the route makes it certain. */
const progressOf = (screen) => {
  const own = questions(screen);
  if (!own.length) return "";
  const before = screens.slice(0, screens.indexOf(screen)).flatMap(questions).length;
  const { sure, most } = remaining(routed, own[own.length - 1]);
  const last = before + own.length;
  const now = own.length > 1 ? fill(t.questions, before + 1, last) : fill(t.question, last);
  if (sure === most) return now + fill(t.of, last + most);
  return now + fill(most > 1 ? t.most : t.one, most);
};

/** Shows the elements of a screen and hides those of the one before. */
const draw = (screen) => {
  const els = screen.els ?? screen.parts.flatMap(({ el }) => around(el));
  for (const el of visible) if (!els.includes(el)) el.hidden = true;
  visible = els;
  for (const el of els) {
    el.hidden = false;
    const heading = el.tagName === "SECTION" && el.querySelector(":scope > h2, :scope > h3");
    if (heading) {
      fillPipes(heading, routed);
      if (!screen.page) heading.setAttribute("role", "presentation");
    }
  }
  for (const atom of screen.parts ?? []) paint(atom, routed);
  if (screen.els) for (const el of els) fillPipes(el, routed);
};

/** The route as it now stands, and the screen with it. */
export const refresh = () => {
  routed = route();
  const found = screensOf(routed);
  const last = found[found.length - 1];
  const stopped = last?.parts[0].stop !== undefined;
  screens = [...(intro ? [frames.intro] : []), ...found, ...(stopped ? [] : [frames.check])];
  const same = current && screens.find(({ id }) => id === current.id);
  if (same) {
    current = same;
    draw(current);
  }
  announce();
};
const announce = () => {
  const detail = {
    states: routed.states,
    vars: survey.cells,
    step: current?.id,
    get response() {
      return response();
    },
  };
  document.dispatchEvent(new CustomEvent("peil:route", { detail }));
};
export const response = (more) =>
  responseOf(routed, { form: data.form, build: data.build, wording: data.wordingName, mode: data.mode, ...more });

/** Whether the button sends. */
export const isLast = () => current === screens[screens.length - 1];

export const titled = (fault) => {
  const heading = headingOf(current);
  const ask = (heading.querySelector(".ask") ?? heading).textContent;
  const words = [ask, progress.textContent.split(".")[0], title].filter(Boolean);
  document.title = (fault ? `${t.fault} ` : "") + words.join(" – ");
};

/** Shows a screen with the focus on its heading. */
export const show = (screen, quiet) => {
  stop();
  clearFaults();
  current = screen;
  if (screen === frames.check) lines.replaceChildren(...linesOf(routed, screens.flatMap(({ parts }) => parts ?? []), visit));
  draw(screen);
  progress.textContent = progressOf(screen);
  const heading = headingOf(screen);
  const on = screens.indexOf(screen);
  moves.hidden = on < 0;
  notice.hidden = !keeps || screen === frames.sent;
  back.hidden = on < 1;
  go.textContent = screen === frames.intro ? t.start : isLast() ? t.send : t.next;
  titled();
  draft.at = screen.id;
  if (!draft.seen.includes(screen.id)) draft.seen.push(screen.id);
  saveSoon();
  if (quiet) return;
  heading.focus({ preventScroll: true });
  scrollTo(0, 0);
};

const place = (screen) => ({ id: screen.id, from: current?.id });

/** Goes to a screen as a new entry of the browser's history. */
export const visitScreen = (screen) => {
  history.pushState(place(screen), "");
  show(screen);
};

/** The screen of that id, else the last that was seen before it. */
export const screenAt = (id) => screens.find((one) => one.id === id) ?? screens.find((one) => !draft.seen.includes(one.id)) ?? screens[0];

/** Shows the screen of an item with the focus on its field. */
export const visit = (cell) => {
  const screen = screens.find(({ parts }) => (parts ?? []).some((atom) => atom.cells?.includes(cell)));
  if (screen && screen.id !== current.id) visitScreen(screen);
  document.getElementById(`q-${cell.path}`)?.querySelector("input")?.focus();
};

/** On: the next screen; after the check page was seen, the next one that is new. */
export const forward = () => {
  const rest = screens.slice(screens.indexOf(current) + 1);
  const checked = draft.seen.includes("check");
  visitScreen((checked && rest.find(({ id }) => !draft.seen.includes(id))) || (checked ? rest[rest.length - 1] : rest[0]));
};

/** Back: as the browser does where that leads to the screen before this one. */
export const backward = () => {
  const before = screens[screens.indexOf(current) - 1];
  if (history.state?.from === before.id) return history.back();
  history.replaceState({ id: before.id }, "");
  show(before);
};

/** Takes over the inputs of the current screen. */
export const takeScreen = () => {
  for (const atom of questions(current)) atom.cells.forEach(take);
  refresh();
};
export const isOn = (cell) => questions(current).some((atom) => atom.cells.includes(cell));
