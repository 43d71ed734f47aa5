// What was assumed about how files are written, and the flag of init that says otherwise.

import { plural, printable } from "../../findings/wording.ts";
import { cellText } from "../../table/columns/raw.ts";
import type { RawColumn, SourceFile, WrittenAs } from "../../types/table.ts";
import { encodingName } from "../words/expected-reading.ts";
import { groupedBy } from "../words/groups.ts";
import { headerIsRow } from "./first-lines.ts";

const COPIES_NAMED = 3;

/** Sentences on what was assumed of encoding, units row and header, each with the flag that changes it. */
export function remarksOn(files: SourceFile[], units: number[], written: WrittenAs): string[] {
  return [
    ...encodingRemark(files),
    ...unitRemark(files, written.dialect?.commentRows === undefined ? units : []),
    ...headerRemark(files, written),
    ...totalRemark(files),
    ...copyRemark(files),
  ];
}

function encodingRemark(files: SourceFile[]): string[] {
  const guessed = files.filter((file) => file.reading?.guess !== undefined);
  const [first] = guessed;
  if (first?.reading?.guess === undefined) return [];
  const { encoding, guess } = first.reading;
  const words = guess.words.map((word) => JSON.stringify(printable(word, 40))).join(", ");
  const rivals = guess.rivals.length === 0 ? "" : `; not certain: ${guess.rivals.slice(0, 4).join(", ")} fit about as well`;
  const count = guessed.length === files.length ? "the text is" : `the text of ${plural(guessed.length, "file")} is`;
  return [
    `${count} no UTF-8 and was read as ${encodingName(encoding)}: ${words}${rivals}. If the letters are wrong, run init again with --force and --encoding NAME${guess.rivals.length === 0 ? "" : `, such as --encoding ${guess.rivals[0]}`}.`,
  ];
}

function unitRemark([file]: SourceFile[], units: number[]): string[] {
  if (file === undefined || units.length === 0) return [];
  const cells = file.table.columns.map((column) => cellText(column, 0).trim()).filter((text) => text !== "");
  const shown = cells.slice(0, 5).map((text) => JSON.stringify(printable(text, 20)));
  const lines = units.length === 1 ? `line ${units[0]} is` : `lines ${units.join(" and ")} are`;
  return [
    `${lines} taken for units or types and no row of the data (${shown.join(", ")}): dialect commentRows. If it is a row, run init again with --force and --dialect '{commentRows: []}'.`,
  ];
}

const TOTAL =
  /^(grand |sub)?totals?( g[eé]n[eé]ral)?:?$|^(gesamt|summe|sum|gesamtsumme|totale|totaal|suma|razem|celkem|toplam|итого|всего|合计|总计|合計|합계):?$/iu;

/** A last row of sums, which no other row is like. */
function totalRemark(files: SourceFile[]): string[] {
  const summed = files.filter(({ table: { columns, rows } }) =>
    columns.some((column) => rows > 1 && TOTAL.test(cellText(column, rows - 1).trim()) && !standsElsewhere(column, rows)),
  );
  const [file] = summed;
  if (file === undefined) return [];
  const more = summed.length > 1 ? ` (and of ${plural(summed.length - 1, "more file")})` : "";
  const { table } = file;
  return [
    `the last row of ${printable(file.name, 80)}, line ${table.lines[table.rows - 1]}${more} looks like a total and is read as a row. If it is one, take it off the file.`,
  ];
}

function standsElsewhere(column: RawColumn, rows: number): boolean {
  const last = cellText(column, rows - 1);
  for (let row = 0; row < rows - 1; row++) if (cellText(column, row) === last) return true;
  return false;
}

/** Copies that a download or a sync left. */
function copyRemark(files: SourceFile[]): string[] {
  const copies = [...groupedBy(files, ({ digest }) => digest).values()].filter((group) => group.length > 1);
  return copies.slice(0, COPIES_NAMED).map((group) => {
    const [first, ...others] = group.map(({ name }) => printable(name, 80)).sort((a, b) => a.length - b.length);
    const few = others.slice(0, COPIES_NAMED).map((name) => JSON.stringify(name));
    return `${few.join(", ")}${others.length > few.length ? ` and ${others.length - few.length} more` : ""} ${others.length === 1 ? "has" : "have"} the bytes of ${JSON.stringify(first)}: the same rows count more than once. Remove what is a copy.`;
  });
}

function headerRemark(files: SourceFile[], { dialect }: WrittenAs): string[] {
  const file = files.find(({ table }) => headerIsRow(table));
  if (file === undefined || dialect?.header === false) return [];
  const { header } = file.table;
  const shown = header.slice(0, 4).map((name) => JSON.stringify(printable(name, 20)));
  return [
    `the first line of ${printable(file.name, 80)} (${shown.join(", ")}${header.length > 4 ? ", …" : ""}) looks like a row, and was taken for names. If the files have no header, run init again with --force, --dialect '{header: false}', --names and a name for each of the ${plural(header.length, "column")} (without --names: field1 to field${header.length}), and the target's name by --target.`,
  ];
}
