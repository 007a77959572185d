// Chromium by its own protocol, over a pipe: no driver to install. And a server of one folder.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mp3": "audio/mpeg" };

/** Serves a folder; `seen` gets each path that is asked for, `lost` holds endings of paths that are not found. */
export const serve = async (folder, seen, lost) => {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    seen.push(path);
    const bytes = lost.some((end) => path.endsWith(end)) ? undefined : await readFile(join(folder, path)).catch(() => {});
    response.writeHead(bytes ? 200 : 404, { "content-type": types[extname(path)] ?? "text/plain" });
    response.end(bytes ?? "");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
};

export const chromium = async () => {
  const home = mkdtempSync(join(tmpdir(), "peil-chromium-"));
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio", "--lang=nl"];
  const child = spawn("chromium", [...flags, `--user-data-dir=${home}`, "--remote-debugging-pipe", "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const waiting = new Map();
  const failed = (error) => waiting.forEach(({ reject }) => reject(error));
  child.on("error", (error) => failed(new Error(`chromium cannot be started: ${error.message}`)));
  child.on("exit", () => failed(new Error("chromium has ended")));
  let rest = "";
  child.stdio[4].on("data", (data) => {
    const [...lines] = (rest + data).split("\0");
    rest = lines.pop();
    for (const { id, result, error } of lines.map((line) => JSON.parse(line))) {
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result);
      waiting.delete(id);
    }
  });
  child.stdio[3].on("error", failed);
  let last = 0;
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      child.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const call = (method, params) => send(method, params, sessionId);
  const close = async () => {
    child.removeAllListeners("exit");
    const ended = new Promise((done) => child.on("exit", done));
    await send("Browser.close").catch(() => child.kill("SIGKILL"));
    await ended;
    // Its helpers may write a moment longer.
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { ...page(call), close };
};

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const page = (call) => {
  const run = async (expression) => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  /** Waits until an expression holds. */
  const until = async (expression, ms = 10000) => {
    for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) if (await run(expression).catch(() => false)) return;
    throw new Error(`after ${ms} ms not yet: ${expression}`);
  };
  const go = async (url) => {
    await call("Page.enable");
    await call("Page.navigate", { url });
    await until(`location.href.startsWith(${JSON.stringify(url)}) && document.readyState === "complete"`);
  };
  /** A real tap in the middle of an element. */
  const tap = async (selector) => {
    const { x, y } = await run(`(() => { const e = document.querySelector(${JSON.stringify(selector)}); e.scrollIntoView({ block: "center" });
      const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()`);
    for (const type of ["mousePressed", "mouseReleased"])
      await call("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
  };
  const press = async (key, text) => {
    await call("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", key, code: key, text });
    await call("Input.dispatchKeyEvent", { type: "keyUp", key, code: key });
  };
  /** Roles and names as assistive technology gets them, of what is not ignored. */
  const tree = async () => {
    const { nodes } = await call("Accessibility.getFullAXTree");
    return nodes.filter((node) => !node.ignored).map((node) => [node.role?.value, node.name?.value ?? ""]);
  };
  const scripts = (on) => call("Emulation.setScriptExecutionDisabled", { value: !on });
  return { call, run, until, go, tap, press, tree, scripts };
};
