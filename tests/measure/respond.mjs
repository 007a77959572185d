// Respondents by chance (tests/support/page/respondent.js) on built forms in Chromium. Standard input: {"folder",
// "respondent", "plans": [{"path", "plan"}]}, the second being the respondent's source; standard output: per plan what was
// seen and done, as {"seed", "log"}.
import { text } from "node:stream/consumers";
import { chromium, inTime, serve } from "../oracle/browser.mjs";

const { folder, respondent: source, plans } = JSON.parse(await text(process.stdin));
const site = await serve(folder);
const browser = await chromium();

/** Before the page's own script: what was kept, where it stood, and the respondent, who meets the page once it is read. */
const prepare = (plan) => {
  if (location.protocol === "about:") return;
  const respondent = new globalThis.Respondent(plan);
  crypto.getRandomValues = (bytes) => bytes.map(() => respondent.below(256));
  for (const [key, value] of Object.entries(plan.kept ?? {})) localStorage.setItem(key, value);
  if (plan.at) history.replaceState({ id: plan.at }, "");
  respondent.listen();
  document.addEventListener("readystatechange", () => document.readyState === "interactive" && respondent.meet());
  globalThis.respondent = respondent;
};

/** Fills in until the end; after each act the page may come to rest: its timers, and a step back in the history. */
const fillIn = async (handsIn) => {
  const { respondent } = globalThis;
  for (const _ of handsIn ? respondent.handIn() : respondent.fillIn())
    await new Promise((rest) => setTimeout(() => requestAnimationFrame(() => setTimeout(rest, 25)), 5));
  return JSON.stringify({ seed: respondent.order, log: respondent.log });
};

const walk = async ({ path, plan }) => {
  const visitor = await browser.respondent();
  const page = await visitor.open();
  try {
    const faults = [];
    page.on("Runtime.exceptionThrown", ({ exceptionDetails }) => faults.push(exceptionDetails.exception?.description ?? exceptionDetails.text));
    await page.call("Runtime.enable");
    await page.call("Page.enable");
    await page.call("Page.addScriptToEvaluateOnNewDocument", { source: `${source};(${prepare})(${JSON.stringify(plan)})` });
    await page.call("Page.navigate", { url: `${site.origin}/${path}${plan.hash ?? ""}` });
    await page.until("document.readyState === 'complete' && document.documentElement.className === 'running' && globalThis.respondent?.route");
    const told = await inTime(page.run(fillIn, !!plan.at), path);
    if (faults.length) throw new Error(faults.join("\n"));
    return JSON.parse(told);
  } catch (error) {
    throw new Error(`${path}, ${JSON.stringify(plan)}`, { cause: error });
  } finally {
    await visitor.end();
  }
};

try {
  const all = [];
  for (const plan of plans) all.push(await walk(plan));
  console.log(JSON.stringify(all));
} finally {
  await browser.close();
  site.close();
}
