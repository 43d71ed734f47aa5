// The bundle against a repository on the tests' own GitHub.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { GitHub } from "../../src/clients/github/github.ts";
import { BranchStore } from "../../src/publish/homes/branch.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import type { HistoryEntry } from "../../src/types/registry.ts";
import { type FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { CLI, newFolder, type Started, start } from "./cli.ts";
import { DATA, QUICK, writeDay } from "./days.ts";

export const BRANCH = "model-registry";
export const WORDS = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--threads", "1", "--set", ...QUICK];

/** A folder with the files of two days. */
export async function newHome(seed = 1): Promise<string> {
  const folder = await newFolder();
  await mkdir(join(folder, "data"));
  for (const day of [1, 2]) await writeDay(join(folder, "data"), day, { rows: 120, seed: seed + day });
  return folder;
}

export function runOn(github: FakeGitHub, cwd: string, { token = WRITER, words = [] as string[] } = {}): Started {
  const env = { PATH: process.env.PATH ?? "", HOME: cwd, ...github.environment(token) };
  return start([CLI, "run", ...WORDS, "--registry", `branch:${BRANCH}`, "--json", "-", ...words], { cwd, env });
}

export function registryOn(github: FakeGitHub): StoredRegistry {
  const client = new GitHub(github.repository());
  return new StoredRegistry(new BranchStore(client, { ref: `heads/${BRANCH}` }));
}

/** Models from the first to the champion, as champion.json on the branch leads to them; every commit has one parent at most. */
export async function lineOn(github: FakeGitHub): Promise<string[]> {
  const { git } = github;
  for (const parents of (await git.text(["log", "--format=%P", BRANCH])).split("\n")) if (parents.includes(" ")) throw new Error("a merge");
  const show = (path: string) => git.text(["show", `${BRANCH}:${path}`]);
  const line: string[] = [];
  const pointer = JSON.parse(await show("champion.json")) as { entry: string };
  for (let entry: string | null = pointer.entry; entry !== null; ) {
    const found = JSON.parse(await show(`history/${entry}.json`)) as HistoryEntry;
    line.unshift(found.id);
    entry = found.previous;
  }
  return line;
}

/** Nothing is broken, and there are no other refs than these. */
export async function expectSound(github: FakeGitHub, allowed: string[]): Promise<void> {
  const said = await github.git.text(["fsck", "--strict", "--no-dangling"]);
  if (said !== "") throw new Error(said);
  const refs = (await github.git.refs("")).map(({ name }) => name).filter((name) => !allowed.includes(name));
  if (refs.length > 0) throw new Error(`left behind: ${refs.join(", ")}`);
}

export const REFS = ["refs/heads/main", `refs/heads/${BRANCH}`, "refs/gated-retrain/runs"];
