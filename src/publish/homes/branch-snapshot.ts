// A ref at one moment: its commit and the files of its tree; and files of earlier commits.
import type { GitHub } from "../../clients/github/github.ts";
import { commitsOf, readCommit, readRef, readTree, type TreeItem } from "../../clients/github/github-git.ts";
import { StoreFault } from "../records/store.ts";

export interface Snapshot {
  /** null: the ref does not exist. */
  head: string | null;
  tree: string | null;
  /** The repository has no commit. */
  isRepositoryEmpty: boolean;
  files: Map<string, TreeItem>;
}

/** The snapshot of a ref; `before` itself if the ref has not moved. */
export async function takeSnapshot(github: GitHub, ref: string, before: Snapshot | null): Promise<Snapshot> {
  const head = await readRef(github, ref);
  if (head === null || head === "empty") return { head: null, tree: null, isRepositoryEmpty: head === "empty", files: new Map() };
  return before?.head === head ? before : await snapshotAt(github, head);
}

/** The tree of a commit. */
export async function snapshotAt(github: GitHub, head: string): Promise<Snapshot> {
  const { tree } = await readCommit(github, head);
  return { head, tree, isRepositoryEmpty: false, files: await filesOf(github, tree) };
}

async function filesOf(github: GitHub, tree: string): Promise<Map<string, TreeItem>> {
  const items = await readTree(github, tree);
  return new Map(items.filter((item) => item.type !== "tree").map((item) => [item.path, item]));
}

/** Throws StoreFault for anything but a plain file of at most `maxBytes`. */
export function plainFile(item: TreeItem, maxBytes: number): { sha: string; size: number } {
  if (item.mode === "120000") throw new StoreFault("is a symbolic link");
  if (item.type !== "blob") throw new StoreFault("is not a plain file");
  const size = item.size ?? 0;
  if (size > maxBytes) throw new StoreFault(`has ${size} bytes, at most ${maxBytes} are expected`);
  return { sha: item.sha, size };
}

/** Model files of earlier commits; the files of every tree that is read are remembered. */
export class EarlierCommits {
  readonly #github: GitHub;
  readonly #known = new Map<string, TreeItem>();

  constructor(github: GitHub) {
    this.#github = github;
  }

  async find(head: string, path: string): Promise<TreeItem | null> {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const [removal] = await commitsOf(this.#github, head, path, 1);
    for (const parent of removal?.parents ?? []) {
      const { tree } = await readCommit(this.#github, parent);
      for (const [name, item] of await filesOf(this.#github, tree)) if (!this.#known.has(name)) this.#known.set(name, item);
    }
    return this.#known.get(path) ?? null;
  }
}

/** Whether a commit is between `head` and `base` (excluded) along first parents. */
export async function isOnLine(github: GitHub, commit: string, head: string | null, base: string | null): Promise<boolean> {
  const MOST_STEPS = 50;
  let at = head;
  for (let step = 0; at !== null && at !== base && step < MOST_STEPS; step++) {
    if (at === commit) return true;
    at = (await readCommit(github, at)).parents[0] ?? null;
  }
  return false;
}
