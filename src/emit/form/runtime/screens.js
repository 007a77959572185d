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
  stop: (el) => ({ stop: data.stops.indexOf(el.id) }),
  section: () => ({ title: true }),
};

/** Reads the document, once its order is settled. */
export const readAtoms = () => {
  const byElement = new Map();
  atoms = [...main.querySelectorAll(".question, .note, .stop, .section")].map((el, index) => {
    const page = el.closest(".page");
    const atom = { el, index, page, whole: page?.hasAttribute("data-whole"), ...kinds[el.classList[0]](el) };
    byElement.set(el, atom);
    return atom;
  });
  for (const cell of cells) {
    const atom = byElement.get(elementOf(cell)?.closest(".question"));
    atomOf[cell.id] = atom;
    atom?.cells.push(cell);
  }
};

const noteAt = (routed, [gates, ...turn]) => {
  const cell = turnCell(...turn);
  const at = within(view(survey, routed), cell);
  return (!cell || turnExists(at, cell)) && open(at, gates);
};

const isShown = (routed, atom) => {
  if (atom.cells) return atom.cells.some(({ id }) => shown(routed.states[id]));
  if (atom.note) return atom.note[0] === undefined || noteAt(routed, atom.note);
  return atom.title || atom.stop === routed.stop;
};

/** One screen; it is called after its last part, or after its page. */
const screen = (parts, id) => ({ id: id ?? parts[parts.length - 1].el.id, parts });

/** The screens of a route, without those that frame it. */
export const screensOf = (routed) => {
  const screens = [];
  let titles = [];
  let notes = [];
  let [whole, stop] = [];
  const flush = () => {
    if (notes.length) screens.push(screen([...titles.splice(0), ...notes.splice(0)]));
  };
  for (const atom of atoms) {
    if (!isShown(routed, atom)) continue;
    if (notes.length && notes[0].page !== atom.page) flush();
    if (atom.stop !== undefined) stop = screen([atom]);
    else if (atom.title) titles = [atom];
    else if (atom.whole && atom.page === whole?.page) whole.parts.push(atom);
    else if (atom.whole) {
      whole = { ...screen([...titles.splice(0), atom], atom.page.id), page: atom.page };
      screens.push(whole);
    } else if (atom.note) notes.push(atom);
    else screens.push(screen([...titles.splice(0), ...notes.splice(0), atom]));
  }
  flush();
  return stop ? [...screens, stop] : screens;
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
    if (atom.stop !== undefined && !settled(table.stops[atom.stop].needs, before)) sure = -Infinity;
  }
  return { sure, most };
};
