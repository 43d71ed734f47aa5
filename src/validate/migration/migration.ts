// Files that hold accepted rows written anew: columns renamed, cells in another notation, values recoded. What is proposed is proven by row hashes.

import { groupedBy } from "../../schema/words/groups.ts";
import { matchHeader } from "../../schema/words/match.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type Edit, edited } from "./edits.ts";
import { notationsOf } from "./notations.ts";
import { type Accepted, type Prover, proverOf } from "./proof.ts";
import { type KnownValues, recodings } from "./recodings.ts";
import { pairings } from "./renames.ts";
import { sampleOf } from "./sample.ts";

/** Files of one header that are looked at. */
const FILES_LOOKED_AT = 4;
const HEADERS_LOOKED_AT = 5;
/** A reading by which so many of the rows are accepted ones is not bettered. */
const NEARLY_ALL = 0.95;
/** Fewer rows may be accepted ones by chance. */
const FEWEST = 2;
const MOST_COMBINATIONS = 64;
/** Recodings are looked for under so many pairings of columns. */
const PAIRINGS_RECODED = 40;

/** The edits of the schema by which files read as accepted rows; empty: none are needed, or none are proven. */
export function migrationOf(files: SourceFile[], schema: Schema, accepted: Accepted, known: KnownValues): Edit[] {
  const samples = representatives(files).map(sampleOf);
  let edits: Edit[] = [];
  for (const sample of samples) edits = merged(edits, editsFor(sample, edited(schema, edits), accepted, known));
  if (edits.length === 0) return [];
  const found = (with_: Edit[]) => samples.reduce((sum, sample) => sum + proverOf(sample, schema, accepted).acceptedRows(with_).length, 0);
  return found(edits) > found([]) ? edits : [];
}

/** Some files of each header. */
function representatives(files: SourceFile[]): SourceFile[] {
  const groups = groupedBy(
    files.filter(({ golden, table }) => !golden && table.rows > 0),
    ({ table }) => JSON.stringify(table.header),
  );
  return [...groups.values()].slice(0, HEADERS_LOOKED_AT).flatMap((group) => {
    const count = Math.min(FILES_LOOKED_AT, group.length);
    return Array.from({ length: count }, (_, i) => group[Math.floor((i * group.length) / count)]!);
  });
}

/** Later notations of a field replace earlier ones. */
function merged(before: Edit[], more: Edit[]): Edit[] {
  const replaced = new Set(more.flatMap((edit) => (edit.kind === "notation" ? [edit.field] : [])));
  return [...before.filter((edit) => edit.kind !== "notation" || !replaced.has(edit.field)), ...more];
}

function editsFor(file: SourceFile, schema: Schema, accepted: Accepted, known: KnownValues): Edit[] {
  const needed = new Set(accepted.rows.record.columns);
  const prover = proverOf(file, schema, accepted);
  let best: { edits: Edit[]; rows: number } = { edits: [], rows: prover.acceptedRows([]).length };
  const least = () => Math.max(best.rows + 1, FEWEST);
  if (best.rows >= NEARLY_ALL * file.table.rows) return [];
  for (const [i, renamed] of pairings(file.table, schema, needed).entries()) {
    for (const notations of combinations(file, edited(schema, renamed), needed)) {
      const edits = [...renamed, ...notations];
      const tried = triedWith(edits, file, schema, prover, i < PAIRINGS_RECODED ? known : new Map());
      if (tried.rows >= least()) best = tried;
      if (best.rows >= NEARLY_ALL * file.table.rows) return best.edits;
    }
  }
  return best.edits;
}

/** As they are, and with what values were recoded to. */
function triedWith(edits: Edit[], file: SourceFile, schema: Schema, prover: Prover, known: KnownValues): { edits: Edit[]; rows: number } {
  const plain = { edits, rows: prover.acceptedRows(edits).length };
  if (plain.rows >= NEARLY_ALL * file.table.rows) return plain;
  const trial = edited(schema, edits);
  const more = recodings(file.table, trial, known, { acceptedRows: (added) => prover.acceptedRows([...edits, ...added]) });
  if (more.length === 0) return plain;
  const recoded = [...edits, ...more];
  const rows = prover.acceptedRows(recoded).length;
  return rows > plain.rows ? { edits: recoded, rows } : plain;
}

/** Every way to read the columns that the schema does not read. */
function combinations({ table }: SourceFile, schema: Schema, needed: ReadonlySet<string>): Edit[][] {
  const { columns } = matchHeader(table.header, schema);
  let all: Edit[][] = [[]];
  schema.fields.forEach((field, i) => {
    const raw = table.columns[columns[i]!];
    if (raw === undefined || !needed.has(field.name)) return;
    const options = notationsOf(raw, table.rows, field, field.missingValues ?? schema.missingValues);
    if (options.length === 0) return;
    const edits = options.map((changed): Edit => ({ kind: "notation", field: field.name, changed }));
    all = all.flatMap((some) => edits.map((edit) => [...some, edit])).slice(0, MOST_COMBINATIONS);
  });
  return all;
}
