// Labels that contradict a model of the accepted batches.

import { named, percent, plural } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { shareChance } from "../columns/alarm.ts";
import { type ShareAlarm, shareAlarm, shareRange } from "../columns/shares.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { leastCount, shareReaching } from "../result/power.ts";
import type { Judged } from "./judged.ts";
import { wrongShare } from "./power.ts";

const ERROR_FLOOR = 0.06;
const CONFIDENT = 0.85;
const CONFIDENT_FLOOR = 0.02;
const FEWEST_SWAPPED = 6;

interface Errors {
  hits: number;
  cells: number;
  /** Rows about which the judge is so sure, right or wrong. */
  sure: number;
  /** Errors in the row after another. */
  together: number;
}

/** Errors per batch, all of them or those against a confident judge. */
function errorsOf({ sample, label, predicted, probabilities, last }: Judged, least: number): Errors[] {
  const classes = label.categories.length;
  const counts = Array.from({ length: last + 1 }, () => ({ hits: 0, cells: 0, sure: 0, together: 0, follows: false }));
  for (let row = 0; row < sample.rows; row++) {
    if (predicted[row]! < 0) continue;
    const one = counts[sample.origin[row]!]!;
    const isSure = probabilities[row * classes + predicted[row]!]! >= least;
    const isError = isSure && predicted[row] !== label.codes[row]! - 1;
    one.cells++;
    if (isSure) one.sure++;
    if (isError) one.hits++;
    if (isError && one.follows) one.together++;
    one.follows = isError;
  }
  return counts;
}

/** Errors that come in stretches of rows, by more than chance, are of one event: counted as what they are worth of independent ones. */
function independentErrors(errors: Errors): Errors {
  const { hits, cells, sure, together } = errors;
  const share = hits / Math.max(1, cells);
  if (hits === 0 || share === 1) return errors;
  const autocorrelated = Math.min(1, Math.max(0, (together / hits - share) / (1 - share) - 1 / Math.sqrt(hits)));
  const effectiveShare = (1 - autocorrelated) / (1 + autocorrelated);
  return { ...errors, hits: hits * effectiveShare, cells: cells * effectiveShare, sure: sure * effectiveShare };
}

/** Rows unlike those it learned from make a judge sure more often and no oftener right: it must also be wrong oftener where it is sure. */
function noiseAlarm(own: Errors, past: Errors[], floor: number): ShareAlarm | null {
  const found = shareAlarm({ ...own, past, floor, alpha: ALPHA, direction: "up" });
  const [hits, sure] = [sumOf(past, "hits"), sumOf(past, "sure")];
  const isOftener = own.hits * sure > hits * own.sure && shareChance(own.hits, own.sure, hits, sure) < ALPHA;
  return isOftener ? found : null;
}

const sumOf = (counts: Errors[], key: "hits" | "cells" | "sure") => counts.reduce((sum, one) => sum + one[key], 0);

/** Which contradictions count, and the share that is of no interest. */
const TESTS = [
  { least: 0, floor: ERROR_FLOOR, words: "contradict a model of the accepted batches" },
  { least: CONFIDENT, floor: CONFIDENT_FLOOR, words: `contradict a model of the accepted batches that is sure (${percent(CONFIDENT)})` },
];

/** Labels that contradict a model of the accepted batches by more than theirs do; null: no more than usual. */
export function noiseFinding(input: BatchCase, judged: Judged): CheckResult | null {
  // Rows of two classes may stand together, and then so do the errors of an exchange.
  const swapped = hasSwap(judged);
  for (const { least, floor, words } of TESTS) {
    const counts = errorsOf(judged, least);
    const past = counts.slice(0, -1);
    const own = counts.at(-1)!;
    const errors = swapped ? own : independentErrors(own);
    const found = noiseAlarm(errors, past, floor);
    if (found === null) continue;
    const name = named(input.target!);
    const says = `has labels ${name} that ${words} in ${percent(found.share)} of the rows, among accepted batches ${shareRange(past)}${swapped ? "; two classes look exchanged" : ""}`;
    return batchFinding(input, {
      code: swapped ? "label-swap" : "label-noise",
      subject: input.target!,
      observed: percent(found.share),
      expected: shareRange(past),
      says,
      remedy: "Look how these rows were labelled; a batch cannot vouch for its own labels.",
      field: input.schema.fields.find((one) => one.name === input.target)!,
      power: swapped ? swapPower(judged) : noisePower(judged),
    });
  }
  return null;
}

