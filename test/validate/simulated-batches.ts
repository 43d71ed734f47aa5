// Batches whose rows are independent draws of one distribution: whatever is found fault with is a false alarm.

import { inferSchema } from "../../src/schema/infer/infer.ts";
import type { SourceFile } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, gaussian, seeded, tableFile } from "./build.ts";

type Row = Record<string, string | number>;
type Draw = (random: () => number, row: number, batch: number) => Row;

const TARGET = "label";
const HISTORY = 6;

const pick = <T>(random: () => number, values: readonly T[], skew = 1): T =>
  values[Math.min(values.length - 1, Math.floor(values.length * random() ** skew))]!;

/** Rows of several trades: what goes together, gaps, ids, moments, rare values, heavy tails. */
const TABLES: Record<string, Draw> = {
  sensors: (random, row) => {
    const warm = 20 + 5 * gaussian(random);
    const humid = Math.min(100, Math.max(0, 60 - 1.5 * (warm - 20) + 8 * gaussian(random)));
    return {
      reading: row,
      warm: warm.toFixed(1),
      humid: Math.round(humid),
      rain: random() < 0.7 ? 0 : (-4 * Math.log(1 - random())).toFixed(2),
      [TARGET]: warm + gaussian(random) > 21 ? "open" : "shut",
    };
  },
  orders: (random, row, batch) => {
    const price = Math.exp(3 + gaussian(random));
    return {
      placed: new Date(Date.UTC(2025, 0, 1 + batch, Math.floor(24 * random()), Math.floor(60 * random()))).toISOString(),
      order: `A-${100_000 + row}`,
      shop: pick(random, ["north", "south", "east", "west", "harbour", "station"], 2),
      price: price.toFixed(2),
      pieces: 1 + Math.floor(-2 * Math.log(1 - random())),
      note: random() < 0.8 ? "" : pick(random, ["gift", "express", "fragile"]),
      [TARGET]: random() < 1 / (1 + price / 60) ? "kept" : "returned",
    };
  },
  patients: (random) => {
    const age = Math.round(18 + 70 * random());
    const pressure = Math.round(100 + 0.5 * age + 12 * gaussian(random));
    return {
      age,
      sex: pick(random, ["f", "m"]),
      pressure: random() < 0.06 ? "NA" : pressure,
      dose: pick(random, [5, 10, 20, 40], 1.5),
      marker: Math.abs(gaussian(random) / gaussian(random)).toFixed(3),
      smoker: random() < 0.2 ? "true" : "false",
      [TARGET]: random() < 1 / (1 + Math.exp((150 - pressure) / 10)) ? 1 : 0,
    };
  },
  clicks: (random) => ({
    page: `/item/${Math.floor(400 * random() ** 3)}`,
    agent: pick(random, ["phone", "tablet", "desk", "robot"], 3),
    seconds: Math.exp(2 + 1.5 * gaussian(random)).toFixed(3),
    scrolled: random() < 0.3 ? 0 : Math.round(100 * random()),
    country: pick(random, ["de", "fr", "it", "es", "pl", "nl", "at", "ch", "be", "dk", "se", "no"], 2.5),
    [TARGET]: pick(random, ["stay", "leave", "buy"], 2),
  }),
  wide: (random) => {
    const factor = gaussian(random);
    const columns = Array.from({ length: 12 }, (_, i): [string, string] => [
      `x${i}`,
      (factor * (i % 3) + gaussian(random) * 2).toFixed(i % 4),
    ]);
    return { ...Object.fromEntries(columns), [TARGET]: factor + gaussian(random) > 0 ? "up" : "down" };
  },
};

export interface FalseAlarm {
  table: string;
  seed: number;
  batch: string;
  code: string;
  subject: string;
}

/** Per table a history and `batches` batches after it, one after the other, by the schema that the history shows. */
export function judgeSimulated(seed: number, rows: number, batches: number): { judged: number; alarms: FalseAlarm[] } {
  const alarms = Object.entries(TABLES).flatMap(([table, draw]) => {
    const random = seeded(seed * 1000 + table.length);
    const drawn = Array.from({ length: HISTORY + batches }, (_, batch) => batchOf(draw, random, batch, rows));
    const past = drawn.slice(0, HISTORY).map((file) => ({ ...file, accepted: true }));
    const files = drawn.slice(HISTORY);
    const { schema } = inferSchema(past, { target: TARGET });
    const now = Date.UTC(2026, 0, 1);
    const { checks, screens } = validate({ files, schema, target: TARGET, reference: null, past, now, showValues: false });
    const found = failures([...new Set([...checks, ...screens])]);
    return files.flatMap(({ name }) => {
      const own = found.find(({ where, subject }) => where?.file === name || subject === name);
      return own === undefined ? [] : [{ table, seed, batch: name, code: own.code, subject: own.subject }];
    });
  });
  return { judged: Object.keys(TABLES).length * batches, alarms };
}

function batchOf(draw: Draw, random: () => number, batch: number, rows: number): SourceFile {
  const drawn = Array.from({ length: rows }, (_, row) => draw(random, batch * rows + row, batch));
  const columns = Object.fromEntries(Object.keys(drawn[0]!).map((name) => [name, drawn.map((row) => row[name]!)]));
  return tableFile(columns, `batch_${String(batch).padStart(3, "0")}.csv`, { digest: `sha256:${String(batch).padStart(64, "0")}` });
}
