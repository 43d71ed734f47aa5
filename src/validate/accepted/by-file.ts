// What is known of rows by the file that they stand in.
import { BACK, type Candidates, NEW } from "../../table/rows/known-rows.ts";
import type { RegistryState, SourceRecord } from "../../types/registry.ts";
import type { SourceFile } from "../../types/table.ts";
import { ADOPTED } from "./classes.ts";

type Sources = Pick<RegistryState, "accepted" | "unhashed">;

const keyOf = ({ name, digest }: Pick<SourceFile, "name" | "digest">) => `${name.normalize("NFC")}\n${digest}`;

/** Of equal rows those of accepted files come first, then those of files with an accepted name, then by file and line. */
export function knownFirst(
  { words, order }: { words: Uint32Array; order: Uint32Array },
  files: SourceFile[],
  ends: Uint32Array,
  sources: SourceRecord[],
): Candidates {
  const whole = new Set(sources.map(keyOf));
  const names = new Set(sources.map(({ name }) => name.normalize("NFC")));
  const ranks = files.map((file) => (whole.has(keyOf(file)) ? 0 : names.has(file.name.normalize("NFC")) ? 1 : 2));
  const fileOf = new Uint32Array(ends.at(-1) ?? 0);
  for (let i = 1; i < files.length; i++) fileOf.fill(i, ends[i - 1]!, ends[i]!);
  const judged = files.some((file) => file.golden) ? order.filter((row) => !files[fileOf[row]!]!.golden) : order;
  const rank = (row: number) => ranks[fileOf[row]!]!;
  return { words, order: ranks.every((one) => one === ranks[0]) ? judged : ranked(words, judged, rank), files: fileOf };
}

/** Equal hashes by rank; they stand together. */
function ranked(words: Uint32Array, order: Uint32Array, rank: (row: number) => number): Uint32Array {
  const isEqual = (a: number, b: number) =>
    words[3 * a] === words[3 * b] && words[3 * a + 1] === words[3 * b + 1] && words[3 * a + 2] === words[3 * b + 2];
  const sorted = order.slice();
  for (let start = 0, end = 1; start < sorted.length; start = end++) {
    while (end < sorted.length && isEqual(sorted[start]!, sorted[end]!)) end++;
    if (end - start > 1) sorted.subarray(start, end).sort((a, b) => rank(a) - rank(b) || a - b);
  }
  return sorted;
}

/**
 * Rows of an accepted file are accepted although no set has them: an earlier version kept none. A file counts as often as promotions
 * named it: by name and content, and where no file of that name has that content any more, by content alone.
 */
export function adopt(parts: Int32Array, files: SourceFile[], ends: Uint32Array, { accepted, unhashed }: Sources): void {
  const left = new Map(accepted.map((source) => [keyOf(source), source.digest]));
  const moved = new Map<string, number>();
  const isThere = new Set(files.map(keyOf));
  for (const source of unhashed) if (!isThere.has(keyOf(source))) moved.set(source.digest, (moved.get(source.digest) ?? 0) + 1);
  files.forEach((file, i) => {
    if (file.golden) return;
    const known = left.delete(keyOf(file));
    const copies = moved.get(file.digest) ?? 0;
    if (!known && copies > 0) moved.set(file.digest, copies - 1);
    if (!known && copies === 0) return;
    for (let row = i === 0 ? 0 : ends[i - 1]!; row < ends[i]!; row++) {
      if (parts[row] === NEW || (known && parts[row] === BACK)) parts[row] = ADOPTED;
    }
  });
}
