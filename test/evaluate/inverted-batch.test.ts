// An inverted batch is stopped: real forests, many difficulties, class counts, windows and shares of the history.
import { expect, it } from "vitest";
import { type EvaluationRequest, NO_BASELINES } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { judge } from "../../src/evaluate/judge.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import { oneOf, uniforms } from "./random.ts";
import { anyProblem, forestOn, gatesWith, inverted, type PlacedFile, placed, rowsOf } from "./world.ts";

/** Below it the features hardly predict the target, and labels cannot tell whether they are inverted (docs/decisions/0001-f1-batch.md). */
const LEAST_F1 = 0.6;

interface Retrain {
  verdict: string;
  checks: CheckResult[];
  window: string;
  f1: number;
}

/** A first run that promotes, then a second one with a new file, alone or among good ones; null where the first would not have promoted. */
function retrain(uniform: () => number, spoil: boolean, thresholded: boolean): Retrain | null {
  const problem = anyProblem(uniform);
  const history = oneOf(uniform, [100, 300, 700, 2700]);
  const window = oneOf(uniform, ["all", "latest"]);
  const fresh = rowsOf(uniform, problem, 330);
  const files: PlacedFile[] = [
    { rows: rowsOf(uniform, problem, history), accepted: true, inWindow: window === "all" },
    { rows: spoil ? inverted(uniform, fresh, problem.shares.length) : fresh, accepted: false, inWindow: true },
  ];
  if (oneOf(uniform, [false, false, true])) files.push({ rows: rowsOf(uniform, problem, 330), accepted: false, inWindow: true });
  const sides = placed(uniform, files, problem.shares.length);
  const base = { ...sides, ...NO_BASELINES, showValues: false, whereOf: () => null };
  const heldOut = new Set(sides.holdoutRows);
  const holdoutRows = sides.holdoutRows.filter((row) => row < history);
  const trainRows = Int32Array.from({ length: history }, (_, row) => row).filter((row) => !heldOut.has(row));
  const champion = forestOn(sides.dataset, trainRows, 1);
  const first: EvaluationRequest = { ...base, trainRows, holdoutRows, candidate: champion, gates: gatesWith(null) };
  const f1 = weightedF1(first);
  if (f1 < LEAST_F1) return null;
  // As init writes it: the first fit's F1 less .05, rounded down.
  const gates = gatesWith(thresholded ? Math.floor(100 * (f1 - 0.05)) / 100 : null);
  if (judge(firstChecks({ ...first, gates }), gates.champion).verdict !== "promoted") return null;
  const { checks } = evaluate({ ...base, candidate: forestOn(sides.dataset, sides.trainRows, 2), champion, gates });
  return { verdict: judge(checks, gates.champion).verdict, checks, window, f1 };
}

/** The champion's own first run: only its file was there, and nothing was accepted. */
function firstChecks(request: EvaluationRequest): CheckResult[] {
  const files = request.dataset.files.map((file) => ({ ...file, accepted: false }));
  return evaluate({ ...request, dataset: { ...request.dataset, files } }).checks;
}

function weightedF1(request: EvaluationRequest): number {
  const metrics = evaluate(request).evaluation.candidate?.metrics ?? [];
  return metrics.find((metric) => metric.name === "f1" && metric.average === "weighted")?.value ?? 0;
}

function many(count: number, seed: number, spoil: boolean, thresholded: boolean): Retrain[] {
  const uniform = uniforms(seed);
  const runs: Retrain[] = [];
  while (runs.length < count) {
    const run = retrain(uniform, spoil, thresholded);
    if (run !== null) runs.push(run);
  }
  return runs;
}

const failed = (run: Retrain, code: string) => run.checks.some((check) => check.code === code && check.status === "fail");

function tally(title: string, runs: Retrain[]): void {
  const codes = ["f1-threshold", "f1-earlier", "f1-batch", "dummy", "champion"];
  const by = codes.map((code) => `${code} ${runs.filter((run) => failed(run, code)).length}`);
  const verdicts = ["promoted", "kept", "inconclusive", "rejected"].map((v) => `${v} ${runs.filter((run) => run.verdict === v).length}`);
  process.stdout.write(`${title}: ${runs.length} runs, ${verdicts.join(", ")}; failed: ${by.join(", ")}\n`);
}

it("an inverted batch is rejected under every window, at any share of the history", () => {
  const runs = many(60, 7, true, true);
  tally("inverted", runs);
  const missed = runs.filter((run) => run.verdict !== "rejected");
  expect(new Set(runs.map((run) => run.window)).size).toBe(2);
  expect(missed.length).toBeLessThanOrEqual(1);
});

it("an inverted batch is not promoted where no threshold is set", () => {
  const runs = many(40, 8, true, false);
  tally("inverted, no threshold", runs);
  expect(runs.filter((run) => run.verdict === "promoted").length).toBeLessThanOrEqual(2);
});

it("a clean batch raises no alarm", () => {
  const runs = many(40, 9, false, true);
  tally("clean", runs);
  expect(runs.filter((run) => failed(run, "f1-batch"))).toEqual([]);
});
