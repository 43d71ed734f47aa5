// A column that begins under `fieldsMatch: partial`: the accepted files without it are told of once, together.
import { expect, test } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { failed, words } from "./ways.ts";
import { type Cells, csvOf, day, nameOf, SCHEMA, SETTINGS, World } from "./world.ts";

const DAYS = 4;
const gone = ({ load: _load, ...cells }: Cells): Cells => cells;
const told = ({ checks }: RunResult) => checks.filter(({ code, status }) => code === "column-missing" && status !== "pass");
const PARTIAL = `fieldsMatch: partial\n${SCHEMA}`;

async function promoted(world: World): Promise<RunResult> {
  const result = await world.run();
  expect([result.verdict, words(failed(result))], result.reason).toEqual(["promoted", []]);
  return result;
}

test("a column that begins is missing from accepted files: once for all of them, until a model knows it", async () => {
  const schema = SCHEMA.split("\n")
    .filter((line) => !line.includes("name: load"))
    .join("\n");
  const world = await World.of(DAYS, schema, SETTINGS, gone);
  await promoted(world);
  await world.write("schema.yml", PARTIAL);
  await world.write(`data/${nameOf(DAYS)}`, csvOf(day(DAYS)));
  const [found, ...others] = told(await promoted(world));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ status: "warn", subject: "load", message: expect.stringContaining(`${DAYS} files (${nameOf(0)}`) });
  await world.write(`data/${nameOf(DAYS + 1)}`, csvOf(day(DAYS + 1)));
  expect(told(await promoted(world))).toEqual([]);
});

test("a column that ends is told of with the first file that lacks it, and no more once that was accepted", async () => {
  const world = await World.of(DAYS, PARTIAL);
  await promoted(world);
  await world.write(`data/${nameOf(DAYS)}`, csvOf(gone(day(DAYS))));
  expect(told(await promoted(world)).map(({ status, subject }) => [status, subject])).toEqual([["warn", "load"]]);
  await world.write(`data/${nameOf(DAYS + 1)}`, csvOf(gone(day(DAYS + 1))));
  expect(told(await promoted(world))).toEqual([]);
});
