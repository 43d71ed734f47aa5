// Rare classes: what few rows of one cannot prove, and what is said when one is lost.
import { describe, expect, it } from "vitest";
import { Draws } from "../../bench/gates/random.ts";
import { HARMS, passesAtMargin, type RareSetting } from "../../bench/gates/rare.ts";
import { type Cell, decide, differenceOfCells } from "../../src/evaluate/compare/paired.ts";
import { holm } from "../../src/stats/holm.ts";
import { judged, type Line, lines } from "./scripted.ts";

const CLASSES = ["a", "b", "rare"];
const KINDS = [
  { f1Average: "macro" as const, positiveClass: null },
  { f1Average: "binary" as const, positiveClass: "rare" },
];

describe("a difference where a class has few rows", () => {
  it.each(KINDS)("is not decided by one disagreement elsewhere ($f1Average)", (kind) => {
    // Both models miss all four rows of the class; the champion says it once of another row.
    const cells: Cell[] = [
      { actual: 0, a: 0, b: 0, count: 199 },
      { actual: 0, a: 0, b: 2, count: 1 },
      { actual: 1, a: 1, b: 1, count: 196 },
      { actual: 2, a: 0, b: 0, count: 4 },
    ];
    for (const horizon of [1, 32, 260]) {
      const found = differenceOfCells(cells, CLASSES, kind, 0.05 / horizon);
      expect(decide(found, 0.02)).toBe("undecided");
      const same = cells.map((cell) => ({ ...cell, b: cell.a }));
      expect(found.lower).toBeLessThan(differenceOfCells(same, CLASSES, kind, 0.05).lower + 0.05);
    }
  });

  it.each(KINDS)("is undecided without a row of it ($f1Average)", (kind) => {
    const cells: Cell[] = [
      { actual: 0, a: 0, b: 0, count: 199 },
      { actual: 0, a: 0, b: 2, count: 1 },
      { actual: 1, a: 1, b: 1, count: 200 },
    ];
    expect(decide(differenceOfCells(cells, CLASSES, kind, 0.05), 0.02)).toBe("undecided");
    expect(decide(differenceOfCells(cells, CLASSES, { ...kind, asked: CLASSES }, 0.05), 0.02)).toBe("undecided");
  });

  it("does not wait for a class that only the champion knew", () => {
    const cells: Cell[] = [
      { actual: 0, a: 0, b: 0, count: 2000 },
      { actual: 1, a: 1, b: 1, count: 2000 },
    ];
    expect(decide(differenceOfCells(cells, CLASSES, { ...KINDS[0]!, asked: ["a", "b"] }, 0.05), 0.02)).toBe("pass");
    expect(decide(differenceOfCells(cells, CLASSES, { ...KINDS[0]!, asked: CLASSES }, 0.05), 0.02)).toBe("undecided");
  });

  it.each(["macro", "binary"] as const)("passes a worse candidate at most as often as promised (%s)", (average) => {
    const tries = 200;
    const base = { average, skill: 0.9, margin: 0.02, level: 0.05, noise: 0.01 };
    let stream = 0;
    for (const [rows, rare] of [
      [400, 3],
      [1000, 8],
      [1000, 20],
      [4000, 60],
    ] as const) {
      for (const recall of [0.3, 0.9]) {
        for (const harm of HARMS) {
          const setting: RareSetting = { ...base, rows, rare, recall, harm };
          const share = passesAtMargin(setting, tries, new Draws(20261129, stream++));
          // Four standard errors.
          if (share !== null) expect(share, JSON.stringify(setting)).toBeLessThanOrEqual(0.05 + 4 * Math.sqrt((0.05 * 0.95) / tries));
        }
      }
    }
  });
});

const common = (count: number): Line[] => [
  ...lines(count, { truth: "a", candidate: "a", champion: "a" }),
  ...lines(count, { truth: "b", candidate: "b", champion: "b" }),
];
const TRAIN = lines(10, { truth: "a", candidate: "a", champion: "a", train: true });
const rare = (lost: number, both: number, gained = 0): Line[] => [
  ...lines(lost, { truth: "rare", candidate: "a", champion: "rare" }),
  ...lines(both, { truth: "rare", candidate: "rare", champion: "rare" }),
  ...lines(gained, { truth: "rare", candidate: "rare", champion: "b" }),
];

