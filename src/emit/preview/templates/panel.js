// The panel of `peil preview`: follows the form in the frame, asks the evaluator for every state, and reloads after a build.
"use strict";

const at = (id) => document.getElementById(id);
const frame = at("form");
const panel = document.body.dataset.panel;
let revision = null;
let received = null;
let hasScript = false;
let asked = 0;

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

// What the server says: after each build, and after each answer that came in.
const events = new EventSource("/preview/events");
events.onopen = () => { at("lost").hidden = true; };
events.onerror = () => { at("lost").hidden = false; };
events.onmessage = (message) => {
  const now = JSON.parse(message.data);
  problems(now.problems);
  if (revision !== null && now.revision !== revision) rebuilt();
  revision = now.revision;
  if (received !== now.received) list(received !== null);
  received = now.received;
};

const problems = (text) => {
  const box = at("problems");
  box.hidden = text === "";
  if (box.querySelector("pre").textContent !== text) box.querySelector("pre").textContent = text;
};

// The frame keeps its place: the form restores its own draft.
const rebuilt = () => {
  if (frame) frame.contentWindow.location.reload();
  else location.reload();
};

const list = async (isNew) => {
  const answers = await (await fetch("/preview/received")).json();
  at("received").replaceChildren(...answers.map((one) => {
    const item = element("li", `${one.form} ${one.wording} ${one.mode}, ${one.script ? "with" : "without"} script: ${one.status}, receipt ${one.receipt}${one.times > 1 ? `, sent ${one.times} times` : ""}`);
    if (frame && one.status !== "refused") {
      const button = element("button", "Show", { type: "button", "aria-label": `Show the variables of receipt ${one.receipt}` });
      button.addEventListener("click", () => past(one.receipt));
      item.append(button);
    }
    return item;
  }));
  if (isNew && frame && answers.length > 0 && answers[0].status !== "refused") past(answers[0].receipt);
};

const past = async (receipt) => {
  asked += 1;
  const answer = await fetch(`/preview/received/${receipt}`);
  if (answer.ok) show(await answer.json(), `As received, receipt ${receipt}`);
};

// The state of all variables for what is filled in now; of two questions, the later one counts.
const ask = async (type, body) => {
  asked += 1;
  const own = asked;
  const answer = await fetch(panel, { method: "POST", headers: { "content-type": type }, body });
  if (own === asked && answer.ok) show(await answer.json(), "As filled in now");
};

const show = (now, title) => {
  const count = (state) => now.rows.filter((row) => row.state === state).length;
  const states = ["valid", "missing", "empty", "not-reached", "not-asked"];
  at("summary").textContent = `${title}: ${now.status}; ${states.map((state) => `${count(state)} ${said(state)}`).join(", ")}.`;
  const body = at("variables").tBodies[0];
  const before = new Map([...body.rows].map((row) => [row.dataset.path, row.dataset.now]));
  body.replaceChildren(...now.rows.map((row) => line(row, before.get(row.path))));
  at("faults").replaceChildren(...(now.faults.length ? now.faults : ["none"]).map((fault) => element("li", fault)));
  filter();
};

const said = (state) => state.replace("-", " ");

const line = (row, before) => {
  const now = JSON.stringify([row.state, row.wire]);
  const made = element("tr", undefined, { "data-path": row.path, "data-now": now, "data-text": `${row.path} ${row.label} ${row.value}`.toLowerCase() });
  made.classList.add(row.state);
  made.classList.toggle("changed", before !== undefined && before !== now);
  const name = element("th", undefined, { scope: "row" });
  name.append(element("code", row.path), element("span", row.label, { lang: "nl" }));
  const value = element("td");
  if (row.value) value.append(element("span", row.value, { lang: "nl" }));
  if (row.wire !== null && row.wire !== row.value) value.append(element("code", JSON.stringify(row.wire)));
  const why = element("td", row.why);
  if (row.route) why.append(": ", element("span", row.route, { lang: "nl" }));
  made.append(name, element("td", said(row.state), { class: "state" }), value, why);
  return made;
};

const filter = () => {
  const which = at("which").value;
  const find = at("find").value.trim().toLowerCase();
  for (const row of at("variables").tBodies[0].rows) {
    const isAsked = !row.classList.contains("not-asked");
    row.hidden = (which === "asked" && !isAsked) || (which === "not-asked" && isAsked) || !row.dataset.text.includes(find);
  }
};

// A form with script tells its route after each answer; until then, and of a form without, the fields are read as it would post
// them.
const follow = () => {
  const inside = frame.contentDocument;
  const form = inside && inside.querySelector("form[method=post]");
  hasScript = false;
  if (!form) {
    if (at("variables").tBodies[0].rows.length === 0) at("summary").textContent = "There is nothing here to fill in.";
    return;
  }
  inside.addEventListener("peil:route", (event) => {
    hasScript = true;
    const response = event.detail.response;
    ask("application/json", typeof response === "string" ? response : JSON.stringify(response));
  });
  const read = () => {
    if (!hasScript) ask("application/x-www-form-urlencoded", new URLSearchParams(new FormData(form)));
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => setTimeout(read, 0));
  read();
};

if (frame) {
  at("which").addEventListener("change", filter);
  at("find").addEventListener("input", filter);
  frame.addEventListener("load", follow);
  if (frame.contentDocument && frame.contentDocument.readyState === "complete" && frame.contentDocument.URL !== "about:blank") follow();
}
