// A registry on a ref of a GitHub repository: read from one commit, written as one commit.
import { type GitHub, GitHubError } from "../../clients/github/github.ts";
import { createFirstFile } from "../../clients/github/github-contents.ts";
import { createCommit, createRef, createTree, moveRef, readRef, readRepository } from "../../clients/github/github-git.ts";
import { attempts } from "../../clients/retry/attempts.ts";
import { ConfigError, ServiceError, UnknownChampion } from "../../types/errors.ts";
import { unknownChampion, unreliableStorage } from "../chain/move-pointer.ts";
import { POINTER_PATH } from "../records/ids.ts";
import type { Store, Writer } from "../records/store.ts";
import { refuseSharedPath } from "./branch-path.ts";
import { mayBeRace, mayBeWritten, ruleRefusal } from "./branch-refusal.ts";
import { EarlierCommits, isOnLine, plainFile, type Snapshot, snapshotAt, takeSnapshot } from "./branch-snapshot.ts";
import { StagedWriter } from "./branch-stage.ts";
import { blobSha, GitObjects } from "./git-objects.ts";

/** Model files that may be removed from the tree: git's history keeps them. */
const RETIRED = /^model\/model_[0-9a-f]{64}\.(onnx|json|tar)$/;

export interface Retries {
  tries: number;
  forMs: number;
  firstWaitMs: number;
}

/** At most 8 attempts in 2 minutes. */
const RETRIES: Retries = { tries: 8, forMs: 120_000, firstWaitMs: 250 };

/** The first file in a repository without commits; it keeps git from changing line ends. */
const FIRST_FILE = ".gitattributes";

const LONGEST_WAIT_MS = 15_000;
/** Reads of a ref after a write: GitHub may return the old commit for a moment. */
const LOOKS = 4;

export interface BranchOptions {
  /** Below `refs/`: `heads/model-registry`, `gated-retrain/runs`. */
  ref: string;
  keep?: number;
  retries?: Retries;
}

export class BranchStore implements Store {
  readonly label: string;
  readonly branch: string;
  readonly keep: number;
  readonly readsByNeed = true;
  commit: string | null = null;
  doubt: string | null = null;
  readonly #github: GitHub;
  readonly #ref: string;
  readonly #retries: Retries;
  readonly #objects: GitObjects;
  readonly #past: EarlierCommits;
  #snapshot: Snapshot | null = null;
  #stage: StagedWriter | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #isAllowed = false;
  /** The ref's commit when it was last read. */
  #lastHead: string | null = null;

