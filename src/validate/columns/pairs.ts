// Columns that no longer go together as they did: shuffled, reversed, moved by rows, copied.

import { named, plural } from "../../findings/wording.ts";
import { pairOf } from "../../profile/pairs.ts";
import { blockDeviation, fisherScale } from "../../stats/correlation.ts";
import { allowance } from "../../stats/deviation.ts";
import { normalQuantile } from "../../stats/normal.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { PairsProfile, Profile } from "../../types/profile.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { autocorrelation, cellsOf } from "./alarm.ts";
import { isCalendarName } from "./calendar-name.ts";

const ROWS_SAMPLED = 4000;
const FEWEST_ROWS = 30;
/** Smaller changes of a correlation are of no interest. */
const FLOOR = 0.25;
const COPY = { now: 0.995, before: 0.97 };

interface Change {
  a: string;
  b: string;
  before: number;
  now: number;
  /** On Fisher's scale, in units of what chance and history explain: an alarm above 1. */
  size: number;
  alarms: boolean;
}

/** `explained`: columns with a finding of their own. */
export function pairChecks(input: BatchCase, explained: ReadonlySet<string>): CheckResult[] {
  const { batch, history } = input;
  const past = history.filter(({ profile }) => profile.rows >= FEWEST_ROWS);
  if (batch.profile.rows < FEWEST_ROWS || past.length === 0) return [];
  // What goes with a moment or an id goes with the place in history.
  const compared = new Set(input.schema.fields.flatMap(({ name, role }) => (role === "feature" || name === input.target ? [name] : [])));
  const now = sampleOf(batch.profile, input.group ?? null);
  const own = now.pairs;
  const before = past.map(({ profile }) => sampleOf(profile, input.group ?? null));
  const changes: Change[] = [];
  for (const [key, r] of own) {
    const [a, b] = JSON.parse(key) as [string, string];
    if (!compared.has(a) || !compared.has(b)) continue;
    // How parts of a date go together depends on where in the calendar a batch lies.
    if (isCalendarName(a) && isCalendarName(b)) continue;
    const rows = now.rowsFor(a, b);
    const known = before
      .flatMap(({ pairs, rowsFor }) => (pairs.has(key) ? [{ r: pairs.get(key)!, rows: rowsFor(a, b) }] : []))
      .filter((one) => one.rows >= FEWEST_ROWS);
    if (rows < FEWEST_ROWS || known.length === 0) continue;
    const change = changeOf(r, varianceOf(rows), known, own.size);
    // Rows of one event move together, more than neighbours tell: what alarms is asked again by stretches of rows.
    const asked = change.alarms ? changeOf(r, Math.max(varianceOf(rows), stretchVariance(input, a, b)), known, own.size) : change;
    changes.push({ a, b, now: r, ...asked });
  }
  const copies = changes.filter(({ alarms, now, before: was }) => alarms && Math.abs(now) >= COPY.now && Math.abs(was) <= COPY.before);
  const findings = copies.map((copy) => copyFinding(input, copy, explained));
  const copied = new Set([...explained, ...copies.flatMap(({ a, b }) => [a, b])]);
  findings.push(
    ...blamed(
      changes.filter(({ a, b }) => !copied.has(a) && !copied.has(b)),
      input,
    ),
  );
  if (findings.length > 0) return findings;
  const power = Math.min(
    1,
    Math.max(FLOOR, threshold(own.size) * Math.sqrt(1 / Math.max(1, Math.min(ROWS_SAMPLED, batch.profile.rows) - 3))),
  );
  const says = `keeps all ${plural(own.size, "correlation")} of its columns; a change of less than ${power.toFixed(2)} would not be seen`;
  return [batchPass(input, "correlation", 0, 0, says)];
}

/** A batch's correlations, and how many rows that know nothing of each other two of its columns are worth. */
function sampleOf(
  { columns, pairs }: Profile,
  group: string | null,
): { pairs: Map<string, number>; rowsFor: (a: string, b: string) => number } {
  const known = new Map(columns.map((column) => [column.name, { autocorrelated: autocorrelation(column), cells: cellsOf(column) }]));
  // Rows of one group are alike, and worth one.
  const units = columns.find(({ name }) => name === group)?.distinct ?? Number.POSITIVE_INFINITY;
  const rowsFor = (a: string, b: string) => {
    const [first, second] = [known.get(a), known.get(b)];
    if (first === undefined || second === undefined) return 0;
    const both = first.autocorrelated * second.autocorrelated;
    // A column of gaps has nothing to go with. Bartlett 1935: the variance of a correlation between two series that each depend on their last value.
    return Math.min(ROWS_SAMPLED, units, (Math.min(first.cells, second.cells) * (1 - both)) / (1 + both));
  };
  return { pairs: correlations(pairs), rowsFor };
}

function correlations({ columns, hundredths }: PairsProfile): Map<string, number> {
  const found = new Map<string, number>();
  let k = 0;
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) found.set(JSON.stringify([columns[i], columns[j]]), hundredths[k++]! / 100);
  }
  return found;
}

