import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellText } from "../../src/table/columns/raw.ts";
import { type CsvOptions, parseCsv } from "../../src/table/read/csv.ts";
import { sampled } from "../times.ts";

const OPTIONS: CsvOptions = { delimiter: ",", maxColumns: 1000, maxCellBytes: 1 << 20, maxRows: 1e6 };

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const parseText = (text: string | Uint8Array, options: Partial<CsvOptions> = {}, size = 1 << 16) =>
  parseCsv(inChunks(Buffer.from(text as string), size), { ...OPTIONS, ...options });

async function rowsOf(text: string | Uint8Array, options: Partial<CsvOptions> = {}, size?: number): Promise<string[][]> {
  const parsed = await parseText(text, options, size);
  if ("fault" in parsed) throw new Error(parsed.fault.message);
  const { header, columns, rows } = parsed.table;
  return [header, ...Array.from({ length: rows }, (_, row) => columns.map((column) => cellText(column, row)))];
}

async function faultOf(text: string | Uint8Array, options: Partial<CsvOptions> = {}, size?: number) {
  const parsed = await parseText(text, options, size);
  if (!("fault" in parsed)) return null;
  // For the reader, which tries another delimiter then.
  const { ragged: _, delimiter: __, ...fault } = parsed.fault;
  return fault;
}

const cell = fc.oneof(
  fc.constantFrom("", "0", "-0", "1.50", "007", "a", "é", "😀", " x ", "1e5", "9007199254740993", "__proto__"),
  fc.double().map(String),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll("\0", "")),
  fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", "a"), maxLength: 6 }),
);
const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
const table = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

const quoted = (text: string, always: boolean) => (always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe("every cell comes back as it was written", () => {
  test("whatever its text, the line ends and the chunks (property)", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.infiniteStream(fc.tuple(fc.boolean(), lineEnd)),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (rows, styles, size, mark) => {
          const header = rows[0]!.map((_, i) => `c${i}`);
          const text = [header, ...rows]
            .map((row) => row.map((one) => quoted(one, styles.next().value[0])).join(",") + styles.next().value[1])
            .join("");
          expect(await rowsOf((mark ? "\ufeff" : "") + text, {}, size)).toEqual([header, ...rows]);
        },
      ),
      { numRuns: sampled(500) },
    );
  });

  test("as csv-parse has it, for any text of delimiters, quotes and line ends (property)", async () => {
    const noise = fc.string({ unit: fc.constantFrom(",", "\n", "\r", "1", "a", '"', "é"), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(noise, fc.integer({ min: 1, max: 31 }), async (body, size) => {
        const text = `x,y\n${body}`;
        const parsed = await parseText(text, {}, size);
        const reference = referenceRows(text);
        if ("table" in parsed) {
          const { table } = parsed;
          expect(Array.from({ length: table.rows }, (_, row) => table.columns.map((column) => cellText(column, row)))).toEqual(
            reference?.slice(1),
          );
        } else if (parsed.fault.kind === "malformed") {
          expect(reference === null || reference.some((row) => row.length !== 2)).toBe(true);
        } else expect(reference).toHaveLength(1);
      }),
      { numRuns: sampled(3000) },
    );
  });

  test("texts that repeat, and texts whose bytes read as another's letters", async () => {
    const texts = ["é", "Ã©", "Ã", "©"];
    const rows = Array.from({ length: 2000 }, (_, i) => [`${texts[i % 4]}${i % 1100}`, "x"]);
    expect(await rowsOf(`a,b\n${rows.map((row) => row.join(",")).join("\n")}`, {}, 1000)).toEqual([["a", "b"], ...rows]);
  });

  test("the line where each row begins", async () => {
    const parsed = await parseText('a,b\n1,2\n\n\r\n3,4\r\n"x\r\ny\nz",5\r6,"7"\n');
    expect("table" in parsed && [...parsed.table.lines]).toEqual([2, 5, 6, 9]);
  });

  test("tabs", async () => {
    expect(await rowsOf('a\tb\n1,5\t"x\ty"\n', { delimiter: "\t" })).toEqual([
      ["a", "b"],
      ["1,5", "x\ty"],
    ]);
  });
});

function referenceRows(text: string): string[][] | null {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n", "\r"] });
  } catch {
    return null;
  }
}

