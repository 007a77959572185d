// Chromium by its own protocol, over a pipe: no driver to install. And a server of one folder.
// A respondent is a context of its own: nothing is kept from one to the next.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".mp3": "audio/mpeg" };

/** What `forms/headers.nginx.conf` of a build says beside each file. */
const headersOf = async (folder) => {
  const text = await readFile(join(folder, "headers.nginx.conf"), "utf8").catch(() => "");
  return Object.fromEntries([...text.matchAll(/^add_header (\S+) "(.*)" always;$/gm)].map(([, name, value]) => [name, value]));
};

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
};

/**
 * Serves a folder of built forms with their headers, packed by brotli; `seen` gets each path that is asked for, `lost` holds
 * endings of paths that are not found. `post({ path, headers, body })` gives `{ status, type, body }`.
 */
export const serve = async (folder, seen = [], lost = [], post = () => ({ status: 405 })) => {
  const headers = await headersOf(folder);
  const page = async (path) => {
    if (lost.some((end) => path.endsWith(end))) return { status: 404 };
    const bytes = await readFile(join(folder, path)).catch(() => {});
    return bytes ? { status: 200, type: types[extname(path)] ?? "text/plain", body: bytes } : { status: 404 };
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://x");
    const path = decodeURIComponent(url.pathname).replace(/\/$/, "/index.html");
    if (request.method === "GET") seen.push(path);
    const made = request.method === "POST" ? await post({ path, headers: request.headers, body: await bodyOf(request) }) : await page(path);
    if (!made) return request.socket.destroy();
    const body = Buffer.from(made.body ?? "");
    const packs = /text|json/.test(made.type ?? "") && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    response.writeHead(made.status, { ...headers, "content-type": made.type ?? "text/plain", ...(packs && { "content-encoding": "br" }) });
    response.end(packs ? brotliCompressSync(body) : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
};

/** Starts it, with an empty profile. `port()` is one where tools that bring a driver of their own reach it. */
export const chromium = async () => {
  const home = mkdtempSync(join(tmpdir(), "peil-chromium-"));
  const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--mute-audio", "--lang=nl"];
  const child = spawn("chromium", [...flags, `--user-data-dir=${home}`, "--remote-debugging-pipe", "--remote-debugging-port=0", "about:blank"], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const waiting = new Map();
  const failed = (error) => waiting.forEach(({ reject }) => reject(error));
  child.on("error", (error) => failed(new Error(`chromium cannot be started: ${error.message}`)));
  child.on("exit", () => failed(new Error("chromium has ended")));
  let rest = "";
  const hearers = [];
  child.stdio[4].on("data", (data) => {
    const [...lines] = (rest + data).split("\0");
    rest = lines.pop();
    for (const { id, result, error, method, params, sessionId } of lines.map((line) => JSON.parse(line))) {
      if (method) for (const hear of hearers.filter((one) => one.method === method && one.sessionId === sessionId)) hear.then(params);
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
  const attach = async (targetId) => {
    const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
    const call = (method, params) => send(method, params, sessionId);
    const on = (method, then) => hearers.push({ method, sessionId, then });
    return { ...page(call), on, close: () => send("Target.closeTarget", { targetId }) };
  };
  /** A respondent with a clean browser: `open()` gives a new tab, `end()` closes all of it. */
  const respondent = async () => {
    const { browserContextId } = await send("Target.createBrowserContext");
    const open = async () => attach((await send("Target.createTarget", { url: "about:blank", browserContextId })).targetId);
    return { open, end: () => send("Target.disposeBrowserContext", { browserContextId }) };
  };
  const first = await attach((await send("Target.createTarget", { url: "about:blank" })).targetId);
  const close = async () => {
    child.removeAllListeners("exit");
    const ended = new Promise((done) => child.on("exit", done));
    await send("Browser.close").catch(() => child.kill("SIGKILL"));
    await ended;
    // Its helpers may write a moment longer.
    rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const port = async () => {
    for (let n = 0; n < 100; n += 1) {
      const text = await readFile(join(home, "DevToolsActivePort"), "utf8").catch(() => "");
      if (text) return Number(text.split("\n")[0]);
      await sleep(50);
    }
    throw new Error("chromium opens no port");
  };
  return { ...first, respondent, port, close };
};

/** Fails where something does not come to its end. */
export const inTime = (work, what, ms = 300000) => {
  let timer;
  const late = new Promise((_, fail) => (timer = setTimeout(() => fail(new Error(`${what}: no end after ${ms} ms`)), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const page = (call) => {
  /** Evaluates an expression, or a function with its arguments as JSON. */
  const run = async (what, ...given) => {
    const expression = typeof what === "function" ? `(${what})(${given.map((one) => JSON.stringify(one) ?? "undefined").join(", ")})` : what;
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  /** Waits until an expression holds. */
  const until = async (expression, ms = 30000) => {
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
  const key = { Tab: 9, Enter: 13, Escape: 27, " ": 32, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
  const press = async (name, text = { Enter: "\r", " ": " " }[name], modifiers = 0) => {
    const what = { key: name, code: name === " " ? "Space" : name, windowsVirtualKeyCode: key[name] ?? name.toUpperCase().charCodeAt(0), modifiers };
    await call("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...what });
    await call("Input.dispatchKeyEvent", { type: "keyUp", ...what });
  };
  const size = (width, height) => call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
  /** Roles and names as assistive technology gets them, of what is not ignored. */
  const tree = async () => {
    const { nodes } = await call("Accessibility.getFullAXTree");
    return nodes.filter((node) => !node.ignored).map((node) => [node.role?.value, node.name?.value ?? ""]);
  };
  const scripts = (on) => call("Emulation.setScriptExecutionDisabled", { value: !on });
  return { call, run, until, go, tap, press, size, tree, scripts };
};
