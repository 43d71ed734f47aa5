// The classes' shares against the accepted batches, and classes that are new: what the comparison of the target's column found, or would have missed.

import { percent, plural } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { CategoryProfile, ColumnProfile, NumberProfile } from "../../types/profile.ts";
import { type Compared, cellsOf, totalOf } from "../columns/alarm.ts";
import { categoryAlarms } from "../columns/category.ts";
import { comparedColumns } from "../columns/drift.ts";
import { numberAlarms } from "../columns/number.ts";
import { type BatchCase, batchPass } from "../history/history.ts";
import { leastCount, shareReaching } from "../result/power.ts";

/** Shares vary most by chance where they are near a half: the commonest classes tell how far any class must move to be seen. */
const CLASSES_ASKED = 3;
/** Of how many sizes of a class the comparison is asked at most. */
const STEPS = 200;
/** How a class that is new shows, as a text or as a number. */
const NEW = new Set(["new-values", "spike", "outliers"]);

/** The target's column, and the classes of the accepted batches with their shares, commonest first. */
export interface Classes {
  column: Compared;
  names: (string | number)[];
  shares: number[];
}

/** The findings about the target's column, each with what such a comparison would miss; and passes for what was not found. */
export function shareChecks(input: BatchCase, found: CheckResult[]): CheckResult[] {
  const classes = classesOf(input);
  if (classes === null) return found;
  const [moved, fresh] = [movePower(classes), newClassPower(classes)];
  const told = found.map((check) => ({ ...check, power: NEW.has(check.code) ? fresh : moved }));
  const [subject, rows] = [input.target!, plural(cellsOf(classes.column.batch), "row")];
  if (!found.some(({ code }) => NEW.has(code))) {
    told.push({ ...batchPass(input, "new-values", rows, "known classes", "has no class that is new", { subject }), power: fresh });
  }
  if (found.length === 0) {
    const says = "has its classes in such shares as accepted batches had";
    told.push({ ...batchPass(input, "drift", rows, "shares as before", says, { subject }), power: moved });
  }
  return told;
}

/** Null where the target is not compared, or profiles do not list every class. */
export function classesOf(input: BatchCase): Classes | null {
  const column = comparedColumns(input).find(({ field }) => field.name === input.target);
  if (column === undefined || column.past.some((one) => totalOf(one.counts) < cellsOf(one))) return null;
  const rows = new Map<string | number, number>();
  for (const one of column.past) {
    const names: readonly (string | number)[] = one.kind === "category" ? one.values : one.atoms;
    for (const [i, name] of names.entries()) rows.set(name, (rows.get(name) ?? 0) + one.counts[i]!);
  }
  const sorted = [...rows].sort((a, b) => b[1] - a[1]);
  const all = Math.max(1, totalOf(column.past.map(cellsOf)));
  return { column, names: sorted.map(([name]) => name), shares: sorted.map(([, count]) => count / all) };
}

/** Whether the comparison speaks up about a batch in which one class has so many rows and the others share the rest as before. */
function alarmsAt({ column, names, shares }: Classes, name: string | number, rows: number): boolean {
  const cells = cellsOf(column.batch);
  const rest = 1 - (shares[names.indexOf(name)] ?? 0);
  const counts = new Map(names.map((one, i) => [one, rest > 0 ? ((cells - rows) * shares[i]!) / rest : 0]));
  counts.set(name, rows);
  const batch = profileWith(column.past.at(-1)!, cells, counts);
  if (batch.kind === "number") return numberAlarms({ ...column, batch, past: column.past as NumberProfile[] }).length > 0;
  return categoryAlarms({ ...column, batch, past: column.past as CategoryProfile[] }).length > 0;
}

/** A profile with these classes; how their names are built is another matter. */
function profileWith(like: ColumnProfile, cells: number, counts: Map<string | number, number>): ColumnProfile {
  const head = { rows: cells, missing: 0, distinct: counts.size };
  if (like.kind === "number") {
    const sorted = [...(counts as Map<number, number>)].sort((a, b) => a[0] - b[0]);
    return { ...like, ...head, atoms: sorted.map(([value]) => value), counts: sorted.map(([, count]) => count) };
  }
  const values = [...(counts as Map<string, number>).keys()];
  return { ...like, ...head, values, counts: [...counts.values()], buckets: [], forms: [], formCounts: [], lengths: [] };
}

/** The least number of rows of a class, of `from` or more, about which the comparison speaks up, to half a percent of the batch; null: about none. */
function leastRows(cells: number, from: number, alarms: (rows: number) => boolean): number | null {
  const step = Math.max(1, cells / STEPS);
  const least = leastCount(Math.ceil(from / step), Math.floor(cells / step), (count) => alarms(Math.round(count * step)));
  return least === null ? null : Math.round(least * step);
}

/** How far a class's share must rise or fall to be seen with the power that is told, the farthest that a common class must; null: none is seen. */
function moveSeen(classes: Classes): number | null {
  const cells = cellsOf(classes.column.batch);
  // What one of two classes gains the other loses.
  const asked = classes.names.slice(0, classes.names.length === 2 ? 1 : CLASSES_ASKED);
  const moves = asked.flatMap((name, k) => {
    const share = classes.shares[k]!;
    const more = leastRows(cells, share * cells, (rows) => alarmsAt(classes, name, rows));
    // Fewer of one class are more of the others.
    const others = leastRows(cells, (1 - share) * cells, (rows) => alarmsAt(classes, name, cells - rows));
    const rise = more === null ? [] : [shareReaching(more, cells) - share];
    return others === null ? rise : [...rise, shareReaching(others, cells) - (1 - share)];
  });
  return moves.length === 0 ? null : Math.max(...moves);
}

/** The share of a class that no accepted batch had from which it is seen with that power; null: none is. */
function newClassSeen(classes: Classes): number | null {
  const cells = cellsOf(classes.column.batch);
  const name = classes.column.batch.kind === "number" ? Math.max(...(classes.names as number[])) + 1 : "\u0000";
  const count = leastRows(cells, 1, (rows) => alarmsAt(classes, name, rows));
  return count === null ? null : shareReaching(count, cells);
}

function movePower(classes: Classes): string {
  const [move, rows] = [moveSeen(classes), plural(cellsOf(classes.column.batch), "row")];
  if (move === null) return `no shift of the classes would be seen in ${rows}`;
  return `a class's share that moved by under ${percent(move)} of ${rows} would be missed more often than once in five`;
}

function newClassPower(classes: Classes): string {
  if (classes.column.field.constraints.enum !== undefined)
    return "a single row of a class that the schema does not list would be seen (`enum`)";
  const [share, rows] = [newClassSeen(classes), plural(cellsOf(classes.column.batch), "row")];
  if (share === null) return `no class that is new would be seen in ${rows}`;
  return `a new class with under ${percent(share)} of ${rows} would be missed more often than once in five`;
}
