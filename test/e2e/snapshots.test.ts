// A table of customers that is exported anew each month, over the last one: all of its values move, or a few are corrected.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { newFolder } from "./cli.ts";
import { CUSTOMER_HEADER, CUSTOMER_SCHEMA, months } from "./customers.ts";
import { commandHere } from "./here.ts";
import { TABLES } from "./shapes.ts";

const CUSTOMERS = 800;
async function begun() {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "schema.yml"), CUSTOMER_SCHEMA);
  const words = ["--data", "data/*.csv", "--target", "churn", "--schema", "schema.yml", "--registry", "directory:registry"];
  const set = [
    "--set",
    "train.trees=10",
    "gates.champion.margin=0.2",
    "split.by.id=customer",
    "split.salt=months",
    "gates.f1-threshold=0.6",
  ];
  return async (lines: string[]) => {
    await writeFile(join(cwd, "data/customers.csv"), `${[CUSTOMER_HEADER, ...lines].join("\n")}\n`);
    return (await commandHere("run", [...words, ...set], cwd)).json as RunResult;
  };
}

const found = ({ checks }: RunResult, code: string) => checks.find((check) => check.code === code);

it("a month of which all values moved is judged by the earlier one, and spoilt labels are found", async () => {
  const run = await begun();
  const told = [];
  for (const lines of months(5, 3, CUSTOMERS, { flipped: (month) => (month === 3 ? 0.4 : 0) })) told.push(await run(lines));
  expect(told.map(({ verdict }) => verdict)).toEqual(["promoted", "promoted", "promoted", "rejected", "promoted"]);
  expect(found(told[1]!, "accepted-rows")).toMatchObject({ status: "pass", observed: 0, expected: CUSTOMERS });
  expect(found(told[1]!, "accepted-rows")!.message).toBe(
    "800 of 800 rows changed, by the key: nothing accepted is left as it was, so gates that ask for accepted rows are not run; no other row is new",
  );
  expect(found(told[1]!, "f1-earlier")).toBeUndefined();
  expect(found(told[1]!, "f1-batch")).toMatchObject({ status: "pass" });
  expect(found(told[3]!, "f1-batch")).toMatchObject({ status: "fail" });
  // A customer stays on its side.
  expect(new Set(told.flatMap(({ split }) => (split === null ? [] : [split.holdoutRows]))).size).toBe(1);
});

it("corrected rows are counted by their key, and rows that came or went are told apart from them", async () => {
  const run = await begun();
  const [lines] = months(1, 5, CUSTOMERS);
  expect((await run(lines!)).verdict).toBe("promoted");
  const corrected = lines!.map((line, i) =>
    i % 80 === 7 ? line.replace(/,(yes|no)$/, (_, label) => `,${label === "yes" ? "no" : "yes"}`) : line,
  );
  const more = Array.from({ length: 40 }, (_, i) => lines![i]!.replace(/^c\d+/, `n${i}`));
  const night = await run([...corrected.slice(0, -3), ...more]);
  expect(found(night, "accepted-rows")).toMatchObject({ status: "warn", observed: CUSTOMERS - 13, expected: CUSTOMERS });
  expect(found(night, "accepted-rows")!.message).toBe(
    "10 of 800 rows changed, by the key, 3 are gone without one of their key; 40 other rows are new",
  );
});

const column = (line: string, at: number, change: (cell: string) => string) => {
  const cells = line.split(",");
  return cells.with(at, change(cells[at]!)).join(",");
};
const flip = (cell: string) => (cell === "yes" ? "no" : "yes");

it("corrections beyond habit are a finding, and wrong labels among them are found", async () => {
  const run = await begun();
  let [lines] = months(1, 8, CUSTOMERS) as [string[]];
  expect((await run(lines)).verdict).toBe("promoted");
  const night = async (n: number, share: number, change: (line: string) => string) => {
    const changed = lines.map((line, i) => ((7 * i + 13 * n) % 800 < share * 800 ? change(line) : line));
    const more = Array.from({ length: 60 }, (_, i) => lines[(17 * i + n) % 800]!.replace(/^c\d+/, `n${n}_${i}`));
    return { lines: [...changed, ...more], told: await run([...changed, ...more]) };
  };
  const calls = (line: string) => column(line, 2, (cell) => String((Number(cell) + 1) % 5));
  for (const n of [1, 2, 3]) {
    const usual = await night(n, 0.02, (line) => column(line, 1, (cell) => (Number(cell) + 0.01).toFixed(2)));
    expect({ n, verdict: usual.told.verdict }).toEqual({ n, verdict: expect.stringMatching(/promoted|kept/) });
    lines = usual.lines;
  }
  const many = await night(4, 0.3, calls);
  expect(many.told.verdict).toBe("rejected");
  expect(found(many.told, "changed-rows")).toMatchObject({ status: "fail" });
  const flipped = await night(4, 0.1, (line) => column(line, 4, flip));
  expect(flipped.told.verdict).toBe("rejected");
  expect(flipped.told.checks.filter(({ status }) => status === "fail").map(({ code }) => code)).toEqual(["label-swap", "changed-rows"]);
});

it("labels that come late are no wrong labels", async () => {
  const run = await begun();
  const [whole] = months(1, 9, CUSTOMERS) as [string[]];
  const churned = whole.filter((line) => line.endsWith(",yes")).length;
  let left = churned;
  // Some of those who churned are told later.
  const early = whole.map((line) => (line.endsWith(",yes") && left-- % 4 === 0 ? column(line, 4, flip) : line));
  expect((await run(early)).verdict).toBe("promoted");
  const more = Array.from({ length: 60 }, (_, i) => whole[3 * i]!.replace(/^c\d+/, `n${i}`));
  const next = await run([...whole, ...more]);
  expect(next.checks.filter(({ status }) => status === "fail")).toEqual([]);
  expect(["promoted", "kept"]).toContain(next.verdict);
});

it("labels that are turned round in old rows of an exported table without a key are found", async () => {
  const cwd = await newFolder();
  const table = TABLES(90)[0]!;
  await mkdir(join(cwd, "data"));
  await writeFile(join(cwd, "schema.yml"), table.schema);
  const words = ["--data", "data/all.csv", "--target", "label", "--schema", "schema.yml", "--registry", "directory:registry"];
  const set = ["--set", "train.trees=8", "gates.champion.margin=0.5", "split.salt=turned"];
  const run = async (lines: string[]) => {
    await writeFile(join(cwd, "data/all.csv"), `${[table.header, ...lines].join("\n")}\n`);
    return (await commandHere("run", [...words, ...set], cwd)).json as RunResult;
  };
  const lines = Array.from({ length: 9 }, (_, n) => table.day(n)).flat();
  for (const days of [3, 6, 9]) expect((await run(lines.slice(0, 150 * days))).verdict).toBe("promoted");
  const [one, other] = [...new Set(lines.map((line) => line.split(",").at(-1)!))];
  const turned = lines.map((line, i) => (i % 20 === 3 ? column(line, 5, (cell) => (cell === one ? other! : one!)) : line));
  const found = await run(turned);
  expect(found.verdict).toBe("rejected");
  expect(found.checks.filter(({ status }) => status === "fail").map(({ code }) => code)).toContain("label-swap");
  expect(found.checks.find(({ code }) => code === "accepted-rows")!.suggestion).toContain("primaryKey");
});