const threshold = (pairs: number) => normalQuantile(1 - ALPHA / 2 / Math.max(1, pairs));

/** The rounding to hundredths, and the sample. */
const varianceOf = (rows: number) => 1 / Math.max(1, rows - 3) + 1e-4;

function stretchVariance({ batch }: BatchCase, a: string, b: string): number {
  const [first, second] = [batch.typed.parts.get(a), batch.typed.parts.get(b)];
  const scores = first === undefined || second === undefined ? null : pairOf(first.column, second.column, batch.profile.rows);
  return scores === null ? 0 : blockDeviation(...scores) ** 2;
}

function changeOf(
  now: number,
  variance: number,
  known: { r: number; rows: number }[],
  pairs: number,
): Pick<Change, "before" | "size" | "alarms"> {
  const total = known.reduce((sum, one) => sum + one.rows, 0);
  const sum = known.reduce((at, one) => at + one.rows * fisherScale(one.r), 0);
  const middle = sum / total;
  const spreads = (known.length < 2 ? [] : known).map((one) => {
    const others = (sum - one.rows * fisherScale(one.r)) / (total - one.rows);
    return (fisherScale(one.r) - others) ** 2 - 4 * varianceOf(one.rows);
  });
  // Rows that follow one another are less than independent ones, and few batches do not show by how much.
  const caution = 1 + 1.5 / known.length;
  const noise = caution * threshold(pairs) * Math.sqrt(variance + varianceOf(total));
  const before = Math.tanh(middle);
  const size = Math.abs(fisherScale(now) - middle) / (noise + Math.sqrt(allowance(spreads, ALPHA / pairs)));
  return { before, size, alarms: size > 1 && Math.abs(now - before) >= FLOOR };
}

/** One finding per column that the changes have in common; small changes help to tell which of a pair it is. */
function blamed(changes: Change[], input: BatchCase): CheckResult[] {
  const findings: CheckResult[] = [];
  let left = changes;
  for (;;) {
    const alarmed = left.filter(({ alarms }) => alarms);
    if (alarmed.length === 0) return findings;
    const weights = new Map<string, number>();
    const add = (name: string, size: number) => weights.set(name, (weights.get(name) ?? 0) + size ** 2);
    for (const { a, b, size } of left) for (const name of [a, b]) add(name, size);
    const suspects = new Set(alarmed.flatMap(({ a, b }) => [a, b]));
    const [name] = [...weights].filter(([one]) => suspects.has(one)).reduce((best, next) => (next[1] > best[1] ? next : best));
    findings.push(
      changeFinding(
        input,
        name,
        alarmed.filter(({ a, b }) => a === name || b === name),
      ),
    );
    left = left.filter(({ a, b }) => a !== name && b !== name);
  }
}

function changeFinding(input: BatchCase, name: string, changes: Change[]): CheckResult {
  const [first] = [...changes].sort((x, y) => y.size - x.size) as [Change, ...Change[]];
  const other = first.a === name ? first.b : first.a;
  const reversed = changes.every(({ before, now }) => before * now < 0 && Math.abs(now + before) < 0.2);
  const more = changes.length > 1 ? ` and ${plural(changes.length - 1, "more column")}` : "";
  const closer = first.before * first.now > 0 && Math.abs(first.now) > Math.abs(first.before);
  const what = reversed ? "goes the other way round with" : closer ? "goes closer with" : "no longer goes with";
  const says = `has a column ${named(name)} that ${what} ${named(other)}${more}${closer ? " than" : " as"} before: rank correlation ${first.before.toFixed(2)} → ${first.now.toFixed(2)}`;
  const remedy = reversed
    ? "Look for a changed sign or a reversed scale."
    : closer
      ? "Look whether one was computed from the other, or rows were chosen otherwise."
      : "Look whether its cells stayed in their rows: a sort, a join or a shift by rows.";
  const field = input.schema.fields.find((one) => one.name === name);
  const found = { code: "correlation", subject: name, observed: first.now, expected: Number(first.before.toFixed(2)), says, remedy };
  return batchFinding(input, field === undefined ? found : { ...found, field });
}

function copyFinding(input: BatchCase, { a, b, before, now }: Change, explained: ReadonlySet<string>): CheckResult {
  // The copy is the one that is not as it was.
  const [copy, source] = explained.has(a) && !explained.has(b) ? [a, b] : [b, a];
  const says = `has a column ${named(copy)} that repeats ${named(source)}: rank correlation ${before.toFixed(2)} → ${now.toFixed(2)}`;
  const field = input.schema.fields.find((one) => one.name === copy);
  const found = {
    code: "duplicate-column",
    subject: copy,
    observed: now,
    expected: Number(before.toFixed(2)),
    says,
    remedy: "Look for a column that was written twice.",
  };
  return batchFinding(input, field === undefined ? found : { ...found, field });
}