  constructor(github: GitHub, { ref, keep = Number.POSITIVE_INFINITY, retries = RETRIES }: BranchOptions) {
    this.#github = github;
    this.#ref = ref;
    this.#retries = retries;
    this.keep = keep;
    const name = ref.replace(/^heads\//, "");
    this.branch = /^[\w./-]+$/.test(name) ? name : "NAME";
    this.label = `${ref.replace(/^heads\//, "branch:")} of ${github.name}`;
    this.#objects = new GitObjects(github);
    this.#past = new EarlierCommits(github);
  }

  get lastSeen(): string | null {
    return this.#lastHead;
  }

  restoring(commit: string): string {
    return `run \`git fetch origin ${commit} && git push origin ${commit}:refs/${this.#ref}\` in a clone`;
  }

  async refresh(): Promise<void> {
    this.#snapshot = await takeSnapshot(this.#github, this.#ref, this.#snapshot);
    this.#lastHead = this.#snapshot.head ?? this.#lastHead;
    if (this.#isAllowed) return;
    if (this.#snapshot.head === null && this.#ref.startsWith("heads/")) await refuseSharedPath(this.#github, this.branch, this.#ref);
    await this.#refuseDefaultBranch();
  }

  async prefetch(paths: string[]): Promise<void> {
    const { files } = await this.#current();
    const items = paths.flatMap((path) => files.get(path) ?? []).filter((item) => item.type === "blob");
    await this.#objects.readAhead(items.map(({ sha, size = 0 }) => ({ sha, size })));
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const staged = this.#stage?.changes.get(path);
    if (staged !== undefined && staged !== null) return staged;
    const { head, files } = await this.#current();
    const retired = head !== null && RETIRED.test(path);
    const item = files.get(path) ?? (retired ? await this.#past.find(head, path) : null);
    return item === null || item === undefined ? null : await this.#objects.read(plainFile(item, maxBytes).sha);
  }

  async list(folder: string): Promise<string[]> {
    const { files } = await this.#current();
    const names = new Set<string>();
    const prefix = folder === "" ? "" : `${folder}/`;
    const staged = this.#stage?.changes ?? new Map<string, Uint8Array | null>();
    for (const path of [...files.keys(), ...staged.keys()]) {
      if (path.startsWith(prefix) && staged.get(path) !== null) names.add(path.slice(prefix.length).split("/")[0]!);
    }
    return [...names].sort();
  }

  async leftovers(): Promise<string[]> {
    return [];
  }

  /** Runs `work` after earlier calls of this process; between processes, the ref decides who was first. */
  async exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#contend(work));
    this.#turn = turn.catch(() => {});
    return await turn;
  }

  async #contend<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    this.commit = null;
    this.doubt = null;
    let tried = 0;
    for await (tried of attempts({ ...this.#retries, longestWaitMs: LONGEST_WAIT_MS })) {
      await this.refresh();
      const base = await this.#current();
      const stage = new StagedWriter(
        (path) => base.files.has(path),
        (path) => this.#committed(base, path),
      );
      this.#stage = stage;
      try {
        const result = await work(stage);
        if (stage.changes.size === 0 || (await this.#publish(stage, base))) return result;
      } finally {
        this.#stage = null;
      }
    }
    throw new ServiceError(`Others committed to ${this.label} before each of ${tried} tries: let fewer runs write to it at once.`);
  }

  /** False: another writer was first, and the work must be repeated on the new state. */
  async #publish(stage: StagedWriter, base: Snapshot): Promise<boolean> {
    if (base.isRepositoryEmpty) return await this.#begin();
    const paths = [...stage.changes.keys()];
    const contents = paths.flatMap((path) => stage.changes.get(path) ?? []);
    const shas = await this.#objects.write(contents);
    const changes = paths.map((path) => ({ path, sha: stage.changes.get(path) === null ? null : shas.shift()! }));
    const tree = await createTree(this.#github, base.tree, changes);
    if (tree === base.tree) return true;
    const commit = await createCommit(this.#github, stage.message, tree, base.head === null ? [] : [base.head]);
    try {
      if (base.head === null) await createRef(this.#github, this.#ref, commit);
      else await moveRef(this.#github, this.#ref, commit);
    } catch (error) {
      if (!(await this.#hasLanded(error, commit, base))) return false;
    }
    this.commit = commit;
    this.#lastHead = commit;
    await this.#confirm(commit, base, stage);
    return true;
  }

  /** Reads back what GitHub accepted; an error here is a doubt, not a failure, since the write was accepted. */
  async #confirm(commit: string, base: Snapshot, stage: StagedWriter): Promise<void> {
    try {
      await this.#readBack(commit, base, stage);
    } catch (error) {
      if (!(error instanceof ServiceError) || error instanceof UnknownChampion) throw error;
      this.#snapshot = null;
      this.doubt = `Commit ${commit} is on ${this.label}, and could not be read back (${error.message.replace(/\.$/, "")}): run \`verify\` when GitHub answers again.`;
    }
  }

  /** After an error: true if the commit was written in spite of it, false after a race; throws otherwise. */
  async #hasLanded(error: unknown, commit: string, base: Snapshot): Promise<boolean> {
    if (!(error instanceof GitHubError) || (error.isPermission && error.attempts === 1)) throw error;
    if (!mayBeRace(error) && !mayBeWritten(error)) throw ruleRefusal(error, this.label);
    try {
      for await (const _ of this.#looks()) {
        const head = await readRef(this.#github, this.#ref);
        if (head !== base.head && head !== "empty") return await isOnLine(this.#github, commit, head, base.head);
      }
    } catch (unseen) {
      throw unknownChampion(this.label, unseen instanceof Error ? unseen.message : String(unseen), unseen);
    }
    throw ruleRefusal(error, this.label);
  }

  /** Reads the ref, the tree and champion.json again. */
  async #readBack(commit: string, base: Snapshot, stage: StagedWriter): Promise<void> {
    let isThere = false;
    for await (const _ of this.#looks()) {
      isThere = await this.#isThere(commit, base);
      if (isThere) break;
    }
    if (!isThere)
      throw new UnknownChampion(
        `${this.label} was read back without commit ${commit}, which GitHub had accepted: run \`verify\`.`,
        "unknown",
      );
    const snapshot = await snapshotAt(this.#github, commit);
    for (const [path, bytes] of stage.changes) {
      const sha = snapshot.files.get(path)?.sha ?? null;
      if (sha !== (bytes === null ? null : blobSha(bytes))) {
        throw new UnknownChampion(unreliableStorage(this, path), "unknown");
      }
    }
    if (stage.changes.has(POINTER_PATH)) await this.#objects.read(snapshot.files.get(POINTER_PATH)!.sha);
    this.#snapshot = snapshot;
  }

  /** Tries to see what GitHub has accepted. */
  #looks(): AsyncGenerator<number> {
    return attempts({ tries: LOOKS, firstWaitMs: this.#retries.firstWaitMs, longestWaitMs: LONGEST_WAIT_MS });
  }

  async #isThere(commit: string, base: Snapshot): Promise<boolean> {
    const head = await readRef(this.#github, this.#ref);
    return head === commit || (head !== "empty" && head !== base.head && (await isOnLine(this.#github, commit, head, base.head)));
  }

  /** Creates the branch by one file through the Contents API: the Git Data API answers 409 in a repository without commits. */
  async #begin(): Promise<false> {
    if (!this.#ref.startsWith("heads/")) {
      throw new ServiceError(`${this.#github.name} is empty: nothing can be stored on ${this.label} before its first commit.`);
    }
    const file = { path: FIRST_FILE, bytes: new TextEncoder().encode("* -text\n"), message: "Begin the model registry" };
    await createFirstFile(this.#github, this.#ref.slice("heads/".length), file).catch(async (error: unknown) => {
      // The branch may exist now in spite of the error, by us or by another run.
      const head = await readRef(this.#github, this.#ref);
      if (head === null || head === "empty") throw error;
    });
    return false;
  }

  /** Throws for the default branch, which has the code, unless it has been a registry from its first commit. */
  async #refuseDefaultBranch(): Promise<void> {
    const { default_branch: main } = this.#ref.startsWith("heads/") ? await readRepository(this.#github) : { default_branch: null };
    if (this.#ref === `heads/${main}` && !(await this.#isRegistry())) {
      throw new ConfigError(
        `registry: branch:${main} is the default branch of ${this.#github.name}, and models are not published into the code: name another branch, such as branch:model-registry; it is made when it does not exist.`,
      );
    }
    this.#isAllowed = true;
  }

  async #isRegistry(): Promise<boolean> {
    const { files } = await this.#current();
    return files.has(POINTER_PATH) || (files.size === 1 && files.has(FIRST_FILE));
  }

  async #committed({ files }: Snapshot, path: string): Promise<Uint8Array | null> {
    const item = files.get(path);
    return item === undefined ? null : await this.#objects.read(plainFile(item, Number.MAX_SAFE_INTEGER).sha);
  }

  async #current(): Promise<Snapshot> {
    if (this.#snapshot === null) await this.refresh();
    return this.#snapshot!;
  }
}
