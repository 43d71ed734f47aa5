// Verifies a transferred body.
import { createHash } from "node:crypto";
import type { Checksums, ObjectHead } from "../../clients/s3/s3.ts";

/** `likely`: only the ETag differs from the MD5; not every store uses the MD5 as ETag. */
export type Proof = "whole" | "likely" | { broken: string };

const HASHED = ["SHA256", "SHA1"] as const;

/** Hashes a body while it is transferred. The client verifies CRCs and fails on a mismatch. */
export class BodyHash {
  bytes = 0;
  readonly #sha256 = createHash("sha256");
  readonly #sha1 = createHash("sha1");
  readonly #md5 = createHash("md5");

  update(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    this.#sha256.update(chunk);
    this.#sha1.update(chunk);
    this.#md5.update(chunk);
  }

  /** `checked`: the checksums that the answer carried, which the client has compared. */
  finish(expected: ObjectHead, checked: Checksums): { proof: Proof; sha256: string } {
    const sums = { SHA256: this.#sha256.digest("base64"), SHA1: this.#sha1.digest("base64") };
    const prove = (): Proof => {
      if (this.bytes !== expected.bytes) return { broken: `${this.bytes} of ${expected.bytes} bytes arrived` };
      for (const name of HASHED) {
        const stored = expected.checksums[name];
        if (stored !== undefined && stored !== sums[name]) return { broken: `the bytes do not fit the stored checksum ${name}` };
      }
      const isProven = Object.keys(checked).length > 0 || HASHED.some((name) => expected.checksums[name] !== undefined);
      const fits = expected.md5 === null || expected.md5 === this.#md5.digest("hex");
      return isProven || fits ? "whole" : "likely";
    };
    return { proof: prove(), sha256: sums.SHA256 };
  }
}
