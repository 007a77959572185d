// Whether a document has the form of a response (docs/language/responses.md), whatever it says.
import { isObject } from "../core/sound.js";
import { has } from "../core/state.js";
import { fault, pointer } from "./fault.js";

const isInteger = (value) => Number.isSafeInteger(value);
const MEMBERS = "form build wording mode status reached fields answers computed confirmed order".split(" ");
const isAnswer = (value) =>
  value === null ||
  isInteger(value) ||
  typeof value === "string" ||
  (Array.isArray(value) &&
    (value.every(isInteger) || (value.length > 0 && value.every((one) => typeof one === "string")))) ||
  (isObject(value) && Object.keys(value).length === 1 && isInteger(value.missing));

/** Faults of the document's form; where there are any, nothing else is judged. */
export const readFaults = (doc) => {
  if (!isObject(doc)) return [fault("", "wrong-type")];
  const faults = Object.keys(doc)
    .filter((key) => !MEMBERS.includes(key) && key !== "seed")
    .map((key) => fault(`/${key}`, "unknown-member"));
  const named = (key, known, kind) => {
    if (typeof doc[key] === "string" && !known.includes(doc[key])) faults.push(fault(`/${key}`, kind, doc[key]));
  };
  const typed = (key) => {
    const value = doc[key];
    if (key === "reached") return isInteger(value);
    if (key === "confirmed") return Array.isArray(value) && value.every((one) => typeof one === "string");
    return ["fields", "answers", "computed", "order"].includes(key) ? isObject(value) : typeof value === "string";
  };
  for (const key of [...MEMBERS, ...(has(doc, "seed") ? ["seed"] : [])]) {
    if (!has(doc, key)) faults.push(fault(`/${key}`, "member-absent"));
    else if (!typed(key)) faults.push(fault(`/${key}`, "wrong-type"));
  }
  named("mode", ["web", "phone", "paper"], "unknown-mode");
  named("status", ["complete", "stopped", "partial"], "unknown-status");
  if (isInteger(doc.reached) && doc.reached < 0) faults.push(fault("/reached", "reached-wrong"));
  for (const parent of ["fields", "answers", "computed", "order"]) {
    if (!isObject(doc[parent])) continue;
    for (const [key, value] of Object.entries(doc[parent]))
      if (!isAnswer(value)) faults.push(fault(pointer(parent, key), "wrong-type"));
  }
  return faults;
};
