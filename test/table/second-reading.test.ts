import { expect, test } from "vitest";
import { parseCsv } from "../../src/table/read/csv.ts";
import { firstDifference } from "../../src/table/read/second-reading.ts";
import type { RawTable } from "../../src/types/table.ts";

const OPTIONS = { delimiter: ",", delimiterIsCertain: true, maxColumns: 100, maxCellBytes: 1000, maxRows: 1000 };

async function tableOf(text: string, delimiter = ","): Promise<RawTable> {
  const parsed = await parseCsv(
    (async function* () {
      yield Buffer.from(text);
    })(),
    { ...OPTIONS, delimiter },
  );
  if ("fault" in parsed) throw new Error(parsed.fault.message);
  return parsed.table;
}

const TEXT = 'a,b\n1.50,"x, y"\n\n-0,"z ""z"""\r\n3,é\n';
const COMMA = { delimiter: ",", dialect: {} };

test("rows that both read alike have no difference, cut ones are not compared", async () => {
  const table = await tableOf(TEXT);
  const bytes = Buffer.from(TEXT);
  expect(firstDifference(bytes, true, table, COMMA)).toBeNull();
  for (let end = 0; end < bytes.length; end++) expect(firstDifference(bytes.subarray(0, end), false, table, COMMA)).toBeNull();
});

test("the first row that differs is named by its line", async () => {
  const bytes = Buffer.from(TEXT);
  expect(firstDifference(bytes, true, await tableOf(TEXT.replace("-0", "0")), COMMA)).toBe(4);
  expect(firstDifference(bytes, true, await tableOf(TEXT.replace("1.50", "1.5")), COMMA)).toBe(2);
  expect(firstDifference(bytes, true, await tableOf('a,b\n"1.50,""x""",y\n'), COMMA)).toBe(2);
});

test("a file without a header is compared from its first row", async () => {
  const text = "1,2\n3,4\n";
  const table = await tableOf(`f,g\n${text}`);
  expect(firstDifference(Buffer.from(text), true, table, { delimiter: ",", dialect: { header: false } })).toBeNull();
  expect(firstDifference(Buffer.from("1,2\n3,5\n"), true, table, { delimiter: ",", dialect: { header: false } })).toBe(3);
});
