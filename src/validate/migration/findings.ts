// What was written anew, as one finding a column over all files, each with the line that reads it and what is proven by it.

import { fieldKey, setKey } from "../../findings/remedies.ts";
import { fileWords, grouped, named, plural, printable } from "../../findings/wording.ts";
import { groupedBy } from "../../schema/words/groups.ts";
import { matchHeader } from "../../schema/words/match.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Schema } from "../../types/schema.ts";
import type { SourceFile } from "../../types/table.ts";
import { type Edit, edited, propertiesOf } from "./edits.ts";

interface Proven {
  /** Accepted rows that are there by all edits. */
  same: number;
  gone: number;
}

/** A finding for each edit that the migration asks for, with the line that makes it. */
export function migrationFindings(edits: Edit[], files: SourceFile[], schema: Schema, proven: Proven): CheckResult[] {
  const after = edited(schema, edits);
  return mergedByField(edits).map((own): CheckResult => {
    const [edit] = own as [Edit, ...Edit[]];
    const field = after.fields.find(({ name }) => name === edit.field)!;
    const properties: { [property: string]: JsonValue } = Object.assign({}, ...own.map((one) => propertiesOf(one, field)));
    const remedies = Object.entries(properties).map(([key, value]) =>
      setKey(schema.file ?? "schema.yml", fieldKey(edit.field, key), value),
    );
    const concerned = files.filter(({ golden, table }) => !golden && isConcerned(own, table.header, after));
    const place = { file: concerned[0]?.name ?? "", line: 1, column: 1 };
    return {
      code: CODES[edit.kind],
      subject: edit.field,
      status: "fail",
      observed: observedOf(own),
      expected: printable(edit.field),
      message: `column ${named(edit.field)} ${sayingOf(own)} in ${wordsOf(concerned)}: ${proofWords(mergedByField(edits).length, proven)}`,
      suggestion: schema.file === null ? NO_FILE : null,
      remedies,
      where: field.where ?? (concerned.length === 0 ? null : place),
    };
  });
}

const NO_FILE = "The schema has no file yet: `init --data … --force` writes one, and `schema: schema.yml` names it.";

const CODES = { alias: "column-renamed", notation: "notation", values: "recoded" } as const;

/** The edits of one kind of one field. */
function mergedByField(edits: Edit[]): Edit[][] {
  return [...groupedBy(edits, ({ kind, field }) => `${kind} ${field}`).values()];
}

function isConcerned(edits: Edit[], header: string[], schema: Schema): boolean {
  return edits.some((edit) =>
    edit.kind === "alias"
      ? header.includes(edit.name)
      : matchHeader(header, schema).columns[schema.fields.findIndex(({ name }) => name === edit.field)]! >= 0,
  );
}

function observedOf(edits: Edit[]): string {
  const [edit] = edits;
  if (edit?.kind === "alias") return edits.flatMap((one) => (one.kind === "alias" ? [printable(one.name)] : [])).join(", ");
  if (edit?.kind === "notation") return Object.keys(edit.changed).join(", ");
  return "other values";
}

function sayingOf(edits: Edit[]): string {
  const [edit] = edits;
  if (edit?.kind === "alias") return `is called ${edits.map((one) => (one.kind === "alias" ? named(one.name) : "")).join(" and ")}`;
  if (edit?.kind === "notation") return "is written in another way";
  const count = edits.reduce((sum, one) => sum + (one.kind === "values" ? Object.keys(one.aliases).length : 0), 0);
  return `has its values recoded one to one (${plural(count, "value")})`;
}

const wordsOf = ([first, ...alike]: SourceFile[]) => (first === undefined ? "no file" : fileWords({ ...first, alike }));

function proofWords(findings: number, { same, gone }: Proven): string {
  const others =
    findings === 1
      ? "with the line below"
      : findings === 2
        ? "with the line below and that of the other finding"
        : `with the line below and those of the ${findings - 1} other findings`;
  return gone === 0
    ? `${others} all ${plural(same, "accepted row")} are there, proven by their hashes`
    : `${others} ${grouped(same)} of ${plural(same + gone, "accepted row")} are there, proven by their hashes; the other ${grouped(gone)} are not`;
}
