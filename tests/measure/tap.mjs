// How long the script works from a tap on "Ga verder" until the next question stands there: the time of the click's own event,
// and until the next picture. By hand:  node tests/measure/tap.mjs dist/forms groot-2026/gewoon/web/index.html [steps] [slower]
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
  const measure = async () => {
    const button = document.querySelector("#moves [type=submit]");
    const option = [...document.forms[0].elements].find((one) => one.type === "radio" && one.offsetParent);
    const clicked = (one) => {
      const start = performance.now();
      one.click();
      return performance.now() - start;
    };
    const answered = option ? clicked(option) : 0;
    const start = performance.now();
    const script = clicked(button);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    return { answered, script, drawn: performance.now() - start };
  };
  const all = [];
  for (let n = 0; n < Number(steps); n += 1) all.push(await browser.run(measure));
  const figures = (name) => ({ median: at(all.map((one) => one[name]), 0.5), p95: at(all.map((one) => one[name]), 0.95), most: at(all.map((one) => one[name]), 1) });
  const inputs = await browser.run("document.forms[0].elements.length");
  console.log(JSON.stringify({ steps: all.length, slower: Number(slower), inputs, answer: figures("answered"), next: figures("script"), drawn: figures("drawn") }));
} finally {
  await browser.close();
  site.close();
}
