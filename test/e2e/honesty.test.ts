import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { schemaFromJson } from "../../src/config/schema/schema.ts";
import { readPaths } from "../../src/fetch/read.ts";
import { columnOf } from "../../src/table/columns/dataset.ts";
import { splitRows } from "../../src/table/rows/split.ts";
import type { Manifest } from "../../src/types/registry.ts";
import type { RunResult } from "../../src/types/run.ts";
import type { Dataset } from "../../src/types/table.ts";
import { validate } from "../../src/validate/validate.ts";
import { NO_SERVICES } from "../fetch/folder.ts";
import { inverted, type Row, random, rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { runHere } from "./surface.ts";

const FAST = ["train.trees=10", "split.salt=honest", "gates.champion.margin=0.2"];
const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10).replaceAll("-", "");

/** `like`: the folder of another workspace, which is copied. */
async function workspace(like?: string) {
  const dir = await newFolder();
  await mkdir(join(dir, "data"));
  if (like !== undefined) await cp(like, dir, { recursive: true });
  const put = (index: number, batch: Row[]) => writeBatch(join(dir, `data/data_${day(index)}.csv`), batch);
  const run = (set: string[] = [], more: Record<string, string> = {}) =>
    runHere(dir, { data: [join(dir, "data/data_{YYYYMMDD}.csv")], target: "label", registry: join(dir, "registry"), ...more }, [
      ...FAST,
      ...set,
    ]);
  return { dir, put, run };
}

async function championOf(dir: string): Promise<Manifest> {
  const { id } = JSON.parse(await readFile(join(dir, "registry/champion.json"), "utf8")) as { id: string };
  return JSON.parse(await readFile(join(dir, `registry/model/model_${id}.manifest.json`), "utf8")) as Manifest;
}

/** The rows as the champion's run saw them: typed by its recorded schema, placed by its recorded split. */
async function sidesOf(dir: string): Promise<{ dataset: Dataset; trained: string[]; heldOut: string[] }> {
  const manifest = await championOf(dir);
  const files = await readPaths([join(dir, "data/*.csv")], DEFAULT_LIMITS, () => {}, NO_SERVICES);
  const schema = schemaFromJson(manifest.schema);
  const { dataset } = validate({ files, schema, target: "label", reference: null, showValues: false });
  if (dataset === null) throw new Error("the champion's own data does not type");
  const { trainRows, holdoutRows } = splitRows(dataset, manifest.split);
  const key = (row: number) =>
    ["x0", "x1", "noise"].map((name) => (columnOf(dataset, name) as { values: Float64Array }).values[row]).join("|");
  return { dataset, trained: [...trainRows].map(key), heldOut: [...holdoutRows].map(key) };
}

const check = (result: RunResult, code: string) => result.checks.find((one) => one.code === code);

