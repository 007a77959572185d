// Words of a survey that no column is wide enough for. Standard input: {"folder", "paths", "widths", "give"}; standard
// output: what stands outside the page and at which width, in the long form and in every step until it is sent; how often it was looked.
import { text } from "node:stream/consumers";
import { chromium, inTime, serve } from "../oracle/browser.mjs";
import { reflow } from "./look.mjs";
import { mouse, open, walk } from "./walk.mjs";

const { folder, paths, widths, give } = JSON.parse(await text(process.stdin));
const site = await serve(folder, [], [], async () => ({ status: 200, type: "application/json", body: '{"receipt": "1111-2222-3333"}' }));
const browser = await chromium();
const found = [];
let looks = 0;

try {
  for (const path of paths)
    for (const script of [true, false]) {
      const respondent = await browser.respondent();
      const page = await respondent.open();
      const look = async (where) => {
        for (const width of widths) {
          await page.size(width, 800);
          looks += 1;
          for (const one of (await page.run(reflow)).sideways) found.push(`${path} ${where} ${width}: ${one}`);
        }
        await page.size(390, 800);
      };
      if (!script) await page.scripts(false);
      await open(page, site.origin, { path }, script);
      if (script) {
        await inTime(walk(page, mouse(page), give, { after: ({ step }) => look(step) }), path);
        await page.until("document.getElementById('sent')?.checkVisibility()");
        await look("sent");
      } else await look("long");
      await respondent.end();
    }
  console.log(JSON.stringify({ found, looks }));
} finally {
  await browser.close();
  site.close();
}
