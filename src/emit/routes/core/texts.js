// Texts with earlier answers in them, in the wording and mode at hand.
import { dutchDay, pad } from "./day.js";
import { has, optionsOf, read, view, within } from "./state.js";

const cellFor = (text, { wording, mode }) => {
  const find = (w, m) => text.find((cell) => cell.wording === w && cell.mode === m);
  return find(wording, mode) ?? find(wording) ?? find(undefined, mode) ?? find();
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
  const at = within(view(form, routed), cell);
  const content = (cells, depth) => {
    const found = depth > 0 ? cellFor(cells ?? [], routed) : undefined;
    return found && found.parts.map((part) => piece(part, depth - 1)).join("");
  };
  const optionWords = (option, depth) => (option ? (content(option.label, depth) ?? option.name) : "");
  const label = (v, code, depth) => optionWords(optionsOf(form, v).find((one) => one.code === code), depth);
  const words = (id, depth) => {
    const [v, s] = [form.table.vars[id], read(at, id)];
    if (s.state !== "valid") return undefined;
    if (v.kind === "one-of") return label(v, s.value, depth);
    if (v.kind === "any-of")
      return listed(optionsOf(form, v).filter(({ code }) => s.value.includes(code)).map((one) => optionWords(one, depth)));
    if (v.kind === "number") return withComma(s.value, v.decimals);
    return v.kind === "date" ? dutchDay(s.value) : s.value;
  };
  const fallback = (id, given, depth) => {
    const [v, s] = [form.table.vars[id], read(at, id)];
    return given ?? content(v.else, depth) ?? (s.state === "missing" ? label(v, s.value, depth) : "");
  };
  const plural = (part) => {
    const [v, s] = [form.table.vars[part.plural], read(at, part.plural)];
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
    if (has(part, "pipe")) return words(part.pipe, depth) ?? fallback(part.pipe, part.else, depth);
    if (has(part, "plural")) return plural(part) ?? fallback(part.plural, part.else, depth);
    return turn(part, depth) ?? part.else ?? "";
  };
  return { content, piece };
};

/** Labels may pipe labels; a table in which they do so in a circle stops here. */
const DEPTH = 4;

/** A text; undefined where it has no cell here. */
export const textOf = (form, routed, text, cell) => reader(form, routed, cell).content(text, DEPTH + 1);

/** One part of a text: a pipe in words. */
export const partOf = (form, routed, part, cell) => reader(form, routed, cell).piece(part, DEPTH);
