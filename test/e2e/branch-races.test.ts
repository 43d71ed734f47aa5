// Two runs of the bundle at once on one branch; the server holds the first move of the ref until the other run has read it.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import type { LoggedRequest } from "../fakes/github/world.ts";
import { times } from "../times.ts";
import { BRANCH, expectSound, lineOn, newHome, REFS, registryOn, runOn } from "./branch.ts";
import { writeDay } from "./days.ts";

const PAIRS = times("BRANCH_PAIRS", 4, 20);
const OTHER = "ghs_other";

let github: FakeGitHub;
let homes: [string, string];
/** The branch with one champion. */
let begun: string;

beforeAll(async () => {
  github = await FakeGitHub.start();
  github.world.tokens.set(OTHER, github.world.tokens.get(WRITER)!);
  homes = [await newHome(), await newHome()];
  const { code, stderr } = await runOn(github, homes[0]).finished;
  expect({ code, stderr }).toMatchObject({ code: 0 });
  begun = (await github.git.ref(`heads/${BRANCH}`))!;
});

afterAll(async () => {
  await github.close();
  for (const home of homes) await rm(home, { recursive: true });
});

interface Pair {
  before: string[];
  winner: RunResult;
  loser: RunResult;
}

const isMove = ({ method, path, body }: LoggedRequest) =>
  (method === "PATCH" && path === `/git/refs/heads/${BRANCH}`) ||
  (method === "POST" && path === "/git/refs" && (body as { ref?: string }).ref === `refs/heads/${BRANCH}`);
const isRead = ({ method, path }: LoggedRequest) => method === "GET" && path === `/git/ref/heads/${BRANCH}`;

async function race(i: number, sameData: boolean): Promise<Pair> {
  // Half of the races are for the first model of all.
  const isFirst = i % 2 === 1;
  await github.git.run(isFirst ? ["update-ref", "-d", `refs/heads/${BRANCH}`] : ["update-ref", `refs/heads/${BRANCH}`, begun]);
  // Records of runs would tell of a champion that is gone: then nothing is promoted.
  if (isFirst) await github.git.run(["update-ref", "-d", "refs/gated-retrain/runs"]);
  const before = isFirst ? [] : await lineOn(github);
  const seed = 1000 * (i + 1);
  await writeDay(join(homes[0], "data"), 3, { rows: 120, seed });
  await writeDay(join(homes[1], "data"), 3, { rows: 120, seed: sameData ? seed : seed + 1 });
  const hold = github.faults.hold(isMove);
  const bothRead = Promise.all([WRITER, OTHER].map((token) => github.faults.arrival((one) => one.token === token && isRead(one))));
  const moving = github.faults.arrival(isMove);
  const runs = [runOn(github, homes[0]), runOn(github, homes[1], { token: OTHER })];
  await Promise.all([bothRead, moving]);
  hold.release();
  const results = await Promise.all(
    runs.map(async ({ finished }) => {
      const { stdout, stderr } = await finished;
      expect(stdout, stderr).not.toBe("");
      return { result: JSON.parse(stdout) as RunResult, lost: stderr.includes("judging again, against its model") };
    }),
  );
  github.faults.release();
  const first = (await lineOn(github))[before.length];
  const winner = results.find(({ result, lost }) => result.modelId === first && !lost) ?? results[0]!;
  const loser = results.find((one) => one !== winner)!;
  expect(loser.lost).toBe(true);
  await expectSound(github, REFS);
  const report = await registryOn(github).verify();
  expect(report.checks.filter((check) => check.status !== "pass")).toEqual([]);
  expect(report.unreachable).toBe(0);
  return { before, winner: winner.result, loser: loser.result };
}

const half = Math.ceil(PAIRS / 2);

it(`${half} pairs with different data: two entries, one after the other`, async () => {
  for (let i = 0; i < half; i++) {
    const { before, winner, loser } = await race(i, false);
    expect(winner).toMatchObject({ verdict: "promoted", exitCode: 0 });
    expect(loser).toMatchObject({ verdict: "promoted", exitCode: 0 });
    expect(loser.checks.map((check) => check.code)).toContain("champion");
    expect(await lineOn(github)).toEqual([...before, winner.modelId, loser.modelId]);
  }
});

it(`${half} pairs with the same data: one entry, the other run skips`, async () => {
  for (let i = 0; i < half; i++) {
    const { before, winner, loser } = await race(i, true);
    expect(winner).toMatchObject({ verdict: "promoted", exitCode: 0 });
    expect(loser).toMatchObject({ verdict: "skipped", exitCode: 0, championId: winner.modelId });
    expect(await lineOn(github)).toEqual([...before, winner.modelId]);
  }
});
