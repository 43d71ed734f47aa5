import type { Feature } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";

export interface Spelling {
  text: string;
  /** Code of the category, from 1. */
  code: number;
}

/** By feature: other texts that mean a category, from `trueValues`, `falseValues` and `valueAliases` of the schema, so that a client can pass raw cells. */
export function spellingsOf(features: Feature[], schema: JsonValue): Spelling[][] {
  const fields = isMapping(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isMapping) : [];
  return features.map(({ name, type, categories }) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) return [];
    const codes = aliasesOf(field.valueAliases, categories);
    if (type !== "boolean") return [...codes].map(([text, code]) => ({ text, code }));
    const spelled = [
      ...textsOf(field.falseValues).map((text) => ["false", text]),
      ...textsOf(field.trueValues).map((text) => ["true", text]),
    ];
    const listed = new Set([...categories, ...spelled.map(([, text]) => text)]);
    for (const [category, text] of spelled as [string, string][]) {
      const code = 1 + categories.indexOf(category);
      if (code === 0) continue;
      if (!categories.includes(text)) codes.set(text, code);
      // Python writes True where the file has true.
      for (const other of casesOf(text)) if (!listed.has(other)) codes.set(other, code);
    }
    return [...codes].map(([text, code]) => ({ text, code }));
  });
}

/** Aliases of categories that are not categories themselves. */
function aliasesOf(aliases: JsonValue | undefined, categories: string[]): Map<string, number> {
  const codes = new Map<string, number>();
  for (const [text, value] of isMapping(aliases) ? Object.entries(aliases) : []) {
    const code = 1 + categories.indexOf(String(value));
    if (code > 0 && !categories.includes(text)) codes.set(text, code);
  }
  return codes;
}

function casesOf(text: string): string[] {
  const [lower, upper] = [text.toLowerCase(), text.toUpperCase()];
  return [lower, upper, lower.slice(0, 1).toUpperCase() + lower.slice(1)];
}

function isMapping(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
