// Rows without a label: they teach nothing and are left out, until their label comes.

import { waysOut } from "../../findings/remedies.ts";
import { named, ofRows, percent, printable } from "../../findings/wording.ts";
import { matchHeader } from "../../schema/words/match.ts";
import { missingTest } from "../../schema/words/missing.ts";
import { withoutRows } from "../../table/rows/rows.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { BatchProfile } from "../../types/profile.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { gapFloor } from "../columns/missing.ts";
import { shareAlarm, shareRange } from "../columns/shares.ts";
import { isGuessed } from "../columns/standing.ts";
import { typeFile } from "../history/batches.ts";
import { ALPHA, FEWEST_BATCHES, MOST_BATCHES } from "../history/history.ts";

/** A rise by less leaves enough rows to learn from: it warns. */
const MANY = 0.1;

/**
 * Files with their labelled rows alone, each with how many were left out; a file without any goes. Unchanged where a schema that somebody wrote
 * requires a label, and where no row has one.
 */
export function labelledRows(files: SourceFile[], schema: Schema, target: string | null): SourceFile[] {
  const field = schema.fields.find(({ name }) => name === target);
  if (field === undefined || (field.constraints.required === true && !isGuessed(schema, field))) return files;
  const asked = { ...schema, fields: [field] };
  const left = files.flatMap((file): SourceFile[] => {
    const part = typeFile(file, asked, matchHeader(file.table.header, asked).columns).parts.get(field.name);
    if (file.golden || part === undefined) return [file];
    const isMissing = missingTest(part.column);
    const unread = new Set(part.invalid);
    const rows = new Set<number>();
    for (let row = 0; row < file.table.rows; row++) if (isMissing(row) && !unread.has(row)) rows.add(row);
    if (rows.size === 0) return [file];
    const unlabelled = { hits: rows.size, cells: file.table.rows };
    return rows.size === file.table.rows ? [] : [{ ...file, table: withoutRows(file.table, rows), unlabelled }];
  });
  return left.some(({ golden, table }) => !golden && table.rows > 0) ? left : files;
}

/** The files that `labelledRows` left out as a whole, as the check counts them. */
export function withoutLabels(read: SourceFile[], labelled: SourceFile[]): SourceFile[] {
  const kept = new Set(labelled.map(({ name }) => name));
  return read.flatMap((file) =>
    kept.has(file.name) || file.table.rows === 0 ? [] : [{ ...file, unlabelled: { hits: file.table.rows, cells: file.table.rows } }],
  );
}

type Known = Pick<BatchProfile, "unlabelled"> & { profile: { rows: number } };

/** Code `unlabelled`: of each file with new rows of which some were left out. `known`: accepted batches, oldest first. */
export function unlabelledChecks(files: SourceFile[], target: string | null, known: Known[]): CheckResult[] {
  const past = known.slice(-MOST_BATCHES).map(({ profile, unlabelled }) => unlabelled ?? { hits: 0, cells: profile.rows });
  return files.flatMap((file): CheckResult[] => {
    const { unlabelled } = file;
    if (unlabelled === undefined || file.accepted) return [];
    const { hits, cells } = unlabelled;
    // A file without any is not a matter of how batches differ.
    const isKnown = past.length >= (hits === cells ? 1 : FEWEST_BATCHES);
    const rises = (floor: number) => isKnown && shareAlarm({ ...unlabelled, past, floor, alpha: ALPHA, direction: "up" }) !== null;
    const before = isKnown ? `; accepted batches ${shareRange(past)}` : "";
    const check = { code: "unlabelled", subject: target ?? "" };
    const message = `${ofRows(hits, cells)} of ${printable(file.name, 200)} have no ${named(target ?? "label")} and are left out until it comes${before}`;
    const expected = isKnown ? shareRange(past) : null;
    const base = {
      ...check,
      observed: percent(hits / cells),
      expected,
      message,
      where: { file: file.name || file.uri, line: 1, column: 1 },
    };
    const look = "Look whether labels are late, lost or written in another way.";
    if (!rises(MANY)) {
      const isUsual = isKnown && hits < cells && !rises(gapFloor(past));
      return [{ ...base, status: isUsual ? "pass" : "warn", suggestion: isUsual ? null : look }];
    }
    const words = `${look} Where they always come later, set in retrain.yml: checks: {unlabelled: warning}.`;
    return [{ ...base, status: "fail", ...waysOut(words, file, "rows without a label", { check }) }];
  });
}
