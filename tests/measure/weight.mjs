// What a form weighs: what Chromium asks for until the form can be used, packed by brotli at its best. Standard input:
// {"folder", "paths"}; standard output: per path the bytes of document, style and script, their sum and the number of requests.
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import { brotliCompressSync } from "node:zlib";
import { chromium, serve } from "../oracle/browser.mjs";
import { open } from "./walk.mjs";

const { folder, paths } = JSON.parse(await text(process.stdin));
const seen = [];
const site = await serve(folder, seen);
const browser = await chromium();
const kinds = { ".html": "document", ".css": "style", ".js": "script" };

try {
  const found = {};
  for (const path of paths) {
    const respondent = await browser.respondent();
    seen.length = 0;
    await open(await respondent.open(), site.origin, { path });
    const sizes = seen.map((one) => [kinds[extname(one)] ?? one, brotliCompressSync(readFileSync(join(folder, one))).length]);
    found[path] = { ...Object.fromEntries(sizes), all: sizes.reduce((sum, [, size]) => sum + size, 0), requests: seen.length };
    await respondent.end();
  }
  console.log(JSON.stringify(found, null, 1));
} finally {
  await browser.close();
  site.close();
}
