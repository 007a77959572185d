// Reads aloud, only when asked: a button beside each text that has a sound, and one that reads a question with its options.
// The sounds are the document's own audio elements, which have controls of their own where there is no script.
import { draft, saveSoon } from "./drafts.js";
import { main, make, t } from "./page.js";

const dressed = (tag, props, ...inside) => Object.assign(make(tag, ...inside), props);

let audio;
let button;
let queue = [];
let gap;

/** The text that is read: an option, a question, a notice. */
const read = () => document.getElementById(audio.getAttribute("aria-labelledby"));

const mark = (on) => {
  const place = audio.closest("li") ?? read();
  if (on) place.setAttribute("aria-current", "true");
  else place.removeAttribute("aria-current");
};

/** What a button does now, in its name and on its face; the name ends in the text that it reads. */
const face = (on) => {
  button.classList.toggle("on", on);
  if (button.of) button.setAttribute("aria-labelledby", `say-${on ? "stop" : "play"} ${button.of}`);
  else button.textContent = on ? t.hush : t.all;
};

export const stop = () => {
  if (!button) return;
  clearTimeout(gap);
  audio.pause();
  mark(false);
  face(false);
  button = undefined;
};

const play = () => {
  audio = queue.shift();
  audio.currentTime = 0;
  mark(true);
  // Why it fails is in its error event.
  audio.play().catch(() => {});
};

const over = ({ target }) => {
  if (!button || target !== audio) return;
  if (!queue.length) return stop();
  mark(false);
  gap = setTimeout(play, 500);
};

/** The same button stops what it started. */
const start = (from, sounds) => {
  const same = from === button;
  stop();
  queue = sounds.filter((sound) => !sound.error && !sound.closest("[hidden]"));
  if (same || !queue.length) return;
  button = from;
  face(true);
  play();
};

const add = (sound, props, sounds) => {
  const made = dressed("button", { type: "button", ...props });
  made.onclick = () => start(made, sounds());
  sound.before(made);
  return made;
};

/** Gives a sound its button. */
export const dress = (sound) => {
  const of = sound.getAttribute("aria-labelledby");
  sound.onended = over;
  // A text may be said in two parts: they share the button of the first.
  const parts = [...sound.parentNode.querySelectorAll(":scope > audio")];
  if (parts[0] !== sound) return;
  const own = add(sound, { className: "say", of }, () => parts);
  own.setAttribute("aria-labelledby", `say-play ${of}`);
  for (const part of parts)
    part.onerror = (event) => {
      own.hidden = true;
      over(event);
    };
  const box = sound.closest("fieldset");
  const all = () => [...box.querySelectorAll("audio")];
  if (box && of === `${box.id}-q` && all()[1]) add(sound, { className: "plain", textContent: t.all }, all);
};

/** The sound of a message that the script puts there: it lies beside those of the document. */
export const soundOf = (file, message) => {
  const [beside] = file ? main.querySelectorAll("audio") : [];
  if (!beside) return undefined;
  const sound = dressed("audio", { preload: "none", src: beside.src.replace(/[^/]*$/, file) });
  sound.setAttribute("aria-labelledby", message.id);
  return sound;
};

/** Any key or tap ends reading on; what the button itself is asked, it does itself. */
const hush = ({ target, key }) => {
  const own = button?.contains(target) && (!key || key === "Enter" || key === " ");
  if (button && !own && (!button.of || key === "Escape")) stop();
};

export const speak = () => {
  const sounds = [...main.querySelectorAll("audio")];
  if (!sounds.length) return;
  for (const [id, words] of [["play", t.listen], ["stop", t.hush]])
    main.append(dressed("span", { id: `say-${id}`, hidden: true }, words));
  sounds.forEach(dress);
  const knob = dressed("button", { type: "button", className: "plain" });
  knob.setAttribute("role", "switch");
  const set = () => {
    main.classList.toggle("quiet", !!draft.quiet);
    knob.setAttribute("aria-checked", !draft.quiet);
    knob.textContent = draft.quiet ? t.quiet : t.aloud;
  };
  knob.onclick = () => {
    draft.quiet = !draft.quiet;
    stop();
    set();
    saveSoon();
  };
  set();
  document.querySelector("header").append(knob);
  addEventListener("keydown", hush, true);
  addEventListener("pointerdown", hush, true);
};
