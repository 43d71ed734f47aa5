import { describe, expect, it } from "vitest";
import type { EvaluationInput } from "../../src/evaluate/compare/evaluation-input.ts";
import { f1BatchGate } from "../../src/evaluate/gates/f1-batch.ts";
import type { Answers } from "../../src/evaluate/scores/rows.ts";
import { draw, oneOf, uniforms } from "./random.ts";
import { GATES, judged, type Line, lines, type Scene } from "./scripted.ts";

const TRAIN = [...lines(6, { truth: "no", candidate: "no", train: true }), ...lines(4, { truth: "yes", candidate: "yes", train: true })];
const other = (label: string) => (label === "no" ? "yes" : "no");

interface Quality {
  file: number;
  rows: number;
  /** Shares of right answers. */
  candidate: number;
  champion?: number;
  train?: boolean;
}

/** Both classes in turn, so that wrong answers are spread evenly over them. */
function linesOf({ file, rows, candidate, champion, train = false }: Quality): Line[] {
  return Array.from({ length: rows }, (_, i) => {
    const truth = i % 2 === 0 ? "no" : "yes";
    const says = (share: number) => (Math.floor(i / 2) < Math.round((share * rows) / 2) ? truth : other(truth));
    const line = { truth, candidate: says(candidate), file, train };
    return champion === undefined ? line : { ...line, champion: says(champion) };
  });
}

const batchGate = (qualities: Quality[], accepted: boolean[], more: Partial<Scene> = {}) =>
  judged({ lines: [...TRAIN, ...qualities.flatMap(linesOf)], accepted, ...more }).check("f1-batch");

