// What a batch is compared with: the batches accepted before it, and findings about the batch.

import { check } from "../../findings/check.ts";
import { waysOut } from "../../findings/remedies.ts";
import { printable } from "../../findings/wording.ts";
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { BatchProfile } from "../../types/profile.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Column } from "../../types/table.ts";
import { batchProfile, type TypedFile } from "./batches.ts";

/** An accepted batch; its rows only while the file is at hand. */
export interface PastBatch extends BatchProfile {
  typed: TypedFile | null;
}

export interface BatchCase {
  batch: PastBatch & { typed: TypedFile };
  /** Oldest first; never empty. */
  history: PastBatch[];
  /** New batches before this one that are no part of the history, because a check failed on them. */
  failed?: PastBatch[];
  /** Accepted rows that are older than the history. */
  older?: TypedFile[];
  schema: Schema;
  target: string | null;
  /** The column whose rows belong together; null or absent: none is known. */
  group?: string | null;
  /** Milliseconds since 1970; null: unknown. */
  now: number | null;
  showValues: boolean;
}

/** Chance of a false alarm in one kind of test over all columns. */
export const ALPHA = 1e-3;
/** With fewer accepted batches nothing is known of how batches differ: warnings only. */
export const FEWEST_BATCHES = 2;
/** The newest so many batches are compared with. */
export const MOST_BATCHES = 60;

/** A batch whose rows are at hand, with its profile. */
export function pastBatch(typed: TypedFile): PastBatch & { typed: TypedFile } {
  return { ...batchProfile(typed), typed };
}

/** The file, and of which time its rows are where it holds others too. */
export function batchName({ typed: { file } }: BatchCase["batch"]): string {
  return `${printable(file.name, 200)}${file.isCut && file.batch?.label ? ` (${file.batch.label})` : ""}`;
}

export interface BatchFinding {
  code: string;
  subject: string;
  status?: CheckStatus;
  /** It does not rest on how batches differ, so a single accepted one is enough to know. */
  certain?: boolean;
  observed: string | number;
  expected: string | number | null;
  /** What follows "data.csv ". */
  says: string;
  remedy: string;
  field?: Field;
  power?: string;
}

/** A fault of the batch as a whole: fails when enough batches were accepted to know. */
export function batchFinding({ batch, history }: BatchCase, finding: BatchFinding): CheckResult {
  const { file, parts } = batch.typed;
  const { code, subject, observed, expected, says, remedy, field, power, status = "fail", certain = false } = finding;
  const few = history.length < FEWEST_BATCHES && !certain;
  const name = batchName(batch);
  return {
    code,
    subject,
    status: few && status === "fail" ? "warn" : status,
    observed,
    expected,
    message: `${name} ${says}${few ? " (a single accepted batch does not show how batches differ: a warning only)" : ""}`,
    ...waysOut(remedy, file, code, { check: { code, subject } }),
    where: { file: file.name || file.uri, line: 1, column: field === undefined ? 1 : (parts.get(field.name)?.at ?? 0) + 1 },
    ...(power === undefined ? {} : { power }),
  };
}

/** A check of the batch as a whole that found nothing. */
export function batchPass(
  { batch }: BatchCase,
  code: string,
  observed: string | number,
  expected: string | number,
  says: string,
  { subject = "rows", power }: { subject?: string; power?: string } = {},
): CheckResult {
  const message = `${batchName(batch)} ${says}`;
  const told = power === undefined ? {} : { power };
  return { ...check(code, subject, "pass", message, { observed, expected }), ...told };
}

/** The columns of a batch in schema order, without those that `leave` names. */
export function columnsOf({ parts }: TypedFile, fields: Field[]): Column[] {
  return fields.flatMap((field) => parts.get(field.name)?.column ?? []);
}
