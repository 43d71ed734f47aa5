// Values as YAML to paste: on one line, read back the same by any reader.
import type { JsonValue } from "../types/problem.ts";

// Plain scalars that no YAML 1.1 or 1.2 reader takes for a number, a date, a boolean or null.
const PLAIN = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
// e0 is 0 × 10^0 to some readers.
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf|e-?[0-9]+)$/i;

// Reports spell such characters as no YAML reader does, so none is left for them.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]|(?! )\p{Zs}/gu;

const UNSEEN_ANY = new RegExp(UNSEEN.source, "u");

/** A string as a YAML scalar that also stands inside [ ] and { }; quoted when it must be. */
export function yamlScalar(text: string): string {
  if (PLAIN.test(text) && !RESERVED.test(text)) return text;
  // A JSON string is a YAML double-quoted scalar once what YAML calls unprintable, and what a reader cannot see, is escaped too.
  return JSON.stringify(text).replace(UNSEEN, (c) => {
    const code = c.codePointAt(0)!.toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** Any value in flow style: `{a: [1, b]}`; `quotes`: every text in quotes. */
export function yamlFlow(value: JsonValue, quotes = false): string {
  if (typeof value === "string") return quotes && !UNSEEN_ANY.test(value) ? JSON.stringify(value) : yamlScalar(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map((item) => yamlFlow(item, quotes)).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, item]) => `${yamlScalar(key)}: ${yamlFlow(item, quotes)}`)
    .join(", ")}}`;
}
