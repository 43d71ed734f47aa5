import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { cellParser } from "../../src/table/values/values.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, tableFile } from "./build.ts";

const ROWS = 120;
const column = (...cells: string[]) => Array.from({ length: ROWS }, (_, row) => cells[row % cells.length]!);
const label = column("a", "b");

/** The first column's field, and its cells as they read. */
function read(cells: string[], others: Record<string, string[]> = {}, delimiter = ",") {
  const reading = { encoding: "utf-8" as const, delimiter, line: 1, column: 1 };
  const file = { ...tableFile({ x: column(...cells), ...others, label }), reading };
  const { schema, notes } = inferSchema([file], { target: "label" });
  const field = schema.fields[0]!;
  return { field, values: cells.map((cell) => cellParser(field)(cell)), notes: (notes.get("x") ?? []).join(" ") };
}

describe("a column of texts most of which are numbers", () => {
  const among = (strays: string[]) => [...Array.from({ length: 40 }, (_, i) => `${i}.5`), ...strays];
  test.each<[string, string[], string]>([
    ["marks behind numbers", ["7.5e", "8.0e", "9.25e"], `'x: {bareNumber: false, affixes: ["","e"]}'`],
    ["several marks", ["<0.5", "7.1*", "<0.1", "3.3*"], `'x: {bareNumber: false, affixes: ["","<","*"]}'`],
    ["words for gaps", ["trace", "broken", "off", "wet"], `'x: {type: number, missingValues: ["","trace","broken","off","wet"]}'`],
    ["a quote in a word", ["don't know", "no", "lost", "?!"], `missingValues: ["","don'\\''t know","no","lost","?!"]}'`],
  ])("names the first that is none, and the line that reads them: %s", (_, strays, line) => {
    const { field, notes } = read(among(strays));
    expect(field.type).toBe("string");
    expect(notes).toContain(`the first at data_20260101.csv:42:1`);
    expect(notes).toContain(line);
  });

  test("with decimal commas, too", () => {
    const cells = [...Array.from({ length: 40 }, (_, i) => `${i},5`), "7,5e", "8,0e"];
    expect(read(cells).notes).toContain(`'x: {decimalChar: ",", bareNumber: false, affixes: ["","e"]}'`);
  });
});

describe("numbers that may be something else are said, with the line", () => {
  const many = (cell: (i: number) => string) => Array.from({ length: 60 }, (_, i) => cell(i));
  test.each<[string, string[], string, string]>([
    [
      "percent beside bare numbers",
      many((i) => (i % 2 === 0 ? `${i}%` : `0.${i}`)),
      "number",
      "not certain: 60 cells have nothing around the number",
    ],
    ["pounds beside bare numbers", many((i) => (i % 3 === 0 ? `£${i}.5` : `${i}.25`)), "number", "'x: {type: string}'"],
    ["a unit that is not known", many((i) => `${i + 1},200円`), "string", `'x: {groupChar: ",", bareNumber: false, affixes: ["円"]}'`],
    ["about", many((i) => `~${i}`), "string", `'x: {bareNumber: false, affixes: ["~"]}'`],
    ["days in another language", many((i) => `${i} Tage`), "string", `'x: {bareNumber: false, affixes: ["Tage"]}'`],
    ["multiples", many((i) => `${i}.5${i % 2 === 0 ? "K" : "M"}`), "string", "their numbers may mean different things"],
    ["credit and debit", many((i) => `${i}.50 ${i % 2 === 0 ? "CR" : "DR"}`), "string", "their numbers may mean different things"],
    ["-999 for a gap", many((i) => (i % 10 === 0 ? "-999" : `${i}.5`)), "number", `'x: {missingValues: ["","-999"]}'`],
    ["99999 for a gap", many((i) => (i % 10 === 0 ? "99999" : `${i}`)), "integer", `'x: {missingValues: ["","99999"]}'`],
  ])("%s", (_, cells, type, words) => {
    const { field, notes } = read(cells);
    expect(field.type).toBe(type);
    expect(notes).toContain(words);
  });

  test.each<[string, string[]]>([
    ["99 among hundreds", many((i) => String(40 + i))],
    ["a code with letters", many((i) => `item${i}`)],
    ["one unit in every cell", many((i) => `${i}.5 kg`)],
  ])("and what is plain is not: %s", (_, cells) => {
    const { notes } = read(cells);
    expect(notes).not.toContain("not certain");
    expect(notes).not.toContain("around it");
  });

  test("what C writes for no number is a gap", () => {
    expect(read(many((i) => (i % 10 === 0 ? "-1.#IND" : `${i}.5`))).field).toMatchObject({
      type: "number",
      missingValues: ["", "-1.#IND"],
    });
  });
});

