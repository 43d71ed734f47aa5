// The changes of a schema as check results, each at the line that says it.

import { plural } from "../../findings/wording.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import type { Schema } from "../../types/schema.ts";
import type { ChangeKind, SchemaChange } from "./change.ts";
import { diffSchemas } from "./diff.ts";

export interface SchemaComparison {
  before: Schema;
  /** What `before` is to the reader: "the base commit's schema". */
  beforeIs: string;
  after: Schema;
  target: string;
  /** Where a key of a field stands in the new schema's file. */
  whereOf: (field: string | null, key: string) => Where | null;
  /** The texts of both files; null where one is recorded and has none. */
  texts: { before: string; after: string } | null;
  /** Whether a breaking change fails by itself, whatever the data says. */
  failOnBreaking: boolean;
}

const CODES: Record<ChangeKind, string> = {
  breaks: "schema-breaking",
  loosens: "schema-loosened",
  tightens: "schema-tightened",
  neutral: "schema-changed",
};
const MOST_LISTED = 200;

/** The changes from one schema to another as check results; breaking ones fail. */
export function schemaChecks(comparison: SchemaComparison): CheckResult[] {
  const { before, after, target, texts } = comparison;
  const changes = diffSchemas(before, after, target);
  if (changes.length === 0) return texts !== null && texts.before === texts.after ? [] : [sameMeaning(comparison)];
  const listed = changes.slice(0, MOST_LISTED).map((change) => checkOf(change, comparison));
  return changes.length > MOST_LISTED ? [...listed, ...countedRest(changes.slice(MOST_LISTED), comparison)] : listed;
}

function checkOf(change: SchemaChange, { after, beforeIs, whereOf, failOnBreaking }: SchemaComparison): CheckResult {
  const { kind, field, key } = change;
  const gone = key === "fields";
  const where = whereOf(gone ? null : field, key) ?? (field === null || gone ? null : whereOf(field, "name")) ?? topOf(after);
  return {
    code: CODES[kind],
    subject: field ?? "schema",
    status: statusOf(kind, failOnBreaking),
    observed: change.after,
    expected: `${change.before}, as in ${beforeIs}`,
    message: `${change.says.replace(/^[a-z]/, (letter) => letter.toUpperCase())}.`,
    suggestion: adviceOf(kind, failOnBreaking),
    where,
  };
}

function statusOf(kind: ChangeKind, failOnBreaking: boolean): CheckStatus {
  if (kind === "breaks") return failOnBreaking ? "fail" : "warn";
  return kind === "loosens" ? "warn" : "pass";
}

function adviceOf(kind: ChangeKind, failOnBreaking: boolean): string | null {
  if (kind === "loosens") return "Merge it only if such data is meant to be trained on.";
  if (kind !== "breaks") return null;
  return failOnBreaking
    ? "Whatever reads the model must change with it; fail-on: rejected lets the data decide."
    : "Whatever reads the model or writes the files must change with it; fail-on: breaking refuses such a change.";
}

function sameMeaning({ after, beforeIs, whereOf, texts }: SchemaComparison): CheckResult {
  const how = texts === null ? "" : ": comments, order of keys, quoting, titles or descriptions are others";
  const message = `No change of meaning: the schema accepts what ${beforeIs} accepts${how}.`;
  const place = { suggestion: null, where: (texts && firstChange(texts, after)) ?? whereOf(null, "fields") ?? topOf(after) };
  return {
    code: "schema-reformatted",
    subject: "schema",
    status: "pass",
    observed: 0,
    expected: "no change of meaning",
    message,
    ...place,
  };
}

/** The first line that is another. */
function firstChange({ before, after }: { before: string; after: string }, { file }: Schema): Where | null {
  if (file === null) return null;
  const [was, is] = [before.split("\n"), after.split("\n")];
  const line = is.findIndex((text, index) => text !== was[index]);
  return { file, line: (line < 0 ? is.length - 1 : line) + 1, column: 1 };
}

function topOf({ file }: Schema): Where | null {
  return file === null ? null : { file, line: 1, column: 1 };
}

function countedRest(changes: SchemaChange[], { failOnBreaking }: SchemaComparison): CheckResult[] {
  const kinds = (Object.keys(CODES) as ChangeKind[]).map((kind) => ({
    kind,
    count: changes.filter((change) => change.kind === kind).length,
  }));
  return kinds
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => ({
      code: CODES[kind],
      subject: "schema",
      status: statusOf(kind, failOnBreaking),
      observed: count,
      expected: 0,
      message: `${plural(count, "more change")} of this kind are not listed one by one.`,
      suggestion: null,
      where: null,
    }));
}
