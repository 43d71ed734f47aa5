// Changes of a schema by which files that were written anew read as before.

import type { Field, Schema } from "../../types/schema.ts";
import { groupedBy } from "../groups.ts";
import { yamlScalar } from "../wording.ts";

/** How the cells of a field are written. */
export type Notation = Partial<Pick<Field, "format" | "decimalChar" | "groupChar" | "bareNumber" | "trueValues" | "falseValues">>;

export type Edit =
  | { kind: "alias"; field: string; name: string }
  | { kind: "notation"; field: string; changed: Notation }
  /** Arriving texts, each with the text of the value that it stands for. */
  | { kind: "values"; field: string; aliases: Record<string, string> };

export function edited(schema: Schema, edits: Edit[]): Schema {
  const of = groupedBy(edits, ({ field }) => field);
  return { ...schema, fields: schema.fields.map((field) => (of.get(field.name) ?? []).reduce(editedField, field)) };
}

function editedField(field: Field, edit: Edit): Field {
  if (edit.kind === "alias") return { ...field, aliases: [...new Set([...field.aliases, edit.name])] };
  if (edit.kind === "notation") return { ...field, ...edit.changed };
  return { ...field, valueAliases: { ...field.valueAliases, ...edit.aliases } };
}

/** What stands in the schema under the field then: one key a line. `field`: as it is edited. */
export function linesOf(edit: Edit, field: Field): string[] {
  if (edit.kind === "alias") return [`aliases: [${field.aliases.map(yamlScalar).join(", ")}]`];
  if (edit.kind === "notation") return Object.entries(edit.changed).map(([key, value]) => `${key}: ${flow(value)}`);
  const pairs = Object.entries(field.valueAliases ?? {}).map(([text, value]) => `${JSON.stringify(text)}: ${yamlScalar(value)}`);
  return [`valueAliases: {${pairs.join(", ")}}`];
}

function flow(value: string | boolean | null | string[]): string {
  if (Array.isArray(value)) return `[${value.map((text) => JSON.stringify(text)).join(", ")}]`;
  if (typeof value === "string") return JSON.stringify(value);
  return String(value);
}
