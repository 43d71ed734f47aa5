// `validate --grown`: the data contains the reference, so only rows that the reference does not have are checked.
import { keyFingerprint } from "../table/rows/row-hashes.ts";
import { EMPTY_SET, rowSetOf } from "../table/rows/row-set.ts";
import { BUILT_IN_SALT } from "../table/rows/split.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Schema } from "../types/schema.ts";
import type { SourceFile } from "../types/table.ts";
import { cutByRows, type RowRule } from "../validate/accepted/cut.ts";

/** The new rows of `files`, and findings about missing rows of the reference. */
export function grownBeyond(
  files: SourceFile[],
  reference: SourceFile[],
  schema: Schema,
  target: string | null,
): { files: SourceFile[]; found: CheckResult[] } {
  const rule: RowRule = {
    schema,
    recorded: schema,
    target: target ?? "",
    split: { by: "row", column: null, holdout: 0.2, columns: null, salt: null },
    data: { exclude: [], excludeRows: [] },
    rowsKey: null,
    dated: { window: { kind: "all" }, freshnessSeconds: null },
    // Future dates are found by the checks.
    now: Number.POSITIVE_INFINITY,
  };
  const nothing = { rows: null, accepted: [], unhashed: [], named: [] };
  const { columns, next, set, rows } = cutByRows(reference, rule, nothing).store();
  const record = { key: keyFingerprint(BUILT_IN_SALT), columns, next, set, inputs: "", live: [], gone: [] };
  const known = { record, live: rowSetOf(rows), gone: EMPTY_SET, segments: new Map() };
  // Compared by content alone: the grown file may have any name.
  const accepted = files.map(({ uri, versionId, name }) => ({ uri, versionId, name, digest: "" }));
  const cut = cutByRows(files, rule, { ...nothing, rows: known, accepted });
  // Row sets cannot be named without a registry.
  const fresh = cut.files.filter((file) => !file.accepted).map(({ rowSet: _, ...file }) => file);
  return { files: fresh, found: cut.found };
}
