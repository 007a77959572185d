// Texts with earlier answers in them, in the wording and mode at hand.
import { dutchDay, pad } from "./day.js";
import { has, optionsOf, read, view, within } from "./state.js";

/** The parts of a text where it counts: a form's data holds these parts, a route table a cell for each scope. */
const partsFor = (text, routed) => {
  if (!SCOPES || !text) return text;
  const { wording, mode } = routed;
  const find = (w, m) => text.find((cell) => cell.wording === w && cell.mode === m);
  return (find(wording, mode) ?? find(wording) ?? find(undefined, mode) ?? find())?.parts;
};
const withComma = (units, decimals) => {
  const digits = pad(Math.abs(units), decimals + 1);
  const at = digits.length - decimals;
  return (units < 0 ? "-" : "") + digits.slice(0, at) + (decimals ? `,${digits.slice(at)}` : "");
};
const listed = (parts) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} en ${parts[parts.length - 1]}`;

/** Texts within a survey after a walk; `cell` gives the iteration inside a loop. Escape what is piped. */
const reader = (form, routed, cell) => {
  const at = MORE ? within(view(form, routed), cell) : view(form, routed);
  const content = (text, depth) =>
    depth > 0 ? partsFor(text, routed)?.map((part) => piece(part, depth - 1)).join("") : undefined;
  const optionWords = (option, depth) => (option ? (content(option.label, depth) ?? (SCOPES && option.name)) : "");
  const label = (v, code, depth) => optionWords(optionsOf(form, v).find((one) => one.code === code), depth);
  const words = (v, s, depth) => {
    if (s.state !== "valid") return undefined;
    if (v.kind === "one-of") return label(v, s.value, depth);
    if (v.kind === "any-of")
      return listed(optionsOf(form, v).filter(({ code }) => s.value.includes(code)).map((one) => optionWords(one, depth)));
    if (v.kind === "number") return withComma(s.value, v.decimals);
    return MORE && v.kind === "date" ? dutchDay(s.value) : s.value;
  };
  const fallback = (v, s, given, depth) =>
    given ?? content(v.else, depth) ?? (s.state === "missing" ? label(v, s.value, depth) : "");
  const plural = (part, v, s) => {
    if (s.state !== "valid" || v.kind !== "number") return undefined;
    const form_ = s.value === 0 ? part.zero : s.value === 10 ** v.decimals ? part.one : part.many;
    return form_.split("#").join(withComma(s.value, v.decimals));
  };
  const turn = (part, depth) => {
    if (!at.turn || at.turn[0] !== part.turn) return undefined;
    const code = form.turns[part.turn][at.turn[1]];
    return content(form.table.lists[form.table.loops[part.turn].list].find((one) => one.code === code).label, depth);
  };
  const piece = (part, depth) => {
    if (typeof part === "string") return part;
    if (MORE && has(part, "turn")) return turn(part, depth) ?? part.else ?? "";
    const id = MORE ? part.pipe ?? part.plural : part.pipe;
    const [v, s] = [form.table.vars[id], read(at, id)];
    const found = MORE && has(part, "plural") ? plural(part, v, s) : words(v, s, depth);
    return found ?? fallback(v, s, part.else, depth);
  };
  return { content, piece };
};

/** Labels may pipe labels; a table in which they do so in a circle stops here. */
const DEPTH = 4;

/** A text; undefined where it has no cell here. */
export const textOf = (form, routed, text, cell) => reader(form, routed, cell).content(text, DEPTH + 1);

/** One part of a text: a pipe in words. */
export const partOf = (form, routed, part, cell) => reader(form, routed, cell).piece(part, DEPTH);
