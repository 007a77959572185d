// Every step of built forms under axe and under our own eyes: as it is opened, filled, and with each fault that can be made of
// it. Standard input: {"folder", "jobs": [{"path", "fields", "give", "script", "shots"}]}; standard output: counts and findings.
import assert from "node:assert/strict";
import { readFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { chromium, inTime, serve } from "../oracle/browser.mjs";
import { edges, names, reflow, small, ungrouped } from "./look.mjs";
import { BACK, mouse, open, place, walk } from "./walk.mjs";
import { watch } from "./watch.mjs";

const tools = createRequire(new URL("../../target/oracle/", import.meta.url));
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");
const { folder, jobs } = JSON.parse(await text(process.stdin));
const receive = async () => ({ status: 200, type: "application/json", body: '{"receipt": "1111-2222-3333"}' });
const site = await serve(folder, [], [], receive);
const browser = await chromium();

const counts = { axe: 0, faults: 0, looks: 0, names: 0, edges: 0 };
const findings = new Set();
let least = Infinity;
const find = (where, what, list) => {
  for (const one of list) findings.add(`${where}: ${what}: ${one}`);
};

/** Rules of WCAG 2.2 A and AA, and best practice. */
const judge = () =>
  axe
    .run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "target-size": { enabled: true } },
    })
    .then(({ violations }) => violations.map(({ id, nodes }) => `${id} ${nodes[0].html.slice(0, 120)}`));

const underAxe = async (page, where) => {
  if (!(await page.run("!!window.axe"))) await page.run(axe);
  counts.axe += 1;
  find(where, "axe", await page.run(judge));
};

const spoken = async (page, where) => {
  const wanted = await page.run(names);
  const tree = await page.tree();
  const got = (...roles) => tree.filter(([role]) => roles.includes(role)).map(([, name]) => name.replace(/\s+/g, " ").trim());
  const same = (what, a, b) => {
    counts.names += b.length;
    if (JSON.stringify(a.toSorted()) !== JSON.stringify(b.toSorted())) find(where, `names of ${what}`, [`${JSON.stringify(a)} for ${JSON.stringify(b)}`]);
  };
  // The summary of faults is a group too; the browser speaks of its heading.
  same("groups", got("group", "radiogroup").filter((name) => !/^(Er klopt iets|Kijk uw antwoord)/.test(name)), wanted.groups);
  same("options", got("radio", "checkbox"), wanted.options);
  same("boxes", got("textbox"), wanted.boxes);
  find(where, "name with more than its own words", got("group", "radiogroup", "radio", "checkbox", "textbox").filter((name) => /Luister|Lees alles voor|▶/.test(name)));
};

const looks = async (page, where) => {
  counts.looks += 1;
  await page.size(320, 640);
  const { sideways, cut } = await page.run(reflow);
  find(where, "sideways at 320 px", sideways);
  find(where, "cut at 320 px", cut);
  find(where, "under 44 px at 320 px", await page.run(small));
  find(where, "options without a group's name", await page.run(ungrouped));
  const found = await page.run(edges);
  counts.edges += found.length;
  for (const [, ratio] of found) least = Math.min(least, ratio);
  find(where, "edge", found.filter(([, ratio]) => ratio < 7).map(([type, ratio]) => `${type} ${ratio}`));
  await page.size(390, 844);
};

const shoot = async (page, job, name, width = 390) => {
  if (!job.shots) return;
  await page.size(width, 844);
  const { data } = await page.call("Page.captureScreenshot", { captureBeyondViewport: true });
  mkdirSync(job.shots, { recursive: true });
  writeFileSync(`${job.shots}/${job.path.replace(/\/index.html|\//g, (found) => (found === "/" ? "-" : ""))}-${name}-${width}.png`, data, "base64");
  await page.size(390, 844);
};

const everyLook = async (page, job, step) => {
  const where = `${job.path} ${step}`;
  await looks(page, where);
  await spoken(page, where);
  await underAxe(page, where);
  await page.size(1280, 800);
  await underAxe(page, `${where} wide`);
  find(`${where} wide`, "under 44 px", await page.run(small));
  find(`${where} wide`, "cut", (await page.run(reflow)).cut);
  await page.size(390, 844);
  await shoot(page, job, step);
  await shoot(page, job, step, 1280);
};

