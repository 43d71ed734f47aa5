// Rows without a label are left out until their label comes; a share of them beyond what history knows is a finding.
import { expect, test } from "vitest";
import { csvOf, day, nameOf, SCHEMA, World } from "./world.ts";

const without = (index: number, every: number) => {
  const cells = day(index);
  return csvOf({ ...cells, label: cells.label!.map((label, row) => (row % every === 0 ? "" : label)) });
};

const found = ({ checks }: Awaited<ReturnType<World["run"]>>) =>
  checks.filter(({ code }) => code === "unlabelled").map(({ status, observed }) => [status, observed]);

test("a few are counted and left out, and are new rows when their labels come", async () => {
  const world = await World.of(3);
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(3)}`, without(3, 20));
  const next = await world.run();
  expect([next.verdict, next.reason]).toEqual(["promoted", expect.anything()]);
  expect(found(next)).toEqual([["warn", "5 %"]]);
  expect(next.split!.trainRows + next.split!.holdoutRows).toBe(4 * 300 - 15);
  await world.write(`data/${nameOf(3)}`, csvOf(day(3)));
  const later = await world.run();
  // They are few, and of the time of the batch before: a person says that they are right.
  const accept = later.checks.flatMap(({ remedies = [] }) => remedies).find(({ kind }) => kind === "accept")!;
  expect(accept.value).toMatchObject({ checks: expect.arrayContaining(["batch-size"]) });
  await world.follow(accept);
  const taken = await world.run();
  expect(found(taken)).toEqual([]);
  expect(taken.split!.trainRows + taken.split!.holdoutRows).toBe(4 * 300);
});

test("a file without any is a finding, and is told where that is usual", async () => {
  const world = await World.of(3);
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(3)}`, without(3, 1));
  const rejected = await world.run();
  expect([rejected.verdict, ...found(rejected)]).toEqual(["rejected", ["fail", "100 %"]]);
  await world.follow(rejected.checks.flatMap(({ remedies = [] }) => remedies).find(({ kind }) => kind === "exclude")!);
  expect((await world.run()).verdict).toBe("skipped");
});

test("half of them is a finding, which a person may accept; a target that is required makes each a fault", async () => {
  const world = await World.of(3);
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(3)}`, without(3, 2));
  const strict = await world.copy();
  const rejected = await world.run();
  expect(rejected.verdict).toBe("rejected");
  expect(found(rejected)).toEqual([["fail", "50 %"]]);
  const accept = rejected.checks.flatMap(({ remedies = [] }) => remedies).find(({ kind }) => kind === "accept")!;
  await world.follow(accept);
  expect((await world.run()).verdict).toBe("promoted");
  await world.write(`data/${nameOf(4)}`, without(4, 2));
  expect(found(await world.run())).toEqual([["pass", "50 %"]]);
  await strict.write("schema.yml", SCHEMA.replace("role: target}", "role: target, constraints: {required: true}}"));
  const refused = await strict.run();
  expect(refused.verdict).toBe("rejected");
  expect(refused.checks.filter(({ status }) => status === "fail").map(({ code, subject }) => [code, subject])).toContainEqual([
    "required",
    "label",
  ]);
});
