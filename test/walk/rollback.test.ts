// After a rollback: what it undid is named, and either stays out by the printed entry or is told of when it is trained on again.
import { expect, test } from "vitest";
import { openRegistry } from "../../src/publish/registry.ts";
import { csvOf, day, nameOf, SCHEMA, World } from "./world.ts";

const SERVICES = { identityToken: null, repository: null };

async function rolledBack(schema = SCHEMA): Promise<World> {
  const world = await World.of(4, schema);
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(4)}`, csvOf(day(4)));
  expect((await world.run()).verdict).toBe("promoted");
  const registry = openRegistry({ kind: "directory", path: `${world.folder}/registry` }, SERVICES);
  await registry.rollback(null, { reason: "complaints", actor: null, run: null, time: new Date().toISOString() });
  expect(registry.undone).toMatchObject([{ file: nameOf(4), count: 300 }]);
  return world;
}

const held = (checks: Awaited<ReturnType<World["run"]>>["checks"]) => checks.filter(({ code }) => code === "held-rows");

test("the next new file trains on the undone rows again, and says so", async () => {
  const world = await rolledBack();
  expect((await world.run()).verdict).toBe("skipped");
  await world.write(`data/${nameOf(5)}`, csvOf(day(5)));
  const next = await world.run();
  expect(next.verdict).toBe("promoted");
  expect(held(next.checks)).toMatchObject([{ subject: nameOf(4), status: "warn", observed: 300 }]);
  await world.write(`data/${nameOf(6)}`, csvOf(day(6)));
  expect(held((await world.run()).checks)).toEqual([]);
});

test("the printed entry keeps them out", async () => {
  const world = await rolledBack();
  await world.write(`data/${nameOf(5)}`, csvOf(day(5)));
  const trial = await (await world.copy()).run();
  const remedy = held(trial.checks).flatMap(({ remedies = [] }) => remedies)[0]!;
  await world.follow(remedy);
  const next = await world.run();
  expect(next.verdict).toBe("promoted");
  expect(held(next.checks)).toEqual([]);
  expect(next.split!.trainRows + next.split!.holdoutRows).toBe(5 * 300);
});

test("undone rows are known again in a batch with others, and the printed entry leaves out them alone", async () => {
  const world = await rolledBack(SCHEMA.replace("role: time", "role: ignore"));
  const [head, ...rows] = csvOf(day(4)).trimEnd().split("\n");
  const [, ...others] = csvOf(day(5)).trimEnd().split("\n");
  await world.write(`data/${nameOf(4)}`, `${[head, ...others.slice(0, 150), ...rows, ...others.slice(150)].join("\n")}\n`);
  const next = await world.run();
  expect(held(next.checks)).toMatchObject([{ status: "warn", observed: 300 }]);
  const remedied = await rolledBack(SCHEMA.replace("role: time", "role: ignore"));
  await remedied.follow(held(next.checks).flatMap(({ remedies = [] }) => remedies)[0]!);
  await remedied.write(`data/${nameOf(4)}`, `${[head, ...others.slice(0, 150), ...rows, ...others.slice(150)].join("\n")}\n`);
  const left = await remedied.run();
  expect(held(left.checks)).toEqual([]);
  expect(left.verdict, left.reason).toBe("promoted");
  expect(left.split!.trainRows + left.split!.holdoutRows).toBe(5 * 300);
});

test("eight digits of an id are enough to go back to it, fewer are not", async () => {
  const world = await rolledBack();
  const registry = openRegistry({ kind: "directory", path: `${world.folder}/registry` }, SERVICES);
  const ids = (await registry.verify()).models;
  expect(ids).toBe(2);
  const state = await registry.read();
  const undone = state.undone![0]!.id;
  const record = { reason: "after all", actor: null, run: null, time: new Date().toISOString() };
  await expect(registry.rollback(undone.slice(0, 7), record)).rejects.toThrow(/never promoted/);
  expect((await registry.rollback(undone.slice(0, 8), record)).id).toBe(undone);
  expect((await registry.load(undone.slice(0, 12))).id).toBe(undone);
});
