// Lighthouse over built forms, as on a phone. Standard input: {"folder", "paths", "categories", "runs"}; standard output: per
// path the median score of each category, 0 to 100, and what is not perfect. Performance follows the machine: by hand only.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { chromium, serve } from "../oracle/browser.mjs";

const tools = createRequire(new URL("../../target/oracle/", import.meta.url));
const { default: lighthouse } = await import(pathToFileURL(tools.resolve("lighthouse")));
const { folder, paths, categories, runs = 1 } = JSON.parse(await text(process.stdin));
const site = await serve(folder);
const browser = await chromium();
const port = await browser.port();

const once = async (path) => {
  const { lhr } = await lighthouse(`${site.origin}/${path}`, { port, output: "json", logLevel: "silent", onlyCategories: categories });
  const failing = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => id),
  );
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  return { scores, failing: lhr.runtimeError ? [lhr.runtimeError.message] : failing };
};
const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

try {
  const found = {};
  for (const path of paths) {
    const all = [];
    for (let n = 0; n < runs; n += 1) all.push(await once(path));
    const scores = Object.fromEntries(categories.map((id) => [id, median(all.map((one) => one.scores[id]))]));
    found[path] = { ...scores, failing: [...new Set(all.flatMap((one) => one.failing))] };
  }
  console.log(JSON.stringify(found, null, 1));
} finally {
  await browser.close();
  site.close();
}
