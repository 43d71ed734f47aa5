// The frozen reference: closed once, it finds what each night hides, knows its rows again, and says when they are gone.
import { describe, expect, it } from "vitest";
import type { Challenge } from "../../src/evaluate/challenge.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { REFERENCE_ROWS } from "../../src/evaluate/reference.ts";
import type { ReferenceRecord, StandingReference } from "../../src/types/reference.ts";
import type { Dataset } from "../../src/types/table.ts";
import { challengeOf, GATES, type Line, lines, repeating } from "./scripted.ts";

/** The model of a later night says what `best` names: wrong on `drift` of 1,200 rows. */
function nights(drift: number): Line[] {
  const sure = { candidate: "a", champion: "a", truth: "a", best: "a" };
  const other = { candidate: "b", champion: "b", truth: "b", best: "b" };
  return [
    ...lines(10, { ...sure, train: true }),
    ...lines(drift, { ...sure, best: "b" }),
    ...lines(600 - drift, sure),
    ...lines(600, other),
  ];
}

const closedBy = (challenge: Challenge): ReferenceRecord => evaluate(challenge).reference!.record!;
const standing = (record: ReferenceRecord): StandingReference => ({ record, found: REFERENCE_ROWS, habit: 0, promotions: 1 });

/** The same rows, judged for a candidate that is no worse than the champion of the night before. */
function later(challenge: Challenge, record: ReferenceRecord, more: Partial<Challenge> = {}): Challenge {
  const drifted = repeating("best says", ["a", "b"]);
  return { ...challenge, candidate: drifted, champion: drifted, reference: standing(record), ...more };
}

const statusOf = (challenge: Challenge, code: string) => evaluate(challenge).checks.find((check) => check.code === code)?.status;

describe("the reference", () => {
  it("is closed by the first 1,000 accepted hold-out rows, and by fewer not", () => {
    const { reference, checks } = evaluate(challengeOf({ lines: nights(0) }));
    expect(reference).toMatchObject({ found: REFERENCE_ROWS, lost: 0 });
    expect(reference!.record!.answers).toHaveLength(REFERENCE_ROWS);
    expect(Buffer.from(reference!.record!.hashes, "base64")).toHaveLength(12 * REFERENCE_ROWS);
    expect(checks.find(({ code }) => code === "reference")?.status).toBe("pass");
    const few = evaluate(challengeOf({ lines: nights(0).slice(0, 900) }));
    expect(few.reference).toBeUndefined();
    expect(few.checks.some(({ code }) => code === "reference")).toBe(false);
  });

  it("finds a loss that the champion of yesterday shares", () => {
    const challenge = challengeOf({ lines: nights(120) });
    const night = later(challenge, closedBy(challenge));
    expect(statusOf(night, "champion")).toBe("pass");
    expect(statusOf(night, "reference")).toBe("warn");
    expect(statusOf({ ...night, gates: { ...GATES, reference: "fail" } }, "reference")).toBe("fail");
    const sound = challengeOf({ lines: nights(0) });
    expect(statusOf(later(sound, closedBy(sound)), "reference")).toBe("pass");
  });

  it("is stricter with each look: the levels of all looks together are .05", () => {
    const challenge = challengeOf({ lines: nights(36) });
    const record = { ...closedBy(challenge), looks: 0 };
    const bounds = [0, 40].map(
      (looks) => evaluate(later(challenge, record, { looks })).checks.find(({ code }) => code === "reference")!.bound!,
    );
    expect(bounds[1]!).toBeGreaterThan(bounds[0]!);
  });

  it("moves to the newest rows where a person accepts", () => {
    const challenge = challengeOf({ lines: nights(120) });
    const record = closedBy(challenge);
    const accepted = evaluate(later(challenge, record, { gates: { ...GATES, accept: true } }));
    expect(accepted.reference!.record!.hashes).not.toBe(record.hashes);
    expect(accepted.reference!.record!.answers).toHaveLength(REFERENCE_ROWS);
  });

  it("is inconclusive where rows vanished beyond habit, and not where they or their file are excluded", () => {
    const challenge = challengeOf({ lines: nights(0) });
    const record = closedBy(challenge);
    const gone = { holdoutRows: challenge.holdoutRows.slice(200) };
    expect(statusOf(later(challenge, record, gone), "reference")).toBe("inconclusive");
    const exclude = [{ file: "data_0.csv", digest: null, reason: "broken" }];
    expect(statusOf(later(challenge, record, { ...gone, exclude }), "reference")).toBe("pass");
    const { dataset } = challenge;
    const rows = challenge.holdoutRows.slice(0, 200);
    const columns = dataset.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
        : { ...column, codes: rows.map((row) => column.codes[row]!) },
    );
    const excluded = { ...dataset, rows: rows.length, columns };
    expect(statusOf(later(challenge, record, { ...gone, excluded }), "reference")).toBe("pass");
    const usual = { ...standing(record), habit: 150 };
    expect(statusOf(later(challenge, record, { ...gone, reference: usual }), "reference")).toBe("pass");
  });

  it("knows its rows again in another order", () => {
    const challenge = challengeOf({ lines: nights(0) });
    const back = { holdoutRows: challenge.holdoutRows.slice().reverse() };
    expect(evaluate(later(challenge, closedBy(challenge), back)).reference).toMatchObject({ found: REFERENCE_ROWS, lost: 0 });
  });

  it.each(["weighted", "macro", "binary"] as const)("judges answers of a class that no row and no model has any more (%s)", (f1Average) => {
    const challenge = challengeOf({ lines: nights(0) });
    const known = closedBy(challenge);
    const record = {
      ...known,
      classes: [...known.classes, "gone"],
      answers: known.answers.map((of, i) => (i < 40 ? known.classes.length : of)),
    };
    const gates = { ...GATES, f1Average, positiveClass: f1Average === "binary" ? "a" : null };
    const check = evaluate(later(challenge, record, { gates })).checks.find(({ code }) => code === "reference")!;
    expect(Number.isFinite(check.estimate) && Number.isFinite(check.bound)).toBe(true);
    expect(check.estimate).toBeGreaterThan(0);
  });

  it("is closed anew where the schema lost a column that its hashes cover", () => {
    const challenge = challengeOf({ lines: nights(0) });
    const record = closedBy(challenge);
    const without: Dataset = {
      ...challenge.dataset,
      columns: challenge.dataset.columns.filter(({ name }) => name !== "region"),
      features: challenge.dataset.features.filter((name) => name !== "region"),
    };
    const night = later({ ...challenge, dataset: without }, record);
    expect(statusOf(night, "reference")).toBe("warn");
    expect(evaluate(night).reference!.record!.columns).not.toContain("region");
  });
});
