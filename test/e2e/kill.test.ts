// SIGKILL at any instant of a publishing run leaves the old champion or the new one, and a registry that verifies.
import { once } from "node:events";
import { type FSWatcher, watch } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { DirectoryStore } from "../../src/publish/homes/directory.ts";
import { openRegistry } from "../../src/publish/registry.ts";
import { NOWHERE } from "../publish/models.ts";
import { times } from "../times.ts";
import { random } from "./batches.ts";
import { CLI, cliJson, newFolder, type Started, start } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";
import { runHere } from "./surface.ts";

const KILLS = times("KILLS", 20, 200);
const SEED = Number(process.env.SEED ?? 20260103);
const LANES = 2;
const KILLS_PER_FOLDER = 10;

interface Tally {
  killed: number;
  /** Left a lock, temporary files or files that no entry leads to. */
  interrupted: number;
  oldChampion: number;
  newChampion: number;
  completed: number;
  skipped: number;
}

const values = { data: DATA, target: "label", "f1-threshold": "0.6", threads: "1" };
const words = ["run", "--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--threads", "1", "--set", ...QUICK];

it(`killed with SIGKILL at ${KILLS} instants: old champion or new, verified, and the next run completes or skips`, async () => {
  const spans = await measure();
  const tallies = await Promise.all(Array.from({ length: LANES }, (_, lane) => killInLane(lane, spans)));
  const total = (key: keyof Tally) => tallies.reduce((sum, tally) => sum + tally[key], 0);
  const said = Object.keys(tallies[0]!).map((key) => `${key} ${total(key as keyof Tally)}`);
  console.log(`${KILLS} instants, run ${spans.run.toFixed(0)} ms, publish ${spans.publish.toFixed(0)} ms: ${said.join(", ")}`);
  // Otherwise the instants did not lie where they matter.
  expect(total("killed")).toBeGreaterThan(KILLS * 0.4);
  expect(total("interrupted")).toBeGreaterThan(0);
  expect(total("oldChampion")).toBeGreaterThan(0);
});

/** Of whole runs, as many at once as there are lanes: from start to end, and from the lock to the end. */
async function measure(): Promise<{ run: number; publish: number }> {
  const spans = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const folder = await newHome(true);
      await writeDay(join(folder, "data"), 1, { rows: 240, seed: 1 });
      const begun = performance.now();
      const run = start([CLI, ...words], { cwd: folder });
      const lock = lockIn(folder);
      await Promise.race([lock.seen, run.finished]);
      const locked = performance.now();
      const { code, stderr } = await run.finished;
      expect({ code, stderr }).toMatchObject({ code: 0 });
      lock.watcher.close();
      await rm(folder, { recursive: true });
      return { run: performance.now() - begun, publish: performance.now() - locked };
    }),
  );
  return { run: Math.max(...spans.map((span) => span.run)), publish: Math.max(...spans.map((span) => span.publish)) };
}

async function killInLane(lane: number, measured: { run: number; publish: number }): Promise<Tally> {
  const spans = { ...measured };
  const tally: Tally = { killed: 0, interrupted: 0, oldChampion: 0, newChampion: 0, completed: 0, skipped: 0 };
  const draw = random(SEED + lane);
  let folder = "";
  let champion: string | null = null;
  for (let kill = lane, n = 0; kill < KILLS; kill += LANES, n++) {
    const day = (n % KILLS_PER_FOLDER) + 1;
    const inPublish = n % 2 === 0;
    if (day === 1) {
      if (folder !== "") await rm(folder, { recursive: true });
      folder = await newHome(inPublish);
    }
    await writeDay(join(folder, "data"), day, { rows: day === 1 ? 240 : 60, seed: SEED + kill });
    const old = day === 1 ? null : champion;
    const next = await runHere(folder, values, QUICK, false);
    expect(next).toMatchObject({ error: null, verdict: "checked" });

    const run = start([CLI, ...words], { cwd: folder });
    const span = inPublish ? "publish" : "run";
    const instant = draw() * spans[span];
    const isKilled = await killed(run, () => (inPublish ? inPublishStage(folder, run, instant) : sleep(instant)));
    if (isKilled) tally.killed++;
    // The machine's load changes: about one run in seven may end before its instant.
    spans[span] *= isKilled ? 1.03 : 0.85;

    await verified(folder, old, next.modelId, tally);
    await runAgain(folder, next.modelId, kill % 20 < LANES, tally);
    champion = next.modelId;
  }
  await rm(folder, { recursive: true });
  return tally;
}

/** False when the run was over before its instant came. */
async function killed({ child, finished }: Started, instant: () => Promise<unknown>): Promise<boolean> {
  const gone = once(child, "exit");
  await Promise.race([instant(), gone]);
  child.kill("SIGKILL");
  await gone;
  await finished;
  return child.signalCode === "SIGKILL";
}

async function inPublishStage(folder: string, run: Started, ms: number): Promise<void> {
  const { seen, watcher } = lockIn(folder);
  await Promise.race([seen, run.finished]);
  watcher.close();
  await sleep(ms);
}

/** The lock is the first file of the publish stage. */
function lockIn(folder: string): { seen: Promise<void>; watcher: FSWatcher } {
  const watcher = watch(join(folder, "registry"));
  const seen = new Promise<void>((done) => {
    watcher.on("change", (_, name) => String(name).startsWith("registry.lock") && done());
  });
  return { seen, watcher };
}

async function verified(folder: string, old: string | null, next: string | null, tally: Tally): Promise<void> {
  const report = await registryIn(folder).verify();
  expect(report.checks.filter((check) => check.status === "fail")).toEqual([]);
  expect([old, next]).toContain(report.championId);
  if (report.championId === null) expect(report.checks.filter((check) => check.status === "inconclusive")).toHaveLength(1);
  else expect(report.checks.every((check) => check.status === "pass")).toBe(true);
  tally[report.championId === next ? "newChampion" : "oldChampion"]++;
  if (report.unreachable > 0 || (await leftoversIn(folder)).length > 0) tally.interrupted++;
}

async function runAgain(folder: string, next: string | null, inOwnProcess: boolean, tally: Tally): Promise<void> {
  const again = inOwnProcess
    ? (await cliJson(words, { cwd: folder })).json
    : await runHere(folder, values, QUICK, true, silentPromotion(next));
  expect(again).toMatchObject({ verdict: expect.stringMatching(/^(promoted|skipped)$/), championId: next, exitCode: 0 });
  tally[again.verdict === "promoted" ? "completed" : "skipped"]++;
  if (again.verdict === "promoted") expect(await leftoversIn(folder)).toEqual([]);
  expect(await registryIn(folder).verify()).toMatchObject({ championId: next });
}

/** Killed between the pointer and the record of the run: the next run says so, of that champion and no other. */
const silentPromotion = (id: string | null) => new RegExp(`^Champion ${id} was promoted at \\S+ by a run that left no record: `);

async function newHome(withRegistry: boolean): Promise<string> {
  const folder = await newFolder();
  await mkdir(join(folder, "data"));
  if (withRegistry) await mkdir(join(folder, "registry"));
  return folder;
}

const registryIn = (folder: string) => openRegistry({ kind: "directory", path: join(folder, "registry") }, NOWHERE);
const leftoversIn = (folder: string) => new DirectoryStore(join(folder, "registry")).leftovers();