describe("points and commas", () => {
  test.each<[string, string[], number[]]>([
    ["a group never begins with 0", ["0,630", "1,320", "1,950"], [0.63, 1.32, 1.95]],
    ["two decimals", ["1,5", "12,25", "7"], [1.5, 12.25, 7]],
    ["thousands beside decimals", ["1.234,50", "12,00", "1.000.000,25"], [1234.5, 12, 1000000.25]],
    ["thousands beside decimal points", ["1,234.50", "12.00", "999"], [1234.5, 12, 999]],
    ["several groups", ["1,234,567", "12,345", "999"], [1234567, 12345, 999]],
    ["several groups of points", ["1.234.567", "12.345", "999"], [1234567, 12345, 999]],
    ["India's groups", ["12,34,567", "1,234", "12"], [1234567, 1234, 12]],
    ["blanks", ["1 234,5", "12 345 678", "9"], [1234.5, 12345678, 9]],
    ["narrow blanks that do not break", ["1\u202f234", "12\u202f345\u202f678", "9"], [1234, 12345678, 9]],
    ["Swiss apostrophes", ["1'234.50", "12’345.00", "9.10"], [1234.5, 12345, 9.1]],
    ["a typeset minus", ["−5.5", "3.25", "−0.1"], [-5.5, 3.25, -0.1]],
    ["accountants' brackets", ["(5.00)", "12.50", "(1,234.00)"], [-5, 12.5, -1234]],
    ["a minus behind", ["5.00-", "12.50", "7.25-"], [-5, 12.5, -7.25]],
    ["thousands that end in 0 beside smaller numbers", ["1,230", "987", "12,500"], [1230, 987, 12500]],
    ["ungrouped thousands", ["1,234", "1200", "15,250"], [1.234, 1200, 15.25]],
  ])("%s", (_, cells, values) => {
    expect(read(cells).values).toEqual(values);
  });

  test.each<[string, string[], string[], number[]]>([
    ["commas, by decimal commas", ["1,250", "3,480"], ["12,5", "7,25"], [1.25, 3.48]],
    ["commas, by decimal points", ["1,250", "3,480"], ["12.5", "7.25"], [1250, 3480]],
    ["points, by decimal commas", ["12.500", "3.480"], ["12,5", "7,25"], [12500, 3480]],
    ["points, by decimal points", ["12.500", "3.480"], ["12.5", "7.25"], [12.5, 3.48]],
  ])("neighbours tell: %s", (_, cells, neighbour, values) => {
    const found = read(cells, { y: column(...neighbour) });
    expect(found.values).toEqual(values);
    expect(found.notes).not.toContain("not certain");
  });

  test.each<[string, string[], string, number[], string]>([
    ["commas in a comma file", ["1,250", "3,480"], ",", [1250, 3480], 'decimalChar: ","'],
    ["commas in a semicolon file", ["1,250", "3,480"], ";", [1.25, 3.48], 'groupChar: ","'],
    ["points in a semicolon file", ["12.500", "3.480"], ";", [12.5, 3.48], 'groupChar: "."'],
  ])("what is not certain is said with the line that changes it: %s", (_, cells, delimiter, values, line) => {
    const found = read(cells, {}, delimiter);
    expect(found.values).toEqual(values);
    expect(found.notes).toContain("not certain");
    expect(found.notes).toContain(line);
  });

  test("cells that contradict one another are no numbers, and it is said", () => {
    const { field, notes } = read(["1,5", "2.5"]);
    expect([field.type, notes]).toEqual(["string", expect.stringContaining("contradict")]);
  });
});

