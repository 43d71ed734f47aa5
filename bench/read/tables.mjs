// The two files that reading is measured with: numbers of 15 digits, and text in quotes among numbers, dates and flags.
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { uniform } from "../data.mjs";

const COLUMNS = 20;
const CITIES = ["Bern", "Genève", "New York", "Oslo", "Zürich"];
const NOTES = Array.from({ length: 40 }, (_, i) => `delivery ${i}, called "${i % 7}"`);

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

function* numeric(rows) {
  const random = uniform(1);
  yield `${Array.from({ length: COLUMNS }, (_, c) => `x${c}`).join(",")},target\n`;
  for (let row = 0; row < rows; row++) {
    const cells = Array.from({ length: COLUMNS }, () => (2 * random() - 1).toFixed(15).replace(/0+$/, ""));
    yield `${cells.join(",")},${random() < 0.5 ? "no" : "yes"}\n`;
  }
}

function* mixed(rows) {
  const random = uniform(2);
  const pick = (list) => list[Math.floor(random() * list.length)];
  yield "id,city,amount,note,active,day,score,rating,target\n";
  for (let row = 0; row < rows; row++) {
    const day = new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 300))).toISOString().slice(0, 10);
    const cells = [row, quoted(pick(CITIES)), (1000 * random()).toFixed(2), quoted(pick(NOTES)), random() < 0.5, day, random()];
    yield `${cells.join(",")},${Math.floor(random() * 6)},${random() < 0.3 ? "yes" : "no"}\n`;
  }
}

export const TABLES = [
  { name: "numeric", rows: 320_000, lines: numeric },
  { name: "mixed with quotes", rows: 700_000, lines: mixed },
];

export function writeTable(path, lines) {
  return pipeline(Readable.from(lines), createWriteStream(path));
}
