// A respondent in the form: gives the answers that it is told to, with a mouse or with keys only, a step at a time or in the
// long form. It knows nothing of a survey: an input is found by its name, which is a path of the wire form.
import assert from "node:assert/strict";

/** Names of the inputs that can be seen, in the order of the page; without those that were given, all of the form. */
const seen = () => [
  ...new Set([...document.forms[0].elements].filter((one) => one.name && one.type !== "hidden" && one.offsetParent).map((one) => one.name)),
];

/** What stands in the form, also where it is hidden. */
export const filled = () =>
  JSON.stringify([...new FormData(document.forms[0])].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));

const kindOf = (name) => {
  const found = document.getElementsByName(name)[0];
  return /^(radio|checkbox)$/.test(found.type) ? found.type : "box";
};

const quoted = (text) => text.replace(/["\\]/g, "\\$&");
const inputOf = (name, value) => `[name="${quoted(name)}"]${value === undefined ? "" : `[value="${quoted(value)}"]`}`;

/** What the page says of where it is. */
export const place = () => {
  const visible = (one) => one?.checkVisibility() ?? false;
  const parts = [...document.querySelectorAll(".question, .note, .stop, #check, #waiting, #sent, .intro")].filter(visible);
  const active = document.activeElement;
  return {
    step: parts.filter((one) => !one.matches(".note") || one === parts.at(-1)).at(-1)?.id || "intro",
    focus: active.tagName,
    heading: (active.querySelector(".ask") ?? active).textContent,
    title: document.title,
    faults: visible(document.getElementById("faults")) ? [...document.querySelectorAll("#faults li")].map((one) => one.textContent) : [],
    sure: visible(document.querySelector("#faults button")),
  };
};

const GO = "#moves [type=submit]";
const SURE = "#faults button";
export const BACK = "#moves .back";

/** With the mouse: a tap on the label, as it is bigger than the input. */
export const mouse = (page) => ({
  go: page.tap,
  pick: (name, value) => page.tap(inputOf(name, value)),
  write: async (name, text) => {
    await page.tap(inputOf(name));
    await page.call("Input.insertText", { text });
  },
});

/** With keys alone: Tab goes from group to group, arrows within one, the space bar picks. */
export const keys = (page) => {
  const at = (selector) => page.run((wanted) => document.activeElement.matches(wanted), selector);
  const reach = async (selector) => {
    for (let n = 0; n < 400; n += 1) {
      if (await at(selector)) return;
      await page.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  /** The focus can be seen: an outline that is not there without it. */
  const marked = async () => {
    const width = await page.run(() => parseFloat(getComputedStyle(document.activeElement).outlineWidth));
    assert.ok(width >= 3, "the focus is marked");
  };
  return {
    go: async (selector) => {
      await reach(selector);
      await marked();
      await page.press("Enter");
    },
    pick: async (name, value) => {
      if ((await page.run(kindOf, name)) === "checkbox") {
        await reach(inputOf(name, value));
        await marked();
        return page.press(" ");
      }
      await reach(inputOf(name));
      await marked();
      await page.press(" ");
      for (let n = 0; n < 100 && !(await page.run((one) => document.querySelector(one).checked, inputOf(name, value))); n += 1)
        await page.press("ArrowDown");
    },
    write: async (name, text) => {
      await reach(inputOf(name));
      for (const [n, part] of text.split("\n").entries()) {
        if (n) await page.press("Enter");
        await page.call("Input.insertText", { text: part });
      }
    },
  };
};

/** Gives what is to be given of what is on the screen, and what that brings on. */
const answerScreen = async (page, hand, give, done) => {
  for (;;) {
    const name = (await page.run(seen)).find((one) => give[one] && !done.has(one));
    if (!name) return;
    done.add(name);
    const box = (await page.run(kindOf, name)) === "box";
    for (const value of give[name]) await (box ? hand.write(name, value) : hand.pick(name, value));
  }
};

const allGiven = (give, done, where) =>
  assert.deepEqual(Object.keys(give).filter((name) => !done.has(name)), [], `${where}: each answer had its question`);

/**
 * Steps to the end and hands in. `before` and `after` a step's answers are called with its place, `doubt` where a warning is
 * shown. Gives the ids of the steps.
 */
export const walk = async (page, hand, give, { before = async () => {}, after = async () => {}, doubt = async () => {}, send = true } = {}) => {
  const done = new Set();
  const steps = [];
  for (let at = await page.run(place); steps.length < 400; ) {
    const { step } = at;
    steps.push(step);
    await before(at);
    await answerScreen(page, hand, give, done);
    await after(at);
    const last = step === "check" || (await page.run((id) => document.getElementById(id)?.matches(".stop") ?? false, step));
    if (last) allGiven(give, done, step);
    if (last && !send) return steps;
    await hand.go(GO);
    at = await page.run(place);
    if (at.sure) {
      assert.ok(at.title.startsWith("Fout: "), "the title says that something is to be looked at");
      await doubt(at);
      await hand.go(SURE);
      at = await page.run(place);
    }
    assert.deepEqual(at.faults, [], `${step}: no faults`);
    if (last) return steps;
    assert.notEqual(at.step, step, `${step}: on to the next`);
    assert.match(at.focus, /^H[12]$/, `${at.step}: the focus is on the heading`);
    assert.ok(at.title.startsWith(at.heading.split(". ")[0]), `${at.step}: the title names the step: ${at.title}`);
  }
  throw new Error(`no end: ${steps.slice(-5)}`);
};

/** Opens a form for a respondent; `fields` come from the link. */
export const open = async (page, origin, { path, fields = {} }, script = true) => {
  const link = new URLSearchParams(fields).toString().replace(/\+/g, "%20");
  await page.go(`${origin}/${path}${script && link ? `#${link}` : ""}`);
  if (script) await page.until("document.documentElement.className === 'running'");
};

/** The long form without script, filled from its beginning to its end and sent. */
export const fillLong = async (page, hand, give) => {
  const done = new Set();
  await answerScreen(page, hand, give, done);
  allGiven(give, done, "the long form");
  await hand.go("form > p:last-child [type=submit]");
};
