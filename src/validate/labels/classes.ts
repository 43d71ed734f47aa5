// Classes that every accepted batch had and this one has not.
import type { CheckResult } from "../../types/judgement.ts";
import { ALPHA, type BatchCase, batchFinding } from "../history.ts";
import { named, percent, printable } from "../wording.ts";

/** Fewer batches do not show how rare a class may get. */
const SURE_BATCHES = 4;

export function missingClasses(input: BatchCase): CheckResult[] {
  const field = input.schema.fields.find(({ name }) => name === input.target);
  const columnOf = (profile: BatchCase["batch"]["profile"]) => profile.columns.find(({ name }) => name === input.target);
  const own = columnOf(input.batch.profile);
  if (field === undefined || own === undefined) return [];
  const valuesOf = (column: typeof own) => (column.kind === "category" ? column.values : column.atoms);
  const past = input.history.flatMap(({ profile }) => columnOf(profile) ?? []);
  const classes = past.length === 0 ? [] : valuesOf(past[0]!);
  const listed = own.distinct <= valuesOf(own).length;
  return classes.flatMap((value) => {
    const shares = past.map(
      (column) => (column.counts[(valuesOf(column) as (string | number)[]).indexOf(value)] ?? 0) / Math.max(1, column.rows),
    );
    const least = Math.min(...shares);
    if (!listed || (valuesOf(own) as (string | number)[]).includes(value) || (1 - least) ** own.rows >= ALPHA / classes.length) return [];
    const [low, high] = [percent(least), percent(Math.max(...shares))];
    const says = `has no row of class ${named(printable(String(value), 60))} of ${named(field.name)}, accepted batches ${low === high ? low : `${low} to ${high}`}`;
    const remedy = "Look for a filter, a join or a renamed class that lost it.";
    const status = past.length < SURE_BATCHES ? "warn" : "fail";
    return [batchFinding(input, { code: "class-missing", subject: field.name, status, observed: 0, expected: low, says, remedy, field })];
  });
}
