// Refusals and warnings, and required items that are empty.
import { cellsOf, shown, view, within } from "./state.js";
import { holds } from "./truth.js";

/** Where a check is judged: each shown instance of its item, or once. */
const checkCells = (form, routed, check) => {
  const shownOf = (v) => cellsOf(form, v).filter(({ id }) => shown(routed.states[id]));
  if (!MORE || check.var !== undefined) return shownOf(check.var);
  const once =
    check.grid !== undefined
      ? form.table.grids[check.grid].rows.some((row) => shownOf(row).length > 0)
      : routed.pages[check.page] === "shown";
  return once ? [undefined] : [];
};

export const checkId = (form, check, cell) => {
  const path = cell?.turn === undefined ? undefined : cell.v.path;
  return path !== undefined && check.id.startsWith(path) ? cell.path + check.id.slice(path.length) : check.id;
};

/** The checks of a kind that fire: `{ id, check, cell }`, the cell only where the check is an item's. */
export const firing = (form, routed, kind) =>
  form.table.checks
    .filter((check) => check.kind === kind)
    .flatMap((check) =>
      checkCells(form, routed, check)
        .filter((cell) => holds(MORE ? within(view(form, routed), cell) : view(form, routed), check.when))
        .map((cell) => ({ id: MORE ? checkId(form, check, cell) : check.id, check, cell })));

/** The cells that want an answer and are empty. */
export const unanswered = (form, routed) =>
  form.cells.filter(
    ({ v, id }) => v.required && v.role !== "field" && v.role !== "computed" && routed.states[id].state === "empty");
