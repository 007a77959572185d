// The player in the form, in Chromium: what is named, loaded and heard, and what stops it. Arguments: the folder of built
// forms, and the path of the audible form and of one that is not, in it.
import assert from "node:assert/strict";
import { chromium, serve, sleep } from "./browser.mjs";

const [folder, audible, mute] = process.argv.slice(2);
const seen = [];
const lost = [];
const sounds = () => seen.filter((path) => path.endsWith(".mp3"));
const site = await serve(folder, seen, lost);
const browser = await chromium();
const { run, until, go, tap, press, tree, scripts } = browser;

const named = (nodes, role) => nodes.filter(([found]) => found === role).map(([, name]) => name);
const playing = "[...document.querySelectorAll('audio')].filter((a) => !a.paused).length";
const heard = "[...document.querySelectorAll('audio')].filter((a) => !a.paused && a.currentTime > 0).length";
const marked = "[...document.querySelectorAll('[aria-current]')].map((e) => (e.querySelector('label') ?? e).innerText.trim()).join('|')";
const face = (selector) => run(`document.querySelector(${JSON.stringify(selector)}).className`);
const first = "#q-oordeel";
const option = (code) => `#q-oordeel li:has([value="${code}"]) .say`;
const ask = `${first} > .au .say`;
const all = `${first} > .au .plain`;
const knob = "header [role=switch]";
let checks = 0;
const is = (found, wanted, what) => {
  assert.deepEqual(found, wanted, what);
  checks += 1;
};

const names = async () => {
  const nodes = await tree();
  const groups = [...named(nodes, "group"), ...named(nodes, "radiogroup")];
  is(groups, ["Hoe tevreden bent u over wat de coach voor u deed?"], "the question alone");
  is(named(nodes, "radio").sort(), ["Geen mening", "Ja, daar was ik wel tevreden over", "Nee, daar was ik ontevreden over"], "options alone");
  const buttons = named(nodes, "button");
  for (const words of ["Hoe tevreden bent u over wat de coach voor u deed?", "Geen mening"])
    is(buttons.filter((name) => name === `Luister: ${words}`).length, 1, words);
  is(buttons.includes("Lees alles voor"), true, "reads all");
  is(named(nodes, "switch"), ["Voorlezen: aan"], "the switch");
  const small = `[...document.querySelectorAll("button")].filter((b) => b.offsetParent).filter((b) => { const r = b.getBoundingClientRect();
    return r.height < 48 || r.width < 48; }).map((b) => b.className)`;
  is(await run(small), [], "targets of 48 px");
};

const one = async () => {
  is(sounds(), [], "nothing is loaded before it is asked for");
  await tap(option(3));
  await until(`${heard} === 1`);
  is(sounds().length, 1, "one sound is loaded");
  is(await run(marked), "Geen mening", "what is read is marked");
  is(named(await tree(), "button").includes("Stop Geen mening"), true, "the button says what it does now");
  await tap(option(2));
  await until(`${marked} === "Ja, daar was ik wel tevreden over"`);
  is(await run(playing), 1, "one at a time");
  await tap(option(2));
  await until(`${playing} === 0`);
  is([await run(marked), await face(option(2))], ["", "say"], "the same button stops");
  await tap(ask);
  await until(`${playing} === 1`);
  await press("a", "a");
  await sleep(100);
  is(await run(playing), 1, "a key does not stop one sound");
  await press("Escape");
  await until(`${playing} === 0`);
  is(await run("document.activeElement.className"), "say", "the focus is where it was");
  await tap(option(3));
  await until(`${marked} === "" && ${playing} === 0`, 20000);
  is(await face(option(3)), "say", "it stops at its end");
};

const everything = async () => {
  const listen = `window.heard = []; for (const a of document.querySelectorAll("audio")) {
    a.onplaying = () => heard.push([${marked}, performance.now()]); a.addEventListener("ended", () => heard.push(["", performance.now()])); }`;
  await run(listen);
  await tap(all);
  await until("heard.length === 8", 60000);
  const found = await run("heard");
  const shown = await run(`[...document.querySelectorAll("${first} li")].sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y)
    .map((li) => li.querySelector("label").innerText.trim())`);
  const question = "Hoe tevreden bent u over wat de coach voor u deed?";
  is(found.map(([words]) => words).filter(Boolean), [question, ...shown], "question, then options as they stand");
  for (const at of [1, 3, 5]) {
    const gap = found[at + 1][1] - found[at][1];
    assert.ok(gap > 450 && gap < 5000, `a gap of ${gap} ms`);
    checks += 1;
  }
  await until(`document.querySelector("${all}").textContent === "Lees alles voor"`);
  for (const stop of [() => press("Tab"), () => tap("h1"), () => tap(all), () => press("Escape"), () => tap(".moves .back")]) {
    await run("history.state");
    await tap(all);
    await until(`${playing} === 1`);
    is(await run(`document.querySelector("${all}").textContent`), "Stop", "the button says what it does now");
    await stop();
    await until(`${playing} === 0`);
    await sleep(700);
    is(await run(playing), 0, "it stays stopped");
  }
};

