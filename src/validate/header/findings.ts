// Columns that became others, as findings: what it looks like, how sure, and what to write or to mend. Nothing is applied.
import { fieldKey, setKey, waysOut } from "../../findings/remedies.ts";
import { fileWords, named, namedList, printable } from "../../findings/wording.ts";
import { yamlScalar } from "../../findings/yaml.ts";
import type { CheckResult, Remedy } from "../../types/judgement.ts";
import type { Field } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type Conversion, formulaOf } from "../columns/units.ts";
import type { Restructuring } from "./diagnose.ts";
import type { Merge } from "./merge.ts";
import type { Rename } from "./rename.ts";
import type { Split } from "./split.ts";

type Fails = (field: Field) => boolean;

/** Renamed, split and merged columns as findings; `fails`: whether a field's loss is a fault. */
export function restructuringFindings(file: SourceFile, { renames, splits, merges }: Restructuring, fails: Fails): CheckResult[] {
  return [
    ...renames.map((rename) => renameFinding(file, rename, fails)),
    ...splits.map((split) => splitFinding(file, split, fails)),
    ...merges.flatMap((merge) => merge.fields.map((field) => mergeFinding(file, merge, field, fails))),
  ];
}

const percentOf = (confidence: number) => `${Math.round(confidence * 100)} %`;

interface Became {
  code: string;
  field: Field;
  /** Place of the new column, or of the first. */
  at: number;
  observed: string;
  says: string;
  remedy: string;
  /** What the schema must say, as data. */
  own?: Remedy[];
  reason: string;
}

function finding(file: SourceFile, { code, field, at, observed, says, remedy, own, reason }: Became, fails: Fails): CheckResult {
  return {
    code,
    subject: field.name,
    status: fails(field) ? "fail" : "warn",
    observed,
    expected: printable(field.name),
    message: `column ${named(field.name)} is missing from ${fileWords(file)} and ${says}`,
    ...waysOut(remedy, file, `${field.name} ${reason}`, { own }),
    where: field.where ?? { file: file.name || file.uri, line: 1, column: at + 1 },
  };
}

function renameFinding(file: SourceFile, { field, at, confidence, evidence, conversion }: Rename, fails: Fails): CheckResult {
  const column = file.table.header[at]!;
  const aliases = [...field.aliases, column];
  const line = `write in the schema under the field ${named(field.name)}: aliases: [${aliases.map(yamlScalar).join(", ")}]`;
  const isPlain = conversion === null && field.where !== null;
  const convert = conversion === null ? "" : `${converting(field.name, column, conversion)}; then `;
  return finding(
    file,
    {
      code: "column-renamed",
      field,
      at,
      observed: printable(column),
      says: `${named(column)} is new: it looks renamed (confidence ${percentOf(confidence)}): ${evidence}`,
      remedy: isPlain ? "If it is the same column, let the schema know its new name." : `If it is the same column, ${convert}${line}`,
      ...(isPlain ? { own: [setKey(field.where!.file, fieldKey(field.name, "aliases"), aliases)] } : {}),
      reason: "renamed",
    },
    fails,
  );
}

function converting(field: string, column: string, conversion: Conversion): string {
  const formula = formulaOf(conversion);
  const how = formula === null ? `back from ${conversion.name}` : `${named(field)} = ${named(column)} ${formula}`;
  return `convert it at the source, since an alias alone would train on another unit (${how})`;
}

function splitFinding(file: SourceFile, { field, at, confidence, evidence, formula }: Split, fails: Fails): CheckResult {
  const columns = at.map((place) => file.table.header[place]!);
  return finding(
    file,
    {
      code: "column-split",
      field,
      at: at[0]!,
      observed: columns.map((column) => printable(column)).join(" + "),
      says: `${namedList(columns)} are new: it looks split (confidence ${percentOf(confidence)}): ${evidence}`,
      remedy: `If they are its parts, join them at the source (${named(field.name)} = ${formula}); or put fields for them in its place in the schema, and train anew.`,
      reason: "split",
    },
    fails,
  );
}

function mergeFinding(file: SourceFile, merge: Merge, field: Field, fails: Fails): CheckResult {
  const { fields, at, confidence, evidence, mark } = merge;
  const column = file.table.header[at]!;
  const others = fields.filter((one) => one !== field).map(({ name }) => name);
  return finding(
    file,
    {
      code: "column-merged",
      field,
      at,
      observed: printable(column),
      says: `${named(column)} is new: it looks merged with ${namedList(others)} (confidence ${percentOf(confidence)}): ${evidence}`,
      remedy: `If so, divide ${named(column)} at the source at ${JSON.stringify(mark)}; or put a field for it in their place in the schema, and train anew.`,
      reason: "merged",
    },
    fails,
  );
}
