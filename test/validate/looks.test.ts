import { expect, test } from "vitest";
import { commonForm, fixWords } from "../../src/schema/infer/looks.ts";
import { RawColumnBuilder } from "../../src/table/columns/raw.ts";
import type { Field } from "../../src/types/schema.ts";
import { field } from "./build.ts";

function look(cells: string[], more: Partial<Field>) {
  const builder = new RawColumnBuilder();
  for (const cell of cells) builder.addText(cell);
  const rows = cells.map((_, row) => row);
  return commonForm(builder.finish(), rows, field("x", more));
}

const number = { type: "number" } as const;
const date = { type: "date" } as const;

test.each<[string[], Partial<Field>, string, string | null]>([
  [["N/A", "n/a"], number, "a word for missing", 'missingValues: ["", "N/A", "n/a"]'],
  [["#REF!"], number, "a spreadsheet error", 'missingValues: ["", "#REF!"]'],
  [["1.234,56", "2.000,10"], number, "a number with a decimal comma and points between thousands", 'decimalChar: ",", groupChar: "."'],
  [["1,5", "12,25"], number, "a number with a decimal comma", 'decimalChar: ","'],
  [["1,234"], number, "a number with thousands separators", 'groupChar: ","'],
  [["5%"], number, "a percentage", "(5 % is read as 5, not as .05), write in the schema at `x`: bareNumber: false"],
  [["$5", "€ 1,000"], number, "an amount with a currency sign", "bareNumber: false"],
  [["1e400"], number, "a number too large for a double", null],
  [["inf"], number, "infinite", 'missingValues: ["", "inf"]'],
  [["9223372036854775807"], { type: "integer" }, "a whole number beyond 2^53, where doubles have gaps", "type: string, role: id"],
  [["1.5"], { type: "integer" }, "a decimal number", "type: number"],
  [["1.23457E+12"], { type: "integer", role: "id" }, "a number in scientific notation", "export the column as text again"],
  [["true", "false"], { type: "integer" }, "true/false words", 'trueValues: ["1", "true"], falseValues: ["0", "false"]'],
  [["Y", "N"], { type: "boolean" }, "true/false words", 'trueValues: ["true", "Y"], falseValues: ["false", "N"]'],
  [
    ["13/01/2026", "02/03/2026"],
    date,
    "a date in the format %d/%m/%Y; 1 different dates prove it, 1 read either way",
    'format: "%d/%m/%Y"',
  ],
  [["2026-01-01 06:00:00", "2026-01-02 06:30:00"], date, "a date with a time of day", "type: datetime, format: any"],
  [["2026-01-01", "2026-01-02"], { type: "datetime" }, "a date in the format YYYY-MM-DD", "type: datetime, format: any"],
  [
    ["1", "0"],
    { type: "boolean", trueValues: ["true"], falseValues: ["false"] },
    "a number",
    'trueValues: ["true", "1"], falseValues: ["false", "0"]',
  ],
  [["1767225600"], date, "seconds since 1970", 'pd.to_datetime(df[c], unit="s")'],
  [["1767225600000"], date, "milliseconds since 1970", 'unit="ms"'],
  [["1767225600000000", "1767225600500000"], date, "microseconds since 1970", 'unit="us"'],
  [["1767225600000000000", "1767225600123456789"], date, "nanoseconds since 1970", 'unit="ns"'],
  [["1000000000000000"], { type: "integer" }, "a number", "type: number"],
  [["46023"], date, "a spreadsheet's day number", 'origin="1899-12-30"'],
  [["Anna", "Ben"], number, "text", null],
  [["N/A", "N/A", "Ben"], number, "mostly a word for missing", '"N/A"'],
])("%j", (cells, more, words, cure) => {
  const found = look(cells, more);
  expect(found.words).toBe(words);
  if (cure === null) expect(found.cure).toBeNull();
  else expect(fixWords(found.cure!, field("x", more))).toContain(cure);
});

test("no value of the data stands in it", () => {
  for (const secret of ["secret@example.com", "4711 kg", "31.12.1999", "1.234,56"]) {
    const { words, cure } = look([secret], number);
    expect(words + JSON.stringify(cure)).not.toContain(secret);
  }
});
