import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { cellText } from "../../src/table/columns/raw.ts";
import { type ReadOptions, readTable } from "../../src/table/read/read-table.ts";
import { withoutLines } from "../../src/table/rows/rows.ts";

const { cell, columns, rows } = DEFAULT_LIMITS;

async function read(text: string, more: Partial<ReadOptions> = {}, size = 7) {
  const bytes = new TextEncoder().encode(text);
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
  return await readTable(open, { delimiter: ",", maxColumns: columns, maxCellBytes: cell, maxRows: rows, ...more });
}

async function cells(text: string, more: Partial<ReadOptions> = {}, size?: number) {
  const found = await read(text, more, size);
  if ("fault" in found) return found.fault.message;
  const { header, columns: read_, rows: count, lines } = found.table;
  return { header, rows: Array.from({ length: count }, (_, row) => read_.map((column) => cellText(column, row))), lines: [...lines] };
}

describe("an empty line", () => {
  test("is a row of a file of one column, whatever the line breaks", async () => {
    for (const size of [1, 3, 100])
      for (const end of ["\n", "\r\n", "\r"])
        expect(await cells(["x", "1", "", "2", "", ""].join(end), {}, size)).toEqual({
          header: ["x"],
          rows: [["1"], [""], ["2"], [""]],
          lines: [2, 3, 4, 5],
        });
  });
  test("also beside quoted cells, and when the header is quoted", async () => {
    for (const size of [1, 3, 100]) {
      expect(await cells('x\n\n"a, b"\n\n""\nc\n', {}, size)).toEqual({
        header: ["x"],
        rows: [[""], ["a, b"], [""], [""], ["c"]],
        lines: [2, 3, 4, 5, 6],
      });
      expect(await cells('"x"\n\n1\n\n', {}, size)).toMatchObject({ rows: [[""], ["1"], [""]] });
    }
  });
  test("is none of a file of more columns", async () => {
    expect(await cells('\na,b\n\n1,"2"\n\n\n3,4\n\n')).toEqual({
      header: ["a", "b"],
      rows: [
        ["1", "2"],
        ["3", "4"],
      ],
      lines: [4, 7],
    });
  });
});

describe("quotes", () => {
  test("the first in the middle of a row, and rows after it", async () => {
    for (const size of [1, 4, 100])
      expect(await cells('a,b,c\n1,2,"x"\n3,"y",4\n5,6,7\n', {}, size)).toMatchObject({
        rows: [
          ["1", "2", "x"],
          ["3", "y", "4"],
          ["5", "6", "7"],
        ],
      });
  });
  test("none: they are text", async () => {
    expect(await cells('a,b\n12" tube,x\n"7,"\n', { dialect: { quoteChar: "" } })).toMatchObject({
      rows: [
        ['12" tube', "x"],
        ['"7', '"'],
      ],
    });
  });
  test("others", async () => {
    expect(await cells("a,b\n'1,5',\"x\n", { dialect: { quoteChar: "'" } })).toMatchObject({ rows: [["1,5", '"x']] });
  });
  test("behind a backslash", async () => {
    for (const size of [1, 5, 100])
      expect(await cells('a,b\n1,"box \\"0\\", ok"\n2,"a\\\\"\n', { dialect: { escapeChar: "\\" } }, size)).toMatchObject({
        rows: [
          ["1", 'box "0", ok'],
          ["2", "a\\"],
        ],
      });
  });
  test("behind a blank", async () => {
    for (const size of [1, 5, 100])
      expect(await cells('a, b\n1, "x, y"\n2,   z w\n', { dialect: { skipInitialSpace: true } }, size)).toEqual({
        header: ["a", "b"],
        rows: [
          ["1", "x, y"],
          ["2", "z w"],
        ],
        lines: [2, 3],
      });
  });
  test.each([
    ['a,b\n1,12" tube\n', 'dialect: {quoteChar: ""}'],
    ['a,b\n1,"box \\"0\\", ok"\n', 'dialect: {escapeChar: "\\\\"}'],
    ['a,b\n1, "x"\n', "dialect: {skipInitialSpace: true}"],
  ])("%j is refused with the line that accepts it", async (text, line) => {
    expect(await cells(text)).toContain(line);
  });
});

describe("first lines", () => {
  test("sep= tells the delimiter", async () => {
    for (const first of ["sep=;", '"sep=;"', "\ufeffsep=;"])
      for (const end of ["\n", "\r\n"])
        expect(await cells([first, "a,1;b", "1,5;2", ""].join(end), {}, 1000)).toEqual({
          header: ["a,1", "b"],
          rows: [["1,5", "2"]],
          lines: [3],
        });
  });
  test("no header", async () => {
    const rows_ = [
      ["1", "x"],
      ["2", "y"],
    ];
    expect(await cells("1,x\n2,y\n", { dialect: { header: false } })).toEqual({ header: ["field1", "field2"], rows: rows_, lines: [1, 2] });
    expect(await cells("1,x\n2,y\n", { dialect: { header: false }, names: ["n", "kind"] })).toMatchObject({
      header: ["n", "kind"],
      rows: rows_,
    });
    expect(await cells("1,1\n2,2\n", { dialect: { header: false } })).toMatchObject({
      rows: [
        ["1", "1"],
        ["2", "2"],
      ],
    });
    expect(await cells("1,x\n", { dialect: { header: false }, names: ["n"] })).toContain("2 cells, expected 1 as in the schema");
  });
  test("lines that are no rows", async () => {
    const found = await read("a,b\nkg,m\n1,2\n3,4\n");
    if ("fault" in found) throw new Error(found.fault.message);
    const table = withoutLines(found.table, [2]);
    expect([table.rows, [...table.lines], table.columns.map(({ texts }) => texts)]).toEqual([2, [3, 4], [[], []]]);
  });
  test.each([
    ['{"a": 1, "b": "x"}\n{"a": 2, "b": "y"}\n', "JSON Lines"],
    ['[{"a": 1}, {"a": 2}]\n', "JSON;"],
    ['[\n  {"a": 1},\n  {"a": 2}\n]\n', "JSON;"],
    ['<?xml version="1.0"?>\n<a/>\n', "XML"],
    ["<!DOCTYPE html>\n<html></html>\n", "a web page"],
  ])("%j is said to be what it is", async (text, what) => {
    expect(await cells(text, {}, 1000)).toContain(`the file is ${what}`);
  });
});

describe("the delimiter", () => {
  test("is that of the whole file, where its first lines agree on another", async () => {
    const first = Array.from({ length: 30 }, (_, i) => `${i},5;x`);
    expect(await cells(["a,b;c", ...first, "7;y", "8,5;z"].join("\n"), {}, 1e6)).toMatchObject({ header: ["a,b", "c"] });
  });
});