describe("faults", () => {
  test.each([
    ["a,b\n1,2\n3\n", "malformed", 3, 2, 'Line 3, column 2 ("b"): the row has 1 cell, expected 2 as in the header.'],
    [
      "a,b\n1,2,3\n",
      "malformed",
      2,
      3,
      "Line 2, column 3: the row has 3 cells, expected 2 as in the header (a cell that holds a comma must stand in quotes).",
    ],
    ['a,b\n"1\n2",3\n"4"\n', "malformed", 4, 2, 'Line 4, column 2 ("b"): the row has 1 cell, expected 2 as in the header.'],
    ['a,b\n1,2\n3,"4\n5,6\n', "malformed", 3, 2, 'Line 3, column 2 ("b"): the quote that opens here is never closed.'],
    [
      'a,b\n"1\r\n2","3"4\n',
      "malformed",
      3,
      2,
      'Line 3, column 2 ("b"): text after the closing quote, expected a delimiter or the end of the line.',
    ],
    [
      'a,b\n1,2"\n',
      "malformed",
      2,
      2,
      'Line 2, column 2 ("b"): a quote inside a cell that does not begin with one (write the cell in quotes, and quotes in it twice; or, where files have no quoted cells, say so: dialect: {quoteChar: ""} in the schema, --dialect \'{quoteChar: ""}\' to init).',
    ],
    ["a,b,a\n", "malformed", 1, 3, 'Line 1, column 3: the name "a" is that of column 1 too, expected each once.'],
    ["\n\n,b\n", "malformed", 3, 1, "Line 3, column 1: the column has no name, expected one (pandas: to_csv(…, index=False))."],
    [
      "a,b,\n1,2,\n",
      "malformed",
      1,
      3,
      "Line 1, column 3: the column has no name, expected one (does each line end in a delimiter? Take it off).",
    ],
    [
      "Sales,,\na,b,c\n1,2,3\n",
      "malformed",
      1,
      2,
      "Line 1, column 2: the column has no name, expected one (is this a title above the header? Take it off).",
    ],
    [
      "a,b\n1,2,\n3,4,\n",
      "malformed",
      2,
      3,
      "Line 2, column 3: the row has 3 cells, expected 2 as in the header (every row has one more: a comma at the end of each line, row names without a name in the header, or cells that hold a comma and stand in no double quotes); 1 more row up to line 3.",
    ],
    [
      "# written by us\na,b\n1,2\n",
      "malformed",
      2,
      2,
      "Line 2, column 2: the row has 2 cells, expected 1 as in the header (is the header in line 2? Take the lines above it off the file); 1 more row up to line 3.",
    ],
    [
      "a,b\n1,2\n3\n4,5\n6,7,8\n",
      "malformed",
      3,
      2,
      'Line 3, column 2 ("b"): the row has 1 cell, expected 2 as in the header; 1 more row up to line 5.',
    ],
    [
      "a,b\n1,2\n3",
      "malformed",
      3,
      2,
      'Line 3, column 2 ("b"): the row has 1 cell, expected 2 as in the header; the file ends inside this row: it was cut off.',
    ],
    [
      "1,2.5,1\n",
      "malformed",
      1,
      3,
      "Line 1, column 3: the name \"1\" is that of column 1 too, expected each once (or is the header missing? Say so: dialect: {header: false} in the schema, --dialect '{header: false}' to init).",
    ],
    [
      "a,b\n1,2\n3,\0",
      "malformed",
      3,
      2,
      'Line 3, column 2 ("b"): a zero byte, expected text in UTF-8; the file is binary or damaged (byte 11 of the file).',
    ],
    ["", "empty", 1, 1, "The file is empty, expected a header and rows."],
    ["\ufeff\n\r\n", "empty", 1, 1, "The file is empty, expected a header and rows."],
    ["a,b", "empty", 1, 1, "The file has a header of 2 columns but no rows."],
  ])("%j", async (text, kind, line, column, message) => {
    for (const size of [1, 7, 1000]) expect(await faultOf(text, {}, size)).toEqual({ kind, line, column, message });
  });

  test("names in messages are short and quoted", async () => {
    const name = `x\n${"y".repeat(500)}`;
    const fault = await faultOf(`"${name}","${name}"\n`);
    expect(fault!.message.length).toBeLessThan(160);
    expect(fault!.message).not.toContain("\n");
  });

  test("text that is not UTF-8, with its byte and line", async () => {
    const latin = Buffer.from("a,b\n1,2\n3,é\n", "latin1");
    expect(await faultOf(latin, {}, 3)).toMatchObject({ line: 3, column: 2, message: expect.stringContaining("(byte 11 of the file)") });
    const bad = [[0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82], [0xff], [0x80]];
    for (const bytes of bad) {
      const text = Buffer.concat([Buffer.from("a,b\n1,"), Buffer.from(bytes), Buffer.from("x\n")]);
      expect((await faultOf(text))!.message).toContain("not UTF-8");
      expect(await faultOf(text.subarray(0, -2), {}, 1)).toMatchObject({ kind: "malformed", line: 2 });
    }
  });

  test("accepts exactly what TextDecoder accepts (property)", async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 8 });
    const character = fc
      .constantFrom("é", "€", "😀", "\u{10ffff}")
      .chain((text) => fc.nat(4).map((cut) => Buffer.from(text).subarray(0, cut)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(bytes, character), { maxLength: 4 }), async (parts) => {
        const body = Buffer.concat(parts).map((byte) => (byte < 0x80 ? 0x61 : byte));
        const fault = await faultOf(Buffer.concat([Buffer.from("a,b\n1,x"), body, Buffer.from("\n")]), {}, 3);
        let decodes = true;
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(body);
        } catch {
          decodes = false;
        }
        expect(fault === null).toBe(decodes);
      }),
      { numRuns: sampled(2000) },
    );
  });

  test("any bytes at all end in a table or one sentence (property)", async () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'ab1.-,"\n\r\t;\ufeff\0é'), maxLength: 60 }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(junk, fc.integer({ min: 1, max: 61 }), async (bytes, size) => {
        const parsed = await parseText(bytes, { maxColumns: 5, maxCellBytes: 8, maxRows: 3 }, size);
        if ("table" in parsed) expect(parsed.table.rows).toBeGreaterThan(0);
        else expect(parsed.fault.message).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: sampled(3000) },
    );
  });
});

