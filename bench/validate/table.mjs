// Rows as a shop's nightly export has them: ids, days, measures of few digits and of all, counts, categories, gaps. The same for a seed.
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { uniform } from "../data.mjs";

const CITIES = ["Berlin", "Lima", "Oslo", "Quito", "Seoul", "Tunis", "Vienna", "Zagreb"];
const COLORS = ["red", "green", "blue"];
const PLANS = 30;
const MEASURES = 8;
const COUNTS = 4;
const HIGHEST = 10 ** 9;

const range = (count) => Array.from({ length: count }, (_, i) => i);
const number = (name, minimum, maximum, type = "number") => ({ name, type, constraints: { required: true, minimum, maximum } });

/** Table Schema of the 20 columns, read by both sides. */
export const SCHEMA = {
  fields: [
    { name: "id", type: "integer", role: "id", constraints: { required: true, unique: true, minimum: 0, maximum: HIGHEST } },
    { name: "day", type: "date", role: "time", constraints: { required: true } },
    ...range(MEASURES).map((k) => number(`m${k}`, -50, 200)),
    ...range(COUNTS).map((k) => number(`n${k}`, 0, 10 ** (k + 1), "integer")),
    { name: "city", type: "string", constraints: { required: true, enum: CITIES } },
    { name: "plan", type: "string", constraints: { required: true, pattern: "plan-[0-9]+" } },
    { name: "color", type: "string", constraints: { required: true, enum: COLORS } },
    { name: "active", type: "boolean", constraints: { required: true } },
    { name: "share", type: "number", constraints: { minimum: 0, maximum: 1 } },
    { name: "label", type: "string", constraints: { required: true, enum: ["no", "yes"] } },
  ],
};

function* lines(rows, seed) {
  const random = uniform(seed);
  const normal = () => random() + random() + random() + random() - 2;
  const pick = (list) => list[Math.floor(random() * list.length)];
  yield `${SCHEMA.fields.map(({ name }) => name).join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    const measures = range(MEASURES).map((k) => 50 + 20 * normal() + k);
    const cells = [
      seed * 10_000_000 + row,
      new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 30))).toISOString().slice(0, 10),
      ...measures.map((value, k) => value.toFixed((k % 4) + 1)),
      ...range(COUNTS).map((k) => Math.floor(random() * 10 ** (k + 1))),
      pick(CITIES),
      `plan-${Math.floor(random() * PLANS)}`,
      pick(COLORS),
      random() < 0.7,
      random() < 0.05 ? "" : random(),
      measures[0] > 50 + 3 * normal() ? "yes" : "no",
    ];
    yield `${cells.join(",")}\n`;
  }
}

export function writeTable(path, rows, seed) {
  return pipeline(Readable.from(lines(rows, seed)), createWriteStream(path));
}
