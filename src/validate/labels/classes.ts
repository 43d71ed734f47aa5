// Classes that every accepted batch had and this one has not.

import { grouped, named, percent, plural, printable } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ColumnProfile } from "../../types/profile.ts";
import { ALPHA, type BatchCase, batchFinding, batchPass } from "../history/history.ts";
import { absentShare } from "./power.ts";

/** Fewer batches do not show how rare a class may get. */
const SURE_BATCHES = 4;

/** Classes that every accepted batch had and this one should have by chance, but has not. */
export function missingClasses(input: BatchCase): CheckResult[] {
  const field = input.schema.fields.find(({ name }) => name === input.target);
  const columnOf = (profile: BatchCase["batch"]["profile"]) => profile.columns.find(({ name }) => name === input.target);
  const own = columnOf(input.batch.profile);
  const past = input.history.flatMap(({ profile }) => columnOf(profile) ?? []);
  if (field === undefined || own === undefined || past.length === 0) return [];
  const classes = valuesOf(past[0]!);
  const subject = field.name;
  if (own.distinct > valuesOf(own).length || classes.length === 0) {
    const says = `has too many different values of ${named(subject)} to look for lost classes`;
    return [
      batchPass(input, "class-missing", own.distinct, "few classes", says, { subject, power: "the loss of a class would not be seen" }),
    ];
  }
  const chance = ALPHA / classes.length;
  const absent = absentShare(own.rows, chance);
  const power = `a class with under ${percent(absent)} of an accepted batch's rows could be absent from ${plural(own.rows, "row")} by chance (1 in ${grouped(Math.round(1 / chance))}), so its loss would not be seen`;
  const findings = classes.flatMap((value) => {
    const shares = past.map((column) => (column.counts[valuesOf(column).indexOf(value)] ?? 0) / Math.max(1, column.rows));
    const least = Math.min(...shares);
    if (valuesOf(own).includes(value) || least <= absent) return [];
    const [low, high] = [percent(least), percent(Math.max(...shares))];
    const says = `has no row of class ${named(printable(String(value), 60))} of ${named(subject)}, accepted batches ${low === high ? low : `${low} to ${high}`}`;
    const remedy = "Look for a filter, a join or a renamed class that lost it.";
    const status = past.length < SURE_BATCHES ? "warn" : "fail";
    return [batchFinding(input, { code: "class-missing", subject, status, observed: 0, expected: low, says, remedy, field, power })];
  });
  if (findings.length > 0) return findings;
  return [
    batchPass(input, "class-missing", 0, 0, `lacks no class of ${named(subject)} that is too common to be absent by chance`, {
      subject,
      power,
    }),
  ];
}

const valuesOf = (column: ColumnProfile): readonly (string | number)[] => (column.kind === "category" ? column.values : column.atoms);