describe("limits", () => {
  test.each([
    [`a,b\n1,${"x".repeat(101)}\n`, 2, 2, "the cell is longer than 100 bytes"],
    [`a,b\n1,"${"x\n".repeat(51)}"\n`, 52, 2, "the cell is longer than 100 bytes"],
    [`${"a".repeat(101)},b\n`, 1, 1, "the cell is longer than 100 bytes"],
    [`${Array.from({ length: 11 }, (_, i) => `c${i}`).join(",")}\n`, 1, 11, "more than 10 columns"],
    [`"a",b\n${",".repeat(20)}\n`, 2, 11, "more than 10 columns"],
    [`a,b\n${"1,2\n".repeat(6)}`, 7, 1, "more than 5 rows"],
    [`a,"b"\n${"1,2\n".repeat(6)}`, 7, 1, "more than 5 rows"],
  ])("%j", async (text, line, column, words) => {
    for (const size of [1, 1000]) {
      const fault = await faultOf(text, { maxCellBytes: 100, maxColumns: 10, maxRows: 5 }, size);
      expect(fault).toMatchObject({ kind: "limit", line, column });
      expect(fault!.message).toContain(words);
    }
  });

  test("a cell or a row without end is refused before it is held", async () => {
    for (const [head, filler] of [
      ["a,b\n1,", "x"],
      ['a,b\n1,"', "x"],
      ['a,b\n1,"', "\n"],
      ['"a",b\n', ","],
    ] as const) {
      let given = 0;
      async function* endless(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(head);
        for (;;) {
          given += 1 << 16;
          yield Buffer.alloc(1 << 16, filler);
        }
      }
      const parsed = await parseCsv(endless(), OPTIONS);
      expect("fault" in parsed && parsed.fault.kind).toBe("limit");
      expect(given).toBeLessThan(3 << 20);
    }
  });

  test("20,000 columns, when allowed", async () => {
    const header = Array.from({ length: 20_000 }, (_, i) => `c${i}`);
    expect(await rowsOf(`${header.join(",")}\n${header.map((_, i) => i).join(",")}\n`, { maxColumns: 20_000 })).toEqual([
      header,
      header.map((_, i) => String(i)),
    ]);
  });
});
