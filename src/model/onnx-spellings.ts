// How booleans are spelled in the data: a client that feeds cells as they stand is understood.
import type { Feature } from "../types/model.ts";
import type { JsonValue } from "../types/problem.ts";

export interface Spelling {
  text: string;
  /** The category's, from 1. */
  code: number;
}

/** By feature: other texts of its categories, by `trueValues` and `falseValues` of the normalised schema. */
export function spellingsOf(features: Feature[], schema: JsonValue): Spelling[][] {
  const fields = isMapping(schema) && Array.isArray(schema.fields) ? schema.fields.filter(isMapping) : [];
  return features.map(({ name, type, categories }) => {
    const field = type === "boolean" ? fields.find((one) => one.name === name) : undefined;
    if (field === undefined) return [];
    const spelled = [
      ...textsOf(field.falseValues).map((text) => ["false", text]),
      ...textsOf(field.trueValues).map((text) => ["true", text]),
    ];
    const codes = new Map<string, number>();
    for (const [category, text] of spelled as [string, string][]) {
      const code = 1 + categories.indexOf(category);
      if (code > 0 && !categories.includes(text)) codes.set(text, code);
    }
    return [...codes].map(([text, code]) => ({ text, code }));
  });
}

function isMapping(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textsOf(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