const switched = async () => {
  await tap(knob);
  is(await run(`[...document.querySelectorAll(".say, .au")].filter((e) => e.offsetParent).length`), 0, "off hides every button");
  is(named(await tree(), "switch"), ["Voorlezen: uit"], "the switch says so");
  await sleep(400);
  await go(`${site.origin}/${audible}`);
  is(named(await tree(), "switch"), ["Voorlezen: uit"], "it is remembered");
  await tap(knob);
  is(named(await tree(), "switch"), ["Voorlezen: aan"], "and switched on again");
};

const failing = async () => {
  const file = await run(`document.querySelector("${first} li:has([value='1']) audio").src.split("/").pop()`);
  lost.push(file);
  await go(`${site.origin}/${audible}?again`);
  await toOordeel();
  await tap(option(1));
  await until(`document.querySelector('${option(1)}').hidden`);
  is(await run(`${playing}`), 0, "nothing plays");
  is(await run(`document.querySelector("${first} li:has([value='1']) label").innerText.trim()`), "Nee, daar was ik ontevreden over", "the text stays");
  await run("window.heard = 0; for (const a of document.querySelectorAll('audio')) a.addEventListener('ended', () => (heard += 1))");
  await tap(all);
  await until("heard === 3", 60000);
  await until(`${marked} === ""`);
  is(await run(`document.querySelector("${all}").textContent`), "Lees alles voor", "reading on goes past it");
};

/** A message is heard as the texts are, first alone and then as a part of its question. */
const fault = async () => {
  const message = "Beantwoord deze vraag.";
  await until("document.documentElement.className === 'running'");
  is(await run("document.querySelector('#p-een > .au .say').checkVisibility()"), true, "a title has its button");
  await tap(".moves button");
  await until("document.querySelector('#q-contact .fault')");
  is(named(await tree(), "button").includes(`Luister: ${message}`), true, "a message has its button");
  is(sounds(), [], "and is loaded when it is asked for");
  await tap("#q-contact .fault + .au .say");
  await until(`${heard} === 1`);
  is(await run(marked), message, "the message is read");
  await run("document.querySelector('.moves button').click()");
  is(await run(playing), 0, "it stops where the message goes");
  await run(`window.heard = []; for (const a of document.querySelectorAll("#q-contact audio")) a.onplaying = () => heard.push(${marked});`);
  await tap("#q-contact > .au .plain");
  await until("heard.length === 4", 60000);
  is(await run("heard"), ["Had u in 1985 contact met de coach? (verplicht)", message, "Ja", "Nee"], "in the order in which it stands");
  await press("Escape");
  await until(`${playing} === 0`);
  seen.length = 0;
};

/** The second question, by answering the first. */
const toOordeel = async () => {
  await until("document.documentElement.className === 'running'");
  for (let n = 0; n < 20 && !(await run(`!!document.querySelector("${first}").offsetParent`)); n += 1) {
    await tap("#q-contact [value='1']").catch(() => {});
    await tap(".moves button");
    await sleep(150);
  }
};

const plain = async () => {
  await scripts(false);
  seen.length = 0;
  await browser.call("Page.navigate", { url: `${site.origin}/${audible}?plain` });
  let nodes = [];
  for (let n = 0; n < 100 && named(nodes, "Audio").length < 8; n += 1) nodes = await sleep(100).then(tree);
  is(named(nodes, "radio").includes("Geen mening"), true, "options alone without script");
  is(named(nodes, "Audio").length, 8, "each text has the browser's own controls");
  is(named(nodes, "Audio").includes("Geen mening"), true, "named after its text");
  is(sounds(), [], "and loads nothing");
  await scripts(true);
};

const silent = async () => {
  await go(`${site.origin}/${mute}`);
  is(await run(`document.querySelectorAll("audio, .say, [role=switch]").length`), 0, "no sound, no buttons");
};

try {
  await go(`${site.origin}/${audible}`);
  is(sounds(), [], "nothing is loaded with the form");
  await fault();
  await toOordeel();
  await names();
  await one();
  await everything();
  await toOordeel();
  await switched();
  await failing();
  await plain();
  await silent();
  console.log(`${checks} checks`);
} finally {
  await browser.close();
  site.close();
}
