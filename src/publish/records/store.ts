// The seam between a registry and its home. A new home is one file that implements Store.

/** Paths are relative to the registry, with `/`, and made in ids.ts. */
export interface Store {
  /** How a person names this home. */
  readonly label: string;
  /** The branch that this home is, as a person may type it. */
  readonly branch?: string;
  /** A home that remembers what was removed shows the files of the champion and of so many models; without it all stay. */
  readonly keep?: number;
  /** Where reads cost a request each: a run reads what it needs; of the rest it sees that it is listed, and `verify` reads it. */
  readonly readsByNeed?: boolean;
  /** Whether this folder is what a clone, a worktree or an archive of a registry branch holds: models that the branch took out of sight are not in it. */
  isCopyOfBranch?(): Promise<boolean>;
  /** Of a home that commits: what the last `exclusively` committed; null when nothing was. */
  readonly commit?: string | null;
  /** Of the last `exclusively`: why what was written, as the home had confirmed, could not be read back; null: it was. */
  doubt?: string | null;
  /** Of a home that commits: where it was when it was last seen. */
  readonly lastSeen?: string | null;
  /** Of a home that commits: how a person brings a commit back, as the end of a sentence “To bring it back, …”. */
  restoring?(commit: string): string;
  /** Where reads cost a request each: what follows is read from this moment's state. */
  refresh?(): Promise<void>;
  /** Where reads cost a request each: fetches several at once what will be read next. Absent paths are no fault. */
  prefetch?(paths: string[]): Promise<void>;
  /** null: absent. Throws StoreFault for what is not a plain file of at most `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Names of what lies directly in a folder, sorted; empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /**
   * Runs `work` while nobody else writes. A home that commits as a whole stages what is written, commits at the end, and runs `work`
   * again when somebody else committed first: nothing but the writer may be changed in it.
   */
  exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Temporary files and locks that a killed run left behind. */
  leftovers(): Promise<string[]>;
}

/** Nothing half written is ever visible under its path. */
export interface Writer {
  /** What is written becomes visible as a whole when the work is done, or never. */
  readonly isStaged?: true;
  /** False, and nothing written, when the path is taken. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces the file only while it holds `expected` (null: absent); false otherwise. */
  compareAndSwap(path: string, expected: Uint8Array | null, bytes: Uint8Array): Promise<boolean>;
  /** Takes a file out of sight; only in a home with `keep`, where `read` finds it all the same. */
  retire?(path: string): Promise<void>;
  /** What a log of this home says about the change. */
  describe?(message: string): void;
}

/** Something other than a plain, bounded file stands under a path; the message completes "the file …". */
export class StoreFault extends Error {}
