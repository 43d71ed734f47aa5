// The champion's files in the repository's tree: what is missing there, and one commit that brings it.
import { type GitHub, GitHubError } from "../../clients/github/github.ts";
import { createCommit, createTree, moveRef, readRef, readRepository, type TreeChange } from "../../clients/github/github-git.ts";
import { attempts } from "../../clients/retry/attempts.ts";
import { MOST_POINTER_BYTES, pointerIn } from "../../table/read/pointer-file.ts";
import { ServiceError } from "../../types/errors.ts";
import { mayBeRace, ruleRefusal } from "../homes/branch-refusal.ts";
import { type Snapshot, snapshotAt } from "../homes/branch-snapshot.ts";
import { blobSha, GitObjects } from "../homes/git-objects.ts";
import type { FileChanges } from "./wanted.ts";

const PATIENCE = { tries: 8, forMs: 120_000, firstWaitMs: 250, longestWaitMs: 15_000 };

export interface DefaultBranch {
  name: string;
  head: string;
  files: Snapshot["files"];
  tree: string;
}

/** The newest commit of the default branch, with its files. */
export async function readDefaultBranch(github: GitHub): Promise<DefaultBranch> {
  const { default_branch: name } = await readRepository(github);
  const head = await readRef(github, `heads/${name}`);
  if (head === null || head === "empty")
    throw new ServiceError(`${github.name} has no commit on ${name} yet: nothing can be copied there.`);
  const { files, tree } = await snapshotAt(github, head);
  return { name, head, files, tree: tree! };
}

/** What is not as wanted; empty: nothing. Throws ServiceError where a file would replace a link, a pointer or a folder. */
export async function changesIn(files: Snapshot["files"], { puts, removes }: FileChanges, objects: GitObjects): Promise<string[]> {
  const changed: string[] = [];
  for (const { name, bytes } of puts) {
    const item = files.get(name);
    if (item?.sha === blobSha(bytes)) continue;
    const blocker = steps(name).find((part) => files.has(part));
    if (blocker !== undefined)
      throw new ServiceError(`publish.copy leads below ${blocker}, which is no folder in the repository: name another place.`);
    if ([...files.keys()].some((path) => path.startsWith(`${name}/`)))
      throw new ServiceError(`publish.copy leads to ${name}, which is a folder in the repository; expected a file: add a file's name.`);
    if (item !== undefined && (item.type !== "blob" || item.mode === "120000"))
      throw new ServiceError(`publish.copy leads to ${name}, which is a link or a submodule in the repository: name another place.`);
    if (item !== undefined && (item.size ?? 0) <= MOST_POINTER_BYTES && pointerIn(await objects.read(item.sha)) !== null)
      throw new ServiceError(
        `publish.copy leads to ${name}, which Git LFS or git-annex keeps elsewhere: take it out of .gitattributes, or name another place.`,
      );
    changed.push(name);
  }
  return [...changed, ...removes.filter((name) => files.has(name))];
}

const steps = (name: string) => name.split("/").flatMap((_, i, all) => (i === 0 ? [] : [all.slice(0, i).join("/")]));

/** A commit on `base` with what is wanted; the refs are the caller's. */
export async function commitOn(
  github: GitHub,
  objects: GitObjects,
  base: DefaultBranch,
  wanted: FileChanges,
  message: string,
): Promise<string> {
  const shas = await objects.write(wanted.puts.map(({ bytes }) => bytes));
  const puts = wanted.puts.map(({ name }, i): TreeChange => ({ path: name, sha: shas[i]! }));
  const removes = wanted.removes.filter((name) => base.files.has(name)).map((name): TreeChange => ({ path: name, sha: null }));
  const tree = await createTree(github, base.tree, [...puts, ...removes]);
  return await createCommit(github, message, tree, [base.head]);
}

/**
 * One commit on the default branch, made anew on whatever came there meanwhile; null: everything stood there already. An answer that got
 * lost is found by looking again.
 */
export async function commitCopies(github: GitHub, wanted: FileChanges, message: string): Promise<string | null> {
  const objects = new GitObjects(github);
  let made: string | null = null;
  let [tried, cause]: [number, unknown] = [0, null];
  for await (tried of attempts(PATIENCE)) {
    const base = await readDefaultBranch(github);
    if ((await changesIn(base.files, wanted, objects)).length === 0) return made;
    const commit = await commitOn(github, objects, base, wanted, message);
    try {
      await moveRef(github, `heads/${base.name}`, commit);
      return commit;
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.isPermission) throw error;
      if (!mayBeRace(error) && error.status !== null && error.status < 500) throw refused(error, base.name);
      [made, cause] = [commit, error];
    }
  }
  throw new ServiceError(`Others committed to the default branch before each of ${tried} tries: the copies are made by the next run.`, {
    cause,
  });
}

function refused(error: GitHubError, branch: string): ServiceError {
  const { message } = ruleRefusal(error, `the default branch ${branch}`);
  return new ServiceError(`${message.replace(/\.$/, "")}; or publish.to: pull-request, which proposes the files.`, { cause: error });
}
