// The rows of files, read as accepted ones where that is proven.
import type { RegistryState } from "../../types/registry.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type Edit, edited } from "../migration/edits.ts";
import { migrationFindings } from "../migration/findings.ts";
import { migrationOf } from "../migration/migration.ts";
import { type Cut, cutByRows, type Known, type RowRule, readableRows } from "./cut.ts";
import { labelledRows, unlabelledChecks, withoutLabels } from "./unlabelled.ts";

/** `schema`: by which the rows are read; where it is not the given one, `found` has a failure for each edit, for nothing is applied. */
export interface CutAsAccepted extends Cut {
  schema: Schema;
}

/** As `cutByRows`; where files were written anew by a migration, they are cut by the schema that reads them as before. */
export function cutAsAccepted(
  read: SourceFile[],
  rule: RowRule,
  state: Known & Pick<RegistryState, "champion" | "batches">,
): CutAsAccepted {
  const edits = editsOf(read, rule, state);
  const schema = edited(rule.schema, edits);
  const labelled = labelledRows(read, schema, rule.target);
  const cut = cutByRows(labelled, { ...rule, schema }, state);
  const left = [...cut.files, ...withoutLabels(read, labelled)];
  const found = edits.length === 0 ? [] : migrationFindings(edits, read, rule.schema, cut.counts);
  return { ...cut, schema, found: [...found, ...cut.found, ...unlabelledChecks(left, rule.target, state.batches)] };
}

function editsOf(files: SourceFile[], rule: RowRule, state: Known & Pick<RegistryState, "champion">): Edit[] {
  const readable = readableRows(rule, state);
  if (readable === null || readable.rows.live.parts.length === 0) return [];
  const { champion } = state;
  const model = champion?.model;
  const features = model === undefined || model.engine === "command" ? [] : model.features;
  const known = new Map(features.flatMap(({ name, categories }) => (categories.length === 0 ? [] : [[name, categories] as const])));
  if (champion !== null && model !== undefined) known.set(champion.manifest.target, model.classes);
  return migrationOf(files, rule.schema, { ...readable, recorded: rule.recorded }, known);
}
