import { describe, expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { csvFile, failures, field, schemaOf } from "./build.ts";

const schema = schemaOf([
  field("age", { type: "integer" }),
  field("town"),
  field("seen", { type: "date" }),
  field("label", { constraints: { enum: ["yes", "no"] } }),
]);
const ROWS = ["31,Köln,2026-01-01,yes", "42,Bonn,2026-01-02,no", "53,Köln,2026-01-03,yes"];
const HEADER = "age,town,seen,label";

const judged = async (text: string, more = {}) => {
  const file = { ...(await csvFile(text)), ...more };
  return failures(validate({ files: [file], schema, target: "label", reference: null, showValues: false }).checks);
};

describe("how a file is written", () => {
  const semicolons = [HEADER, ...ROWS].join("\n").replaceAll(",", ";");
  const reading = { encoding: "windows-1252", delimiter: ";", line: 2, column: 2 } as const;

  test("another encoding and another delimiter are told with their place and the line that accepts them", async () => {
    const found = await judged(semicolons, { reading });
    expect(found.map(({ code }) => code)).toEqual(["encoding", "delimiter"]);
    expect(found[0]).toMatchObject({ observed: "windows-1252", expected: "utf-8", where: { line: 2, column: 2 } });
    expect(found[0]!.suggestion).toContain("encoding: windows-1252");
    expect(found[1]!.suggestion).toContain('dialect: {delimiter: ";"}');
  });

  test("what the history is written in is expected, and then UTF-8 is the news", async () => {
    const text = [HEADER, ...Array.from({ length: 20 }, () => ROWS).flat()].join("\n");
    const history = { ...(await csvFile(text.replaceAll(",", ";"))), reading };
    const inferred = inferSchema([history], { target: "label" }).schema;
    expect(inferred).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    const verdict = async (more: object) =>
      failures(
        validate({ files: [{ ...(await csvFile(text)), ...more }], schema: inferred, target: "label", reference: null, showValues: false })
          .checks,
      );
    expect(await verdict({ reading })).toEqual([]);
    const plain = { encoding: "utf-8", delimiter: ",", line: 1, column: 1 };
    expect((await verdict({ reading: plain })).map(({ code }) => code)).toEqual(["encoding", "delimiter"]);
  });
});

describe("lines that are no rows", () => {
  test("the header again, with every line", async () => {
    const found = await judged([HEADER, ROWS[0], HEADER, ROWS[1], HEADER, ROWS[2]].join("\n"));
    expect(found[0]).toMatchObject({ code: "header", observed: 2, where: { line: 3 } });
    expect(found[0]!.message).toContain("line 3, 5 (2 times)");
  });

  test("no header", async () => {
    const found = await judged(ROWS.join("\n"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "header", where: { line: 1 } });
    expect(found[0]!.message).toContain("is missing");
  });

  test("another file altogether, in one finding", async () => {
    const found = await judged("age,price,colour,weight,size\n1,2,red,3,4\n");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "wrong-file", observed: 1, expected: 4 });
    expect(found[0]!.message).toContain("1 of 4 columns match");
  });
});

test("the header again behind a byte order mark is one finding, and its cells are none", async () => {
  const found = await judged([HEADER, ROWS[0], `\ufeff${HEADER}`, ROWS[1], ROWS[2]].join("\n"));
  expect(found.map(({ code }) => code)).toEqual(["header"]);
  expect(found[0]!.message).toContain("a byte order mark stands before it");
});
