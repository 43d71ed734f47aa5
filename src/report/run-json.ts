// run.json: the run as other programs read it.
import type { ReportedNumber } from "../types/command.ts";
import type { CheckResult, Metric, ModelScore, Remedy } from "../types/judgement.ts";
import type { JsonValue, Problem, Where } from "../types/problem.ts";
import type { RunResult } from "../types/run.ts";
import { isGate } from "./sentences/view.ts";

const number = (value: number | null | undefined): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value + 0 : null;
const place = (where: Where | null): JsonValue => where && { file: where.file, line: number(where.line), column: number(where.column) };

const remedy = ({ kind, file, key, value }: Remedy): JsonValue => ({ kind, file, key, value });

function check(result: CheckResult): JsonValue {
  const { code, subject, status, observed, expected, message, suggestion, remedies = [], where, power = null } = result;
  const base = {
    code,
    subject,
    status,
    observed,
    expected,
    message,
    suggestion,
    remedies: remedies.map(remedy),
    where: place(where),
    power,
  };
  if (!isGate(result)) return base;
  const { rows, estimate, bound, threshold } = result;
  return { ...base, rows: number(rows), estimate: number(estimate), bound: number(bound), threshold: number(threshold) };
}

function metric({ name, average, class: of, slice, value, lower, upper, rows }: Metric): JsonValue {
  return { name, average, class: of, slice, value: number(value), lower: number(lower), upper: number(upper), rows: number(rows) };
}

function reportedNumber({ name, value, rows }: ReportedNumber): JsonValue {
  return { name, value: number(value), rows: number(rows) };
}

function scored(score: ModelScore | null): JsonValue {
  return score && { metrics: score.metrics.map(metric), confusion: { classes: score.confusion.classes, counts: score.confusion.counts } };
}

function problem({ message, where, got, expected }: Problem): JsonValue {
  return { message, where: place(where), got, expected };
}

/** The same object with every key, in one order, and no number that JSON cannot hold. */
export function runToJson(result: RunResult): { [key: string]: JsonValue } {
  const {
    version,
    verdict,
    error,
    reason,
    exitCode,
    publication,
    skipped,
    failedStage,
    modelId,
    championId,
    checks,
    evidence,
    reported,
    data,
    split,
    evaluation,
    timings,
    environment,
  } = result;
  return {
    version,
    verdict,
    error: error && { kind: error.kind, problems: error.problems.map(problem) },
    reason,
    exitCode,
    publication,
    skipped,
    failedStage,
    modelId,
    championId,
    checks: checks.map(check),
    evidence,
    reported: reported && {
      candidate: reportedNumber(reported.candidate),
      champion: reported.champion && reportedNumber(reported.champion),
    },
    data: data && {
      digest: data.digest,
      rows: number(data.rows),
      files: data.files.map(({ name, digest, bytes, rows, uri, versionId }) => ({ name, digest, bytes, rows, uri, versionId })),
    },
    split: split && { by: split.by, trainRows: split.trainRows, holdoutRows: split.holdoutRows },
    evaluation: evaluation && {
      candidate: scored(evaluation.candidate),
      champion: scored(evaluation.champion),
      dummy: scored(evaluation.dummy),
    },
    timings: { ...timings },
    environment: { ...environment },
  };
}

/** What may act on a terminal or the order of letters, and `##[`, which a workflow's log takes for a command anywhere in a line. */
const ACTING = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|##(?=\[)/g;

function quoted(text: string): string {
  return JSON.stringify(text).replace(ACTING, (match) =>
    match === "##" ? "#\\u0023" : `\\u${match.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Two spaces; a list of numbers, such as a row of the confusion matrix, on one line. NaN and infinities become null. */
export function stringify(value: JsonValue, indent = ""): string {
  if (typeof value === "string") return quoted(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    if (value.every((item) => typeof item === "number")) return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    return `[\n${value.map((item) => inner + stringify(item, inner)).join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, item]) => `${inner}${quoted(key)}: ${stringify(item, inner)}`);
  return entries.length === 0 ? "{}" : `{\n${entries.join(",\n")}\n${indent}}`;
}

/** run.json: one line of JSON and its end. */
export function renderRunJson(result: RunResult): string {
  return `${stringify(runToJson(result))}\n`;
}
