// A table as texts, read and written plainly, and what of its columns a fault needs to know.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

export function readTable(path) {
  const [header, ...rows] = parse(readFileSync(path), { relax_column_count: false });
  return { header, rows };
}

const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function writeTable({ header, rows }, { delimiter = ",", newline = "\n", quote = false, last = true } = {}) {
  const shown = quote
    ? (text) => `"${text.replaceAll('"', '""')}"`
    : delimiter === ","
      ? cell
      : (text) => (text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [header, ...rows].map((row) => row.map(shown).join(delimiter));
  return lines.join(newline) + (last ? newline : "");
}

/** mulberry32; the same draws for the same text. */
export function drawsOf(text) {
  let state = 2166136261;
  for (const unit of text) state = Math.imul(state ^ unit.codePointAt(0), 16777619) >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const below = (n) => Math.floor(uniform() * n);
  const pick = (list) => list[below(list.length)];
  const shuffle = (list) => {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = below(i + 1);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  };
  return { uniform, normal, below, pick, shuffle };
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const DATE = /^(\d{4}[-/]\d\d[-/]\d\d|\d{1,2}\/\d{1,2}\/\d{4})([T ].*)?$/;

/** Per column: its kind (number, category, date, text, constant), and a few figures. */
export function columnsOf({ header, rows }) {
  return header.map((name, at) => {
    const present = rows.map((row) => row[at]).filter((text) => text !== "");
    const counts = new Map();
    for (const text of present) counts.set(text, (counts.get(text) ?? 0) + 1);
    const kind =
      counts.size < 2
        ? "constant"
        : present.every((text) => NUMBER.test(text))
          ? "number"
          : present.every((text) => DATE.test(text))
            ? "date"
            : counts.size <= Math.max(12, present.length / 20)
              ? "category"
              : "text";
    const base = { name, at, kind, distinct: counts.size, missing: rows.length - present.length, counts };
    if (kind !== "number") return base;
    const sorted = present.map(Number).sort((a, b) => a - b);
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
    const level = (share) => sorted[Math.floor((sorted.length - 1) * share)];
    return { ...base, whole: present.every((text) => /^-?\d+$/.test(text)), mean, deviation, low: sorted[0], high: sorted.at(-1), level };
  });
}

/** The table with one column's cells changed; empty cells are left alone unless `all`. */
export function mapped(table, at, change, all = false) {
  const rows = table.rows.map((row, i) => {
    if (row[at] === "" && !all) return row;
    const text = change(row[at], i, row);
    return text === row[at] ? row : row.with(at, String(text));
  });
  return { header: table.header, rows };
}
