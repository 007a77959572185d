// Respondents fill in built forms in Chromium. Standard input: {"folder", "jobs": [{"path", "fields", "give", "way"}]};
// standard output: what each of them sent, in order, as {"path", "headers", "body"} and the steps that were seen.
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { chromium, inTime, serve, sleep } from "../oracle/browser.mjs";
import { BACK, fillLong, filled, keys, mouse, open, place, walk } from "./walk.mjs";
import { watch } from "./watch.mjs";

const { folder, jobs } = JSON.parse(await text(process.stdin));
const posts = [];
let down = false;
const receive = async (post) => {
  if (down) return { status: 503 };
  posts.push(post);
  // Time enough for a second tap to do harm.
  await sleep(100);
  const json = post.headers["content-type"].startsWith("application/json");
  return json
    ? { status: 200, type: "application/json", body: JSON.stringify({ receipt: "1111-2222-3333", status: "complete", faults: [] }) }
    : { status: 200, type: "text/html", body: "<!DOCTYPE html><title>Ontvangen</title><p>Ontvangen" };
};
const site = await serve(folder, [], [], receive);
const browser = await chromium();

const sent = async (page) => {
  await page.until("document.getElementById('sent')?.checkVisibility()");
  const { heading, title } = await page.run(place);
  assert.equal(heading, "Uw antwoorden zijn verstuurd");
  assert.ok(title.startsWith(heading));
  assert.ok((await page.run("document.getElementById('sent').innerText")).includes("1111-2222-3333"), "the receipt is shown");
  const left = await page.run(() => Object.values(localStorage));
  assert.deepEqual(left, ['{"sent":{"receipt":"1111-2222-3333"}}'], "of the answers nothing is left on the device");
  assert.ok(!(await page.run("document.querySelector('nav')?.checkVisibility() ?? false")), "no other wording is offered");
};

const steps = async (page, { give }) => {
  const seen = await walk(page, mouse(page), give);
  await sent(page);
  return seen;
};

const byKeys = async (page, { give }) => {
  const seen = await walk(page, keys(page), give);
  await sent(page);
  return seen;
};

/** Back by the button and by the browser, on again, and a reload, at every third step: nothing is lost. */
const wander = async (page, { give }) => {
  let n = 0;
  const hand = mouse(page);
  const same = async (before, step, how) => {
    assert.equal(await page.run(filled), before, `${step}: ${how} keeps the answers`);
    assert.equal((await page.run(place)).step, step, `${how} leads to the step`);
  };
  const after = async ({ step }) => {
    n += 1;
    if (n === 1 || n % 3 || step === "check") return;
    const before = await page.run(filled);
    if (n % 2) await hand.go(BACK);
    else {
      // The browser's own entry comes a moment after the screen.
      await page.until(`history.state.id === "${step}"`);
      await page.run("history.back()");
    }
    await page.until(`document.querySelector(".question#${step}, .note#${step}, .stop#${step}")?.checkVisibility() === false`);
    assert.equal(await page.run(filled), before, `${step}: back keeps the answers`);
    await hand.go("#moves [type=submit]");
    if ((await page.run(place)).sure) await hand.go("#faults button");
    await same(before, step, "forward");
    // A draft is written a moment after the answer; leaving the page writes it too.
    await page.call("Page.reload");
    await page.until("document.readyState === 'complete' && document.documentElement.className === 'running'");
    await same(before, step, "a reload");
  };
  const seen = await walk(page, hand, give, { after });
  await sent(page);
  return seen;
};

/** Two quick taps and the Enter key on "send": one submission. */
const impatient = async (page, { give }) => {
  const hand = mouse(page);
  const from = posts.length;
  const twice = async () => {
    const box = await page.run(() => {
      const button = document.querySelector("#moves [type=submit]");
      button.scrollIntoView({ block: "center" });
      const { x, y } = button.getBoundingClientRect();
      return { x: x + 9, y: y + 9 };
    });
    const event = (type, clickCount) => page.call("Input.dispatchMouseEvent", { type, ...box, button: "left", clickCount });
    await Promise.all([event("mousePressed", 1), event("mouseReleased", 1), event("mousePressed", 2), event("mouseReleased", 2), page.press("Enter")]);
  };
  const seen = await walk(page, hand, give, { send: false });
  await twice();
  if ((await page.run(place)).sure) await hand.go("#faults button");
  await sent(page);
  await sleep(300);
  assert.equal(posts.length, from + 1, "one submission");
  return seen;
};

