// How findings speak: names that strangers chose, made safe to print; numbers as people read them.
import type { SourceFile } from "../types/table.ts";

const NAME_LIMIT = 80;
// Control and format characters (bidirectional overrides among them), line and paragraph separators, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A name or value in one printable line, at most 80 characters long. */
export function printable(text: string, limit = NAME_LIMIT): string {
  const head = Array.from(text.slice(0, 2 * limit + 2));
  const cut = head.length > limit || text.length > 2 * limit + 2;
  const kept = cut ? `${head.slice(0, limit).join("")}…` : text;
  return kept.replace(UNPRINTABLE, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}

/** A column's name as messages show it: in backticks, never able to close them. */
export function named(name: string): string {
  return `\`${printable(name).replaceAll("`", "'")}\``;
}

/** At most `limit` names in one phrase: "`a`, `b` and 3 more". */
export function namedList(names: readonly string[], limit = 5): string {
  const shown = names.slice(0, limit).map(named);
  if (names.length > limit) return `${shown.join(", ")} and ${grouped(names.length - limit)} more`;
  if (shown.length < 2) return shown.join("");
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

const FILES_NAMED = 3;

/** "data.csv", or "5 files (a.csv, b.csv, c.csv and 2 more)" of a file and those that are alike. */
export function fileWords({ name, uri, alike = [] }: Pick<SourceFile, "name" | "uri" | "alike">): string {
  if (alike.length === 0) return printable(name || uri, 200);
  const shown = [{ name }, ...alike].slice(0, FILES_NAMED).map((file) => printable(file.name, 100));
  const more = alike.length + 1 > shown.length ? ` and ${grouped(alike.length + 1 - shown.length)} more` : "";
  return `${plural(alike.length + 1, "file")} (${shown.join(", ")}${more})`;
}

/** 1234567 → "1,234,567". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** "1 row", "2,000 rows". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : many}`;
}

/** "3 of 1,000 rows" */
export function ofRows(count: number, rows: number): string {
  return `${grouped(count)} of ${plural(rows, "row")}`;
}

/** .0312 → "3.1 %" */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  return `${String(Math.round(share * 1000) / 10)} %`;
}
