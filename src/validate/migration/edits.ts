// Changes of a schema by which files that were written anew read as before.

import { groupedBy } from "../../schema/words/groups.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { Field, Schema } from "../../types/schema.ts";

/** How the cells of a field are written. */
export type Notation = Partial<Pick<Field, "format" | "decimalChar" | "groupChar" | "bareNumber" | "trueValues" | "falseValues">>;

export type Edit =
  | { kind: "alias"; field: string; name: string }
  | { kind: "notation"; field: string; changed: Notation }
  /** Arriving texts, each with the text of the value that it stands for. */
  | { kind: "values"; field: string; aliases: Record<string, string> };

/** The schema after edits, as a person would make them. */
export function edited(schema: Schema, edits: Edit[]): Schema {
  const of = groupedBy(edits, ({ field }) => field);
  return { ...schema, fields: schema.fields.map((field) => (of.get(field.name) ?? []).reduce(editedField, field)) };
}

function editedField(field: Field, edit: Edit): Field {
  if (edit.kind === "alias") return { ...field, aliases: [...new Set([...field.aliases, edit.name])] };
  if (edit.kind === "notation") return { ...field, ...edit.changed };
  return { ...field, valueAliases: { ...field.valueAliases, ...edit.aliases } };
}

/** Properties of the field that an edit changes, as the schema has them then. `field`: as it is edited. */
export function propertiesOf(edit: Edit, field: Field): { [property: string]: JsonValue } {
  if (edit.kind === "alias") return { aliases: field.aliases };
  if (edit.kind === "notation") return { ...edit.changed };
  return { valueAliases: { ...field.valueAliases } };
}
