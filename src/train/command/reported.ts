import type { ReportedNumber, ReportedScript } from "../../types/command.ts";
import { Unusable } from "./written.ts";

/** The score that a program wrote about its model, from its JSON file. Throws Unusable with the end of a sentence that begins with the file's name. */
export function reportedNumber(bytes: Uint8Array, { metric, rows }: ReportedScript["outputs"]): ReportedNumber {
  const document = parsed(bytes);
  const value = finite(document, metric);
  if (rows === null) return { name: metric, value, rows: null };
  const count = finite(document, rows);
  if (!Number.isInteger(count) || count < 0) throw new Unusable(`says ${count} at ${rows}; expected a whole number of rows`);
  return { name: metric, value, rows: count };
}

function parsed(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes).replace(/^\ufeff/, "");
  try {
    return JSON.parse(text);
  } catch {
    // Python writes NaN and Infinity, which JSON does not have: quote them to name them in the message below.
    try {
      return JSON.parse(text.replace(/(?<=[[:,]\s*)(NaN|-?Infinity)(?=\s*[,\]}])/g, '"$1"'));
    } catch {
      throw new Unusable("is not JSON");
    }
  }
}

function finite(document: unknown, key: string): number {
  const value = valueAt(document, key);
  if (value === undefined) throw new Unusable(`has no ${key}${known(document)}`);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const got = value === null ? "null" : typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
  throw new Unusable(`says ${got} at ${key}; expected a finite number`);
}

/** The value at a dotted key: `test.f1` reads `{"test.f1": .8}` and `{"test": {"f1": .8}}`, the former first; a part may be a list index. */
function valueAt(document: unknown, key: string): unknown {
  if (typeof document !== "object" || document === null) return undefined;
  if (Object.hasOwn(document, key)) return (document as Record<string, unknown>)[key];
  for (let dot = key.indexOf("."); dot >= 0; dot = key.indexOf(".", dot + 1)) {
    const step = key.slice(0, dot);
    if (!Object.hasOwn(document, step)) continue;
    const found = valueAt((document as Record<string, unknown>)[step], key.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A hint: the dotted keys of the numbers in the document. */
function known(document: unknown): string {
  const keys: string[] = [];
  const visit = (value: unknown, path: string, depth: number): void => {
    if (keys.length >= 8 || depth > 4) return;
    if (typeof value === "number") keys.push(path);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) visit(item, path === "" ? key : `${path}.${key}`, depth + 1);
  };
  visit(document, "", 0);
  return keys.length === 0 ? "; it holds no numbers" : `; it has ${keys.map((key) => key.slice(0, 60)).join(", ")}`;
}
