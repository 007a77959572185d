// Evaluates a route table (peil-routes/1) and judges response documents by it: what a server or a test runs. The form in the
// browser runs the same core. Asks nothing of its host.
import { checkId, firing, unanswered } from "../core/checks.js";
import { holds, open } from "../core/truth.js";
import { isObject, judge } from "../core/sound.js";
import { EMPTY, answered, asked, has, prepare, view } from "../core/state.js";
import { shownOrder } from "../core/order.js";
import { textOf } from "../core/texts.js";
import { clean, parseDate, parseNumber } from "../core/typed.js";
import { positions, walk, wire } from "../core/walk.js";
import { readFaults } from "./document.js";
import { fault, pointer } from "./fault.js";

const situationOf = (form, response) => ({
  wording: Math.max(0, form.table.wordings.indexOf(response.wording)),
  mode: response.mode,
  reached: response.reached,
  positions: positions(form, response.order),
});

const hasItems = (nodes) =>
  nodes.some((node) => has(node, "item") || has(node, "grid") || has(node, "loop") || (node.group && hasItems(node.group.nodes)));
const noteOpen = (at, nodes) =>
  nodes.some((node) => (node.note && open(at, node.note.gates)) || (node.group && noteOpen(at, node.group.nodes)));

/** The walk, and the pages that hold nothing but notes. */
const walkAll = (form, situation, answer, hidden) => {
  const routed = walk(form, situation, answer, hidden);
  form.table.pages.forEach(({ nodes }, index) => {
    if (hasItems(nodes) || !noteOpen(view(form, routed), nodes)) return;
    routed.pages[index] = situation.positions[index] <= routed.reached ? "shown" : "not-reached";
  });
  return routed;
};

/** The states that a document stands for; an answer that is not sound reads as empty. */
const route = (form, response) =>
  walkAll(form, situationOf(form, response), (cell, codes) => {
    const from = cell.v.role === "field" ? response.fields : response.answers;
    const state = judge(form, cell, codes, has(from, cell.path) ? from[cell.path] : null);
    return typeof state === "string" ? EMPTY : state;
  });

/** Required items that are empty, refusals that fire, warnings that fire and are not confirmed. */
const errors = (form, routed, confirmed) => {
  const located = (kind) => (one) => fault(one.cell ? pointer("answers", one.cell.path) : "/answers", kind, one.id);
  return [
    ...unanswered(form, routed).map((cell) => fault(pointer("answers", cell.path), "required")),
    ...firing(form, routed, "refuse").map(located("refused")),
    ...firing(form, routed, "warn").filter((one) => !confirmed.includes(one.id)).map(located("unconfirmed")),
  ];
};

const isReadable = (doc) => readFaults(doc).length === 0;

const isArrangement = (block, stored) => {
  const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
  const codes = block.members.filter((member) => member.code !== undefined).map((member) => member.code);
  if (!Array.isArray(stored)) return false;
  if (stored.length && typeof stored[0] === "string")
    return !codes.length && same(stored, block.members.map((member) => member.id));
  return same(stored, codes);
};

const headFaults = (form, doc) => {
  const { table } = form;
  const faults = [];
  if (doc.form !== table.form) faults.push(fault("/form", "other-form"));
  if (!table.wordings.includes(doc.wording)) faults.push(fault("/wording", "unknown-wording"));
  if (!table.modes.includes(doc.mode)) faults.push(fault("/mode", "unknown-mode"));
  const pages = table.pages.length;
  if (doc.reached > pages || (doc.status === "complete" && doc.reached !== pages))
    faults.push(fault("/reached", "reached-wrong"));
  for (const [id, stored] of Object.entries(doc.order)) {
    const block = table.shuffled.find((one) => one.id === id);
    if (!block) faults.push(fault(pointer("order", id), "unknown-order"));
    else if (!isArrangement(block, stored)) faults.push(fault(pointer("order", id), "order-wrong"));
  }
  return faults;
};

const keyFaults = (form, doc) => {
  const roles = { fields: ["field"], answers: ["question", "row", "specify"], computed: ["computed"] };
  return Object.entries(roles).flatMap(([parent, known]) =>
    Object.keys(doc[parent])
      .filter((key) => !known.includes(form.byPath.get(key)?.v.role))
      .map((key) => fault(pointer(parent, key), "unknown-key")));
};

const computedFaults = (form, doc, routed) =>
  form.cells
    .map((cell, id) => [cell, wire(cell, routed.states[id])])
    .filter(([cell]) => cell.v.role === "computed")
    .filter(([cell, value]) => JSON.stringify(doc.computed[cell.path]) !== JSON.stringify(value))
    .map(([cell]) => fault(pointer("computed", cell.path), "computed-differs"));

const confirmedFaults = (form, doc) => {
  const ids = form.table.checks
    .filter((check) => check.kind === "warn")
    .flatMap((check) =>
      check.var === undefined
        ? [check.id]
        : form.cells.filter((cell) => cell.index === check.var).map((cell) => checkId(form, check, cell)));
  return doc.confirmed
    .map((id, n) => [id, n])
    .filter(([id, n]) => !ids.includes(id) || doc.confirmed.indexOf(id) !== n)
    .map(([id, n]) => fault(`/confirmed/${n}`, "unknown-check", id));
};

/** All faults of a response document. */
const check = (form, doc) => {
  const unreadable = readFaults(doc);
  if (unreadable.length) return unreadable;
  const faults = headFaults(form, doc);
  if (faults.some(({ kind }) => kind === "unknown-wording" || kind === "other-form")) return faults;
  const answer = (cell, codes) => {
    const field = cell.v.role === "field";
    const parent = field ? "fields" : "answers";
    const at = pointer(parent, cell.path);
    if (!has(doc[parent], cell.path)) {
      if (!field) faults.push(fault(at, "key-absent"));
      else if (cell.v.required) faults.push(fault(at, "required"));
      return EMPTY;
    }
    const state = judge(form, cell, codes, doc[parent][cell.path]);
    if (typeof state === "string") faults.push(fault(at, state));
    if (field && cell.v.required && doc[parent][cell.path] === null) faults.push(fault(at, "required"));
    return typeof state === "string" ? EMPTY : state;
  };
  const hidden = (cell, state) => {
    if (!has(doc.answers, cell.path)) return;
    faults.push(fault(pointer("answers", cell.path), asked(state) ? "beyond-reached" : "off-route"));
  };
  const routed = walkAll(form, situationOf(form, doc), answer, hidden);
  if (routed.reached < doc.reached) faults.push(fault("/reached", "reached-wrong"));
  const stopped = routed.stop !== undefined;
  if (
    (doc.status === "complete" && stopped) ||
    (doc.status === "stopped" && !(stopped && routed.reached === doc.reached))
  )
    faults.push(fault("/status", "status-wrong"));
  faults.push(...keyFaults(form, doc), ...computedFaults(form, doc, routed), ...confirmedFaults(form, doc));
  if (doc.status !== "partial")
    faults.push(...errors(form, routed, doc.confirmed).filter(({ kind }) => kind !== "unconfirmed"));
  return faults;
};

const usable = (form, routed) =>
  form.cells.every((cell, id) => !cell.v.core || !["question", "row"].includes(cell.v.role) || !asked(routed.states[id]) || answered(routed.states[id])) &&
  (!form.table.usable || holds(view(form, routed), form.table.usable));

export {
  check,
  clean,
  errors,
  firing,
  isReadable,
  judge,
  parseDate,
  parseNumber,
  prepare,
  route,
  shownOrder,
  textOf,
  usable,
  walkAll as walk,
  wire,
};
