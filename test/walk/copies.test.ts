// Rows that repeat count as one where models are judged: whatever says how many rows there are says how many are different, too.
import { expect, test } from "vitest";
import { renderTerminal } from "../../src/report/terminal.ts";
import { contextOf } from "../report/samples.ts";
import { type Cells, SCHEMA, SETTINGS, World } from "./world.ts";

const DAYS = 4;
const TIMES = 10;

/** Each row so many times, but for what says when it came. */
const repeated = ({ order, placed, ...cells }: Cells): Cells => ({
  order: order!,
  placed: placed!,
  ...Object.fromEntries(Object.entries(cells).map(([name, own]) => [name, own.map((_, row) => own[row - (row % TIMES)]!)])),
});

test("hold-out rows that are copies are told beside those that are different", async () => {
  const world = await World.of(DAYS, SCHEMA, SETTINGS, repeated, 400);
  const result = await world.run();
  expect(result.verdict, result.reason).toBe("promoted");
  const { rows, different } = result.evaluation!.candidate!.metrics[0]!;
  expect(different! * TIMES).toBeGreaterThanOrEqual(rows);
  expect(different).toBeLessThan(rows / 2);
  const said = `${rows} hold-out rows (${different} of them different)`;
  expect(result.checks.find(({ code }) => code === "dummy")?.message).toContain(`on ${said}`);
  const terminal = renderTerminal(result, contextOf({ command: "run" }));
  expect(terminal.match(/\(\d+ of them different\)/g)?.length).toBeGreaterThanOrEqual(2);
  expect(terminal).toContain(said);
});

test("rows that are all different are told as before", async () => {
  const result = await (await World.of(DAYS)).run();
  expect(result.evaluation!.candidate!.metrics[0]!.different).toBeUndefined();
  expect(JSON.stringify(result.checks)).not.toContain("of them different");
});
