// Advice as reports show it: words to read and lines to paste, bounded.
import { plural } from "../../findings/wording.ts";
import type { Advice, CheckResult } from "../../types/judgement.ts";

/** Characters of one suggestion that a report shows. */
export const MAX_CHARACTERS = 6000;

/** A suggestion in pieces. Of a very long one whole lines of words are left out, and whole entries: half an entry cannot be pasted. */
export function blocksOf({ suggestion, advice }: Pick<CheckResult, "suggestion" | "advice">): Advice[] {
  const all = (advice ?? [{ kind: "prose" as const, text: suggestion ?? "" }]).flatMap(unitsOf).filter(({ text }) => text.trim() !== "");
  let room = MAX_CHARACTERS;
  const kept = all.filter(({ text }) => {
    const fits = text.length <= room;
    if (fits) room -= text.length;
    return fits;
  });
  const left = all.length - kept.length;
  if (left > 0) kept.push({ kind: "prose", text: `Left out here, for its length: ${plural(left, "line")}; run.json has all.` });
  return kept.reduce<Advice[]>(withPiece, []);
}

/** What is left out as a whole. */
const unitsOf = ({ kind, text }: Advice): Advice[] =>
  kind === "code" ? [{ kind, text }] : text.split(/\r?\n/).map((line) => ({ kind, text: line }));

function withPiece(pieces: Advice[], { kind, text }: Advice): Advice[] {
  const last = pieces.at(-1);
  return last?.kind === kind ? [...pieces.slice(0, -1), { kind, text: `${last.text}\n${text}` }] : [...pieces, { kind, text }];
}
