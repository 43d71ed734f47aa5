// Labels that a person said are right wait for a promotion: nobody is asked for them again when the next file comes.
import { expect, test } from "vitest";
import { failed, words } from "./ways.ts";
import { csvOf, day, nameOf, SCHEMA, SETTINGS, World } from "./world.ts";

const DAYS = 5;
/** The accepted rows make the candidate worse by about so much that the comparison stays open. */
const OPEN = SETTINGS.replace("margin: 0.5", "margin: 0.08");

const inverted = (index: number) => {
  const cells = day(index);
  return csvOf({ ...cells, label: cells.label!.map((label) => (label === "tall" ? "short" : "tall")) });
};

test("rows whose labels were accepted are not asked about beside the next file, and a wrong file beside them is found", async () => {
  const world = await World.of(DAYS, SCHEMA, OPEN);
  const first = await world.run();
  expect(first.verdict, first.reason).toBe("promoted");
  await world.write(`data/${nameOf(DAYS)}`, inverted(DAYS));
  const findings = failed(await world.run());
  expect(findings.map(({ code }) => code)).toContain("f1-batch");
  await world.follow(findings.flatMap(({ remedies = [] }) => remedies).find(({ kind }) => kind === "command")!);
  const accepted = await world.run();
  expect([accepted.verdict, words(failed(accepted))], accepted.reason).toEqual(["kept", []]);

  const wrong = await world.copy();
  await world.write(`data/${nameOf(DAYS + 1)}`, csvOf(day(DAYS + 1)));
  const night = await world.run();
  expect(words(failed(night))).toEqual([]);
  const said = night.checks.filter(({ code }) => code === "f1-batch").map(({ status, subject }) => [status, subject]);
  expect(said).toEqual(expect.arrayContaining([["warn", nameOf(DAYS)]]));

  await wrong.write(`data/${nameOf(DAYS + 1)}`, inverted(DAYS + 1));
  const found = failed(await wrong.run()).filter(({ code }) => code === "f1-batch");
  expect(found.map(({ subject }) => subject)).toEqual([nameOf(DAYS + 1)]);
});
