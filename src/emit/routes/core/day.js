// Days since 1970-01-01 and calendar dates; years begin in March so that the leap day comes last.
const div = (a, b) => Math.floor(a / b);
const dayNumber = (year, month, day) => {
  const y = month <= 2 ? year - 1 : year;
  const era = div(y, 400);
  const inEra = y - era * 400;
  const inYear = div(153 * ((month + 9) % 12) + 2, 5) + day - 1;
  return era * 146097 + inEra * 365 + div(inEra, 4) - div(inEra, 100) + inYear - 719468;
};

/** Year, month and day of a day number. */
const calendar = (number) => {
  const shifted = number + 719468;
  const era = div(shifted, 146097);
  const inEra = shifted - era * 146097;
  const years = div(inEra - div(inEra, 1460) + div(inEra, 36524) - div(inEra, 146096), 365);
  const inYear = inEra - (365 * years + div(years, 4) - div(years, 100));
  const month = div(5 * inYear + 2, 153);
  const day = inYear - div(153 * month + 2, 5) + 1;
  const shown = month < 10 ? month + 3 : month - 9;
  return [years + era * 400 + (shown <= 2 ? 1 : 0), shown, day];
};

export const pad = (n, width) => String(n).padStart(width, "0");

/** `YYYY-MM-DD`. */
export const showDay = (number) => {
  const [year, month, day] = calendar(number);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
};

/** The day number of `YYYY-MM-DD`; undefined where there is no such day. */
export const parseDay = (text) => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const number = dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return showDay(number) === text ? number : undefined;
};

const MONTHS = /* @__PURE__ */
  "januari februari maart april mei juni juli augustus september oktober november december".split(" ");

/** `31 augustus 2023`. */
export const dutchDay = (number) => {
  const [year, month, day] = calendar(number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
};
