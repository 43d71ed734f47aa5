// What is known of rows by the file that they stand in.
import { BACK, NEW } from "../../table/rows/known-rows.ts";
import type { RegistryState, SourceRecord } from "../../types/registry.ts";
import type { SourceFile } from "../../types/table.ts";
import { ADOPTED } from "./classes.ts";

type Sources = Pick<RegistryState, "accepted" | "unhashed">;

const keyOf = ({ name, digest }: Pick<SourceFile, "name" | "digest">) => `${name.normalize("NFC")}\n${digest}`;

/** Where the rows of each file stand: of equal rows those of accepted files come first, then those of files with an accepted name, then by file. */
export function knownFirst(files: SourceFile[], ends: Uint32Array, sources: SourceRecord[]): RankedFile[] {
  const whole = new Set(sources.map(keyOf));
  const names = new Set(sources.map(({ name }) => name.normalize("NFC")));
  const rankOf = (file: SourceFile) => (whole.has(keyOf(file)) ? 0 : names.has(file.name.normalize("NFC")) ? 1 : 2);
  return files
    .map((file, at) => ({ file, at, start: at === 0 ? 0 : ends[at - 1]!, end: ends[at]!, rank: rankOf(file) }))
    .filter(({ file }) => !file.golden)
    .sort((a, b) => a.rank - b.rank || a.at - b.at);
}

/** A file, its number, and where its rows begin and end among those of all. */
export interface RankedFile {
  file: SourceFile;
  at: number;
  start: number;
  end: number;
}

/**
 * Rows of an accepted file are accepted although no set has them: an earlier version kept none. A file counts as often as promotions
 * named it: by name and content, and where no file of that name has that content any more, by content alone.
 */
export function adopt(classes: Int32Array, files: SourceFile[], ends: Uint32Array, { accepted, unhashed }: Sources): void {
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
      if (classes[row] === NEW || (known && classes[row] === BACK)) classes[row] = ADOPTED;
    }
  });
}
