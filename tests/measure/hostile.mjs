// Hostile texts in a survey, its fields and its answers: shown as text on every page, never run. Standard input:
// {"folder", "jobs": [{"path", "fields", "text", "typed", "script"}]}; standard output: what was sent, in order.
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { chromium, inTime, serve } from "../oracle/browser.mjs";
import { fillLong, mouse, open, place } from "./walk.mjs";
import { watch } from "./watch.mjs";

const { folder, jobs } = JSON.parse(await text(process.stdin));
const posts = [];
const receive = async ({ body }) => {
  posts.push(body);
  return { status: 200, type: "application/json", body: JSON.stringify({ receipt: "<script>kwaad('ontvangst')</script>" }) };
};
const site = await serve(folder, [], [], receive);
const browser = await chromium();
const NEXT = "#moves [type=submit]";
let looks = 0;

/** What an injected text would leave behind, beside what it would have run. */
const foreign = () => [...document.querySelectorAll("body :is(img, svg, iframe, b, u, i, script:not([type='application/json']), [onclick], [onerror], a[href^='javascript'])")].map((one) => one.outerHTML.slice(0, 100));
const shown = () => document.body.innerText.replace(/\s+/g, " ");

const inspect = async (page, where, ...texts) => {
  looks += 1;
  assert.deepEqual(await page.run(foreign), [], `${where}: nothing of it became part of the page`);
  const found = await page.run(shown);
  for (const wanted of texts) assert.ok(found.includes(wanted.replace(/\s+/g, " ").trim()), `${where}: shows ${wanted.slice(0, 80)} in ${found.slice(0, 800)}`);
};

const next = async (page, step) => {
  await page.tap(NEXT);
  const at = await page.run(place);
  assert.equal(at.step, step, JSON.stringify(at).slice(0, 400));
};

const steps = async (page, { text: field, typed }) => {
  const hand = mouse(page);
  await inspect(page, "intro", "<script>kwaad('intro')</script>", field);
  await next(page, "q-keuze");
  await inspect(page, "question", "<script>kwaad('vraag')</script>", "<img src=x onerror=kwaad('optie')>", "javascript:kwaad('optie3')", "<b onclick=kwaad('pagina')>Een</b>", field);
  await next(page, "q-keuze");
  await inspect(page, "summary", field);
  for (const value of ["1", "2", "3", "4", "5"]) await hand.pick("keuze", value);
  await hand.write("keuze.vier", typed);
  await next(page, "q-verhaal");
  await inspect(page, "pipe of an answer", typed);
  await hand.write("verhaal", typed);
  await next(page, "q-cijfer");
  await inspect(page, "pipe of a long answer", typed);
  await hand.write("cijfer", "45");
  await next(page, "q-cijfer");
  await inspect(page, "refusal", "<script>kwaad('weigering')</script>", field);
  await page.run("document.getElementsByName('cijfer')[0].value = ''");
  await hand.write("cijfer", "1");
  await next(page, "q-cijfer");
  await inspect(page, "warning", "<script>kwaad('waarschuwing')</script>", field);
  await page.tap("#faults button");
  await inspect(page, "check page", typed, field, "</script><script>kwaad('optie4')</script>");
  // The draft is read again.
  await page.call("Page.reload");
  await page.until("document.readyState === 'complete' && document.documentElement.className === 'running'");
  await inspect(page, "check page again", typed, field);
  await page.tap(NEXT);
  await page.until("document.getElementById('sent').checkVisibility()");
  await inspect(page, "receipt", "<script>kwaad('ontvangst')</script>", "<iframe src=//buiten.example></iframe>", field);
};

const long = async (page, { text: field, typed }) => {
  await inspect(page, "long form", field, "<script>kwaad('vraag')</script>", "javascript:kwaad('optie3')");
  await fillLong(page, mouse(page), { keuze: ["1", "2", "3", "4", "5"], "keuze.vier": [typed], verhaal: [typed], cijfer: ["5"] });
  await page.until("document.body.innerText.includes('receipt')");
};

try {
  for (const job of jobs) {
    const respondent = await browser.respondent();
    const page = await respondent.open();
    try {
      const watched = await watch(page, site.origin, { script: job.script });
      await page.call("Page.addScriptToEvaluateOnNewDocument", { source: "window.kwaad = (what) => console.error(`ran: ${what}`);" });
      await page.size(390, 844);
      await open(page, site.origin, job, job.script);
      await inTime((job.script ? steps : long)(page, job), job.path);
      // A reload asks for the document and its two files again.
      watched.sound(6);
    } catch (error) {
      throw new Error(`${job.path}, ${job.text.slice(0, 80)}`, { cause: error });
    } finally {
      await respondent.end();
    }
  }
  console.log(JSON.stringify({ looks, posts }));
} finally {
  await browser.close();
  site.close();
}