describe("hold-out", () => {
  it("is never trained on over 12 retrains with growing, overlapping and duplicated data", async () => {
    const { dir, put, run } = await workspace();
    const next = random(7);
    const pool = rows(3000, 1);
    const everTrained = new Set<string>();
    const everHeldOut = new Set<string>();
    let judged = 0;
    for (let i = 0; i < 12; i++) {
      // Rows drawn with replacement from what exists so far, so that files share rows and repeat their own.
      const known = pool.slice(0, 200 + 130 * i);
      await put(
        i,
        Array.from({ length: 120 }, () => known[Math.floor(next() * known.length)]!),
      );
      const result = await run();
      if (result.split === null) throw new Error(result.reason);
      const { trained, heldOut } = await sidesOf(dir);
      if (result.verdict === "promoted") expect(result.split).toMatchObject({ trainRows: trained.length, holdoutRows: heldOut.length });
      for (const row of trained) everTrained.add(row);
      for (const row of heldOut) everHeldOut.add(row);
      judged++;
    }
    expect(judged).toBe(12);
    expect(everHeldOut.size).toBeGreaterThan(100);
    expect([...everHeldOut].filter((row) => everTrained.has(row))).toEqual([]);
  });

  it("stays as it is when a column is added, a name becomes an alias, or 1.0 is written as 1", async () => {
    const { dir, put, run } = await workspace();
    const batch = rows(400, 3);
    await put(0, batch);
    expect((await run()).verdict).toBe("promoted");
    const before = await sidesOf(dir);
    const split = (await championOf(dir)).split;

    const lines = batch.map(
      ([x0, x1, color, noise, label], i) => `${i},${x1.toFixed(3)},${color},${noise.toFixed(1)},${label},${x0.toFixed(2)}`,
    );
    await writeFile(join(dir, `data/data_${day(0)}.csv`), `added,x1,color,noise,label,first\n${lines.join("\n")}\n`);
    const schema = join(dir, "schema.yml");
    const field = (name: string, more = "") =>
      `  - {name: ${name}, type: ${["label", "color"].includes(name) ? "string" : "number"}${more}}\n`;
    const names = ["added", "x1", "color", "noise", "label"];
    await writeFile(
      schema,
      `fieldsMatch: equal\nfields:\n${names.map((name) => field(name)).join("")}${field("x0", ", aliases: [first]")}`,
    );
    const result = await run([], { schema });
    expect(result.split).toEqual({ by: "row", trainRows: before.trained.length, holdoutRows: before.heldOut.length });
    expect(check(result, "champion")?.status).not.toBe("inconclusive");
    if (result.verdict === "promoted") expect((await championOf(dir)).split).toEqual(split);
    const files = await readPaths([join(dir, "data/*.csv")], DEFAULT_LIMITS, () => {}, NO_SERVICES);
    const { parseSchema } = await import("../../src/config/schema/schema.ts");
    const typed = validate({
      files,
      schema: parseSchema(await readFile(schema, "utf8"), schema, "label"),
      target: "label",
      reference: null,
      showValues: false,
    });
    const { holdoutRows } = splitRows(typed.dataset!, split);
    const key = (row: number) =>
      ["x0", "x1", "noise"].map((name) => (columnOf(typed.dataset!, name) as { values: Float64Array }).values[row]).join("|");
    expect([...holdoutRows].map(key)).toEqual(before.heldOut);
  });
});

describe("an inverted batch", () => {
  const HISTORY = 3;
  // Rows of the batch; the history has 3 × 400. At .2 held out, the smallest has about 60 held-out rows.
  const WINDOWS = { all: [300, 1200, 6000], latest: [300, 6000], "2 files": [300], "90d": [1200] };
  let begun: { dir: string; first: RunResult };

  beforeAll(async () => {
    const { dir, put, run } = await workspace();
    for (let i = 0; i < HISTORY; i++) await put(i, rows(400, 10 + i));
    begun = { dir, first: await run(["gates.f1-threshold=0.8"], { window: "all" }) };
    expect(begun.first.verdict).toBe("promoted");
  });

  for (const [window, sizes] of Object.entries(WINDOWS)) {
    for (const size of sizes) {
      it(`of ${size} rows is stopped under window ${window}; the corrected one is judged by accepted rows`, async () => {
        const { first } = begun;
        const { dir, put, run } = await workspace(begun.dir);
        const batch = rows(size, 99);
        await put(HISTORY, inverted(batch));
        const stopped = await run(["gates.f1-threshold=0.8"], { window });
        expect(stopped).toMatchObject({ verdict: "rejected", championId: first.championId });
        await put(HISTORY, batch);
        const corrected = await run(["gates.f1-threshold=0.8"], { window });
        expect(["promoted", "kept"]).toContain(corrected.verdict);
        const { dataset, heldOut } = await sidesOf(dir);
        expect(heldOut.length).toBeGreaterThan(50);
        const accepted = check(corrected, "f1-earlier")?.rows ?? 0;
        expect(accepted).toBeGreaterThan(0);
        expect(accepted).toBeLessThanOrEqual(1200);
        expect(check(corrected, "f1-earlier")?.rows).toBe(first.split?.holdoutRows);
        expect(dataset.rows).toBeGreaterThanOrEqual(size);
      });
    }
  }
});
