// A value, a range of numbers or a combination of two values that is new and goes with one label against what the model of history says: a backdoor's trigger.

import { grouped, named, namedList, plural } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { autocorrelation } from "../columns/alarm.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import type { Judged } from "./judged.ts";
import { clusterSeen } from "./power.ts";
import { FEWEST_ROWS, type Group, groupsByOrigin, LARGEST_SHARE } from "./trigger-groups.ts";

/** Of the rows with the value so many have one label. */
const PURE = 0.9;
/** And the model expected at most so many of them. */
const EXPECTED = 0.6;
type Kind = Group["kind"];

/** In this order one is named. */
const KINDS: Kind[] = ["value", "range", "pair"];
/**
 * And so many times as unlikely, in digits, as any of an accepted batch. Of ranges and pairs there are many, so that the most unlikely one of a
 * sound batch is unlikelier than any single value.
 */
const USUAL: Record<Kind, number> = { value: 2, range: 1.3, pair: 1.3 };
/** A value that is planted is one group more, and brings windows and combinations around it. */
const BROUGHT = 20;
/** No label is expected less than this. */
const LEAST_EXPECTED = 0.02;
interface Judging {
  judged: Judged;
  groups: Group[][];
  autocorrelated: number;
}

interface Trigger {
  columns: number[];
  kind: Kind;
  rows: number;
  label: string;
  expected: number;
  logChance: number;
  /** Accepted batches had the value, in more than a stray row. */
  known: boolean;
}

/** Whether few rows of a narrow kind carry a label that a model of the accepted batches would never give: the trace of a backdoor. */
export function triggerCheck(input: BatchCase, judged: Judged): CheckResult {
  const judging = { judged, groups: groupsByOrigin(judged), autocorrelated: labelAutocorrelation(input) };
  const tests = judging.groups[judged.last]!.length;
  const limitOf = (kind: Kind, values: number) => Math.min(Math.log(ALPHA / Math.max(1, values)), USUAL[kind] * usualOf(judging, kind));
  const found = KINDS.map((kind) => ({ worst: worstOf(judging, judged.last, kind), limit: limitOf(kind, tests) }));
  const worst = found.find((one) => one.worst !== null && one.worst.logChance < one.limit)?.worst ?? null;
  const power = triggerPower(judged, limitOf("value", tests + BROUGHT));
  if (worst === null) {
    const says = "has no new value that goes with one label against a model of the accepted batches";
    return batchPass(input, "backdoor", 0, 0, says, { subject: input.target!, power });
  }
  const field = judged.features[worst.columns[0]!]!;
  const says = `has ${plural(worst.rows, "sampled row")} with ${placeOf(worst, judged)}, nearly all labelled alike where a model of the accepted batches expected ${worst.expected.toFixed(1)}: this may be planted`;
  const remedy = "Look at these rows: a value that decides the label against all else is how a backdoor is taught.";
  return batchFinding(input, {
    code: "backdoor",
    status: worst.known ? "warn" : "fail",
    subject: field.name,
    observed: worst.rows,
    expected: Math.round(worst.expected),
    says,
    remedy,
    field,
    power,
  });
}

/** Per class the fewest rows of the batch that are seen with a new value and that label; null: any number goes unseen. */
function clustersSeen({ sample, label, probabilities, predicted, last }: Judged, limit: number): { rows: number; seen: (number | null)[] } {
  const classes = label.categories.length;
  const own = Array.from(sample.origin.keys()).filter((row) => sample.origin[row] === last && predicted[row]! >= 0);
  const most = Math.floor(LARGEST_SHARE * own.length);
  const seen = label.categories.map((_, c) => {
    const chances = own.map((row) => probabilities[row * classes + c]!);
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / Math.max(1, own.length);
    const deviation = Math.sqrt(chances.reduce((sum, chance) => sum + (chance - mean) ** 2, 0) / Math.max(1, own.length));
    const share = own.filter((row) => label.codes[row]! - 1 === c).length / Math.max(1, own.length);
    const least = Math.max(LEAST_EXPECTED, share);
    return clusterSeen({ mean, deviation, fewest: FEWEST_ROWS, most, expected: EXPECTED, limit, least });
  });
  return { rows: own.length, seen };
}

function triggerPower(judged: Judged, limit: number): string {
  const { rows, seen } = clustersSeen(judged, limit);
  const counts = seen.filter((count) => count !== null);
  const judgedRows = plural(rows, "judged row");
  const unseen = namedList(judged.label.categories.filter((_, c) => seen[c] === null));
  if (counts.length === 0) return `no value planted with one label would be seen in ${judgedRows}`;
  const [few, many] = [Math.min(...counts), Math.max(...counts)];
  const range = few === many ? grouped(few) : `${grouped(few)} to ${grouped(many)} (by the label)`;
  const rest = unseen === "" ? "" : `, with ${unseen} in any number`;
  return `a new value planted with one label in fewer than ${range} of ${judgedRows} would be missed more often than once in five${rest}`;
}

