// Files of one source are in one encoding: the one that most of them speak for.
import type { Encoding } from "../../types/schema.ts";
import type { SourceFile, WrittenAs } from "../../types/table.ts";
import type { Host } from "./command.ts";
import { readData } from "./reading.ts";

/** Reads files that should have one encoding. If guesses differ, all are read in the most frequent one. `written`: given settings. */
export async function readWithOneNotation(patterns: string[], written: WrittenAs, host: Host): Promise<SourceFile[]> {
  const files = await readData(patterns, host, { written });
  const votes = new Map<Encoding, number>();
  for (const { reading } of files)
    if (reading?.guess !== undefined) votes.set(reading.encoding, (votes.get(reading.encoding) ?? 0) + reading.guess.words.length);
  if (votes.size < 2) return files;
  const [[encoding]] = [...votes].sort((a, b) => b[1] - a[1]) as [[Encoding, number]];
  const rivals = [...votes.keys()].filter((one) => one !== encoding);
  const again = await readData(patterns, host, { written: { ...written, encoding } });
  return again.map((file, i) => {
    const guess = files[i]?.reading?.guess;
    return file.reading === undefined || guess === undefined
      ? file
      : { ...file, reading: { ...file.reading, guess: { words: [], rivals } } };
  });
}
