// Gathers what a walk over a registry found, every check that ran included.

import { check } from "../../findings/check.ts";
import { adviceText } from "../../findings/sentences.ts";
import { pointerIn } from "../../table/read/pointer-file.ts";
import { DamagedError, problem } from "../../types/errors.ts";
import type { Advice, CheckResult } from "../../types/judgement.ts";
import type { JsonValue } from "../../types/problem.ts";
import { digestOf } from "./ids.ts";
import { type Store, StoreFault } from "./store.ts";

export type RegistryCode = "champion-pointer" | "history" | "rows" | "manifest" | "model" | "leftovers" | "registry";

export interface Fault {
  observed: JsonValue;
  expected: JsonValue;
  /** Completes "<file> …". */
  message: string;
  suggestion?: string;
  /** Instead of `suggestion`: words and lines to paste. */
  advice?: Advice[];
}

export interface ExpectedFile {
  code: RegistryCode;
  path: string;
  digest: string;
  /** null: not known beforehand, at most `maxBytes`. */
  size: number | null;
  maxBytes: number;
}

const RESTORE = "Restore the file from a backup or from another copy of the registry, then run `verify`.";

const NOT_IN_COPY = "is not in this copy of a branch; what the branch retired is in its history";
const FROM_BRANCH = "Use the branch itself, `registry: branch:NAME`, or copy the file back from the commit before it was removed.";

export class Findings {
  readonly checks: CheckResult[] = [];
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  pass(code: RegistryCode, path: string, message: string, observed: JsonValue = null): void {
    this.add(check(code, path, "pass", message, { observed, expected: observed }));
  }

  fail(code: RegistryCode, path: string, { observed, expected, message, suggestion = RESTORE, advice }: Fault): void {
    const words = advice === undefined ? suggestion : adviceText(advice);
    this.add(check(code, path, "fail", `${path} ${message}.`, { observed, expected, suggestion: words, advice }));
  }

  add(found: CheckResult): void {
    this.checks.push(found);
  }

  get isDamaged(): boolean {
    return this.checks.some((check) => check.status === "fail");
  }

  throwIfDamaged(): void {
    const failed = this.checks.filter((check) => check.status === "fail");
    if (failed.length === 0) return;
    const problems = failed.map(({ subject, message, suggestion, observed, expected }) =>
      problem(`The registry ${this.#store.label} is damaged: ${message}${suggestion === null ? "" : ` ${suggestion}`}`, {
        where: { file: subject, line: 1, column: 1 },
        ...(observed === null ? {} : { got: String(observed) }),
        ...(expected === null ? {} : { expected: String(expected) }),
      }),
    );
    throw new DamagedError(problems);
  }

  /** Reads a file and compares it with its digest before anybody parses it; null: a fault is noted. */
  async verified({ code, path, digest, size, maxBytes }: ExpectedFile): Promise<Uint8Array | null> {
    const bytes = await this.plain(code, path, size ?? maxBytes);
    if (bytes === undefined) return null;
    if (bytes === null) {
      const suggestion = code === "model" && (await this.#store.isCopyOfBranch?.()) ? FROM_BRANCH : RESTORE;
      this.fail(code, path, { observed: null, expected: digest, message: suggestion === RESTORE ? "is missing" : NOT_IN_COPY, suggestion });
      return null;
    }
    const actual = digestOf(bytes);
    if (actual === digest && (size === null || size === bytes.length)) return bytes;
    if (this.#isPointer(code, path, bytes, digest)) return null;
    const message = `holds other bytes than it should: expected ${digest}${size === null ? "" : ` (${size} bytes)`}, got ${actual} (${bytes.length} bytes)`;
    this.fail(code, path, { observed: actual, expected: digest, message });
    return null;
  }

  /** A checkout that did not fetch: the file is not damaged, it is not there yet. */
  #isPointer(code: RegistryCode, path: string, bytes: Uint8Array, digest: string | null): boolean {
    const pointer = pointerIn(bytes);
    if (pointer === null) return false;
    const fits = pointer.digest !== null && digest !== null ? pointer.digest === digest : null;
    const oid =
      fits === null ? "" : fits ? "; its oid is the digest that is expected" : `; its oid is another digest than is expected, ${digest}`;
    const message = `is a ${pointer.tool} pointer, not the file${oid}: ${pointer.mend}`;
    const suggestion = `Fetch the file (${pointer.mend}), then run \`verify\`.`;
    this.fail(code, path, { observed: pointer.digest, expected: digest, message, suggestion });
    return true;
  }

  /** null: absent; undefined: not a plain, bounded file, and noted. */
  async plain(code: RegistryCode, path: string, maxBytes: number): Promise<Uint8Array | null | undefined> {
    try {
      return await this.#store.read(path, maxBytes);
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
      this.fail(code, path, { observed: null, expected: null, message: error.message });
      return undefined;
    }
  }

  /** Parses verified bytes; null: a fault is noted. */
  parsed<T>(code: RegistryCode, path: string, bytes: Uint8Array, parse: (bytes: Uint8Array) => T): T | null {
    try {
      return parse(bytes);
    } catch (error) {
      if (this.#isPointer(code, path, bytes, null)) return null;
      const message = error instanceof Error ? error.message : String(error);
      this.fail(code, path, { observed: null, expected: null, message: message.slice(0, 500) });
      return null;
    }
  }
}
