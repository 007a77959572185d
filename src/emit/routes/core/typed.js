// What respondents type: texts, numbers and dates.
import { pad, parseDay } from "./day.js";

/** A text as it is stored. */
export const clean = (text) =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
    .normalize("NFC")
    .replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

/** The value × 10^decimals of a typed number, or the fault that it has. */
export const parseNumber = (text, decimals) => {
  const parts = /^(-?)([0-9]+)(?:[.,]([0-9]+))?$/.exec(clean(text));
  if (!parts) return "not-a-number";
  const fraction = parts[3] ?? "";
  if (fraction.length > decimals) return "too-many-decimals";
  const digits = (parts[2] + fraction.padEnd(decimals, "0")).replace(/^0+(?=.)/, "");
  if ((parts[2] + fraction).replace(/^0+/, "").length > 15 || (SCOPES && !fits(digits))) return "above-range";
  return Number(parts[1] + digits) + 0;
};

/** Whether the compiler's 64 bits hold it; what they do not hold is out of any range. */
const fits = (digits) => digits.length < 19 || (digits.length === 19 && digits <= "9223372036854775807");

/** `YYYY-MM-DD` of a typed date, written so or as day, month and year (`31-8-2023`); undefined where it is none. */
export const parseDate = (text) => {
  const typed = clean(text);
  const [, day, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(typed) ?? [];
  const date = year ? `${year}-${pad(month, 2)}-${pad(day, 2)}` : typed;
  return parseDay(date) === undefined ? undefined : date;
};