describe("class-f1", () => {
  it("warns of a rare class whose rows are lost, though the average hardly moves", () => {
    const { check } = judged({ lines: [...TRAIN, ...common(1000), ...rare(9, 2)] });
    expect(check("champion")).toMatchObject({ status: "pass" });
    expect(check("class-f1")).toMatchObject({ status: "warn", subject: "rare", rows: 11 });
    expect(check("class-f1")?.message).toContain("9 are answered right by the champion alone, 0 by the candidate alone");
  });

  it("fails where it is beyond doubt and F1 is halved, by the horizon", () => {
    const rows = [...TRAIN, ...common(2000), ...rare(14, 4)];
    expect(judged({ lines: rows }).check("class-f1")).toMatchObject({ status: "fail", subject: "rare" });
    const gates = { champion: { margin: 0.02, confidence: 0.95, horizon: 32, undecided: "keep" as const } };
    expect(judged({ lines: rows, gates }).check("class-f1")).toMatchObject({ status: "warn" });
    expect(judged({ lines: [...TRAIN, ...common(2000), ...rare(14, 30)] }).check("class-f1")).toMatchObject({ status: "warn" });
  });

  it("says nothing of losses that are balanced by gains, or that chance brings", () => {
    expect(judged({ lines: [...TRAIN, ...common(500), ...rare(9, 5, 8)] }).check("class-f1")).toMatchObject({ status: "pass" });
    expect(judged({ lines: [...TRAIN, ...common(500), ...rare(4, 5)] }).check("class-f1")).toMatchObject({ status: "pass" });
  });

  it("is overridden by a person's word", () => {
    const { check } = judged({ lines: [...TRAIN, ...common(2000), ...rare(14, 4)], gates: { accept: true } });
    expect(check("class-f1")).toMatchObject({ status: "warn" });
  });

  it("steps down as S. Holm 1979 says", () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([expect.closeTo(0.03), expect.closeTo(0.06), expect.closeTo(0.06)]);
    expect(holm([])).toEqual([]);
  });
});

describe("champion-earlier", () => {
  // The batch was relabelled, and the candidate follows it: better on new rows, worse on accepted ones.
  const accepted = (lost: number, both: number) => [
    ...lines(lost, { truth: "a", candidate: "b", champion: "a", file: 0 }),
    ...lines(both, { truth: "b", candidate: "b", champion: "b", file: 0 }),
    ...lines(both, { truth: "a", candidate: "a", champion: "a", file: 0 }),
  ];
  const batch = (count: number) => [
    ...lines(count, { truth: "b", candidate: "b", champion: "a", file: 1 }),
    ...lines(count, { truth: "a", candidate: "a", champion: "a", file: 1 }),
  ];
  const train = lines(10, { truth: "a", candidate: "a", champion: "a", train: true, file: 0 });

  it("does not let a batch vouch for the model that it made", () => {
    const { check } = judged({ lines: [...train, ...accepted(90, 900), ...batch(200)], accepted: [true, false] });
    expect(check("champion")).toMatchObject({ status: "pass" });
    expect(check("champion-earlier")).toMatchObject({ status: "fail", rows: 1890 });
    expect(check("champion-earlier")?.message).toContain("on 1,890 accepted hold-out rows");
  });

  it("is undecided where accepted rows are too few", () => {
    const { check } = judged({ lines: [...train, ...accepted(0, 60), ...batch(200)], accepted: [true, false] });
    expect(check("champion-earlier")).toMatchObject({ status: "undecided", rows: 120 });
  });

  it("is not asked where nothing is new, nor where nothing is accepted, which is said", () => {
    const same = judged({ lines: [...train, ...accepted(0, 300)], accepted: [true] });
    expect(same.check("champion-earlier")).toBeUndefined();
    expect(same.check("champion")?.message).not.toContain("None of these rows is accepted");
    const fresh = judged({ lines: [...train, ...batch(300)], accepted: [true, false] });
    expect(fresh.check("champion-earlier")).toBeUndefined();
    expect(fresh.check("champion")?.message).toContain("None of these rows is accepted, so nothing but the new rows is compared.");
  });
});

describe("f1-batch of a file without a held-out row", () => {
  const known = common(150).map((line) => ({ ...line, file: 0 }));
  const eight = (says: string) => [
    ...lines(4, { truth: "a", candidate: "a", champion: says, train: true, file: 1 }),
    ...lines(4, { truth: "b", candidate: "b", champion: "b", train: true, file: 1 }),
  ];
  const train = lines(10, { truth: "a", candidate: "a", champion: "a", train: true, file: 0 });

  it("asks the champion, which learned from none of its eight rows", () => {
    const { check } = judged({ lines: [...train, ...known, ...eight("a")], accepted: [true, false] });
    expect(check("f1-batch")).toMatchObject({ status: "pass", rows: 8 });
  });
});
