// SIGKILL at each step of publishing to a branch: the old champion or the new one, everything verifies, the next run completes or skips.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { FakeGitHub } from "../fakes/github/server.ts";
import type { LoggedRequest } from "../fakes/github/world.ts";
import { BRANCH, expectSound, lineOn, newHome, REFS, registryOn, runOn } from "./branch.ts";
import { writeDay } from "./days.ts";

let github: FakeGitHub;
let home: string;

beforeAll(async () => {
  github = await FakeGitHub.start();
  home = await newHome();
  expect((await runOn(github, home).finished).code).toBe(0);
});

afterAll(async () => {
  await github.close();
  await rm(home, { recursive: true });
});

const write = (end: string, nth = 1): [(one: LoggedRequest) => boolean, number] => [
  ({ method, path }) => method !== "GET" && path.startsWith("/git/") && path.endsWith(end),
  nth,
];

const INSTANTS: [string, [(one: LoggedRequest) => boolean, number], "request" | "answer", "old" | "new"][] = [
  ["before the first blob", write("/blobs"), "request", "old"],
  ["after the third blob", write("/blobs", 3), "answer", "old"],
  ["before the tree", write("/trees"), "request", "old"],
  ["after the tree", write("/trees"), "answer", "old"],
  ["after the commit", write("/commits"), "answer", "old"],
  ["before the ref moves", write(`/heads/${BRANCH}`), "request", "old"],
  ["after the ref has moved", write(`/heads/${BRANCH}`), "answer", "new"],
];

it.each(INSTANTS)("killed %s", async (name, [matches, nth], at, champion) => {
  const day = 3 + INSTANTS.findIndex((one) => one[0] === name);
  await writeDay(join(home, "data"), day, { rows: 60, seed: 100 + day });
  const [before, head] = [await lineOn(github), await github.git.ref(`heads/${BRANCH}`)];
  let seen = 0;
  const isInstant = (one: LoggedRequest) => matches(one) && ++seen === nth;
  const arrived = github.faults.arrival(matches, nth);
  const hold = github.faults.hold(isInstant, { at });
  const run = runOn(github, home);
  await arrived;
  // A held answer is one whose work is done; the process dies before it hears of it.
  if (at === "answer") while (seen < nth) await new Promise((resolve) => setTimeout(resolve, 5));
  run.child.kill("SIGKILL");
  await run.finished;
  expect(run.child.signalCode).toBe("SIGKILL");
  if (at === "answer") hold.release();
  github.faults.release();

  const { checks, championId, unreachable } = await registryOn(github).verify();
  expect(checks.filter((check) => check.status !== "pass")).toEqual([]);
  expect(unreachable).toBe(0);
  const now = await lineOn(github);
  expect(now.length).toBe(before.length + (champion === "new" ? 1 : 0));
  if (champion === "old") expect(await github.git.ref(`heads/${BRANCH}`)).toBe(head);
  const { stdout } = await runOn(github, home).finished;
  const again = JSON.parse(stdout) as RunResult;
  expect(again).toMatchObject({ verdict: champion === "new" ? "skipped" : "promoted", exitCode: 0 });
  if (champion === "new") expect(again.championId).toBe(championId);
  expect(await lineOn(github)).toHaveLength(before.length + 1);
  await expectSound(github, REFS);
});
