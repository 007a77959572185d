// States of variables, and the survey ready for evaluation.
//
// Constants are set when a script is made (scripts/runtime), and what they exclude is not in it:
// SCOPES: the table is of several wordings and modes, and says of texts and limits for which they hold;
// MORE: beside the plain questions that most forms are, it has loops, random order, arithmetic, dates, numbers in words, stops,
// pages as a whole or of notes alone, checks of a grid or a page, or it is filled in by an interviewer.
// A third, SOUND, is of the running form alone: something is read aloud.

export const NOT_ASKED = { state: "not-asked" };
export const EMPTY = { state: "empty" };
export const valid = (value) => ({ state: "valid", value });
export const missing = (value) => ({ state: "missing", value });
export const asked = (s) => s.state !== "not-asked";
export const shown = (s) => asked(s) && s.state !== "not-reached";
export const answered = (s) => s.state === "valid" || s.state === "missing";
export const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);

/** A survey ready for evaluation: its instances in file order, each with its path. */
export const prepare = (table) => {
  if (!MORE) return prepared(table, table.vars.map((v, id) => ({ id, index: id, v, path: v.path })));
  const turns =
    table.loops.map((loop) => table.lists[loop.list].filter((option) => !option.missing).map((option) => option.code));
  const cells = [];
  const first = table.vars.map((v, index) => {
    const start = cells.length;
    const add = (turn, path) => cells.push({ id: cells.length, index, v, turn, path });
    if (v.loop === undefined) add(undefined, v.path);
    else
      turns[v.loop].forEach((code, turn) => {
        const dot = v.path.indexOf(".");
        add(turn, `${v.path.slice(0, dot)}.${code}${v.path.slice(dot)}`);
      });
    return start;
  });
  return { ...prepared(table, cells), turns, first };
};
const prepared = (table, cells) => ({ table, cells, byPath: new Map(cells.map((cell) => [cell.path, cell])) });

/** All instances of a variable. */
export const cellsOf = (form, v) => (MORE ? form.cells.slice(form.first[v], form.first[v + 1]) : [form.cells[v]]);

export const optionsOf = (form, v) => (v.list === undefined ? [] : form.table.lists[v.list]);

// Where something is evaluated: the survey, the states so far, wording and mode, the iteration, the member at hand.
export const place = (at, v) => {
  if (v === "answer") return at.answer;
  const loop = at.form.table.vars[v].loop;
  if (loop === undefined) return at.form.first[v];
  return at.turn && at.turn[0] === loop ? at.form.first[v] + at.turn[1] : undefined;
};
export const stateAt = (at, cell) => at.states[cell] ?? NOT_ASKED;
export const read = (at, v) => stateAt(at, MORE ? place(at, v) : v);
export const chose = (s, code) =>
  answered(s) && (Array.isArray(s.value) ? s.value.includes(code) : s.value === code);
export const within = (at, cell) =>
  MORE ? { ...at, turn: cell && cell.turn !== undefined ? [cell.v.loop, cell.turn] : undefined, answer: undefined } : at;
/** The whole survey as it stands after a walk. */
export const view = (form, routed) =>
  MORE ? { form, states: routed.states, wording: routed.wording, mode: routed.mode } : { form, states: routed.states };
