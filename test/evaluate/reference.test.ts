// The frozen reference: closed once, it finds what each night hides, knows its rows again, and says when they are gone.
import { describe, expect, it } from "vitest";
import type { EvaluationRequest } from "../../src/evaluate/compare/evaluation-request.ts";
import { REFERENCE_ROWS } from "../../src/evaluate/compare/reference.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import type { CurrentReference, ReferenceRecord } from "../../src/types/reference.ts";
import type { Dataset } from "../../src/types/table.ts";
import { GATES, type Line, lines, repeating, requestOf } from "./scripted.ts";

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

const closedBy = (request: EvaluationRequest): ReferenceRecord => evaluate(request).reference!.record!;
const standing = (record: ReferenceRecord): CurrentReference => ({ record, found: REFERENCE_ROWS, habit: 0, promotions: 1 });

/** The same rows, judged for a candidate that is no worse than the champion of the night before. */
function later(request: EvaluationRequest, record: ReferenceRecord, more: Partial<EvaluationRequest> = {}): EvaluationRequest {
  const drifted = repeating("best says", ["a", "b"]);
  return { ...request, candidate: drifted, champion: drifted, reference: standing(record), ...more };
}

const statusOf = (request: EvaluationRequest, code: string) => evaluate(request).checks.find((check) => check.code === code)?.status;

describe("the reference", () => {
  it("is closed by the first 1,000 accepted hold-out rows, and by fewer not", () => {
    const { reference, checks } = evaluate(requestOf({ lines: nights(0) }));
    expect(reference).toMatchObject({ found: REFERENCE_ROWS, lost: 0 });
    expect(reference!.record!.answers).toHaveLength(REFERENCE_ROWS);
    expect(Buffer.from(reference!.record!.hashes, "base64")).toHaveLength(12 * REFERENCE_ROWS);
    expect(checks.find(({ code }) => code === "reference")?.status).toBe("pass");
    const few = evaluate(requestOf({ lines: nights(0).slice(0, 900) }));
    expect(few.reference).toBeUndefined();
    expect(few.checks.some(({ code }) => code === "reference")).toBe(false);
  });

  it("finds a loss that the champion of yesterday shares", () => {
    const request = requestOf({ lines: nights(120) });
    const night = later(request, closedBy(request));
    expect(statusOf(night, "champion")).toBe("pass");
    expect(statusOf(night, "reference")).toBe("warn");
    expect(statusOf({ ...night, gates: { ...GATES, reference: "fail" } }, "reference")).toBe("fail");
    const sound = requestOf({ lines: nights(0) });
    expect(statusOf(later(sound, closedBy(sound)), "reference")).toBe("pass");
  });

  it("is stricter with each look: the levels of all looks together are .05", () => {
    const request = requestOf({ lines: nights(36) });
    const record = { ...closedBy(request), looks: 0 };
    const bounds = [0, 40].map(
      (looks) => evaluate(later(request, record, { looks })).checks.find(({ code }) => code === "reference")!.bound!,
    );
    expect(bounds[1]!).toBeGreaterThan(bounds[0]!);
  });

  it("moves to the newest rows where a person accepts", () => {
    const request = requestOf({ lines: nights(120) });
    const record = closedBy(request);
    const accepted = evaluate(later(request, record, { gates: { ...GATES, accept: true } }));
    expect(accepted.reference!.record!.hashes).not.toBe(record.hashes);
    expect(accepted.reference!.record!.answers).toHaveLength(REFERENCE_ROWS);
  });

  it("is inconclusive where rows vanished beyond habit, and not where they or their file are excluded", () => {
    const request = requestOf({ lines: nights(0) });
    const record = closedBy(request);
    const gone = { holdoutRows: request.holdoutRows.slice(200) };
    expect(statusOf(later(request, record, gone), "reference")).toBe("inconclusive");
    const exclude = [{ file: "data_0.csv", digest: null, reason: "broken" }];
    expect(statusOf(later(request, record, { ...gone, exclude }), "reference")).toBe("pass");
    const { dataset } = request;
    const rows = request.holdoutRows.slice(0, 200);
    const columns = dataset.columns.map((column) =>
      column.kind === "number"
        ? { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) }
        : { ...column, codes: rows.map((row) => column.codes[row]!) },
    );
    const excluded = { ...dataset, rows: rows.length, columns };
    expect(statusOf(later(request, record, { ...gone, excluded }), "reference")).toBe("pass");
    const usual = { ...standing(record), habit: 150 };
    expect(statusOf(later(request, record, { ...gone, reference: usual }), "reference")).toBe("pass");
  });

  it("knows its rows again in another order", () => {
    const request = requestOf({ lines: nights(0) });
    const back = { holdoutRows: request.holdoutRows.slice().reverse() };
    expect(evaluate(later(request, closedBy(request), back)).reference).toMatchObject({ found: REFERENCE_ROWS, lost: 0 });
  });

  it.each(["weighted", "macro", "binary"] as const)("judges answers of a class that no row and no model has any more (%s)", (f1Average) => {
    const request = requestOf({ lines: nights(0) });
    const known = closedBy(request);
    const record = {
      ...known,
      classes: [...known.classes, "gone"],
      answers: known.answers.map((of, i) => (i < 40 ? known.classes.length : of)),
    };
    const gates = { ...GATES, f1Average, positiveClass: f1Average === "binary" ? "a" : null };
    const check = evaluate(later(request, record, { gates })).checks.find(({ code }) => code === "reference")!;
    expect(Number.isFinite(check.estimate) && Number.isFinite(check.bound)).toBe(true);
    expect(check.estimate).toBeGreaterThan(0);
  });

  it("is closed anew where the schema lost a column that its hashes cover", () => {
    const request = requestOf({ lines: nights(0) });
    const record = closedBy(request);
    const without: Dataset = {
      ...request.dataset,
      columns: request.dataset.columns.filter(({ name }) => name !== "region"),
      features: request.dataset.features.filter((name) => name !== "region"),
    };
    const night = later({ ...request, dataset: without }, record);
    expect(statusOf(night, "reference")).toBe("warn");
    expect(evaluate(night).reference!.record!.columns).not.toContain("region");
  });
});
