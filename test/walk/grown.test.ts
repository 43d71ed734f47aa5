// A file goes on growing after a person accepted its rows: they are not asked of again.
import { expect, test } from "vitest";
import { failed, words } from "./ways.ts";
import { csvOf, day, nameOf, SCHEMA, World } from "./world.ts";

const drifted = (index: number, rows: number) => {
  const cells = day(index);
  const moved = { ...cells, speed: cells.speed!.map((cell) => (Number(cell) + 2).toFixed(2)) };
  return csvOf(Object.fromEntries(Object.entries(moved).map(([name, list]) => [name, list.slice(0, rows)])));
};

test("an acceptance holds for a batch that grew a little before it was used", async () => {
  const world = await World.of(4, SCHEMA.replace("role: time", "role: ignore"));
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(4)}`, drifted(4, 280));
  const rejected = await world.run();
  expect(failed(rejected).map(({ code }) => code)).toContain("drift");
  const remedies = failed(rejected).flatMap((check) => check.remedies ?? []);
  await world.follow(remedies.find(({ kind, value }) => kind === "command" && Array.isArray(value) && value[0] === "accept")!);
  await world.write(`data/${nameOf(4)}`, drifted(4, 300));
  const grown = await world.run();
  expect(words(failed(grown)), grown.reason).toEqual([]);
  expect(["promoted", "kept"], grown.reason).toContain(grown.verdict);
});
