// What goes wrong while a page is open, whoever uses it: errors, violations of the policy, dialogs, requests to others.
import assert from "node:assert/strict";

const HEARD = `document.addEventListener("securitypolicyviolation", (event) => console.error("policy: " + event.effectiveDirective + " " + event.blockedURI));`;

/** Watches a tab; `script: false` opens pages without script. `sound()` fails on the first thing that should not be. */
export const watch = async (page, origin, { script = true } = {}) => {
  const wrong = [];
  const requests = [];
  page.on("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) => wrong.push(`${text} ${exception?.description}`));
  page.on("Runtime.consoleAPICalled", ({ type, args }) => wrong.push(`console.${type}: ${args.map(({ value }) => value).join(" ")}`));
  page.on("Log.entryAdded", ({ entry }) => entry.source === "network" || wrong.push(`${entry.source}: ${entry.text}`));
  page.on("Page.javascriptDialogOpening", ({ message }) => {
    wrong.push(`dialog: ${message}`);
    page.call("Page.handleJavaScriptDialog", { accept: true }).catch(() => {});
  });
  page.on("Network.requestWillBeSent", ({ request: { url, method } }) => url.startsWith("data:") || requests.push({ url, method }));
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await page.call(`${domain}.enable`);
  await page.call("Emulation.setFocusEmulationEnabled", { enabled: true });
  await page.call("Page.addScriptToEvaluateOnNewDocument", { source: HEARD });
  if (!script) await page.scripts(false);
  const sound = (most = 3) => {
    assert.deepEqual(wrong, [], "nothing goes wrong in the page");
    assert.deepEqual(requests.filter(({ url }) => !url.startsWith(`${origin}/`)), [], "no other host is asked");
    const got = requests.filter(({ url, method }) => method === "GET" && !url.endsWith(".mp3"));
    assert.ok(got.length <= most, `at most ${most} requests: ${got.map(({ url }) => url).join(" ")}`);
    assert.ok(got.length > 0, "something was asked for");
  };
  return { sound, wrong, requests };
};
