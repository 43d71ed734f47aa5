// What a script may answer, and a sentence with file, line and expectation for every other answer.
import { describe, expect, it } from "vitest";
import { readPredictions } from "../../src/train/command/predictions.ts";

const IDS = ["r1", "r2", "r3"];
const read = (text: string | Uint8Array, classes = ["no", "yes"]) =>
  readPredictions(typeof text === "string" ? new TextEncoder().encode(text) : text, { column: "row_id", values: IDS }, classes);

describe("answers that are right", () => {
  it("are labels in any order of rows and columns", async () => {
    const { predicted, probabilities } = await read("prediction,row_id\nyes,r3\nno,r1\nyes,r2\n");
    expect([...predicted]).toEqual([0, 1, 1]);
    expect(probabilities).toBeNull();
  });

  it("are probabilities, of which the first largest is the answer", async () => {
    const { predicted, probabilities } = await read("row_id,yes,no\nr2,1,0\nr1,.5,0.5\nr3,1e-7,0.9999999\n");
    expect([...predicted]).toEqual([0, 1, 0]);
    expect([...probabilities!]).toEqual([0.5, 0.5, 0, 1, 0.9999999, 1e-7]);
  });

  it("have a mark, Windows line ends and quotes", async () => {
    expect([...(await read('\ufeffrow_id,"prediction"\r\n"r1",yes\r\nr2,no\r\nr3,"yes"\r\n')).predicted]).toEqual([1, 0, 1]);
  });

  it("name classes with commas, quotes and numbers", async () => {
    const classes = ['a,"b"', "1"];
    expect([...(await read('row_id,prediction\nr1,1\nr2,"a,""b"""\nr3,1\n', classes)).predicted]).toEqual([1, 0, 1]);
  });
});

const rows = (...lines: string[]) => `row_id,prediction\n${lines.join("\n")}\n`;
const shares = (...lines: string[]) => `row_id,no,yes\n${lines.join("\n")}\n`;

const WRONG: [string, string | Uint8Array, number, RegExp][] = [
  ["nothing", "", 1, /expected CSV/],
  ["a header alone", "row_id,prediction\n", 1, /header of 2 columns but no rows; expected CSV/],
  ["a row less", rows("r1,yes", "r2,no"), 3, /2 of 3 rows answered, "r3" not/],
  ["a row more", rows("r1,yes", "r2,no", "r3,no", "r4,no"), 5, /row_id "r4" was not asked for/],
  ["a row twice", rows("r1,yes", "r2,no", "r1,no", "r3,no"), 4, /row_id "r1" is answered again, after line 2/],
  ["numbers for ids", rows("0,yes", "1,no", "2,no"), 2, /row_id "0" was not asked for/],
  ["an id with a blank", rows("r1 ,yes", "r2,no", "r3,no"), 2, /row_id "r1 " was not asked for/],
  ["an empty id", rows(",yes", "r2,no", "r3,no"), 2, /row_id "" was not asked for/],
  ["an unknown class", rows("r1,yes", "r2,maybe", "r3,no"), 3, /prediction is "maybe"; expected one of the classes "no", "yes"/],
  ["a class in another case", rows("r1,Yes", "r2,no", "r3,no"), 2, /prediction is "Yes"/],
  ["an index for a class", rows("r1,1", "r2,0", "r3,0"), 2, /prediction is "1"/],
  ["an empty label", rows("r1,yes", "r2,", "r3,no"), 3, /prediction is ""/],
  ["nan for a label", rows("r1,yes", "r2,nan", "r3,no"), 3, /prediction is "nan"/],
  ["no header", "r1,yes\nr2,no\nr3,no\n", 1, /the columns are "r1", "yes"; expected row_id and prediction/],
  ["another name of the ids", "id,prediction\nr1,yes\nr2,no\nr3,no\n", 1, /the columns are "id", "prediction"/],
  ["another name of the answers", "row_id,label\nr1,yes\nr2,no\nr3,no\n", 1, /the columns are "row_id", "label"/],
  ["pandas' index", ",row_id,prediction\n0,r1,yes\n1,r2,no\n2,r3,no\n", 1, /expected/],
  ["labels beside probabilities", "row_id,prediction,no,yes\nr1,yes,0,1\nr2,no,1,0\nr3,no,1,0\n", 1, /the columns are/],
  ["a column more", "row_id,no,yes,other\nr1,0,1,0\nr2,1,0,0\nr3,1,0,0\n", 1, /the columns are/],
  ["a class without a column", "row_id,yes\nr1,1\nr2,0\nr3,0\n", 1, /one column for each class: "no", "yes"/],
  ["a column twice", "row_id,no,no\nr1,0,1\nr2,1,0\nr3,1,0\n", 1, /expected/],
  ["NaN", shares("r1,0.5,0.5", "r2,nan,1", "r3,0,1"), 3, /the probability of "no" is "nan"; expected a number from 0 to 1/],
  ["an empty probability", shares("r1,0.5,0.5", "r2,,1", "r3,0,1"), 3, /the probability of "no" is ""/],
  ["infinity", shares("r1,0.5,0.5", "r2,inf,0", "r3,0,1"), 3, /is "inf"/],
  ["below 0", shares("r1,-0.1,1.1", "r2,0,1", "r3,0,1"), 2, /is "-0.1"/],
  ["above 1", shares("r1,0,1", "r2,0,1.000001", "r3,0,1"), 3, /is "1.000001"/],
  ["percents", shares("r1,40,60", "r2,0,100", "r3,0,100"), 2, /is "40"/],
  ["a decimal comma", shares('r1,"0,5","0,5"', "r2,0,1", "r3,0,1"), 2, /is "0,5"/],
  ["a hexadecimal number", shares("r1,0x1,0", "r2,0,1", "r3,0,1"), 2, /is "0x1"/],
  ["a wrong sum", shares("r1,0.5,0.5", "r2,0.5,0.4", "r3,0,1"), 3, /the probabilities sum to 0.9; expected 1, within/],
  ["rounded probabilities", shares("r1,0.33,0.66", "r2,0,1", "r3,0,1"), 2, /sum to 0.99/],
  ["a short line", shares("r1,0.5,0.5", "r2,1", "r3,0,1"), 3, /expected CSV/],
  ["a long line", rows("r1,yes,", "r2,no", "r3,no"), 2, /expected CSV/],
  ["an open quote", rows('r1,"yes', "r2,no", "r3,no"), 2, /expected CSV/],
  ["semicolons", "row_id;prediction\nr1;yes\nr2;no\nr3;no\n", 1, /the columns are "row_id;prediction"/],
  ["JSON", '{"r1": "yes"}\n', 1, /expected/],
  ["UTF-16", new Uint8Array(Buffer.from("\ufeffrow_id,prediction\n", "utf16le")), 1, /expected/],
  ["a pickle", new Uint8Array([0x80, 0x04, 0x95, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0x8c]), 1, /expected CSV/],
];

it.each(WRONG)("%s is told with its line", async (_, text, line, says) => {
  const message = await read(text).then(
    () => "no error",
    (error: Error) => error.message,
  );
  expect(message).toMatch(new RegExp(`^output/predictions\\.csv, line ${line}: `));
  expect(message).toMatch(says);
  expect(message.split("\n")).toHaveLength(1);
});
