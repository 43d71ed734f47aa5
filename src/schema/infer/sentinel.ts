// Sentinel values: numbers that mean missing, such as -999 among temperatures. They are read as numbers, with a note.
import { plural } from "../../findings/wording.ts";
import { Ranked } from "../../stats/ranked.ts";
import { cellText } from "../../table/columns/raw.ts";
import type { NumberColumn } from "../../types/table.ts";
import type { RawPart } from "./column-tally.ts";
import { rerun } from "./rerun.ts";

/** All nines, or minus all nines. */
const MARKS = [99, 999, 9999, 99999, 999999, 9999999, 99999999, 999999999].flatMap((mark) => [mark, -mark]);
const FEWEST = 3;

/** A note for each extreme of the column that is a sentinel: it repeats, and is farther from the other values than their range. */
export function sentinelNotes({ values }: NumberColumn, ranked: Ranked, parts: RawPart[]): string[] {
  return MARKS.flatMap((mark) => {
    if (ranked.least !== mark && ranked.most !== mark) return [];
    const count = values.reduce((sum, value) => sum + (value === mark ? 1 : 0), 0);
    if (count < FEWEST) return [];
    const { least, most, length } = new Ranked(values.filter((value) => value !== mark));
    if (length === 0) return [];
    const gap = mark < 0 ? least - mark : mark - most;
    if (gap <= most - least || gap <= 0) return [];
    const texts = textsOf(mark, values, parts);
    return [
      `not certain: ${plural(count, "cell")} are ${mark}, far from the others (${least} to ${most}), and read as that number. If it stands for a missing value, ${rerun({ missingValues: ["", ...texts] })}.`,
    ];
  });
}

/** How the cells with this value are written. */
function textsOf(mark: number, values: Float64Array, parts: RawPart[]): string[] {
  const texts = new Set<string>();
  let start = 0;
  for (const { raw, rows } of parts) {
    for (let row = 0; row < rows; row++) if (values[start + row] === mark) texts.add(cellText(raw, row));
    start += rows;
  }
  return [...texts];
}
