// What cells look like that are not of their field's type: said in words, so that no value need be shown.

import { cellText } from "../table/raw.ts";
import type { RawColumn } from "../types.ts";

const FORMS: [RegExp, string][] = [
  [/^\s*$/, "blank"],
  [/^#(REF|VALUE|N\/A|NAME\?|DIV\/0!|NUM|NULL)[!?]?$/i, "a spreadsheet error"],
  [/^(n\/?a|#n\/a|<na>|nan|none|null|nil|unknown|missing|undefined|-+|\?+|\.)$/i, "a word for missing"],
  [/^(true|false|yes|no|y|n|t|f|on|off)$/i, "true/false words"],
  [/^[+-]?(inf|infinity)$/i, "infinite"],
  [/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, "a number with thousands separators"],
  [/^[+-]?\d{1,3}(\.\d{3})*,\d+$/, "a number with a decimal comma"],
  [/^[+-]?[\d.,]+\s*%$/, "a percentage"],
  [/^[+-]?\p{Sc}\s*[\d.,]+$|^[+-]?[\d.,]+\s*\p{Sc}$/u, "an amount with a currency sign"],
  [/^[+-]?\d+\.\d*[1-9]\d*$/, "a decimal number"],
  [/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, "a number"],
  [/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([T ].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([T ].*)?$/, "a date"],
  [/^[+-]?[\d.,]+\s*\p{L}{1,4}$/u, "a number with a unit"],
];

export function looksLike(text: string): string {
  if (text.length > 100) return "text";
  for (const [form, words] of FORMS) if (form.test(text)) return words;
  return "text";
}

/** The commonest look of these cells; "mostly" when not all share it. */
export function looksOf(raw: RawColumn, rows: ArrayLike<number>): string {
  const counts = new Map<string, number>();
  const memo = new Map<string, string>();
  for (let i = 0; i < rows.length; i++) {
    const text = cellText(raw, rows[i]!);
    let look = memo.get(text);
    if (look === undefined) {
      look = looksLike(text);
      memo.set(text, look);
    }
    counts.set(look, (counts.get(look) ?? 0) + 1);
  }
  const [look, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ["text", 0]);
  return count === rows.length ? look : `mostly ${look}`;
}
