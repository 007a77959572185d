// Declared random order: SHA-256 of seed, block and member decides; fixed members keep their place.
import { sha256 } from "./sha256.js";

/** The members of a block in the order in which a respondent with this seed meets them. */
export const arrange = (seed, block) => {
  const free = block.members
    .filter((member) => !member.fixed)
    .map((member) => [sha256(`${seed}\n${block.id}\n${member.id}\n`), member])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return block.members.map((member) => (member.fixed ? member : free.shift()[1]));
};

/** What a response stores under `order` for a seed. */
export const shownOrder = (form, seed) =>
  Object.fromEntries(
    form.table.shuffled.map((block) => {
      const members = arrange(seed, block);
      const codes = members.map((member) => member.code).filter((code) => code !== undefined);
      return [block.id, codes.length ? codes : members.map((member) => member.id)];
    }));