const NEXT = "#moves [type=submit]";
const boxesOf = () => [...document.querySelectorAll("main input[inputmode], main input[type=text]")].filter((one) => one.checkVisibility()).map(({ name }) => name);
const put = (page, name, value) =>
  page.run(
    (name, value) => {
      const [box] = document.getElementsByName(name);
      box.value = value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    value,
  );

/** What is said about an answer: a summary with the focus, a message at each field, links that lead there. */
const told = async (page, job, at, how) => {
  counts.faults += 1;
  const where = `${job.path} ${at.step} ${how}`;
  await underAxe(page, where);
  await spoken(page, where);
  find(where, "focus", (await page.run("document.activeElement.id")) === "faults" ? [] : ["not on the summary"]);
  find(where, "title", at.title.startsWith("Fout: ") ? [] : [at.title]);
  await looks(page, where);
  const described = await page.run(() =>
    [...document.querySelectorAll("[aria-invalid=true]")].every((one) => document.getElementById(one.getAttribute("aria-describedby").split(" ")[0])?.matches(".fault")),
  );
  find(where, "fields", described && (await page.run("!!document.querySelector('[aria-invalid=true]')")) ? [] : ["without message"]);
  await shoot(page, job, `${at.step}-${how}`);
  await page.tap("#faults a");
  const leads = await page.run("document.activeElement.getAttribute('aria-invalid')");
  find(where, "link", leads === "true" ? [] : ["does not lead to the field"]);
};

/** Goes on, and looks at what is said; back where nothing is. */
const provoke = async (page, job, step, how) => {
  await page.tap(NEXT);
  const at = await page.run(place);
  if (at.step === step && at.faults.length) await told(page, job, at, how);
  else if (at.step !== step) {
    await page.tap(BACK);
    await page.until(`document.getElementById(${JSON.stringify(step)})?.checkVisibility()`);
  }
};

/** Steps that were looked at, by form: a second respondent is looked at where others did not come. */
const looked = new Set();
const isNew = (job, step) => {
  const before = looked.size;
  return looked.add(`${job.path} ${step}`).size > before;
};

const running = async (page, job) => {
  let fresh;
  const before = async ({ step }) => {
    fresh = isNew(job, step);
    if (!fresh) return;
    await everyLook(page, job, step);
    // From a stop and from the check page, "next" sends.
    if (await page.run((id) => !document.getElementById(id)?.matches(".question"), step)) return;
    await provoke(page, job, step, "empty");
    for (const name of await page.run(boxesOf)) {
      for (const value of ["x", "1", "999999999"]) {
        await put(page, name, value);
        await provoke(page, job, step, `${name}=${value}`);
      }
      await put(page, name, "");
    }
  };
  const after = async ({ step }) => fresh && underAxe(page, `${job.path} ${step} filled`);
  const doubt = async (at) => isNew(job, `${at.step} doubt`) && told(page, job, at, "doubt");
  await walk(page, mouse(page), job.give, { before, after, doubt });
  await page.until("document.getElementById('sent')?.checkVisibility()");
  if (isNew(job, "sent")) await everyLook(page, job, "sent");
};

try {
  for (const job of jobs) {
    const respondent = await browser.respondent();
    const page = await respondent.open();
    try {
      const watched = await watch(page, site.origin, { script: job.script });
      await page.size(390, 844);
      await open(page, site.origin, job, job.script);
      // The page was read without script; only axe runs in it.
      if (!job.script) await page.scripts(true);
      await inTime(job.script ? running(page, job) : everyLook(page, job, "long"), job.path);
      watched.sound();
    } catch (error) {
      throw new Error(`${job.path}, ${JSON.stringify(job.give)}`, { cause: error });
    } finally {
      await respondent.end();
    }
  }
  console.log(JSON.stringify({ ...counts, least, findings: [...findings] }));
} finally {
  await browser.close();
  site.close();
}
