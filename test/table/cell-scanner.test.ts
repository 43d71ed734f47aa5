import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellText, RawColumnBuilder, TEXT_CELL } from "../../src/table/columns/raw.ts";
import { parseCsv } from "../../src/table/read/csv.ts";
import type { CsvOptions } from "../../src/table/read/table-builder.ts";
import type { Dialect } from "../../src/types/schema.ts";
import { sampled } from "../times.ts";

const OPTIONS: CsvOptions = { delimiter: ",", delimiterIsCertain: true, maxColumns: 1000, maxCellBytes: 1 << 20, maxRows: 1e6 };

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const parsed = (text: string, options: Partial<CsvOptions>, size: number) =>
  parseCsv(inChunks(Buffer.from(text), size), { ...OPTIONS, ...options });

function byCsvParse(text: string, delimiter: string, dialect: Dialect): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      quote: dialect.quoteChar === "" ? null : (dialect.quoteChar ?? '"'),
      escape: dialect.escapeChar ?? dialect.quoteChar ?? '"',
      ltrim: dialect.skipInitialSpace === true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
  } catch {
    return null;
  }
}

const dialects: fc.Arbitrary<Dialect> = fc.record(
  {
    quoteChar: fc.constantFrom('"', "'", ""),
    escapeChar: fc.constantFrom("\\", "^"),
    skipInitialSpace: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

const piece = fc.constantFrom(
  ...["|", "|", "|", "\n", "\n", "\r\n", "\r", '"', '""', "'", "''", "\\", '\\"', "^'", " ", "  ", "a", "é", "😀"],
  ...["1", "-1.50", "00", "-0", ".5", "0.1234567890123456", "-0.012345678901234", "12345678901234567", "x".repeat(70)],
);

/** Cells in quotes or not, as `dialect` writes them; broken by what is put in between now and then. */
const body = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: piece },
    { weight: 1, arbitrary: fc.array(piece, { maxLength: 3 }).map((pieces) => `"${pieces.join("").replaceAll('"', '""')}"|`) },
  ),
  { maxLength: 16 },
);

test("cells are those of csv-parse in every dialect, whatever the blocks (property)", async () => {
  let tables = 0;
  await fc.assert(
    fc.asyncProperty(
      body,
      dialects,
      fc.constantFrom(",", ";", "\t", "-", "."),
      fc.integer({ min: 1, max: 40 }),
      async (pieces, dialect, delimiter, size) => {
        const { quoteChar = '"' } = dialect;
        const text = `x${delimiter}y\n${pieces
          .join("")
          .replaceAll("|", delimiter)
          .replaceAll('"', quoteChar || '"')}`;
        const reference = byCsvParse(text, delimiter, dialect);
        const found = await parsed(text, { delimiter, dialect }, size);
        if ("table" in found) {
          tables++;
          const { table } = found;
          expect(Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => cellText(column, row)))).toEqual(
            reference?.slice(1),
          );
        } else if (found.fault.kind === "malformed") {
          expect(reference === null || reference.some((row) => row.length !== 2)).toBe(true);
        } else expect(reference).toHaveLength(1);
      },
    ),
    { seed: 22, numRuns: sampled(10_000) },
  );
  expect(tables).toBeGreaterThan(sampled(1000));
});

test("tables, lines and faults do not depend on where blocks end (property)", async () => {
  await fc.assert(
    fc.asyncProperty(
      body,
      dialects,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(20, 1 << 20),
      async (pieces, dialect, size, maxCellBytes) => {
        const text = `x,y\n${pieces.join("").replaceAll("|", ",")}`;
        expect(await parsed(text, { dialect, maxCellBytes }, size)).toEqual(await parsed(text, { dialect, maxCellBytes }, 1 << 16));
      },
    ),
    { seed: 22, numRuns: sampled(3000) },
  );
});

test("a cell of many blocks is held once, and refused soon after it is too long", async () => {
  let given = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a,b\n1,"');
    for (; given < 10_000; given++) yield Buffer.alloc(1024, "x");
  }
  const found = await parseCsv(endless(), { ...OPTIONS, maxCellBytes: 100_000 });
  expect(found).toMatchObject({ fault: { kind: "limit", line: 2, column: 2 } });
  expect(given).toBeLessThan(300);
});

test("the place of a byte that is no text, in and after quotes", async () => {
  for (const size of [1, 4, 1000]) {
    const bytes = Buffer.from('a,b\n"x\ny","z\n\xff"\n', "latin1");
    expect(await parseCsv(inChunks(bytes, size), OPTIONS)).toMatchObject({ fault: { line: 4, column: 2, legacy: true } });
  }
});

test("a number is kept in the scanner as it is alone, and is the double that its text denotes (property)", async () => {
  const digits = (most: number) => fc.string({ unit: fc.constantFrom(..."0001234567899"), maxLength: most });
  const number = fc
    .tuple(fc.constantFrom("", "-"), digits(18), fc.constantFrom("", ".", "."), digits(24))
    .map(([sign, whole, point, rest]) => `${sign}${whole}${point}${rest}`);
  const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(number, doubles), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (texts, size) => {
        const read = await parsed(`a|b\n${texts.map((text) => `${text}|x\n`).join("")}`, { delimiter: "|", size: 7 }, size);
        if ("fault" in read) throw new Error(read.fault.message);
        const alone = new RawColumnBuilder();
        for (const text of texts) alone.addText(text);
        const [column] = read.table.columns;
        expect(column).toEqual(alone.finish());
        texts.forEach((text, row) => {
          expect(cellText(column!, row)).toBe(text);
          if (column!.decimals[row] !== TEXT_CELL) expect(column!.values[row]).toBe(Number(text));
        });
      },
    ),
    { seed: 22, numRuns: 1500 },
  );
});
