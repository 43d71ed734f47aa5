// Two runs of the bundle at once on one registry: both have read the champion before either may publish.
import { cp, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { acquireLock } from "../../src/publish/homes/lock.ts";
import { openRegistry } from "../../src/publish/registry.ts";
import type { HistoryEntry } from "../../src/types/registry.ts";
import type { RunResult } from "../../src/types/run.ts";
import { NOWHERE } from "../publish/models.ts";
import { times } from "../times.ts";
import { CLI, newFolder, type Started, start } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";
import { runHere } from "./surface.ts";

const PAIRS = times("PAIRS", 6, 50);

/** From the fiftieth file on, a run says that it reads: by then it has read the champion. */
const FILES = 50;
const READING = "Reading ";
const LOST = "judging again, against its model";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

interface Pair {
  registry: string;
  /** The champion that both runs read. */
  before: string | null;
  winner: RunResult;
  loser: RunResult;
}

interface Plan {
  sameData: boolean;
  withChampion: boolean;
  seed: number;
  /** The second run's new labels are the other way round. */
  inverted?: boolean;
}

describe("two runs at once", () => {
  const count = { same: Math.ceil(PAIRS / 3), different: Math.ceil(PAIRS / 3), inverted: PAIRS - 2 * Math.ceil(PAIRS / 3) };

  it(`${count.same} pairs with the same data: one entry, the other run skips`, async () => {
    for (let i = 0; i < count.same; i++) {
      const { registry, before, winner, loser } = await race({ sameData: true, withChampion: i % 2 === 0, seed: 1000 + i });
      expect(winner).toMatchObject({ verdict: "promoted", exitCode: 0 });
      expect(loser).toMatchObject({ verdict: "skipped", exitCode: 0, championId: winner.modelId });
      await expectLine(registry, before, [winner.modelId]);
    }
  });

  it(`${count.different} pairs with different data: the loser is judged again, against the winner's model`, async () => {
    for (let i = 0; i < count.different; i++) {
      const { registry, before, winner, loser } = await race({ sameData: false, withChampion: i % 2 === 0, seed: 2000 + i });
      expect(winner).toMatchObject({ verdict: "promoted", exitCode: 0 });
      expect(loser).toMatchObject({ verdict: "promoted", exitCode: 0 });
      expect(loser.modelId).not.toBe(winner.modelId);
      expect(loser.checks.map((check) => check.code)).toContain("champion");
      await expectLine(registry, before, [winner.modelId, loser.modelId]);
    }
  });

  it(`${count.inverted} pairs of which one cannot stand: whoever comes first, the registry is sound and the chain a line`, async () => {
    for (let i = 0; i < count.inverted; i++) {
      const { registry, before, winner, loser } = await race({ sameData: false, withChampion: false, seed: 3000 + i, inverted: true });
      expect(winner).toMatchObject({ verdict: "promoted", exitCode: 0 });
      // Its data contradicts the winner's champion: judged against it, it may not pass.
      expect(loser.verdict).toMatch(/^(rejected|inconclusive|kept)$/);
      expect(loser.championId).toBe(winner.modelId);
      await expectLine(registry, before, [winner.modelId]);
    }
  });
});

/** Holds the registry's lock until both runs have read the champion; then one of them must lose. */
async function race(plan: Plan): Promise<Pair> {
  const folder = await newFolder();
  folders.push(folder);
  const registry = join(folder, "registry");
  await mkdir(registry);
  await prepare(folder, plan);
  const before = plan.withChampion ? (await runHere(join(folder, "a"), valuesOf(registry), QUICK)).championId : null;
  expect(before !== null).toBe(plan.withChampion);
  await newBatches(folder, plan);

  const lock = await acquireLock(registry);
  const runs = ["a", "b"].map((side) => start([CLI, ...wordsOf(registry), "--json", "-"], { cwd: join(folder, side) }));
  expect(await Promise.all(runs.map((run) => run.says(READING)))).toEqual([true, true]);
  await lock.release();
  const ended = await Promise.all(runs.map(resultOf));
  const losers = ended.filter(({ stderr }) => stderr.includes(LOST));
  expect(losers).toHaveLength(1);
  const [loser, winner] = [losers[0]!, ended.find((one) => one !== losers[0])!];
  return { registry, before, winner: winner.result, loser: loser.result };
}

async function resultOf({ finished }: Started): Promise<{ stderr: string; result: RunResult }> {
  const { stdout, stderr } = await finished;
  return { stderr, result: JSON.parse(stdout) as RunResult };
}

/** Two homes with the same many small files; one of them all the other way round where the plan says so. */
async function prepare(folder: string, { seed, inverted = false }: Plan): Promise<void> {
  const [a, b] = [join(folder, "a/data"), join(folder, "b/data")];
  await mkdir(a, { recursive: true });
  for (let day = 1; day <= FILES; day++) await writeDay(a, day, { rows: 6, seed: seed * 100 + day });
  await cp(a, b, { recursive: true });
  if (inverted) for (let day = 1; day <= FILES; day++) await writeDay(b, day, { rows: 6, seed: seed * 100 + day, inverted });
}

async function newBatches(folder: string, { sameData, seed, inverted = false }: Plan): Promise<void> {
  await writeDay(join(folder, "a/data"), FILES + 1, { rows: 60, seed });
  await writeDay(join(folder, "b/data"), FILES + 1, { rows: 60, seed: sameData ? seed : seed + 500_000, inverted });
}

const valuesOf = (registry: string) => ({ data: DATA, target: "label", "f1-threshold": "0.6", registry: `directory:${registry}` });
const wordsOf = (registry: string) => [
  "run",
  ...Object.entries(valuesOf(registry)).flatMap(([flag, value]) => [`--${flag}`, value]),
  ...["--threads", "1", "--set", ...QUICK],
];

/** champion.json leads over exactly these models back to the first, nothing lies beside them, and everything verifies. */
async function expectLine(path: string, before: string | null, after: (string | null)[]): Promise<void> {
  const expected = [...(before === null ? [] : [before]), ...after];
  const report = await openRegistry({ kind: "directory", path }, NOWHERE).verify();
  expect(report.checks.filter((check) => check.status !== "pass")).toEqual([]);
  expect(report).toMatchObject({ entries: expected.length, unreachable: 0, championId: expected.at(-1) });
  const pointer = JSON.parse(await readFile(join(path, "champion.json"), "utf8")) as { entry: string };
  const line: string[] = [];
  for (let entry: string | null = pointer.entry; entry !== null; ) {
    const found = JSON.parse(await readFile(join(path, "history", `${entry}.json`), "utf8")) as HistoryEntry;
    line.unshift(found.id);
    entry = found.previous;
  }
  expect(line).toEqual(expected);
  expect(await readdir(join(path, "history"))).toHaveLength(expected.length);
}
