// Declared random order: the document is put in the order of the seed, before anything else reads it.
import { arrange } from "../../routes/core/order.js";
import { inputsOf, survey } from "./page.js";

/** The members' elements of a page or a group: an item is one, a loop or a grid of separate questions several. */
const elementsIn = (box, id) => {
  const name = id.replace(/^(\w+):/, (_, kind) => `${kind[0]}-`).replace(/^(?=\w+$)/, "q-");
  const other = name.replace(/^q-/, "l-");
  return [...box.children].filter((el) => el.id === name || el.id.startsWith(`${name}-`) || el.id.startsWith(`${other}-`));
};

/** Pages change places; what stands between them stays. */
const orderPages = (pages) => {
  const inFile = pages.map((page) => page.el).sort((a, b) => (a.compareDocumentPosition(b) & 4 ? -1 : 1));
  const slots = inFile.map((el) => {
    const slot = document.createComment("");
    el.replaceWith(slot);
    return slot;
  });
  slots.forEach((slot, n) => slot.replaceWith(pages[n].el));
};

const orderOptions = (id, codes) => {
  const cells = survey.cells.filter(({ v }) => v.path === id || (v.role === "row" && v.path.startsWith(`${id}.`)));
  for (const cell of cells)
    for (const code of codes) {
      const line = inputsOf(cell).find((input) => Number(input.value) === code)?.closest("li");
      line?.parentNode.append(line);
    }
  const head = document.querySelector(`#q-${id} > .head`);
  for (const code of codes) head?.append(head.querySelector(`[data-code="${code}"]`) ?? "");
};

export const orderDocument = (seed) => {
  for (const block of survey.table.shuffled) {
    const members = arrange(seed, block);
    const [kind, name] = block.id.split(":");
    if (kind === "section") {
      const pages = members.map((member) => ({ el: document.getElementById(`p-${member.id}`) }));
      orderPages(pages.filter((page) => page.el));
    } else if (name) {
      const box = document.getElementById(`${kind[0]}-${name}`);
      for (const member of box ? members : []) box.append(...elementsIn(box, member.id));
    } else orderOptions(block.id, members.map((member) => member.code));
  }
};
