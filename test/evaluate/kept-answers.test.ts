// Kept answers of a script's model: a sample by keyed hash that is found again in any order, and how far answers may move.
import { describe, expect, it } from "vitest";
import { answersAgain, keptAnswers, MOST_KEPT, rowsAgain, TOLERANCE } from "../../src/evaluate/compare/kept-answers.ts";
import type { Column, Dataset } from "../../src/types/table.ts";

const numbers = (name: string, values: number[]): Column => ({ name, type: "number", kind: "number", values: Float64Array.from(values) });
const datasetOf = (values: number[]): Dataset =>
  ({
    rows: values.length,
    columns: [
      numbers("b", values),
      numbers(
        "a",
        values.map((value) => value % 7),
      ),
    ],
    features: ["b", "a"],
    target: "y",
    files: [],
  }) as unknown as Dataset;
const all = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row);
const values = Array.from({ length: 5000 }, (_, i) => i * 1.5);
const data = datasetOf(values);
const estimates = (of: number[], scale = 1) => ({
  kind: "number" as const,
  at: (row: number) => ({ answer: of[row]! * scale, probability: null }),
});

describe("kept answers", () => {
  const record = keptAnswers(data, all(5000), ["b", "a"], "key", estimates(values));

  it("are at most so many, the same whatever the order of rows and columns, and others under another key", () => {
    expect(record.answers.length).toBe(MOST_KEPT);
    const turned = values.toReversed();
    expect(keptAnswers(datasetOf(turned), all(5000), ["a", "b"], "key", estimates(turned))).toEqual(record);
    expect(keptAnswers(data, all(5000), ["b", "a"], "other", estimates(values)).hashes).not.toBe(record.hashes);
    const whole = [...record.answers].sort((a, b) => a - b);
    // A sample of all: its median is near theirs.
    expect(Math.abs(whole[MOST_KEPT / 2]! / values[2500]! - 1)).toBeLessThan(0.1);
  });

  it("keep equal rows once", () => {
    expect(keptAnswers(datasetOf([1, 1, 2]), all(3), ["a", "b"], "key", estimates([1, 1, 2])).answers.length).toBe(2);
  });

  it("are found again where the rows are, by whichever key they were hashed", () => {
    const half = datasetOf(values.filter((_, i) => i % 2 === 0));
    const found = rowsAgain(record, half, all(2500), ["new secret", "key"]);
    found.forEach((row, i) => {
      expect(row < 0 ? null : values[2 * row]).toBe(record.answers[i]! % 3 === 0 ? record.answers[i] : null);
    });
    expect(rowsAgain(record, half, all(2500), ["new secret"]).every((row) => row === -1)).toBe(true);
    expect(rowsAgain({ ...record, columns: ["a", "gone"] }, half, all(2500), ["key"]).every((row) => row === -1)).toBe(true);
  });

  it("may move by the tolerance, and one row in a thousand by more", () => {
    const rows = rowsAgain(record, data, all(5000), ["key"]);
    const status = (of: number[]) => answersAgain("champion", record, rows, estimates(of)).status;
    const range = Math.max(...record.answers) - Math.min(...record.answers);
    expect(status(values)).toBe("pass");
    expect(status(values.map((value) => value + 0.9 * TOLERANCE * range))).toBe("pass");
    expect(status(values.map((value) => value + 1.1 * TOLERANCE * range))).toBe("inconclusive");
    const moved = (count: number) => {
      const some = new Set(rows.slice(0, count));
      return values.map((value, row) => (some.has(row) ? value + 1e6 : value));
    };
    expect([status(moved(2)), status(moved(3))]).toEqual(["pass", "inconclusive"]);
  });

  it("of classes must be equal, with probabilities within the tolerance", () => {
    const few = datasetOf([1, 2, 3]);
    const of = (answer: number, probability: number | null) => ({ kind: "class" as const, at: () => ({ answer, probability }) });
    const status = (kept: ReturnType<typeof of>, now: ReturnType<typeof of>) =>
      answersAgain("champion", keptAnswers(few, all(3), ["a", "b"], "", kept), all(3), now).status;
    expect(status(of(1, null), of(1, null))).toBe("pass");
    expect(status(of(1, null), of(0, null))).toBe("inconclusive");
    expect(status(of(1, 0.7), of(1, 0.7 + TOLERANCE / 2))).toBe("pass");
    expect(status(of(1, 0.7), of(1, 0.7 + 2 * TOLERANCE))).toBe("inconclusive");
    expect(status(of(1, 0.7), of(1, null))).toBe("inconclusive");
  });

  it("that are not kept, or not found, are said to be so", () => {
    expect(answersAgain("champion", undefined, new Int32Array(0), estimates([]))).toMatchObject({ status: "pass" });
    expect(answersAgain("champion", record, new Int32Array(MOST_KEPT).fill(-1), estimates([]))).toMatchObject({ status: "warn" });
  });
});