/** No line at the moment of sending: it is kept, said so, and goes out when the line is back. */
const offline = async (page, { give }) => {
  const line = (on) =>
    page.call("Network.emulateNetworkConditions", { offline: !on, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  const from = posts.length;
  const seen = await walk(page, mouse(page), give, { send: false });
  await line(false);
  await page.tap("#moves [type=submit]");
  await page.until("document.getElementById('waiting')?.checkVisibility()");
  assert.equal((await page.run(place)).heading, "Uw antwoorden zijn nog niet verstuurd");
  await page.tap("#waiting button");
  await sleep(100);
  assert.equal(posts.length, from, "nothing arrives without a line");
  await line(true);
  await sent(page);
  assert.equal(posts.length, from + 1, "it arrives once");
  return seen;
};

/** The server fails and the tab is closed: whoever opens the form again sends what waited, under the same key. */
const later = async (page, job, respondent) => {
  const seen = await walk(page, mouse(page), job.give, { send: false });
  down = true;
  await page.tap("#moves [type=submit]");
  await page.until("document.getElementById('waiting')?.checkVisibility()");
  const key = await page.run(() => JSON.parse(localStorage.getItem(Object.keys(localStorage)[0])).id);
  await page.close();
  down = false;
  const again = await respondent.open();
  const watched = await watch(again, site.origin);
  await open(again, site.origin, job);
  await sent(again);
  watched.sound();
  assert.equal(posts.at(-1).headers["idempotency-key"], key, "the key is the one of the first try");
  await openedAgain(again, posts.at(-1));
  return seen;
};

/** Whoever opens it after sending reads that it was sent; somebody else begins with nothing, unless the link is one's own. */
const openedAgain = async (page, { headers }) => {
  const from = posts.length;
  await page.call("Page.reload");
  await page.until("document.readyState === 'complete' && document.documentElement.className === 'running'");
  await sent(page);
  assert.equal(posts.length, from, "nothing is sent again");
  const offered = await page.run("document.querySelector('#again button').checkVisibility()");
  assert.equal(offered, !headers["peil-token"], "a link of one's own is answered once");
  if (!offered) return;
  await page.tap("#again button");
  await page.until("document.getElementById('sent')?.checkVisibility() === false");
  const given = await page.run(() => [...document.querySelectorAll("main input, main textarea")].filter((one) => one.checked || (one.type === "text" && one.value)).length);
  assert.equal(given, 0, "the answers of the first are gone");
};

/** The interviewer ends the conversation half-way: what was answered until then arrives. */
const breaks = async (page, { give }) => {
  const OFF = "#notice button:first-of-type";
  const half = Math.ceil(Object.keys(give).length / 2);
  let n = 0;
  const stop = new Error("broken off");
  const after = async () => {
    n += 1;
    if (n > half) throw stop;
  };
  await walk(page, mouse(page), give, { after }).catch((error) => {
    if (error !== stop) throw error;
  });
  const label = await page.run((one) => document.querySelector(one).textContent, OFF);
  await page.tap(OFF);
  assert.notEqual(await page.run((one) => document.querySelector(one).textContent, OFF), label, "one tap only asks");
  await page.tap(OFF);
  await sent(page);
  return [];
};

const plain = async (page, { give }) => {
  await fillLong(page, mouse(page), give);
  await page.until("document.title === 'Ontvangen'");
  return [];
};

const ways = { steps, keys: byKeys, wander, impatient, offline, later, breaks, plain };
const done = [];
try {
  for (const job of jobs) {
    const start = Date.now();
    const script = job.way !== "plain";
    const respondent = await browser.respondent();
    const page = await respondent.open();
    try {
      const watched = await watch(page, site.origin, { script });
      await page.size(job.width ?? 390, 844);
      await open(page, site.origin, job, script);
      const from = posts.length;
      const seen = await inTime(ways[job.way](page, job, respondent), job.path);
      // A reload asks for the document again.
      if (job.way !== "later") watched.sound(job.way === "wander" ? 200 : 3);
      assert.equal(posts.length, from + 1, "one submission");
      const { headers, body, path } = posts.at(-1);
      done.push({ path, headers, body, steps: seen, ms: Date.now() - start });
    } catch (error) {
      throw new Error(`${job.path}, ${job.way}, ${JSON.stringify(job.fields)} ${JSON.stringify(job.give)}`, { cause: error });
    } finally {
      await respondent.end();
    }
  }
  console.log(JSON.stringify(done));
} finally {
  await browser.close();
  site.close();
}
