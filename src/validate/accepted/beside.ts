// Files beside the pattern: where all of their rows are accepted ones, nobody misses them.
import { runOf } from "../../table/rows/row-set.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { SourceFile } from "../../types/table.ts";
import { eachHash, fieldsAsRecorded } from "../history/hashed.ts";
import { type RowRule, readableRows } from "./cut.ts";

/** Whether every row of these files is an accepted one, by the hashes that the registry keeps. */
export function areAccepted(
  files: SourceFile[],
  rule: Pick<RowRule, "rowsKey" | "split" | "schema" | "recorded">,
  state: Pick<RegistryState, "rows">,
): boolean {
  const readable = readableRows(rule, state);
  if (readable === null) return false;
  const { rows, key } = readable;
  const fields = fieldsAsRecorded(rows.record.columns, rule.recorded, rule.schema);
  let isAccepted = fields.length === rows.record.columns.length && files.some(({ table }) => table.rows > 0);
  for (const file of files) {
    if (!isAccepted) return false;
    eachHash(file, rule.schema, fields, key, (_, words) => {
      isAccepted &&= runOf(rows.live, words, 0) >= 0;
    });
  }
  return isAccepted;
}