describe("f1-batch", () => {
  it("is not listed when nothing is accepted, or nothing is new", () => {
    expect(batchGate([{ file: 0, rows: 100, candidate: 0.9 }], [false])).toBeUndefined();
    expect(batchGate([{ file: 0, rows: 100, candidate: 0.9 }], [true])).toBeUndefined();
  });

  /** A model that is right on 96 % of "no" and on 20 % of "yes". */
  const blind = (file: number, no: number, yes: number, labelled = (truth: string) => truth): Line[] =>
    [...Array(no).fill("no"), ...Array(yes).fill("yes")].map((true_: string, i) => {
      const isNo = i < no;
      const says = (isNo ? i < 0.96 * no : i - no >= 0.2 * yes) ? "no" : "yes";
      return { truth: labelled(true_), candidate: says, champion: says, file };
    });

  it("takes more of a class that the model tells badly for no fault of the labels, and inverted labels for one", () => {
    const storm = judged({ lines: [...TRAIN, ...blind(0, 800, 180), ...blind(1, 80, 120)], accepted: [true, false] }).check("f1-batch")!;
    expect(storm.threshold! - storm.estimate!).toBeGreaterThan(0.1);
    expect(storm.status).toBe("pass");
    const wrong = judged({ lines: [...TRAIN, ...blind(0, 800, 180), ...blind(1, 320, 480, other)], accepted: [true, false] });
    expect(wrong.check("f1-batch")?.status).toBe("fail");
    const same = judged({ lines: [...TRAIN, ...blind(0, 800, 180), ...blind(1, 640, 160, other)], accepted: [true, false] });
    expect(same.check("f1-batch")?.status).toBe("fail");
  });

  it("fails when the candidate's F1 on the new files falls by more than .2", () => {
    const accepted = { file: 0, rows: 400, candidate: 0.9 };
    const failed = batchGate([accepted, { file: 1, rows: 50, candidate: 0.6 }], [true, false]);
    expect(failed).toMatchObject({ status: "fail", subject: "data_1.csv", rows: 50 });
    expect(failed?.estimate).toBeCloseTo(0.6, 2);
    expect(failed?.threshold).toBeCloseTo(0.7, 2);
    expect(failed?.remedies).toMatchObject([
      { kind: "exclude", key: "data.exclude", value: { rows: expect.stringMatching(/^sha256:1111/) } },
      { kind: "accept", key: "checks.accept", value: { rows: expect.stringMatching(/^sha256:1111/), checks: ["f1-batch"] } },
      { kind: "command", value: ["accept", "--file", "data_1.csv", "--reason", "labels do not fit"] },
    ]);
    expect(batchGate([accepted, { file: 1, rows: 50, candidate: 0.74 }], [true, false])).toMatchObject({ status: "pass", rows: 50 });
  });

  it("does not take a large fall on few rows for more than chance, and says when they are too few", () => {
    const accepted = { file: 0, rows: 100, candidate: 0.8 };
    expect(batchGate([accepted, { file: 1, rows: 10, candidate: 0.4 }], [true, false])).toMatchObject({ status: "pass" });
    const tiny = batchGate([accepted, { file: 1, rows: 2, candidate: 0 }], [true, false]);
    expect(tiny).toMatchObject({ status: "warn", rows: 2 });
    expect(tiny?.message).toContain("too few rows");
  });

  it("is inconclusive when large new files have no hold-out row, and waits for more where they are tiny", () => {
    const of = (fresh: number) => {
      const held = linesOf({ file: 0, rows: 50, candidate: 0.9 });
      const lines = [...TRAIN, ...held, ...linesOf({ file: 1, rows: fresh, candidate: 1, train: true })];
      return judged({ lines, accepted: [true, false] }).check("f1-batch");
    };
    expect(of(80)).toMatchObject({ status: "inconclusive", rows: 0 });
    expect(of(8)).toMatchObject({ status: "undecided", rows: 0, message: expect.stringContaining("wait for the next ones") });
  });

  it("hears the champion where the candidate was taught by the new files: a weak model, labels inverted", () => {
    const known = { file: 0, rows: 400, candidate: 0.55, champion: 0.62 };
    const taught = [
      { file: 1, rows: 60, candidate: 0.5, champion: 0.38 },
      { file: 1, rows: 240, candidate: 1, champion: 0.38, train: true },
    ];
    const failed = batchGate([known, ...taught], [true, false], { gates: { f1Threshold: 0.5 } });
    expect(failed).toMatchObject({ status: "fail", subject: "data_1.csv", rows: 300 });
    expect(failed?.message).toContain("The champion's weighted F1 is 0.380 on 300 rows");
    const weaker = taught.map((quality) => ({ ...quality, champion: 0.45 }));
    const lost = batchGate([known, ...weaker], [true, false], { gates: { f1Threshold: 0.5 } });
    expect(lost).toMatchObject({ status: "fail", rows: 300 });
    expect(lost?.message).toContain("no more than chance would bring");
  });

  it("does not let good files hide a bad one", () => {
    const good = [2, 3, 4, 5, 6].map((file) => ({ file, rows: 100, candidate: 0.9, champion: 0.9 }));
    const bad = { file: 1, rows: 100, candidate: 0.1, champion: 0.1 };
    const known = { file: 0, rows: 400, candidate: 0.9, champion: 0.9 };
    const accepted = [true, false, false, false, false, false, false];
    expect(batchGate([known, bad, ...good], accepted)).toMatchObject({ status: "fail", subject: "data_1.csv", rows: 100 });
    expect(batchGate([known, { ...bad, candidate: 0.9, champion: 0.9 }, ...good], accepted)).toMatchObject({ status: "pass", rows: 600 });
  });

  it("is no judge by a champion of before where values moved; the candidate is", () => {
    const known = { file: 0, rows: 400, candidate: 0.9, champion: 0.9 };
    const moved = (candidate: number) => [
      { file: 1, rows: 60, candidate, champion: 0.4 },
      { file: 1, rows: 240, candidate: 1, champion: 0.4, train: true },
    ];
    expect(batchGate([known, ...moved(0.9)], [true, false])).toMatchObject({ status: "fail", rows: 300 });
    const learned = batchGate([known, ...moved(0.9)], [true, false], { moved: [1] });
    expect(learned).toMatchObject({
      status: "warn",
      rows: 300,
      message: expect.stringContaining("values of these rows moved"),
    });
    const noisy = batchGate([known, ...moved(0.5)], [true, false], { moved: [1] });
    expect(noisy).toMatchObject({ status: "fail", rows: 60, message: expect.stringContaining("The candidate's") });
    const other = { file: 2, rows: 200, candidate: 0.9, champion: 0.4 };
    expect(batchGate([known, ...moved(0.9), other], [true, false, false], { moved: [1] })).toMatchObject({
      status: "fail",
      subject: "data_2.csv",
    });
  });

  it("asks of rows that a person answered for no second time, and judges those beside them", () => {
    const known = { file: 0, rows: 400, candidate: 0.9, champion: 0.9 };
    const bad = { file: 1, rows: 300, candidate: 0.3, champion: 0.3 };
    const beside = (share: number) => ({ file: 2, rows: 100, candidate: share, champion: share });
    const night = (share: number, answered: number[]) => {
      const scene = { lines: [...TRAIN, ...[known, bad, beside(share)].flatMap(linesOf)], accepted: [true, false, false], answered };
      return judged(scene)
        .checks.filter(({ code }) => code === "f1-batch")
        .map(({ status, subject, rows }) => ({ status, subject, rows }));
    };
    const apart = { status: "fail", subject: "data_1.csv", rows: 300 };
    // The two together fall, and would be asked of as one.
    expect(night(0.9, [])).toEqual([{ status: "fail", subject: "model", rows: 400 }]);
    expect(night(0.9, [1])).toEqual([{ status: "pass", subject: "model", rows: 100 }, apart]);
    expect(night(0.3, [1])).toEqual([{ status: "fail", subject: "data_2.csv", rows: 100 }, apart]);
    expect(night(0.3, [1, 2])).toEqual([{ status: "fail", subject: "model", rows: 400 }]);
  });

  /** Accepted files of so good answers each; their rows are learned from but every fifth. */
  const history = (shares: number[]) =>
    shares.flatMap((share, file) => [
      { file, rows: 40, candidate: share, champion: share },
      { file, rows: 160, candidate: share, champion: share, train: true },
    ]);
  const night = (shares: number[], fresh: number) =>
    batchGate(
      [...history(shares), { file: shares.length, rows: 200, candidate: fresh, champion: fresh }],
      [...shares.map(() => true), false],
    )!;
  const ALIKE = [0.9, 0.91, 0.89, 0.9, 0.92, 0.88, 0.9, 0.9];
  const DIFFERING = [0.95, 0.6, 0.9, 0.97, 0.7, 0.95, 0.62, 0.9];

  it("warns of a file that falls far where accepted files, left out, fell as far, and fails it where they did not", () => {
    const excused = night(DIFFERING, 0.6);
    expect(excused).toMatchObject({ status: "warn", subject: "model" });
    expect(excused.message).toMatch(/falls by more than 0\.2 .*; accepted files fell by up to 0\.\d+ when left out/);
    const held = night(ALIKE, 0.6);
    expect(held).toMatchObject({ status: "fail", subject: "data_8.csv" });
    expect(held.message).toContain("more than accepted files that were left out: they fell by up to 0.0");
  });

  it("never takes labels that are worse than chance for a file that differs", () => {
    expect(night([0.95, 0.2, 0.9, 0.97, 0.3, 0.95, 0.9, 0.9], 0.2)).toMatchObject({ status: "fail", subject: "data_8.csv" });
  });

  it("judges a file that is held back the same whatever waits beside it", () => {
    const shares = [...ALIKE, 0.6];
    const waiting = Array.from({ length: 12 }, (_, i) => ({ file: 9 + i, rows: 60, candidate: 0.9, champion: 0.9 }));
    const rows = [...history(ALIKE), { file: 8, rows: 200, candidate: 0.6, champion: 0.6 }, ...waiting];
    const accepted = [...ALIKE.map(() => true), ...Array(shares.length - ALIKE.length + waiting.length).fill(false)];
    expect(batchGate(rows, accepted)).toMatchObject({ status: "fail", subject: "data_8.csv" });
  });

  it("does not take another mix of classes for a lost skill", () => {
    // 90 % "no" before, 70 % "no" now; each class is recognised as well as ever.
    const mixed = (file: number, rows: number, share: number) =>
      Array.from({ length: rows }, (_, i) => {
        const truth = i < rows * share ? "no" : "yes";
        const says = i % 20 === 0 ? other(truth) : truth;
        return { truth, candidate: says, champion: says, file };
      });
    const rows = [...TRAIN, ...mixed(0, 1000, 0.9), ...mixed(1, 1000, 0.7)];
    expect(judged({ lines: rows, accepted: [true, false] }).check("f1-batch")).toMatchObject({ status: "pass" });
  });
});

