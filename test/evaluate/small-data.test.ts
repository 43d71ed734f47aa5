// What cross-validation and out-of-bag say beside the gates: told, never deciding.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { judge } from "../../src/evaluate/judge.ts";
import type { NotResampled, Resampled } from "../../src/types/model.ts";
import { uniforms } from "./random.ts";
import { type Line, requestOf, type Scene } from "./scripted.ts";

const CLASSES = ["no", "yes"];

function scene(count: number, right: number, champion: number | null = null): Scene {
  const uniform = uniforms(count);
  const lines = Array.from({ length: count }, (_, i): Line => {
    const truth = CLASSES[i % 2]!;
    const says = (share: number) => (uniform() < share ? truth : CLASSES[1 - (i % 2)]!);
    return { truth, candidate: says(right), train: i % 5 !== 0, ...(champion === null ? {} : { champion: says(champion) }) };
  });
  return { lines };
}

/** Right on these shares of rows; `alike`: out of bag. */
function resampledOf({ lines }: Scene, right: { cv: number; champion?: number; bag?: number }): Resampled {
  const uniform = uniforms(lines.length + 1);
  const rows = Int32Array.from(lines.keys());
  const said = (share: number) => rows.map((row) => (uniform() < share ? row % 2 : 1 - (row % 2)));
  const folds = [0, 1, 2].map((repeat) => Uint8Array.from(rows, (row) => (row + repeat) % 5));
  return {
    ...{ rows, folds, foldCount: 5, classes: CLASSES, candidate: folds.map(() => said(right.cv)) },
    champion: right.champion === undefined ? "none" : folds.map(() => said(right.champion!)),
    outOfBag: right.bag === undefined ? null : { rows, predicted: said(right.bag), classes: CLASSES },
  };
}

const judgedWith = (one: Scene, resampled: Resampled | NotResampled | null) => {
  const request = { ...requestOf(one), resampled };
  const { checks } = evaluate(request);
  return { checks, check: (code: string) => checks.find((found) => found.code === code), ...judge(checks, request.gates.champion) };
};

describe("cross-validation", () => {
  it("never changes what the hold-out decides (property)", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 200 }), share, share, share, share, (count, right, champion, cv, bag) => {
        const one = scene(count, right, champion);
        const alone = judgedWith(one, null);
        const told = judgedWith(one, resampledOf(one, { cv, champion: cv / 2, bag }));
        expect(told.verdict).toBe(alone.verdict);
        expect(told.checks.slice(0, alone.checks.length)).toEqual(alone.checks);
        expect(told.checks.slice(alone.checks.length).map(({ code }) => code)).toEqual(["cross-validation", "out-of-bag"]);
        expect(told.checks.slice(alone.checks.length).every(({ status }) => status === "pass" || status === "warn")).toBe(true);
      }),
    );
  });

  it("does not save a model that the hold-out rejects, nor promote one that it leaves undecided", () => {
    const weak = scene(100, 0.5);
    expect(judgedWith(weak, resampledOf(weak, { cv: 1 })).verdict).toBe("rejected");
    const even = scene(400, 0.93, 0.93);
    expect(judgedWith(even, resampledOf(even, { cv: 1, champion: 0.5 })).verdict).toBe("kept");
  });

  it("is labelled as an estimate of the recipe, with the champion's beside it", () => {
    const one = scene(300, 0.9);
    const found = judgedWith(one, resampledOf(one, { cv: 0.9, champion: 0.7 })).check("cross-validation")!;
    expect(found).toMatchObject({ status: "pass", rows: 300, threshold: null });
    expect(found.estimate).toBeGreaterThan(0.85);
    expect(found.bound).toBeLessThan(found.estimate!);
    expect(found.message).toMatch(
      /60 labelled hold-out rows the data is small\. An estimate of the recipe, not of this model: weighted F1 0\.\d+ \(0\.\d+ to 0\.\d+ with 95 % confidence\), by 3 × 5-fold cross-validation over 300 rows; the champion's recipe is 0\.\d+ below it \(difference 0\.\d+ to 0\.\d+\)\. It decides nothing/,
    );
    expect(judgedWith(one, { ...resampledOf(one, { cv: 0.9 }), champion: "same" }).check("cross-validation")!.message).toContain(
      "is the same",
    );
    for (const why of ["costly", "ordered"] as const) {
      expect(judgedWith(one, why).check("cross-validation")).toMatchObject({
        ...{
          status: "pass",
          estimate: null,
          message: expect.stringContaining("left out"),
          suggestion: expect.stringContaining("split.holdout"),
        },
      });
    }
    expect(judgedWith(one, "few").check("cross-validation")).toMatchObject({
      ...{
        status: "warn",
        estimate: null,
        message: expect.stringContaining("two classes"),
        suggestion: expect.stringContaining("rarer classes"),
      },
    });
    expect(judgedWith(one, "few").verdict).toBe(judgedWith(one, null).verdict);
    expect(judgedWith(one, null).check("cross-validation")).toBeUndefined();
  });

  it("says when the positive class has too few rows for folds", () => {
    const one = scene(40, 0.9);
    const rare = {
      ...one,
      lines: one.lines.map((line, i): Line => ({ ...line, truth: i % 19 === 0 ? "yes" : "no" })),
      gates: { f1Average: "binary" as const, positiveClass: "yes" },
    };
    expect(judgedWith(rare, resampledOf(rare, { cv: 0.9 })).check("cross-validation")).toMatchObject({ status: "warn", estimate: null });
  });
});

describe("out of bag", () => {
  it("agrees within chance, and warns beyond it with what to look for", () => {
    const one = scene(400, 0.9);
    const bag = (share: number) => judgedWith(one, resampledOf(one, { cv: 0.8, bag: share })).check("out-of-bag")!;
    expect(bag(0.8)).toMatchObject({ status: "pass", rows: 400 });
    expect(bag(0.99)).toMatchObject({ status: "warn", suggestion: expect.stringContaining("split by group") });
    expect(bag(0.5)).toMatchObject({ status: "warn", suggestion: expect.stringContaining("differ between files") });
  });
});
