// More accepted rows changed than usual: the ways out of `changed-rows` are followed as test/walk/walk.test.ts follows others.
import { expect, test } from "vitest";
import { expectWays, failed, waysOf, words } from "./ways.ts";
import { type Cells, csvOf, day, nameOf, SCHEMA, World } from "./world.ts";

const DAYS = 4;
const NIGHTS = 3;

/** Rows of which the load was measured again, one of so many. */
function corrected(cells: Cells, every: number, night: number): Cells {
  const load = cells.load!.map((cell, row) => ((7 * row + 13 * night) % every === 0 ? (Number(cell) + 0.01).toFixed(2) : cell));
  return { ...cells, load };
}

/** One of so many rows of each day before changes, and a day comes. */
async function night(world: World, days: Cells[], every: number): Promise<Cells[]> {
  const at = days.length;
  const now = [...days.map((cells) => corrected(cells, every, at)), day(at)];
  for (const [index, cells] of now.entries()) await world.write(`data/${nameOf(index)}`, csvOf(cells));
  return now;
}

test("changed rows can be left out, and can be let in", async () => {
  const world = await World.of(DAYS, `${SCHEMA}primaryKey: order\n`);
  let days = Array.from({ length: DAYS }, (_, index) => day(index));
  expect((await world.run()).verdict).toBe("promoted");
  for (let i = 0; i < NIGHTS; i++) {
    days = await night(world, days, 50);
    const usual = await world.run();
    expect(words(failed(usual))).toEqual([]);
    expect(usual.verdict, usual.reason).toBe("promoted");
  }
  const many = await night(world, days, 3);
  const findings = failed(await world.run());
  expect(findings.map(({ code }) => code)).toContain("changed-rows");
  expect([...waysOf(findings).keys()]).toEqual(["exclude", "accept", "command"]);
  await expectWays(findings, { world, code: "changed-rows", next: async (mended) => void (await night(mended, many, 50)) });
});
