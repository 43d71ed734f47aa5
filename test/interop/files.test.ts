// From CSV to CSV: what the bundle trains on and predicts, onnxruntime predicts from the same file and model.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nextRandom, randomBelow, seedRandom } from "../../src/model/forest/random.ts";
import { cli, cliJson, newFolder, ROOT } from "../e2e/cli.ts";
import { agreementOf, type Compared, expectRoundTrip, expectSame } from "./champions.ts";
import { pythonText } from "./python.ts";

interface Table {
  header: string[];
  rows: string[][];
}

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvOf = ({ header, rows }: Table) => `${[header, ...rows].map((row) => row.map(quoted).join(",")).join("\n")}\n`;

/** Trains on one table and predicts another; what onnxruntime needs to do the same. */
async function trained(taught: Table, asked: Table, flags: string[] = [], schema: string | null = null): Promise<Compared> {
  const dir = await newFolder();
  const csv = join(dir, "asked.csv");
  const predictions = join(dir, "predictions.csv");
  await writeFile(join(dir, "taught.csv"), csvOf(taught));
  await writeFile(csv, csvOf(asked));
  if (schema !== null) await writeFile(join(dir, "schema.yml"), schema);
  const bySchema = schema === null ? [] : ["--schema", "schema.yml"];
  for (const args of [
    ["train", "--data", "taught.csv", "--target", "target", "--out", "model", ...bySchema, ...flags],
    ["predict", "--model", "model", "--data", "asked.csv", "--out", predictions],
  ]) {
    const { code, stderr } = await cli(args, { cwd: dir });
    expect({ args, code, stderr: code === 0 ? "" : stderr }).toEqual({ args, code: 0, stderr: "" });
  }
  const model = join(dir, "model/model.onnx");
  await expectRoundTrip(model);
  return { model, csv, predictions };
}

/** Labels that nothing explains: each tree has pure leaves and votes by what its sample held, so votes are often even. */
function noise(classes: number, seed: number): Table {
  const random = seedRandom(seed, classes);
  const rows = Array.from({ length: 300 }, (_, i) => [
    String(randomBelow(random, 1e6) / 1e3),
    `kind ${i % 7}`,
    `class ${randomBelow(random, classes)}`,
  ]);
  return { header: ["a", "b", "target"], rows };
}

const HOSTILE_NAMES = ["label", "probabilities", "label_", "two words", "größe µ", "数量", "__proto__", "inner_row", "a,b", 'q"q'];

/** Columns of each type; a seventh of the cells missing, a tenth of the words unknown when `strange`. */
function hostile(seed: number, count: number, strange: boolean): Table {
  const random = seedRandom(seed, 0);
  const rows = Array.from({ length: count }, () => {
    let score = 0;
    const cells = HOSTILE_NAMES.map((_, c) => {
      const level = randomBelow(random, 9);
      score += level * (c % 3);
      if (randomBelow(random, 7) === 0) return "";
      if (c % 5 === 0) return (level + nextRandom(random) / 2 ** 32).toString();
      if (c % 5 === 1) return String(level - 4);
      if (c % 5 === 2) return level > 4 ? "yes" : "no";
      if (c % 5 === 3) return strange && randomBelow(random, 10) === 0 ? "never seen" : `wört ${level}`;
      return `${level}.5e-0${level + 1}`;
    });
    return [...cells, score > 44 ? "hoch, ja" : score > 34 ? "mittel" : "tief"];
  });
  return { header: [...HOSTILE_NAMES, "target"], rows };
}

describe("predict and onnxruntime on the same file", () => {
  it("agree where classes tie", async () => {
    const tasks: Compared[] = [];
    for (const classes of [2, 3, 5])
      for (const trees of [2, 4, 10, 20]) tasks.push(await trained(noise(classes, 1), noise(classes, 2), ["--trees", String(trees)]));
    const found = await agreementOf(tasks);
    for (const [i, agreement] of found.entries()) expectSame(agreement, tasks[i]!.model);
    const ties = found.reduce((sum, agreement) => sum + agreement.ties, 0);
    expect(ties).toBeGreaterThan(300);
  });

  it("agree on hostile names, gaps and words never seen", async () => {
    const task = await trained(hostile(1, 1200, false), hostile(2, 3000, true));
    const [agreement] = await agreementOf([task]);
    expect(Object.keys(agreement!.inputs).sort()).toEqual([...HOSTILE_NAMES].sort());
    expect(new Set(Object.values(agreement!.inputs))).toEqual(new Set(["tensor(double)", "tensor(string)"]));
    expect(agreement!.rows).toBe(3000);
    expectSame(agreement!, "hostile names");
  });

  it("agree on dates and other types that a schema makes features", async () => {
    const random = seedRandom(4, 0);
    const rows = Array.from({ length: 600 }, () => {
      const [day, hour, year, flag] = [
        10 + randomBelow(random, 19),
        10 + randomBelow(random, 13),
        1990 + randomBelow(random, 30),
        randomBelow(random, 2),
      ];
      const gap = () => randomBelow(random, 8) === 0;
      const cells = [`2024-03-${day}`, `2024-03-01T${hour}:30:00Z`, `${year}`, flag === 1 ? "ja" : "nein"].map((cell) =>
        gap() ? "" : cell,
      );
      return [...cells, day + hour * flag > year - 1976 ? "late" : "early"];
    });
    const fields = ["{name: day, type: date}", "{name: moment, type: datetime}", "{name: year, type: year}"];
    const flag = "{name: flag, type: boolean, trueValues: [ja], falseValues: [nein]}";
    const schema = `fields: [${[...fields, flag, "{name: target, type: string}"].join(", ")}]\n`;
    const table = { header: ["day", "moment", "year", "flag", "target"], rows };
    const [agreement] = await agreementOf([await trained(table, table, [], schema)]);
    expect(Object.keys(agreement!.inputs)).toEqual(["day", "moment", "year", "flag"]);
    expectSame(agreement!, "dates");
  });

  it("agree on the stock engine", async () => {
    const numbers = hostile(3, 400, false);
    const complete = {
      header: ["label", "größe µ", "target"],
      rows: numbers.rows.map((row, i) => [row[0] || "1.5", String((i * 7) % 23), row.at(-1)!]),
    };
    const task = await trained(complete, complete, ["--engine", "ml-random-forest", "--trees", "10"]);
    const [agreement] = await agreementOf([task]);
    expect(agreement!.ties).toBeGreaterThan(0);
    expectSame(agreement!, "stock engine");
  });
});

describe("README", () => {
  it("shows Python that predicts with the demo's champion", async () => {
    const readme = await readFile(join(ROOT, "README.md"), "utf8");
    const [, snippet] = /^```python\n([\s\S]*?)^```/m.exec(readme) ?? [];
    expect(snippet!.trim().split("\n")).toHaveLength(5);
    const dir = join(await newFolder(), "demo");
    const { code } = await cliJson(["demo", "--out", dir]);
    expect(code).toBe(0);
    expect(await pythonText(["-c", snippet!], "", dir)).toMatch(/array\(\['(sun|rain|fog|drizzle|snow)'\]/);
  });
});
