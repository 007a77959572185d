// From the route to screens: a question with the notes before it, a page that is shown as a whole, a note alone, a stop.
import { cellsOf, shown, view, within } from "../../routes/core/state.js";
import { open } from "../../routes/core/truth.js";
import { turnExists } from "../../routes/core/walk.js";
import { data, elementOf, main, survey, turnCell } from "./page.js";

const { table, cells } = survey;

/** What can be on a screen, in the order of the document: `{ el, page, whole, cells, note, stop, title }`. */
export let atoms;
/** Per cell its atom. */
export const atomOf = [];

const kinds = {
  question: () => ({ cells: [] }),
  note: (el) => ({ note: data.notes[el.id] ?? [] }),
  section: () => ({ title: true }),
  ...(MORE && { stop: (el) => ({ stop: data.stops.indexOf(el.id) }) }),
};

/** Reads the document, once its order is settled. */
export const readAtoms = () => {
  atoms = [...main.querySelectorAll(".question, .note, .stop, .section")].map((el, index) => {
    const atom = { el, index, ...kinds[el.classList[0]](el) };
    if (MORE) atom.page = el.closest(".page");
    if (MORE) atom.whole = atom.page?.hasAttribute("data-whole");
    return (el.atom = atom);
  });
  for (const cell of cells) {
    const atom = elementOf(cell)?.closest(".question").atom;
    atomOf[cell.id] = atom;
    atom?.cells.push(cell);
  }
};

const noteAt = (routed, [gates, page, ...turn]) => {
  if (MORE && routed.positions[page] > routed.reached) return false;
  if (!MORE) return open(view(survey, routed), gates);
  const cell = turnCell(...turn);
  const at = within(view(survey, routed), cell);
  return (!cell || turnExists(at, cell)) && open(at, gates);
};

const isShown = (routed, atom) => {
  if (atom.cells) return atom.cells.some(({ id }) => shown(routed.states[id]));
  if (atom.note) return !atom.note[0] || noteAt(routed, atom.note);
  return atom.title || (MORE && atom.stop === routed.stop);
};

/** The screens of a route, without those that frame it. */
export const screensOf = (routed) => {
  const screens = [];
  let before = [];
  let stop;
  const add = (parts, page) => {
    const made = { id: ((MORE && page) || parts[parts.length - 1].el).id, parts: [...before, ...parts] };
    screens.push(MORE ? { ...made, page } : made);
    before = [];
  };
  // Notes that no question of their page follows have a screen of their own.
  const flush = (page) => {
    const last = before[before.length - 1];
    if (last && last.note && last.page !== page) add([before.pop()]);
  };
  for (const atom of atoms.filter((one) => isShown(routed, one))) {
    if (MORE) flush(atom.page);
    const last = screens[screens.length - 1];
    if (MORE && atom.stop !== undefined) stop = atom;
    else if (MORE && atom.whole && last?.page === atom.page) last.parts.push(atom);
    else if (MORE && atom.whole) add([atom], atom.page);
    else if (atom.cells) add([atom]);
    else before = atom.title ? [atom] : [...before, atom];
  }
  if (MORE) flush();
  before = [];
  if (MORE && stop) add([stop]);
  return screens;
};

/** Whether all that something needs was asked before an atom, so that it stays as it is. */
const settled = (needs, before) =>
  (needs ?? []).every((v) => cellsOf(survey, v).every(({ id }) => (atomOf[id]?.index ?? -1) < before.index));

/** How many questions come after an atom: those that are sure, and at most. */
export const remaining = (routed, before) => {
  let [sure, most] = [0, 0];
  for (const atom of atoms.slice(before.index + 1)) {
    const fixed = (atom.cells ?? []).every(({ v }) => v.role === "specify" || settled(v.needs, before));
    const now = atom.cells && isShown(routed, atom);
    if (now && fixed) sure += 1;
    if (now || !fixed) most += 1;
    if (MORE && atom.stop !== undefined && !settled(table.stops[atom.stop].needs, before)) sure = -Infinity;
  }
  return { sure, most };
};
