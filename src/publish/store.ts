// The seam between a registry and its home. A new home is one file that implements Store.

/** Paths are relative to the registry, with `/`, and made in ids.ts. */
export interface Store {
  /** How a person names this home. */
  readonly label: string;
  /** null: absent. Throws StoreFault for what is not a plain file of at most `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Names of what lies directly in a folder, sorted; empty when there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Runs `work` while nobody else writes. A home that commits as a whole stages what is written and commits at the end. */
  exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Temporary files and locks that a killed run left behind. */
  leftovers(): Promise<string[]>;
}

/** Nothing half written is ever visible under its path. */
export interface Writer {
  /** False, and nothing written, when the path is taken. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Replaces the file only while it holds `expected` (null: absent); false otherwise. */
  compareAndSwap(path: string, expected: Uint8Array | null, bytes: Uint8Array): Promise<boolean>;
}

/** Something other than a plain, bounded file stands under a path; the message completes "the file …". */
export class StoreFault extends Error {}
