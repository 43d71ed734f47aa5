// A migration of all accepted files: what findings print is done to the letter, then nothing is new, and the next rows are judged as ever.
// MIGRATIONS=25 takes so many pairs a table (npm run bench -- migrations), SEED other ones.
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { newFolder } from "./cli.ts";
import { commandHere } from "./here.ts";
import { tables } from "./migrated-tables.ts";
import { adviceOf, delivered, drawn, follow, MIGRATIONS, type MigratedTable, pairs, write } from "./migrations.ts";

const SALT = "migrations";
const SEED = Number(process.env.SEED ?? 14);
const PAIRS_DRAWN = Number(process.env.MIGRATIONS ?? 4);

const ranIn = async (cwd: string) => (await commandHere("run", [], cwd)).json as RunResult;
const failed = ({ checks }: RunResult) =>
  checks.filter(({ status }) => status === "fail").map(({ code, message }) => `${code}: ${message}`);

interface Base {
  cwd: string;
  /** Of the run with the next rows, where nothing was migrated. */
  next: RunResult;
}

async function baseOf(table: MigratedTable): Promise<Base> {
  const cwd = await newFolder();
  await writeFile(join(cwd, "schema.yml"), table.schema);
  await write(cwd, delivered(table, table.files, []), SALT, table.target);
  const first = await ranIn(cwd);
  expect([first.verdict, failed(first)]).toEqual(["promoted", []]);
  const other = await newFolder();
  await cp(cwd, other, { recursive: true });
  await write(other, delivered(table, [...table.files, table.next], []), SALT, table.target);
  return { cwd, next: await ranIn(other) };
}

/** What each round found, and how the night after ended. */
async function migrated(table: MigratedTable, { cwd: from }: Base, names: string[]) {
  const cwd = await newFolder();
  await cp(from, cwd, { recursive: true });
  await write(cwd, delivered(table, table.files, names), SALT, table.target);
  const asked: string[] = [];
  let run = await ranIn(cwd);
  for (let round = 0; run.verdict === "rejected" && round < names.length; round++) {
    const advice = adviceOf(run);
    asked.push(...new Set(advice.map(({ code }) => code)));
    await follow(cwd, advice);
    run = await ranIn(cwd);
  }
  const told = run.checks.find(({ code }) => code === "accepted-rows");
  const settled = { verdict: run.verdict, failed: failed(run), observed: told?.observed, status: told?.status };
  await write(cwd, delivered(table, [...table.files, table.next], names), SALT, table.target);
  const next = await ranIn(cwd);
  await rm(cwd, { recursive: true });
  const isJudged = next.verdict === "promoted" || next.verdict === "kept";
  return { settled, asked, next: { isJudged, failed: failed(next), split: next.split } };
}

const all = await tables();
describe.each(all.map((table) => [table.name, table] as const))("%s", (name, table) => {
  let base: Promise<Base> | null = null;
  const singles = Object.keys(MIGRATIONS).map((one) => [one]);
  const drawnPairs = drawn(pairs(), PAIRS_DRAWN, SEED + name.length);
  it.each([...singles, ...drawnPairs].map((names) => [names.join(" and "), names] as const))("%s", async (_, names) => {
    base ??= baseOf(table);
    const found = await migrated(table, await base, names);
    const rows = table.files.reduce((sum, file) => sum + file.rows.length, 0);
    const unmoved = (await base).next;
    expect(found).toEqual({
      settled: { verdict: "skipped", failed: [], observed: rows, status: "pass" },
      asked: [...new Set(found.asked)],
      next: { isJudged: true, failed: [], split: unmoved.split },
    });
  });
});
