// Flags of init that replace guesses about files and columns.
import { parse } from "yaml";
import { parseSchema, writtenAs } from "../../config/schema/schema.ts";
import type { GivenField } from "../../schema/infer/given-field.ts";
import { ConfigError } from "../../types/errors.ts";
import { ENCODINGS, type Encoding } from "../../types/schema.ts";
import type { WrittenAs } from "../../types/table.ts";
import { type Flag, type FlagValues, text, texts } from "../common/command.ts";

export const GIVEN_FLAGS: Record<string, Flag> = {
  encoding: {
    takes: "one",
    placeholder: "NAME",
    about: "of files that are no UTF-8, such as windows-1251 or gbk (default: guessed, and told)",
  },
  dialect: {
    takes: "one",
    placeholder: "'{KEY: VALUE}'",
    about: "how cells are written: delimiter, header, commentRows, quoteChar, escapeChar, skipInitialSpace",
  },
  names: { takes: "several", placeholder: "NAME…", about: "of the columns, for files without a header" },
  column: {
    takes: "several",
    placeholder: "'NAME: {KEY: VALUE}'…",
    about: "what a column is, as the schema says it: type, format, decimalChar, groupChar, missingValues, role …",
  },
};

/** Throws ConfigError. */
export function givenReading(flags: FlagValues): WrittenAs {
  const names = texts(flags, "names");
  const told = text(flags, "dialect");
  const dialect = {
    ...(told === undefined ? {} : mappingOf(told, "--dialect", '{quoteChar: ""}')),
    ...(names.length > 0 ? { header: false } : {}),
  };
  const encoding = encodingOf(text(flags, "encoding"));
  const fields = (names.length > 0 ? names : ["a column"]).map((name) => ({ name }));
  const schema = parseSchema(JSON.stringify({ fields, dialect, ...(encoding === null ? {} : { encoding }) }), "--dialect", null);
  const { names: _, ...written } = writtenAs(schema);
  // No header line, whatever the files look like.
  const none =
    "commentRows" in dialect && schema.dialect?.commentRows === undefined ? { dialect: { ...schema.dialect, commentRows: [] } } : {};
  return { ...written, ...none, ...(names.length > 0 ? { names } : {}) };
}

function encodingOf(name: string | undefined): Encoding | null {
  if (name === undefined) return null;
  const canonical = labelOf(name);
  const found = ENCODINGS.find((encoding) => encoding === name.toLowerCase() || encoding === canonical);
  if (found !== undefined) return found;
  throw new ConfigError(`--encoding ${name} is none that is known: ${ENCODINGS.join(", ")}.`);
}

/** The encoding of a name such as cp1251 or latin2, by the WHATWG Encoding standard; null: unknown. */
function labelOf(name: string): string | null {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** Throws ConfigError. */
export function givenColumns(flags: FlagValues, header: string[]): Map<string, GivenField> {
  const given = new Map<string, GivenField>();
  for (const one of texts(flags, "column")) {
    for (const [name, keys] of Object.entries(mappingOf(one, "--column", 'price: {decimalChar: ","}'))) {
      if (!header.includes(name))
        throw new ConfigError(`--column names "${name}", which is no column; its columns are ${header.slice(0, 30).join(", ")}.`);
      if (typeof keys !== "object" || keys === null || Array.isArray(keys))
        throw new ConfigError(`--column ${one} holds no mapping for "${name}"; write it as 'NAME: {KEY: VALUE}'.`);
      const isNumber = ["decimalChar", "groupChar", "bareNumber", "affixes"].some((key) => key in keys);
      const entry = { name, ...("type" in keys || !isNumber ? {} : { type: "number" }), ...keys };
      const [field] = parseSchema(JSON.stringify({ fields: [entry] }), "--column", null).fields;
      given.set(name, { field: field!, keys: new Set(Object.keys(keys)) });
    }
  }
  return given;
}

function mappingOf(written: string, flag: string, example: string): object {
  let value: unknown;
  try {
    value = parse(written);
  } catch {
    value = null;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new ConfigError(`${flag} ${written} is no YAML mapping; write it as ${flag} '${example}'.`);
}
