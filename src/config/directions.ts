// For every key of retrain.yml: which way a value is stricter, and whose word counts in a pull request (docs/decisions/0002-pull-requests.md).
import { CHECK_CODES } from "../types/check-codes.ts";
import type { Path } from "./source.ts";

/**
 * Which values make a run look at more, or sooner, or let less through.
 * higher, lower: a number; ordered: some words are stricter than others; fewer, more: entries of a list; neutral: no value is stricter.
 */
export type Stricter = "higher" | "lower" | "ordered" | "fewer" | "more" | "neutral";

/** All that a pull request's head may set. Every other key, one that comes later too, is the base commit's. */
export const HEAD_KEYS: readonly (readonly string[])[] = [
  ["schema"],
  ["target"],
  ["split"],
  ["gates"],
  ["checks"],
  ["train", "trees"],
  ["train", "seed"],
  ["train", "export"],
  ["train", "max-depth"],
  ["train", "min-leaf"],
];

const severities = (prefix: string): Record<string, Stricter> =>
  Object.fromEntries(CHECK_CODES.map((code) => [`${prefix}.${code}`, "ordered"]));

/** `*`: any name of a mapping, any index of a list. Sections are told by their keys. */
export const STRICTER: Readonly<Record<string, Stricter>> = {
  "data.files": "neutral",
  "data.window": "ordered",
  "data.freshness": "lower",
  "data.ignore": "fewer",
  "data.exclude": "fewer",
  "data.exclude.*.file": "neutral",
  "data.exclude.*.digest": "neutral",
  "data.exclude.*.reason": "neutral",
  "data.bucket-owner": "neutral",
  "data.role-to-assume": "neutral",
  schema: "neutral",
  target: "neutral",
  "split.holdout": "higher",
  "split.by": "neutral",
  "split.by.id": "neutral",
  "split.by.group": "neutral",
  "split.by.time": "neutral",
  "split.by.file": "neutral",
  "split.columns": "neutral",
  "split.salt": "neutral",
  "retrain.when": "ordered",
  "retrain.when.min-new-rows": "lower",
  "train.engine": "neutral",
  "train.trees": "neutral",
  "train.seed": "neutral",
  "train.export": "neutral",
  "train.max-depth": "neutral",
  "train.min-leaf": "neutral",
  "train.command": "neutral",
  "train.files": "neutral",
  "train.env": "neutral",
  "train.model": "neutral",
  "train.outputs.file": "neutral",
  "train.outputs.metric": "neutral",
  "train.outputs.rows": "neutral",
  "train.score": "neutral",
  "gates.metric.at-least": "higher",
  "gates.metric.at-most": "lower",
  "gates.metric.margin": "lower",
  "gates.metric.min-rows": "higher",
  "gates.require-evidence": "ordered",
  "gates.f1-threshold": "higher",
  "gates.f1-average": "neutral",
  "gates.positive-class": "neutral",
  "gates.require": "ordered",
  "gates.champion.margin": "lower",
  "gates.champion.confidence": "higher",
  "gates.champion.horizon": "higher",
  "gates.champion.undecided": "ordered",
  "gates.min-class-f1": "more",
  "gates.min-class-f1.*": "higher",
  "gates.slices": "more",
  "gates.slices.*.column": "neutral",
  "gates.slices.*.auto": "neutral",
  "gates.slices.*.value": "neutral",
  "gates.slices.*.from": "neutral",
  "gates.slices.*.to": "neutral",
  "gates.slices.*.min-f1": "higher",
  "gates.slices.*.min-rows": "neutral",
  "gates.calibration.max-error": "lower",
  "gates.metrics.accuracy": "higher",
  "gates.metrics.balanced-accuracy": "higher",
  "gates.metrics.precision": "higher",
  "gates.metrics.recall": "higher",
  "gates.metrics.mcc": "higher",
  "gates.metrics.kappa": "higher",
  "gates.metrics.roc-auc": "higher",
  "gates.metrics.average-precision": "higher",
  "gates.metrics.log-loss": "lower",
  "gates.metrics.brier": "lower",
  "gates.dummy.margin": "higher",
  registry: "neutral",
  "registry.to": "neutral",
  "registry.keep": "neutral",
  "registry.bucket-owner": "neutral",
  "registry.role-to-assume": "neutral",
  "s3.region": "neutral",
  "s3.endpoint": "neutral",
  "s3.path-style": "neutral",
  "s3.requester-pays": "neutral",
  "s3.encryption": "neutral",
  "s3.kms-key": "neutral",
  "publish-from": "fewer",
  "limits.rows": "neutral",
  "limits.bytes": "neutral",
  "limits.columns": "neutral",
  "limits.cell": "neutral",
  "limits.model-bytes": "neutral",
  "limits.minutes": "neutral",
  ...severities("checks"),
  "checks.columns": "ordered",
  "checks.columns.*": "ordered",
  ...severities("checks.columns.*"),
  "checks.names": "neutral",
  "report.show-values": "neutral",
  "report.comment": "neutral",
  "report.dir": "neutral",
};

/** Whether a pull request's head decides on the key, or on part of what is below it. */
export function isHeads(path: Path): "whole" | "part" | "none" {
  const begins = (long: Path, short: Path) => short.every((step, index) => long[index] === step);
  if (HEAD_KEYS.some((key) => begins(path, key))) return "whole";
  return HEAD_KEYS.some((key) => begins(key, path)) ? "part" : "none";
}
