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

const turned = (index: number, rows: number, every: number) => {
  const cells = day(index);
  const label = cells.label!.map((one, row) => (row % every === 0 ? (one === "tall" ? "short" : "tall") : one));
  return csvOf(Object.fromEntries(Object.entries({ ...cells, label }).map(([name, list]) => [name, list.slice(0, rows)])));
};

test("what was accepted of labels holds for exactly these rows: a batch that grew is asked again", async () => {
  const world = await World.of(4, SCHEMA.replace("role: time", "role: ignore"));
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(4)}`, turned(4, 280, 6));
  const noisy = failed(await world.run());
  expect(noisy.map(({ code, subject }) => `${code}:${subject}`)).toEqual(["correlation:label", "label-noise:label"]);
  await world.follow(noisy.flatMap(({ remedies = [] }) => remedies).find(({ kind }) => kind === "accept")!);
  const same = await (await world.copy()).run();
  expect(words(failed(same))).toEqual([]);
  await world.write(`data/${nameOf(4)}`, turned(4, 300, 6));
  expect(failed(await world.run()).map(({ code }) => code)).toContain("label-noise");
});

test("that values moved is accepted without the labels of the same rows", async () => {
  const world = await World.of(4);
  expect((await world.run()).verdict).toBe("promoted");
  const cells = day(4);
  const speed = cells.speed!.map((cell) => (Number(cell) + 2).toFixed(2));
  const label = cells.label!.map((_, row) => cells.label![(row * 7 + 11) % cells.label!.length]!);
  await world.write(`data/${nameOf(4)}`, csvOf({ ...cells, speed, label }));
  const remedies = failed(await world.run()).flatMap((check) => check.remedies ?? []);
  const { rows, reason } = remedies.find(({ kind }) => kind === "accept")!.value as Record<string, string>;
  const value = { rows: rows!, reason: reason!, checks: ["drift:speed", "joint-drift", "correlation:speed"] };
  await world.follow({ kind: "accept", file: "retrain.yml", key: "checks.accept", value });
  const left = await world.run();
  expect(left.verdict).toBe("rejected");
  expect(failed(left).map(({ code, subject }) => `${code}:${subject}`)).toEqual(["correlation:label", `f1-batch:${nameOf(4)}`]);
  // Even where a person takes the labels for another column: the candidate, which was trained on them, cannot tell them.
  await world.follow({ kind: "accept", file: "retrain.yml", key: "checks.accept", value: { ...value, checks: ["correlation:label"] } });
  expect(failed(await world.run()).map(({ code }) => code)).toEqual(["f1-batch"]);
});
