// A respondent who knows nothing but the page: reads what is visible, picks and types by chance, goes on, back and to links.
// What it sees and does is written down, to be held against the evaluator. The same in Chromium and without a browser.
"use strict";

globalThis.Respondent = class {
  /** `seed`: of the chance; `texts`: per path what may be typed; `limit`: how many moves. */
  constructor({ seed, texts, limit }) {
    Object.assign(this, { state: seed >>> 0, texts, limit, log: [], sent: undefined });
  }

  /** An integer below `n`. */
  below(n) {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }
  pick(all) {
    return all[this.below(all.length)];
  }

  /** Before the script starts: hears each route, and takes what would be sent. */
  listen() {
    document.addEventListener("peil:route", ({ detail }) => (this.route = detail));
    globalThis.fetch = (address, { body, headers }) => {
      this.sent = { address, body, key: headers["Idempotency-Key"] };
      return new Promise(() => {});
    };
  }

  /** Once the document is there. */
  meet() {
    this.main = document.querySelector("main");
    this.sheet = document.querySelector("form");
    const named = [...this.sheet.elements].filter(({ name }) => name);
    this.controls = named.map((control) => ({ control, name: encodeURIComponent(control.name) }));
    const inputs = new Map();
    for (const control of named) {
      const box = control.closest(".question, .row");
      inputs.set(box, [...(inputs.get(box) ?? []), control]);
    }
    const all = (kind) => [...this.main.querySelectorAll(kind)];
    this.boxes = all(".question, .row").filter((el) => !el.matches(".grid")).map((el) => ({ el, inputs: inputs.get(el) ?? [] }));
    [this.notes, this.stops] = [all(".note"), all(".stop")];
  }

  /** What the form would post now without script. */
  posted() {
    const on = ({ control }) => isBox(control) || control.checked;
    return this.controls.filter(on).map(({ control, name }) => `${name}=${encodeURIComponent(control.value)}`).join("&");
  }

  /** What the script says of every item that is asked. */
  states() {
    const { vars, states } = this.route;
    const told = vars.map(({ path, id }) => [path, states[id].state, states[id].value ?? null]);
    return told.filter(([, state]) => state !== "not-asked");
  }

  seen() {
    const named = (all) => all.filter(visible).map((el) => [el.id, words(el)]);
    const questions = this.boxes.filter(({ el }) => visible(el)).map(question);
    return { questions, notes: named(this.notes), stops: named(this.stops), check: this.lines(), ...this.faults() };
  }

  /** The lines of the page before sending, where it is shown; what a grid asks has no link and no answer. */
  lines() {
    const check = document.getElementById("check");
    if (!check || !visible(check)) return null;
    return [...check.querySelectorAll("li")].map((line) => {
      const [ask, answer, link] = line.children;
      return !link ? ["", words(line), ""] : [link.getAttribute("href"), words(ask), words(answer)];
    });
  }

  faults() {
    const box = document.getElementById("faults");
    const links = box ? [...box.querySelectorAll("a")].map((link) => [link.getAttribute("href"), words(link)]) : [];
    return { faults: links, confirm: !!box && !box.lastElementChild.hidden, title: document.title };
  }

  /** The seed of the orders, as the draft has it. */
  get order() {
    const name = Object.keys(localStorage).find((one) => one.startsWith("peil:"));
    return JSON.parse(localStorage.getItem(name)).seed;
  }

  write(act) {
    this.log.push({ act, posted: this.posted(), states: this.states(), ...this.seen(), sent: this.sent ?? null });
  }

  /** One thing given in one item of the screen: a tap, or a text typed in its box. */
  give(controls) {
    const control = this.pick(controls);
    if (!isBox(control)) return control.click();
    const path = control.name.split("!")[0];
    control.value = this.pick(this.texts[path] ?? ["tekst"]);
    for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
  }

  /** What is moved by: the next screen mostly; also back, a link in the summary or on the check page, the button that confirms. */
  move() {
    const inside = (id, selector) => [...(document.getElementById(id)?.querySelectorAll(selector) ?? [])].filter(visible);
    const [go, back] = inside("moves", "button");
    const [sure] = inside("faults", "button");
    const links = [...inside("faults", "a"), ...(this.below(3) ? [] : inside("check", "a"))];
    if (sure && this.below(2)) return ["sure", sure];
    if (links.length && this.below(5)) return ["link", this.pick(links)];
    if (back && !this.below(7)) return ["back", back];
    return ["next", go];
  }

  /** From the opening to sending, or until the moves are used up; yields after each act, when the page may settle. */
  *fillIn() {
    this.write("open");
    for (let moves = 0; moves < this.limit && !this.sent; moves += 1) {
      const groups = new Map();
      for (const { el, inputs } of this.boxes) {
        for (const control of visible(el) ? inputs.filter(visible) : []) {
          const path = control.name.split("!")[0];
          groups.set(path, [...(groups.get(path) ?? []), control]);
        }
      }
      for (const controls of groups.values()) {
        for (let times = this.below(8) ? 1 : this.below(3); times > 0; times -= 1) {
          const before = this.route;
          const open = controls.filter(visible);
          if (!open.length) break;
          this.give(open);
          yield;
          // A radio button that was on already says nothing.
          this.write(this.route === before ? "nothing" : "give");
        }
      }
      const [name, target] = this.move();
      target.click();
      yield;
      this.write(name);
    }
  }

  /** Hands in what was kept, mostly from the check page, which the page then opened at. */
  *handIn() {
    this.write("open");
    for (let moves = 0; moves < this.limit && !this.sent && !this.faults().faults.length; moves += 1) {
      document.getElementById("moves").firstElementChild.click();
      yield;
      this.write("next");
    }
  }
};

const visible = (el) => !el.closest("[hidden]");
const words = (el) => el.textContent.replace(/\s+/g, " ").trim();
const isBox = ({ type }) => type !== "radio" && type !== "checkbox";

/** A question as it is read: what it asks, its options in their order, the boxes that are open. */
const question = ({ el, inputs }) => {
  const open = inputs.filter(visible);
  // In the order of the page, which may not be that of the file.
  open.sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
  const options = open.filter((input) => !isBox(input)).map((input) => {
    const label = input.parentElement.lastElementChild;
    const code = label.querySelector(".code");
    return [Number(input.value), words(label).slice(code ? words(code).length : 0).trim()];
  });
  return { id: el.id, ask: words(el.querySelector(".ask")), options, boxes: open.filter(isBox).map(({ name }) => name) };
};
