// How long until the first question can be answered on a slow line: 400 kbit/s, 400 ms each way and back, nothing in the cache.
// By hand:  node tests/measure/slow.mjs dist/forms clients-2023/laagdrempelig/web/index.html [runs]
// It prints, in ms after the address was entered: `seen`, the first text on the screen; `usable`, the script has made the steps;
// and what went over the line. Without script the question is there when it is seen.
import { chromium, serve, sleep } from "../oracle/browser.mjs";

const [folder, path, runs = "5"] = process.argv.slice(2);
if (!path) throw new Error("usage: node tests/measure/slow.mjs FOLDER PATH [RUNS]");
const site = await serve(folder);
const browser = await chromium();
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

const once = async () => {
  const respondent = await browser.respondent();
  const page = await respondent.open();
  const sizes = new Map();
  page.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength));
  await page.call("Network.enable");
  await page.call("Page.addScriptToEvaluateOnNewDocument", {
    source: `new MutationObserver(() => { if (document.documentElement?.className === "running") window.usable ??= performance.now(); })
      .observe(document, { attributes: true, subtree: true, childList: true });`,
  });
  await page.size(390, 844);
  await page.call("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 50000, uploadThroughput: 50000 });
  await page.call("Page.enable");
  await page.call("Page.navigate", { url: `${site.origin}/${path}` });
  await page.until("window.usable && performance.getEntriesByName('first-contentful-paint').length", 60000);
  await sleep(300);
  const found = await page.run("({ seen: performance.getEntriesByName('first-contentful-paint')[0].startTime, usable })");
  await respondent.end();
  return { ...found, bytes: [...sizes.values()].reduce((a, b) => a + b, 0), requests: sizes.size };
};

try {
  const all = [];
  for (let n = 0; n < Number(runs); n += 1) all.push(await once());
  const figure = (name) => Math.round(median(all.map((one) => one[name])));
  console.log(JSON.stringify({ runs: all.length, seen: figure("seen"), usable: figure("usable"), bytes: figure("bytes"), requests: figure("requests") }));
} finally {
  await browser.close();
  site.close();
}