/** What a model of this quality answers on rows whose labels mean what the accepted ones mean. */
function answersFrom(uniform: () => number, rows: Int32Array, shares: number[], skill: number): Answers {
  const truth = rows.map(() => draw(uniform, shares));
  const predicted = truth.map((label) => (uniform() < skill ? label : draw(uniform, shares)));
  return { rows, truth, predicted, classes: shares.map((_, i) => `class ${i}`), units: null };
}

function cleanInput(uniform: () => number): EvaluationInput {
  const classes = oneOf(uniform, [2, 2, 3, 5, 10]);
  const raw = Array.from({ length: classes }, () => -Math.log(1 - uniform()) + 0.2);
  const shares = raw.map((x) => x / raw.reduce((a, b) => a + b, 0));
  const skill = oneOf(uniform, [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]);
  const size = (options: number[]) => oneOf(uniform, options);
  const [known, heldOut, taught] = [size([20, 50, 200, 1000]), size([10, 50, 200]), size([0, 200, 800])];
  const files = Math.min(heldOut, size([1, 1, 3, 10]));
  const fileOf = Int32Array.from({ length: known + heldOut + taught }, (_, row) => (row < known ? 0 : 1 + (row % files)));
  const rowsFrom = (start: number, count: number) => Int32Array.from({ length: count }, (_, i) => start + i);
  const span = { start: 0, end: 0, inWindow: true };
  const answers = answersFrom(uniform, rowsFrom(0, known), shares, skill);
  return {
    dataset: { rows: 0, columns: [], features: [], target: "label", files: [] },
    showValues: false,
    gates: GATES,
    whereOf: () => null,
    files: Array.from({ length: files + 1 }, (_, i) => ({ ...span, name: `${i}.csv`, accepted: i === 0 })),
    hasAccepted: true,
    isNextSnapshot: false,
    movedRows: new Set(),
    answeredRows: new Set(),
    fileOf,
    candidateClasses: answers.classes,
    candidate: answersFrom(uniform, rowsFrom(0, known + heldOut), shares, skill),
    likelihood: null,
    champion: { kind: "fit", answers, beside: answers, likelihood: null },
    leftOutFiles: () => [],
    championAnswers: { known: answers, fresh: answersFrom(uniform, rowsFrom(known, heldOut + taught), shares, skill) },
    best: null,
    looks: null,
    reference: null,
    referenceEntry: () => undefined,
    resampled: null,
    by: "row",
    dummy: null,
  };
}

describe("f1-batch on clean batches", () => {
  it("alarms in at most 1 of 1,000 runs", () => {
    const uniform = uniforms(20260301);
    const runs = 8_000;
    let alarms = 0;
    for (let run = 0; run < runs; run++) if (f1BatchGate(cleanInput(uniform))[0]!.status === "fail") alarms++;
    process.stdout.write(`f1-batch: ${alarms} alarms in ${runs} clean runs\n`);
    expect(alarms).toBeLessThanOrEqual(runs / 1000);
  });
});
