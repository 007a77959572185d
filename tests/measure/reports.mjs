// Reports under axe, and their charts by the boxes of what is drawn: no text is cut, none lies on another, no page scrolls
// sideways. Standard input: {"folder", "paths"}; standard output: counts and findings.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { chromium, serve } from "../oracle/browser.mjs";

const tools = createRequire(new URL("../../target/oracle/", import.meta.url));
const axe = readFileSync(tools.resolve("axe-core/axe.min.js"), "utf8");
const { folder, paths } = JSON.parse(await text(process.stdin));
const site = await serve(folder, [], []);
const browser = await chromium();

const judge = () =>
  axe
    .run(document, { resultTypes: ["violations"] })
    .then(({ violations }) => violations.map(({ id, nodes }) => `axe: ${id} ${nodes[0].html.slice(0, 160)}`));

/** Texts of charts beyond the edge of their drawing, or on each other. */
const charts = () => {
  const found = [];
  let texts = 0;
  for (const svg of document.querySelectorAll("figure svg")) {
    const { width, height } = svg.viewBox.baseVal;
    const boxes = [...svg.querySelectorAll("text")].map((one) => ({ said: one.textContent, box: one.getBBox() }));
    texts += boxes.length;
    boxes.forEach(({ said, box }, at) => {
      if (box.x < -0.5 || box.y < -0.5 || box.x + box.width > width + 0.5 || box.y + box.height > height + 0.5)
        found.push(`cut: ${svg.parentElement.id} ${said}`);
      for (const other of boxes.slice(at + 1)) {
        const across = Math.min(box.x + box.width, other.box.x + other.box.width) - Math.max(box.x, other.box.x);
        const down = Math.min(box.y + box.height, other.box.y + other.box.height) - Math.max(box.y, other.box.y);
        // Boxes of lines reach above and below their letters.
        if (across > 1 && down > 5) found.push(`overlap: ${svg.parentElement.id} ${said} | ${other.said}`);
      }
    });
  }
  return { texts, found };
};

const findings = [];
let texts = 0;
try {
  for (const path of paths) {
    await browser.size(900, 1200);
    await browser.go(`${site.origin}/${path}`);
    const drawn = await browser.run(charts);
    texts += drawn.texts;
    await browser.run(axe);
    findings.push(...[...drawn.found, ...(await browser.run(judge))].map((one) => `${path}: ${one}`));
    for (const width of [900, 390]) {
      await browser.size(width, 844);
      const over = await browser.run("document.documentElement.scrollWidth - innerWidth");
      if (over > 0) findings.push(`${path}: scrolls ${over} px sideways at ${width}`);
    }
  }
  console.log(JSON.stringify({ texts, findings }));
} finally {
  await browser.close();
  site.close();
}
