// Scores a regression, its champion and a constant on the hold-out rows, and runs the gates on errors.

import { numericTargetOf } from "../../table/columns/dataset.ts";
import { timesOf } from "../../table/rows/time-cut.ts";
import type { CheckResult, Evaluation } from "../../types/judgement.ts";
import type { Estimated } from "../../types/model.ts";
import { obstacleTo, unseenFrom } from "../compare/baseline.ts";
import { unitsOf } from "../compare/evaluation-input.ts";
import { judgedBy } from "../compare/judged-by.ts";
import { labelled } from "../scores/rows.ts";
import { ceilingGate, dummyGate, pairedGate } from "./error-gates.ts";
import { type Estimates, errorsOf, keepRows, scoreOf } from "./errors.ts";
import type { ErrorInput, RegressionRequest } from "./regression-request.ts";

/** The scores and gates of a regression; `errors` null: no row could be judged. */
export function evaluateRegression(request: RegressionRequest) {
  const { dataset, gates } = request;
  const rows = labelled(dataset, request.holdoutRows);
  const frame = frameOf(request, rows);
  const candidate = frame(request.candidate);
  const { value, noun } = constantOf(request);
  const dummy = { ...candidate, estimate: new Float64Array(rows.length).fill(value) };
  const input: ErrorInput = { request, candidate, dummy, dummyNoun: noun };
  const champion = request.champion?.trouble === null ? frame(request.champion) : null;
  const scored = (estimates: Estimates | null) => (estimates === null || rows.length === 0 ? null : scoreOf(estimates));
  const evaluation: Evaluation = { candidate: scored(candidate), champion: scored(champion), dummy: scored(dummy) };
  const checks = [ceilingGate(input), dummyGate(input), ...comparisons(input, frame)];
  return {
    evaluation,
    checks,
    reference: undefined,
    judgedBy: judgedBy(gates, request.window ?? { kind: "all" }),
    errors: rows.length === 0 ? null : errorsOf(candidate),
  };
}

function frameOf({ dataset, holdout }: RegressionRequest, rows: Int32Array): (model: Estimated) => Estimates {
  const truths = numericTargetOf(dataset).values;
  const unitOf = unitsOf(dataset, holdout, rows);
  const times = holdout.by === "time" ? timesOf(dataset, holdout.column!) : null;
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row]!);
  const known = { rows, truth: pick(truths), units: unitOf && rows.map((row) => unitOf[row]!), times: times && pick(times) };
  return ({ values }) => ({ ...known, estimate: pick(values) });
}

/** The mean of the training rows; of a split by time the last value before the hold-out. */
function constantOf({ dataset, trainRows, holdout }: RegressionRequest): { value: number; noun: string } {
  const { values } = numericTargetOf(dataset);
  const rows = labelled(dataset, trainRows);
  if (holdout.by !== "time")
    return { value: rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length, noun: "always saying the mean" };
  const times = timesOf(dataset, holdout.column!);
  const last = rows.reduce((latest, row) => (latest < 0 || times[row]! >= times[latest]! ? row : latest), -1);
  return { value: values[last]!, noun: "always saying the last value" };
}

/** Champion on all rows, champion on accepted rows where new ones are there too, and the best model so far. */
function comparisons(input: ErrorInput, frame: (model: Estimated) => Estimates): CheckResult[] {
  const { champion, best, dataset, holdout } = input.request;
  const fresh = dataset.files.filter(({ accepted }) => !accepted);
  const isFresh = (row: number) => fresh.some(({ start, end }) => row >= start && row < end);
  const against = (code: "champion" | "champion-earlier" | "best", noun: string, model: Estimated, cut: number | null) => {
    const obstacle = obstacleTo(code === "best" ? "best model so far" : "champion", model.trouble, true, input.request);
    if (obstacle !== null) return pairedGate(input, { code, noun, obstacle });
    const isUnseen = cut === null ? () => true : unseenFrom(cut, input.request);
    const isAsked = (row: number) => isUnseen(row) && (code !== "champion-earlier" || !isFresh(row));
    return pairedGate(input, { code, noun, candidate: keepRows(input.candidate, isAsked), other: keepRows(frame(model), isAsked) });
  };
  if (champion === null) return [];
  const hasBoth = input.candidate.rows.some(isFresh) && input.candidate.rows.some((row) => !isFresh(row));
  const isComparable = champion.trouble === null && input.request.championComparable && !input.request.otherTarget;
  return [
    against("champion", "the champion", champion, holdout.championCut),
    ...(hasBoth && isComparable && holdout.by !== "file" && holdout.by !== "time"
      ? [against("champion-earlier", "the champion", champion, holdout.championCut)]
      : []),
    ...(best === null ? [] : [against("best", `the best model so far (${best.id.slice(0, 12)})`, best.model, holdout.bestCut)]),
  ];
}
