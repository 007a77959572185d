// Whether an answer is sound: of its kind, offered, in range.
import { parseDay } from "./day.js";
import { EMPTY, missing, optionsOf, valid } from "./state.js";
import { clean } from "./typed.js";

const isInteger = (value) => Number.isSafeInteger(value);
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The state that a wire value gives to an item, or the name of its fault. */
export const judge = (form, cell, codes, value) => {
  const { v } = cell;
  const options = optionsOf(form, v);
  const find = (code) => options.find((option) => option.code === code);
  const option = (code) => {
    if (!find(code)) return "unknown-code";
    if (find(code).missing) return "missing-as-value";
    return codes.includes(code) ? undefined : "not-offered";
  };
  const range = (n) => {
    if (v.min !== undefined && n < v.min) return "below-range";
    return v.max !== undefined && n > v.max ? "above-range" : undefined;
  };
  if (value === null) return EMPTY;
  if (isObject(value)) {
    if (!find(value.missing)?.missing) return "not-missing";
    return codes.includes(value.missing) ? missing(value.missing) : "not-offered";
  }
  if (v.kind === "one-of" && isInteger(value)) return option(value) ?? valid(value);
  if (v.kind === "any-of" && Array.isArray(value) && value.every(isInteger)) return set(v, find, option, value);
  if (v.kind === "number" && isInteger(value)) return range(value) ?? valid(value);
  if (v.kind === "text" && typeof value === "string") {
    if (/^\p{White_Space}*$/u.test(value)) return "blank";
    if (clean(value) !== value) return "not-normal";
    return [...value].length > v.maxLength ? "too-long" : valid(value);
  }
  if (v.kind === "date" && typeof value === "string") {
    const day = parseDay(value);
    return day === undefined ? "not-a-date" : (range(day) ?? valid(day));
  }
  return "wrong-type";
};
const set = (v, find, option, codes) => {
  if (!codes.length) return "empty-set";
  if (codes.some((code, n) => n > 0 && codes[n - 1] >= code)) return "unsorted";
  if (codes.length > 1 && codes.some((code) => find(code)?.missing)) return "missing-with-others";
  const fault = codes.map(option).find((found) => found !== undefined);
  if (fault) return fault;
  if (codes.length > 1 && codes.some((code) => find(code).alone)) return "alone-with-others";
  return v.atMost !== undefined && codes.length > v.atMost ? "too-many" : valid(codes);
};
