// The second half of data whose rows are independent passes the schema that the first half gave.
import { expect, test } from "vitest";
import { inferSchema } from "../../src/schema/infer/infer.ts";
import { validate } from "../../src/validate/validate.ts";
import { failures, gaussian, seeded, tableFile } from "./build.ts";

type Draw = (random: () => number) => string | number;

const pick = <T>(random: () => number, values: readonly T[], weights: readonly number[]): T => {
  let left = random() * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < values.length; i++) {
    left -= weights[i]!;
    if (left < 0) return values[i]!;
  }
  return values.at(-1)!;
};

const poisson = (random: () => number, mean: number): number => {
  let count = 0;
  for (let product = random(); product > Math.exp(-mean); product *= random()) count++;
  return count;
};

const zipf = Array.from({ length: 200 }, (_, i) => 1 / (i + 1));
const DRAWS: Record<string, Draw> = {
  normal: (random) => (20 + 5 * gaussian(random)).toFixed(2),
  standard: (random) => gaussian(random),
  uniform: (random) => random().toFixed(4),
  exponential: (random) => (-Math.log(1 - random()) * 30).toFixed(3),
  lognormal: (random) => Math.exp(1 + gaussian(random)).toFixed(3),
  lognormalWide: (random) => Math.exp(2 * gaussian(random)).toFixed(4),
  pareto: (random) => ((1 - random()) ** (-1 / 1.5)).toFixed(3),
  student3: (random) =>
    (gaussian(random) / Math.sqrt((gaussian(random) ** 2 + gaussian(random) ** 2 + gaussian(random) ** 2) / 3)).toFixed(3),
  cauchy: (random) => Math.tan(Math.PI * (random() - 0.5)).toFixed(3),
  count: (random) => poisson(random, 2.5),
  rareCount: (random) => poisson(random, 0.02),
  age: (random) => Math.round(18 + 60 * random()),
  money: (random) => (random() < 0.6 ? 0 : Math.round(Math.exp(7 + 1.3 * gaussian(random)))),
  gaps: (random) => (random() < 0.05 ? "NA" : (50 + 10 * gaussian(random)).toFixed(1)),
  color: (random) => pick(random, ["red", "green", "blue", "black"], [5, 3, 2, 1]),
  skewed: (random) => pick(random, ["a", "b", "c", "d", "e", "f"], [600, 300, 80, 15, 4, 1]),
  city: (random) =>
    `city ${pick(
      random,
      zipf.map((_, i) => i),
      zipf,
    )}`,
  flag: (random) => (random() < 0.3 ? "yes" : "no"),
  code: (random) => String(Math.floor(random() * 90000)).padStart(5, "0"),
};

function halves(seed: number, rows: number) {
  const random = seeded(seed);
  const columns = new Map(Object.entries(DRAWS).map(([name, draw]) => [name, Array.from({ length: 2 * rows }, () => draw(random))]));
  columns.set(
    "label",
    Array.from({ length: 2 * rows }, () => (random() < 0.4 ? "up" : "down")),
  );
  const part = (from: number, to: number, name: string) =>
    tableFile(Object.fromEntries([...columns].map(([key, cells]) => [key, cells.slice(from, to)])), name);
  return [part(0, rows, "first.csv"), part(rows, 2 * rows, "second.csv")] as const;
}

test.each([200, 1000, 5000])("independent halves of %i rows", (rows) => {
  const seeds = rows > 1000 ? 8 : rows > 200 ? 40 : 100;
  const alarms = new Map<string, number>();
  let clean = 0;
  for (let seed = 1; seed <= seeds; seed++) {
    const [first, second] = halves(seed, rows);
    const { schema } = inferSchema([first], { target: "label" });
    const failed = failures(validate({ files: [second], schema, target: "label", reference: null, showValues: false }).checks);
    if (failed.length === 0) clean++;
    for (const { code, subject } of failed) alarms.set(`${subject} ${code}`, (alarms.get(`${subject} ${code}`) ?? 0) + 1);
  }
  const columns = Object.keys(DRAWS).length;
  const raised = [...alarms.values()].reduce((a, b) => a + b, 0);
  console.log(
    `${rows} rows: ${clean} of ${seeds} halves without an alarm; ${raised} alarms in ${seeds * columns} columns`,
    Object.fromEntries(alarms),
  );
  expect(clean / seeds).toBeGreaterThanOrEqual(0.9);
  expect(raised / (seeds * columns)).toBeLessThanOrEqual(0.005);
});
