import type { Writer } from "../records/store.ts";

/** Reads a file of the branch, without staged changes. */
export type ReadCommitted = (path: string) => Promise<Uint8Array | null>;

export class StagedWriter implements Writer {
  readonly isStaged = true;
  /** New content by path; null: removed. */
  readonly changes = new Map<string, Uint8Array | null>();
  message = "Update the model registry";
  readonly #has: (path: string) => boolean;
  readonly #read: ReadCommitted;

  constructor(has: (path: string) => boolean, read: ReadCommitted) {
    this.#has = has;
    this.#read = read;
  }

  async create(path: string, bytes: Uint8Array): Promise<boolean> {
    const staged = this.changes.get(path);
    if (staged === undefined ? this.#has(path) : staged !== null) return false;
    this.changes.set(path, bytes);
    return true;
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    this.changes.set(path, bytes);
  }

  async compareAndSwap(path: string, expected: Uint8Array | null, bytes: Uint8Array): Promise<boolean> {
    const staged = this.changes.get(path);
    const now = staged === undefined ? await this.#read(path) : staged;
    const isExpected = now === null ? expected === null : expected !== null && Buffer.compare(now, expected) === 0;
    if (isExpected) this.changes.set(path, bytes);
    return isExpected;
  }

  async retire(path: string): Promise<void> {
    if (this.#has(path)) this.changes.set(path, null);
    else this.changes.delete(path);
  }

  describe(message: string): void {
    this.message = message;
  }
}