/** What is said where labels agree. */
export function noisePasses(input: BatchCase, judged: Judged): CheckResult[] {
  const counts = errorsOf(judged, CONFIDENT);
  const { hits, cells } = counts.at(-1)!;
  const usual = percent(usualOf(counts));
  const agree = "has labels that agree with a model of the accepted batches as theirs do";
  const apart = "has no two classes that look exchanged";
  return [
    batchPass(input, "label-noise", percent(hits / Math.max(1, cells)), usual, agree, {
      subject: input.target!,
      power: noisePower(judged),
    }),
    batchPass(input, "label-swap", 0, 0, apart, { subject: input.target!, power: swapPower(judged) }),
  ];
}

/** Two classes whose rows are mostly predicted as each other. */
function hasSwap({ sample, label, predicted, last }: Judged): boolean {
  const classes = label.categories.length;
  const counts = Array.from({ length: classes }, () => new Int32Array(classes));
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] === last && predicted[row]! >= 0) counts[label.codes[row]! - 1]![predicted[row]!]!++;
  }
  const most = (c: number, other: number) => counts[c]![other]! >= FEWEST_SWAPPED && counts[c]![other]! > counts[c]![c]!;
  return counts.some((_, a) => counts.some((_, b) => a < b && most(a, b) && most(b, a)));
}

const usualOf = (counts: Errors[]) => {
  const past = counts.slice(0, -1);
  return sumOf(past, "hits") / Math.max(1, sumOf(past, "cells"));
};

/** The smallest share of wrong labels that one of the tests sees with the power that is told. */
function wrongLabelsSeen(judged: Judged): number {
  const others = judged.label.categories.length - 1;
  const seen = TESTS.map(({ least, floor }) => {
    const counts = errorsOf(judged, least);
    const past = counts.slice(0, -1);
    const own = counts.at(-1)!;
    const { cells } = own;
    const count = leastCount(1, own.sure, (hits) => noiseAlarm({ ...own, hits }, past, floor) !== null);
    const usual = usualOf(counts);
    return count === null
      ? 1
      : wrongShare({ seen: shareReaching(count, cells), usual, agreeing: sureShare(judged, least) - usual, others });
  });
  return Math.min(...seen);
}

/** Rows of the batch about which the model is so sure. */
function sureShare({ sample, predicted, probabilities, label, last }: Judged, least: number): number {
  const classes = label.categories.length;
  let [sure, rows] = [0, 0];
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] !== last || predicted[row]! < 0) continue;
    rows++;
    if (probabilities[row * classes + predicted[row]!]! >= least) sure++;
  }
  return sure / Math.max(1, rows);
}

function noisePower(judged: Judged): string {
  const rows = plural(errorsOf(judged, 0).at(-1)!.cells, "judged row");
  const share = wrongLabelsSeen(judged);
  if (share >= 1) return `no share of wrong labels would be seen in ${rows}`;
  return `under ${percent(share)} of wrong labels in ${rows} would be missed more often than once in five`;
}

/** Exchanged classes are wrong labels on all their rows, and each must have enough that the model knows. */
function swapPower(judged: Judged): string {
  const counts = errorsOf(judged, 0);
  const { cells } = counts.at(-1)!;
  const named = (2 * shareReaching(FEWEST_SWAPPED, cells)) / Math.max(0.01, 1 - usualOf(counts));
  const share = Math.max(named, wrongLabelsSeen(judged));
  if (share >= 1) return `no two exchanged classes would be seen in ${plural(cells, "judged row")}`;
  return `two exchanged classes with together under ${percent(share)} of ${plural(cells, "judged row")} would be missed more often than once in five`;
}
