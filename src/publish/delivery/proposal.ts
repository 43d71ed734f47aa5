// The champion's files as a pull request: one at a time, kept up to date, closed when it has nothing left to bring.
import { type GitHub, GitHubError } from "../../clients/github/github.ts";
import { createRef, deleteRef, moveRef, readRef } from "../../clients/github/github-git.ts";
import { closePull, createPull, listPullsOf, updatePull } from "../../clients/github/github-pulls.ts";
import { ServiceError } from "../../types/errors.ts";
import { snapshotAt } from "../homes/branch-snapshot.ts";
import { GitObjects } from "../homes/git-objects.ts";
import { sha256Hex } from "../records/ids.ts";
import { changesIn, commitOn, type DefaultBranch, readDefaultBranch } from "./repository.ts";
import type { FileChanges } from "./wanted.ts";

export interface Proposal {
  id: string;
  title: string;
  /** Markdown. */
  body: string;
  /** Of the commit. */
  message: string;
  wanted: FileChanges;
}

export type Proposed =
  /** The default branch has the files. */
  | { kind: "merged" }
  | { kind: "open"; number: number; isNew: boolean }
  /** A person closed it without merging: it is not opened again for this model. */
  | { kind: "refused"; number: number };

/** The same places have the same branch, whatever model. */
function branchFor(wanted: FileChanges): string {
  const places = wanted.puts.map(({ name }) => name).sort();
  const first = (places[0] ?? "")
    .split("/")
    .at(-1)!
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+|[.-]+$|\.lock$/g, "");
  return `gated-retrain/${first.slice(0, 40) || "model"}-${sha256Hex(new TextEncoder().encode(places[0])).slice(0, 8)}`;
}

/** Sees to one open pull request that brings the champion's files: opens, renews or closes it. One that a person closed stays closed for that model. */
export async function proposeCopies(github: GitHub, proposal: Proposal): Promise<Proposed> {
  const { wanted, id } = proposal;
  const objects = new GitObjects(github);
  const branch = branchFor(wanted);
  const base = await readDefaultBranch(github);
  const pulls = await listPullsOf(github, branch);
  const open = pulls.find(({ state, base: { ref } }) => state === "open" && ref === base.name) ?? null;
  if ((await changesIn(base.files, wanted, objects)).length === 0) {
    if (open !== null) await closePull(github, open.number);
    if ((await readRef(github, `heads/${branch}`)) !== null) await deleteRef(github, `heads/${branch}`);
    return { kind: "merged" };
  }
  const closed = pulls.find(({ state, merged_at, body }) => state === "closed" && merged_at === null && body?.includes(markOf(id)));
  if (open === null && closed !== undefined) return { kind: "refused", number: closed.number };
  const isThere = await bringsAll(github, branch, wanted, objects);
  if (open !== null && isThere && open.body?.includes(markOf(id))) return { kind: "open", number: open.number, isNew: false };
  if (!isThere) await moveBranch(github, branch, await commitOn(github, objects, base, wanted, proposal.message));
  const text = { title: proposal.title, body: `${proposal.body}\n\n${markOf(id)}\n` };
  if (open !== null) {
    await updatePull(github, open.number, text);
    return { kind: "open", number: open.number, isNew: true };
  }
  return { kind: "open", number: await opened(github, branch, base, text), isNew: true };
}

const markOf = (id: string) => `<!-- gated-retrain copies model ${id} -->`;

/** Whether the proposing branch has the files already. */
async function bringsAll(github: GitHub, branch: string, wanted: FileChanges, objects: GitObjects): Promise<boolean> {
  const head = await readRef(github, `heads/${branch}`);
  if (head === null || head === "empty") return false;
  const { files } = await snapshotAt(github, head);
  return (await changesIn(files, wanted, objects)).length === 0;
}

/** The branch is ours: what it proposed before is replaced. */
async function moveBranch(github: GitHub, branch: string, commit: string): Promise<void> {
  const ref = `heads/${branch}`;
  if ((await readRef(github, ref)) === null) await createRef(github, ref, commit);
  else await moveRef(github, ref, commit, true);
}

async function opened(github: GitHub, branch: string, base: DefaultBranch, text: { title: string; body: string }): Promise<number> {
  try {
    return await createPull(github, { ...text, head: branch, base: base.name });
  } catch (error) {
    if (!(error instanceof GitHubError) || !/not permitted to create/i.test(error.answer)) throw error;
    throw new ServiceError(
      `GitHub Actions may not open pull requests in ${github.name}: allow it under Settings → Actions → General → Workflow permissions, or open one from the branch ${branch}.`,
      { cause: error },
    );
  }
}