describe("units and currencies", () => {
  test.each<[string[], number[], string[]]>([
    [["€12.50", "€3.20"], [12.5, 3.2], ["€"]],
    [["12,50 €", "3,20 €"], [12.5, 3.2], ["€"]],
    [["5.10 kg", "11.24 kg"], [5.1, 11.24], ["kg"]],
    [["12 %", "7 %"], [12, 7], ["%"]],
    [
      ["12 %", "0"],
      [12, 0],
      ["%", ""],
    ],
    [["1 234 Kč", "12 Kč"], [1234, 12], ["Kč"]],
    [["CHF 5.-", "CHF 12.50"], [5, 12.5], ["CHF"]],
    [["-$5.00", "$12.50"], [-5, 12.5], ["$"]],
    [
      ["1 day", "2 days"],
      [1, 2],
      ["day", "days"],
    ],
  ])("%j", (cells, values, affixes) => {
    const { field, values: found } = read(cells);
    expect(found).toEqual(values);
    expect(field).toMatchObject({ bareNumber: false, affixes });
  });

  test.each([[["€12.50", "$12.50"]], [["5.10 kg", "11.24 lb"]]])("%j are no numbers, and it is said", (cells) => {
    const { field, notes } = read(cells);
    expect([field.type, notes]).toEqual(["string", expect.stringContaining("several units")]);
  });

  test.each<[string, string[], string[], string]>([
    ["currency", ["€12.50", "€3.20"], ["$12.50", "$3.20"], "$"],
    ["a third of it", ["€12.50", "€3.20"], ["€12.50", "€3.20", "£3.20"], "£"],
    ["unit", ["5.10 kg", "11.24 kg"], ["11.24 lb", "24.78 lb"], "lb"],
    ["none", ["12 %", "7 %"], ["12", "7"], "nothing"],
  ])("another %s in the next batch is a finding", (_, past, batch, said) => {
    const history = tableFile({ x: column(...past), label });
    const { schema } = inferSchema([history], { target: "label" });
    const judge = (cells: string[]) =>
      failures(
        validate({ files: [tableFile({ x: column(...cells), label })], schema, target: "label", reference: null, showValues: false })
          .checks,
      );
    expect(judge(past)).toEqual([]);
    const [finding] = judge(batch);
    expect(finding).toMatchObject({ code: "unit", subject: "x" });
    expect(finding!.message).toContain(`has ${said} around its numbers`);
  });

  test("without the schema's word, accepted files say what is usual", () => {
    const { schema } = inferSchema([tableFile({ x: column("€1.50", "€2.50"), label })], { target: "label" });
    const fields = schema.fields.map(({ affixes: _, ...field }) => field);
    const files = [
      tableFile({ x: column("€1.50", "€2.50"), label }, "old.csv", { accepted: true }),
      tableFile({ x: column("$1.75", "€2.25"), label }),
    ];
    const { checks } = validate({ files, schema: { ...schema, fields }, target: "label", reference: null, showValues: false });
    expect(failures(checks).map(({ code, where }) => [code, where?.file])).toEqual([["unit", "data_20260101.csv"]]);
  });
});

describe("codes are no amounts", () => {
  test.each<[string, string[]]>([
    ["digits, E, digits", ["1E2", "10E1", "2E3"]],
    ["several digits before a small e", ["12e5", "40e1"]],
    ["versions", ["1.1", "1.10", "1.2"]],
    ["leading zeros", ["01067", "80331", "99084"]],
  ])("%s", (_, cells) => {
    const { field, notes } = read(cells);
    expect(field.type).toBe("string");
    expect(notes).toContain("kept as text");
  });

  test.each([[["1e-05", "2.5E3", "7"]], [["1e5", "3e4"]], [["1.10", "2.20", "3.25"]], [["1.1", "2.2", "3.25"]]])(
    "%j are amounts",
    (cells) => {
      expect(read(cells).field.type).toMatch(/number|integer/);
    },
  );
});

describe("a cell in a hundred", () => {
  const cells = (stray: string, every: number) => Array.from({ length: 3000 }, (_, row) => (row % every === 0 ? stray : `${row % 91}.5`));
  const infer = (stray: string, every: number) => {
    const file = tableFile({ x: cells(stray, every), label: cells("", 1).map((_, row) => (row % 2 === 0 ? "a" : "b")) });
    const { schema } = inferSchema([file], { target: "label" });
    return {
      field: schema.fields[0]!,
      checks: failures(validate({ files: [file], schema, target: "label", reference: null, showValues: false }).checks),
    };
  };
  test.each(["12O.5", "94.5e", "1.2.3", "n0ne"])("%s is a finding about that cell", (stray) => {
    const { field, checks } = infer(stray, 1000);
    expect(field.type).toBe("number");
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({ code: "type", observed: "3 of 3000 rows", where: { line: 2, column: 1 } });
  });
  test.each(["#DIV/0!", "#VALUE!", "#REF!"])("%s is a gap", (stray) => {
    const { field, checks } = infer(stray, 50);
    expect(field).toMatchObject({ type: "number", missingValues: ["", stray] });
    expect(checks).toEqual([]);
  });
  test("more of them are texts", () => {
    expect(infer("A12", 30).field.type).toBe("string");
  });
});

describe("texts among numbers", () => {
  const zips = (...odd: string[]) => {
    const cells = Array.from({ length: 2000 }, (_, row) => odd[row - 700] ?? String(98_100 + (row % 37)));
    const { schema } = inferSchema([tableFile({ zip: cells, label: cells.map((_, row) => (row % 2 ? "a" : "b")) })], { target: "label" });
    return schema.fields[0]!.type;
  };

  test("of one build are another kind of value, and the column is text", () => {
    expect(zips("98117-2940", "98112-4729", "98105-3010")).toBe("string");
    expect(zips("WA 98112", "WA 98101", "OR 97035")).toBe("string");
  });

  test("each built otherwise are slips, and the column is a number", () => {
    expect(zips("981O1", "9811a2", "98-101")).toBe("integer");
    expect(zips("98117-2940", "98112-4729")).toBe("integer");
  });
});
