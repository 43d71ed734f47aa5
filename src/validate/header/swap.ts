// Two columns of different kinds whose cells changed places: each reads as the other and is distributed as the other was.

import { waysOut } from "../../findings/remedies.ts";
import { named, printable } from "../../findings/wording.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ColumnProfile, Profile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import { isClose } from "../columns/distance.ts";
import type { TypedFile } from "../history/batches.ts";
import { type Sampled, sampledTable } from "./sampled.ts";

/** Farther from its own past than this, a column that reads well is still a suspect. */
const APART = 0.3;
/** A column that fails is compared with so many others. */
const COLUMNS_TRIED = 200;

/** `known`: what is remembered of accepted data. Columns of one kind are compared by their drift. */
export function swapChecks({ file, parts }: TypedFile, schema: Schema, known: Profile | null): CheckResult[] {
  const failing = [...parts.values()].filter(({ invalid }) => invalid.length > file.table.rows / 2);
  if (failing.length === 0 || known === null) return [];
  const sampled = sampledTable(file.table, schema);
  const profiles = new Map(known.columns.map((column) => [column.name, column]));
  const places = [...parts.values()]
    .slice(0, COLUMNS_TRIED)
    .map(({ field, at }): Placed => ({ field, at, known: profiles.get(field.name) }));
  const suspects = places.filter((one) => isNotItself(sampled, one));
  const swapped = new Set<Field>();
  return failing.flatMap(({ field }) => {
    const own = suspects.find((one) => one.field === field);
    if (own === undefined || swapped.has(field)) return [];
    const other = suspects.find((one) => one !== own && !swapped.has(one.field) && areExchanged(sampled, own, one));
    if (other === undefined) return [];
    swapped.add(own.field).add(other.field);
    return [swapFinding(file, own, other.field.name), swapFinding(file, other, own.field.name)];
  });
}

interface Placed {
  field: Field;
  at: number;
  known: ColumnProfile | undefined;
}

function isNotItself(sampled: Sampled, { field, at, known }: Placed): boolean {
  const reading = sampled.readingAs(field, at, known ?? null);
  return reading !== null && (reading.fit < 0.5 || reading.closeness === null || reading.closeness.distance > APART);
}

/** Free text has no distribution that tells: then the other column must. */
function likeness(sampled: Sampled, { field, known }: Placed, at: number): "close" | "unknown" | "other" {
  const reading = sampled.readingAs(field, at, known ?? null);
  if (reading === null || reading.fit < 0.98) return "other";
  if (reading.closeness === null) return known === undefined ? "other" : "unknown";
  return isClose(reading.closeness) ? "close" : "other";
}

function areExchanged(sampled: Sampled, a: Placed, b: Placed): boolean {
  const both = [likeness(sampled, a, b.at), likeness(sampled, b, a.at)];
  return both.includes("close") && !both.includes("other");
}

function swapFinding(file: TypedFile["file"], { field, at }: Placed, other: string): CheckResult {
  return {
    code: "swapped-columns",
    subject: field.name,
    status: "fail",
    observed: `looks like ${printable(other)}`,
    expected: "its own type and distribution",
    message: `column ${named(field.name)} of ${printable(file.name, 200)} looks exchanged with ${named(other)}: each reads and is distributed as the other was`,
    ...waysOut("Exchange the two columns at the source.", file, `${field.name} and ${other} exchanged`, {
      check: { code: "swapped-columns", subject: field.name },
    }),
    where: { file: file.name || file.uri, line: 1, column: at + 1 },
  };
}
