// One column that became several, or several that became one: told when joining or dividing the cells gives what is remembered.
import { RawColumnBuilder } from "../../table/columns/raw.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import type { Field } from "../../types/schema.ts";
import type { RawTable } from "../../types/table.ts";

/** How several columns make one. */
export interface Joint {
  /** What stands between the parts. */
  mark: string;
  /** Whole numbers are written with two digits, as in dates. */
  padded: boolean;
}

const MOST_MARKS = 4;
const CELLS_SEEN = 100;

/** What may have stood between the parts of a field's cells, likeliest first. */
export function marksOf({ type, format }: Pick<Field, "type" | "format">, known: ColumnProfile): Joint[] {
  const plain = (marks: string[]) => marks.map((mark): Joint => ({ mark, padded: false }));
  if (type === "datetime") return plain(["T", " "]);
  if (type === "date")
    return (format === "default" ? ["-"] : marksIn(format.replaceAll(/%[a-zA-Z]/g, "9"))).map((mark) => ({ mark, padded: true }));
  if (known.kind !== "category") return [];
  return plain([...new Set(known.forms.flatMap(marksIn))].slice(0, MOST_MARKS));
}

/** The runs of marks inside a form: "A, A-9" → ", " and "-". */
function marksIn(form: string): string[] {
  return form.match(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+(?=[\p{L}\p{N}-])/gu) ?? [];
}

/** The marks that divide the first cells. */
export function marksInTexts(texts: string[]): string[] {
  const first = texts.filter((text) => text !== "").slice(0, CELLS_SEEN);
  if (first.every((text) => Number.isFinite(Number(text)))) return [];
  const clock = first.every((text) => /\dT\d/.test(text)) ? ["T"] : [];
  return [...new Set([...clock, ...first.flatMap(marksIn)])].slice(0, MOST_MARKS);
}

/** Cells of several columns as one text each; empty where all are. */
export function joinTexts(parts: string[][], { mark, padded }: Joint): string[] {
  const written = padded ? parts.map((cells) => cells.map((cell) => (/^\d$/.test(cell) ? `0${cell}` : cell))) : parts;
  return written[0]!.map((_, row) => {
    const cells = written.map((column) => column[row]!);
    return cells.every((cell) => cell === "") ? "" : cells.join(mark);
  });
}

/** The cells divided at each mark; null: not every cell (but two of a hundred) has exactly so many parts. */
export function divideTexts(texts: string[], mark: string, count: number): string[][] | null {
  const parts = Array.from({ length: count }, (): string[] => []);
  let odd = 0;
  for (const text of texts) {
    const cells = text === "" ? [] : text.split(mark);
    // With two parts the first mark counts: "Vera de Witt".
    if (count === 2 && cells.length > 2) cells.splice(1, cells.length, cells.slice(1).join(mark));
    if (cells.length !== count && text !== "") odd++;
    for (let i = 0; i < count; i++) parts[i]!.push(cells.length === count ? cells[i]! : "");
  }
  return odd > 0.02 * texts.length ? null : parts;
}

/** Columns of texts as a table, to be read like a file's. */
export function textTable(header: string[], columns: string[][]): RawTable {
  const raw = columns.map((cells) => {
    const builder = new RawColumnBuilder();
    for (const cell of cells) builder.addText(cell);
    return builder.finish();
  });
  const rows = columns[0]?.length ?? 0;
  return { header, columns: raw, rows, lines: Uint32Array.from({ length: rows }, (_, row) => row + 2) };
}
