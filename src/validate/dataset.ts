import { concatColumns } from "../table/columns/dataset.ts";
import type { Field, Schema } from "../types/schema.ts";
import type { Dataset, FileSpan, SourceFile } from "../types/table.ts";
import { measuredColumn, targetColumn } from "./cells/target.ts";
import { missingColumn, type TypedFile } from "./history/batches.ts";
import { hasLateLabels } from "./labels/changed.ts";

/** The rows of typed files, one after the other, by the schema's fields; a column that a file lacks is missing there. `isMeasured`: the target is numbers. */
export function datasetOf(typed: TypedFile[], schema: Schema, target: Field | null, isMeasured = false): Dataset {
  const columns = schema.fields.map((field) => {
    const column = concatColumns(typed.map(({ file, parts }) => parts.get(field.name)?.column ?? missingColumn(field, file.table.rows)));
    if (target === null || field !== target) return column;
    return isMeasured ? measuredColumn(column, field) : targetColumn(column, field);
  });
  let start = 0;
  const isLate = hasLateLabels(typed, isMeasured ? null : target);
  const spans = typed.map(({ file }): FileSpan => {
    const span = {
      name: file.name,
      ...(file.isCut ? {} : { digest: file.digest }),
      ...(file.rowSet === undefined ? {} : { rowSet: file.rowSet }),
      start,
      end: start + file.table.rows,
      accepted: file.accepted,
      inWindow: file.inWindow,
      ...(file.golden ? { golden: true as const } : {}),
      ...(file.batch === undefined ? {} : { batch: file.batch.at }),
      ...(file.isCut && file.batch?.label ? { label: file.batch.label } : {}),
      ...changedSpan(file, isLate),
    };
    start = span.end;
    return span;
  });
  const features = schema.fields.filter((field) => field.role === "feature" && field !== target).map((field) => field.name);
  const key = schema.primaryKey.length === 0 ? {} : { key: schema.primaryKey };
  return { rows: start, columns, features, target: target?.name ?? "", files: spans, ...key };
}

function changedSpan({ batch }: SourceFile, isLate: boolean): Pick<FileSpan, "changed"> {
  if (batch?.isMoved) return { changed: "moved" };
  return batch?.isChanged ? { changed: isLate ? "late" : "corrected" } : {};
}
