// A registry on a branch of the tests' own GitHub.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished } from "vitest";
import { GitHub } from "../../src/clients/github/github.ts";
import { BranchStore } from "../../src/publish/homes/branch.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import { watched } from "../fakes/github/contract.ts";
import { FakeGitHub, type FakeOptions, WRITER } from "../fakes/github/server.ts";

export const HASTY = { requestMs: 5000, totalMs: 2000, firstWaitMs: 20, longestWaitMs: 100 };
export const QUICK_CONTEST = { tries: 8, forMs: 20_000, firstWaitMs: 10 };
export const BRANCH = "model-registry";

/** Everything that passes through it must be as GitHub describes its API. */
export async function newGitHub(options?: FakeOptions): Promise<FakeGitHub> {
  const github = await FakeGitHub.start(options);
  const said = watched(github);
  onTestFinished(async () => {
    await github.close();
    expect(said).toEqual([]);
  });
  return github;
}

/** As another run would open it: nothing is known of earlier reads. */
export function storeOn(github: FakeGitHub, { keep = 10, token = WRITER, ref = `heads/${BRANCH}` } = {}): BranchStore {
  return new BranchStore(new GitHub(github.repository(token), HASTY), { ref, keep, retries: QUICK_CONTEST });
}

export function registryOn(github: FakeGitHub, options: { keep?: number; token?: string } = {}): StoredRegistry {
  return new StoredRegistry(storeOn(github, options), storeOn(github, { ...options, ref: "gated-retrain/runs" }));
}

/** What a user gets. */
export async function clone(github: FakeGitHub, branch = BRANCH): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "clone-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await promisify(execFile)("git", ["clone", "--quiet", "--branch", branch, github.git.dir, folder]);
  return folder;
}

/** Subjects of a branch, newest first; every commit has one parent at most. */
export async function logOf(github: FakeGitHub, branch = BRANCH): Promise<string[]> {
  const lines = (await github.git.text(["log", "--format=%P%x09%s", branch])).split("\n");
  for (const line of lines) if (line.split("\t")[0]!.includes(" ")) throw new Error(`a merge: ${line}`);
  return lines.map((line) => line.split("\t")[1]!);
}

export async function sound(github: FakeGitHub): Promise<void> {
  const said = await github.git.text(["fsck", "--strict", "--no-dangling"]);
  if (said !== "") throw new Error(said);
}