/** How much labels come in stretches of rows. */
function labelAutocorrelation({ history, target }: BatchCase): number {
  const labels = history.flatMap(({ profile }) => profile.columns.find(({ name }) => name === target) ?? []);
  return labels.reduce((sum, label) => sum + autocorrelation(label) / labels.length, 0);
}

/** Rows that know nothing of each other, per row: where labels come in stretches, rows of one stretch share theirs anyway. */
function effectiveShareOf(rows: number[], autocorrelated: number): number {
  const together = rows.reduce((count, row, i) => count + (i > 0 && rows[i - 1] === row - 1 ? 1 : 0), 0);
  const both = (together / rows.length) * autocorrelated;
  return (1 - both) / (1 + both);
}

function placeOf({ columns, kind }: Trigger, { features }: Judged): string {
  const names = columns.map((column) => named(features[column]!.name)).join(" and ");
  return {
    value: `one unusual value of ${names}`,
    range: `values in one narrow range of ${names}`,
    pair: `one unusual combination of ${names}`,
  }[kind];
}

/** The least likely group of this kind of one batch. */
function worstOf({ judged, groups, autocorrelated }: Judging, origin: number, kind: Kind): Trigger | null {
  let worst: Trigger | null = null;
  for (const group of groups[origin]!) {
    if (group.kind !== kind) continue;
    const effectiveShare = effectiveShareOf(group.rows, autocorrelated);
    const trigger = group.rows.length * effectiveShare < FEWEST_ROWS ? null : triggerOf(judged, group, effectiveShare);
    if (trigger !== null && (worst === null || isWorse(trigger, worst))) worst = trigger;
  }
  return worst;
}

/** Where accepted batches have such groups too, a new one is to stand out from them: the logarithm of the least chance. */
function usualOf(judging: Judging, kind: Kind): number {
  const usual = Array.from({ length: judging.judged.last }, (_, origin) => worstOf(judging, origin, kind)?.logChance ?? 0);
  return Math.min(0, ...usual);
}

/** A value that is new before one that is known. */
function isWorse(a: Trigger, b: Trigger): boolean {
  return a.known === b.known ? a.logChance < b.logChance : b.known;
}

function triggerOf(judged: Judged, { columns, kind, rows, known }: Group, effectiveShare: number): Trigger | null {
  const { label, probabilities } = judged;
  const classes = label.categories.length;
  const counts = new Int32Array(classes);
  for (const row of rows) counts[label.codes[row]! - 1]!++;
  const most = counts.indexOf(Math.max(...counts));
  const expected = rows.reduce((sum, row) => sum + probabilities[row * classes + most]!, 0);
  if (counts[most]! < PURE * rows.length || expected > EXPECTED * rows.length) return null;
  // All of them by chance: the mean probability to the power of their number, an upper bound where it varies (Jensen).
  const told = Math.max(LEAST_EXPECTED, expected / rows.length);
  // What is usual in accepted batches is by the model's word alone: that asks more of the new one.
  const isNew = judged.sample.origin[rows[0]!] === judged.last;
  const share = isNew ? Math.max(told, shareElsewhere(judged, most, rows)) : told;
  const logChance = effectiveShare * (counts[most]! * Math.log(share) + (rows.length - counts[most]!) * Math.log(rows.length));
  return { columns, kind, rows: rows.length, label: label.categories[most]!, expected, logChance, known };
}

/** How common the label is among the batch's other rows, or among those of which the model expects it no more: of a rare value it may know less than nothing. */
function shareElsewhere({ sample, label, probabilities, predicted, last }: Judged, c: number, rows: number[]): number {
  const chanceOf = (row: number) => probabilities[row * label.categories.length + c]!;
  const [own, likely] = [new Set(rows), Math.max(...rows.map(chanceOf))];
  const [all, alike] = [
    { cells: 0, hits: 0 },
    { cells: 0, hits: 0 },
  ];
  for (let row = 0; row < sample.rows; row++) {
    if (sample.origin[row] !== last || predicted[row]! < 0 || own.has(row)) continue;
    for (const count of chanceOf(row) > likely ? [all] : [all, alike]) {
      count.cells++;
      if (label.codes[row]! - 1 === c) count.hits++;
    }
  }
  return Math.max(...[all, alike].map(({ cells, hits }) => hits / Math.max(1, cells)));
}
