// How long the script works from a tap on "Ga verder" until the next question stands there. `script` and `layout` are processor
// time of the page's own thread, so that other work on the machine does not count; `next` is the click by the clock, `drawn`
// until the next picture. By hand:  node tests/measure/tap.mjs dist/forms groot-2026/gewoon/web/index.html [steps] [slower]
// `slower` makes the processor that many times slower, as a phone's is.
import { chromium, serve } from "../oracle/browser.mjs";

const [folder, path, steps = "60", slower = "1"] = process.argv.slice(2);
if (!path) throw new Error("usage: node tests/measure/tap.mjs FOLDER PATH [STEPS] [SLOWER]");
const site = await serve(folder);
const browser = await chromium();
const at = (all, part) => Math.round(all.toSorted((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * part))] * 10) / 10;

try {
  await browser.size(390, 844);
  await browser.go(`${site.origin}/${path}`);
  await browser.until("document.documentElement.className === 'running'", 60000);
  await browser.call("Emulation.setCPUThrottlingRate", { rate: Number(slower) });
  await browser.call("Performance.enable", { timeDomain: "threadTicks" });
  const spent = async () => Object.fromEntries((await browser.call("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value * 1000]));
  const answer = () => [...document.forms[0].elements].find((one) => one.type === "radio" && one.offsetParent)?.click();
  const measure = async () => {
    const start = performance.now();
    document.querySelector("#moves [type=submit]").click();
    const next = performance.now() - start;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return { next, drawn: performance.now() - start };
  };
  const all = [];
  for (let n = 0; n < Number(steps); n += 1) {
    await browser.run(answer);
    const before = await spent();
    const found = await browser.run(measure);
    const after = await spent();
    const part = (...names) => names.reduce((sum, name) => sum + after[name] - before[name], 0);
    all.push({ ...found, script: part("ScriptDuration"), layout: part("LayoutDuration", "RecalcStyleDuration") });
  }
  const figures = (name) => ({ median: at(all.map((one) => one[name]), 0.5), p95: at(all.map((one) => one[name]), 0.95), most: at(all.map((one) => one[name]), 1) });
  const inputs = await browser.run("document.forms[0].elements.length");
  console.log(JSON.stringify({ steps: all.length, slower: Number(slower), inputs, ...Object.fromEntries(["script", "layout", "next", "drawn"].map((name) => [name, figures(name)])) }));
} finally {
  await browser.close();
  site.close();
}
