// What columns show of each other: copies under another name, and how a column of moments proceeds.

import { named, percent, plural } from "../../findings/wording.ts";
import { sampleRows } from "../../profile/cells.ts";
import { correlationOf, scoresOf } from "../../profile/pairs.ts";
import { distinctNumbers } from "../../stats/ranked.ts";
import type { Column } from "../../types/table.ts";

const COLUMNS_COMPARED = 64;
const ROWS_COMPARED = 4000;
const FEWEST_ROWS = 20;
/** Rank correlations beyond it: one column is as good as the other. */
const COPY = 0.999;

/** Column → what it shares with one before it, as a sentence. */
export function redundantColumns(columns: Column[], target: string | null): Map<string, string> {
  const compared = columns.slice(0, COLUMNS_COMPARED);
  const rows = lengthOf(columns[0]);
  const said = new Map<string, string>();
  if (rows < FEWEST_ROWS) return said;
  const sample = sampleRows(rows, ROWS_COMPARED) ?? Int32Array.from({ length: rows }, (_, row) => row);
  const scores = compared.map((column) => scoresOf(column, sample));
  compared.forEach((column, i) => {
    if (scores[i] === null || column.name === target) return;
    const others = compared.filter((other, k) => scores[k] !== null && k !== i && (k < i || other.name === target));
    for (const other of others.filter(({ kind }) => kind === column.kind)) {
      const how = likeness(column, other, sample, scores[i]!, scores[compared.indexOf(other)]!);
      if (how === null) continue;
      said.set(
        column.name,
        other.name === target
          ? leak(how, other.name)
          : `${how} ${named(other.name)}: a model learns nothing more from it; kept, since a batch in which the two part is news.`,
      );
      break;
    }
  });
  return said;
}

const leak = (how: string, target: string) =>
  `${how} the target ${named(target)}: does it give the answer away? \`role: ignore\` leaves it out.`;

/** "the same as", "goes one to one with"; null: neither. */
function likeness(a: Column, b: Column, sample: Int32Array, x: Float64Array, y: Float64Array): string | null {
  if (a.kind === "category" && b.kind === "category") {
    const equal = sample.every((row) => (a.categories[a.codes[row]! - 1] ?? "") === (b.categories[b.codes[row]! - 1] ?? ""));
    if (equal) return "the same as";
    return isOneToOne(a.codes, b.codes, sample) ? "goes one to one with" : null;
  }
  if (a.kind !== "number" || b.kind !== "number") return null;
  if (sample.every((row) => Object.is(a.values[row]! + 0, b.values[row]! + 0))) return "the same as";
  const r = correlationOf(x, y);
  return Math.abs(r) >= COPY ? `goes nearly one to one (rank correlation ${r.toFixed(3)}) with` : null;
}

function isOneToOne(a: Int32Array, b: Int32Array, sample: Int32Array): boolean {
  const there = new Map<number, number>();
  const back = new Map<number, number>();
  return sample.every((row) => {
    const [x, y] = [a[row]!, b[row]!];
    if (!there.has(x)) there.set(x, y);
    if (!back.has(y)) back.set(y, x);
    return there.get(x) === y && back.get(y) === x;
  });
}

const lengthOf = (column: Column | undefined) =>
  column === undefined ? 0 : column.kind === "number" ? column.values.length : column.codes.length;

/** A step that most moments keep. */
const KEPT = 0.9;
const FEWEST_STEPS = 3;

/** How the moments of each file proceed, or those of one file to the next's; none: by no step of their own. */
export function cadence(column: Column, starts: number[]): string[] {
  if (column.kind !== "number" || (column.type !== "date" && column.type !== "datetime")) return [];
  const files = starts.map((start, i) => distinctNumbers(column.values.subarray(start, starts[i + 1] ?? column.values.length)));
  const steps = files.flatMap((sorted) => Array.from(sorted.subarray(1), (value, i) => value - sorted[i]!));
  const within = steadyStep(steps);
  if (within !== null)
    return [
      `moments lie ${spanned(within.step)} apart in ${percent(within.share)} of the steps; later batches are held to the usual gaps.`,
    ];
  const firsts = files.flatMap((sorted) => (sorted.length === 0 ? [] : [sorted[0]!]));
  const between = steadyStep(firsts.slice(1).map((value, i) => value - firsts[i]!));
  return between === null
    ? []
    : [`each file begins ${spanned(between.step)} after the one before; later batches are held to the usual gaps.`];
}

/** The commonest step; steps of a month differ by days. */
function steadyStep(steps: number[]): { step: number; share: number } | null {
  if (steps.length < FEWEST_STEPS) return null;
  const middle = [...steps].sort((a, b) => a - b)[steps.length >> 1]!;
  const slack = middle >= 28 * DAY ? 0.06 : 0.001;
  const share = steps.filter((step) => Math.abs(step - middle) <= slack * middle).length / steps.length;
  return middle > 0 && share >= KEPT ? { step: middle, share } : null;
}

const DAY = 86_400;
const UNITS: [string, number][] = [
  ["day", DAY],
  ["hour", 3600],
  ["minute", 60],
];

function spanned(seconds: number): string {
  if (seconds >= 28 * DAY && seconds <= 31 * DAY) return "a month";
  const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? ["second", 1];
  return plural(seconds / size, unit);
}
