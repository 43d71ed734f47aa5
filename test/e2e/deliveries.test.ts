// The same rows night by night in other shapes of delivery: the same verdicts, scores and sides. `npm run bench -- shapes` has more nights and tables.
import { expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { newFolder } from "./cli.ts";
import { cliJsonHere, commandHere } from "./here.ts";
import { type Deliveries, folderIn, followed, SHAPES, type Shape, TABLES } from "./shapes.ts";

const run = async (words: string[], cwd: string) => {
  const first = (await commandHere("run", words, cwd)).json as RunResult;
  // A second look at the same rows finds nothing new.
  if (first.verdict === "promoted") expect((await commandHere("run", words, cwd)).json.verdict).toBe("skipped");
  return first;
};

const told = async (table: Deliveries, shape: Shape, plan: Parameters<typeof followed>[4]) => {
  const cwd = await newFolder();
  const found = await followed(run, { cwd, place: await folderIn(cwd) }, table, shape, plan);
  const verified = await cliJsonHere<{ verdict: string }>(["verify", "--registry", "directory:registry"], { cwd });
  expect(verified.json.verdict).toBe("checked");
  return found.told;
};

const [usual, small, spoilt, , timeless] = TABLES(40);

it.each([
  ["150 rows a day", usual!, { begun: 3, nights: 3 }, ["promoted", "promoted", "promoted"]],
  ["40 rows a day over the end of a month", small!, { begun: 26, nights: 3 }, ["promoted", "promoted", "promoted"]],
  ["a day of other values", spoilt!, { begun: 8, nights: 3 }, ["promoted", "promoted", "rejected"]],
] as const)("in whatever files rows come, each night is judged alike: %s", async (_, table, plan, verdicts) => {
  const daily = await told(table, SHAPES["a file a day"]!, plan);
  expect(daily.map(({ verdict }) => verdict)).toEqual(verdicts);
  for (const [shape, files] of Object.entries(SHAPES).slice(1))
    expect({ shape, told: await told(table, files, plan) }).toEqual({ shape, told: daily });
});

it("without a time each night from the fourth on is judged alike", async () => {
  const plan = { begun: 3, nights: 5 };
  const later = async (shape: Shape) => (await told(timeless!, shape, plan)).slice(timeless!.alikeFrom);
  const daily = await later(SHAPES["a file a day"]!);
  expect(daily.map(({ verdict }) => verdict)).toEqual(["promoted", "promoted"]);
  expect(await later(SHAPES["one file that grows"]!)).toEqual(daily);
  expect(await later(SHAPES["a snapshot in random order"]!)).toEqual(daily);
});

it("a window of the last days is judged as daily files that are deleted when they leave it", async () => {
  const plan = { begun: 6, nights: 3, kept: 5 };
  const daily = await told(usual!, SHAPES["a file a day"]!, plan);
  expect(daily.map(({ verdict }) => verdict)).toEqual(["promoted", "promoted", "promoted"]);
  expect(await told(usual!, SHAPES["one file that grows"]!, plan)).toEqual(daily);
  expect(await told(usual!, SHAPES["a snapshot in random order"]!, plan)).toEqual(daily);
});

it("a window of days by the rows' own time holds the same rows in every shape", async () => {
  const plan = { begun: 6, nights: 2, set: ["data.window=3d"] };
  const daily = await told(usual!, SHAPES["a file a day"]!, plan);
  const whole = await told(usual!, SHAPES["a file a day"]!, { ...plan, set: [] });
  const [rows, all] = [daily[1]!.split!, whole[1]!.split!];
  // Held-out rows of before the window are judged all the same; at the first look they are not accepted, and so not looked at.
  expect(rows.trainRows).toBeGreaterThan(0.7 * 450 - 40);
  expect(rows.trainRows).toBeLessThan(450);
  expect(all.trainRows).toBeGreaterThan(0.7 * 1050);
  expect(await told(usual!, SHAPES["one file that grows"]!, plan)).toEqual(daily);
});
