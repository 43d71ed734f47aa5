// Reads one object into a temporary file: one version, verified by its checksums or ETag.
import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attempts } from "../../clients/retry/attempts.ts";
import type { Missing, ObjectHead, ObjectVersion, S3Bucket } from "../../clients/s3/s3.ts";
import type { ListedObject } from "../../clients/s3/s3-page.ts";
import { LimitError, problem, ServiceError } from "../../types/errors.ts";
import type { ListedFile } from "../../types/table.ts";
import { BodyHash, type Proof } from "./body-hash.ts";
import type { OpenedFile } from "./place.ts";
import { shown } from "./shown.ts";

/** Attempts to transfer a body, which may be cut or damaged. Failed requests are retried by the client. */
const PATIENCE = { tries: 6, firstWaitMs: 200, longestWaitMs: 10_000 };
/** Timeout between two chunks of a body, milliseconds. */
const SILENCE_MS = 60_000;

/** The requested bytes: a version, or the object with this ETag. */
interface Pin {
  at: ObjectVersion;
  head: ObjectHead;
}

/** Result of one transfer. */
type Transfer = { proof: Proof; sha256: string } | Missing;

const VANISHED = "it vanished after it was listed";

export class ObjectReader {
  readonly #bucket: S3Bucket;

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
  }

  /** Throws ServiceError if the object keeps changing or does not arrive complete, LimitError if it is larger than `most` bytes. */
  async open(file: ListedFile, listed: ListedObject, most: number): Promise<OpenedFile | { fault: string }> {
    let wanted: ListedObject | null = listed;
    for (let look = 1; wanted !== null && look <= 2; look++) {
      const stored = await this.#storePinned(file, wanted, most);
      if (stored !== "changed" && stored !== "absent") return stored;
      const [again] = (await this.#bucket.list(listed.key, 1)).objects;
      wanted = again?.key === listed.key ? again : null;
    }
    if (wanted === null) return { fault: VANISHED };
    const name = shown(file.uri);
    throw new ServiceError(
      `${name} was overwritten while it was read, and again when it was listed anew: let its writer finish, then run again. Versioning of the bucket makes a run read exactly what it listed.`,
    );
  }

  async #storePinned(file: ListedFile, listed: ListedObject, most: number): Promise<OpenedFile | Missing> {
    const pin = await this.#pin(listed);
    if (pin === "changed" || pin === "absent") return pin;
    if (pin.head.bytes > most)
      throw new LimitError(
        problem(
          `${shown(file.name)}: the files read in this run are larger than limits.bytes allows. Raise limits.bytes if that is right.`,
        ),
      );
    const spool = await newSpool();
    try {
      const trouble = await this.#fill(spool.handle, listed.key, pin, file);
      if (trouble === null) return { ...spool, versionId: pin.head.versionId };
      await spool.close();
      return trouble;
    } catch (error) {
      await spool.close();
      throw error;
    }
  }

  /** If the object was overwritten since it was listed: its older version, in a versioned bucket. */
  async #pin({ key, etag }: ListedObject): Promise<Pin | Missing> {
    let head = await this.#bucket.head(key, { ifMatch: etag });
    if (head === "changed" || head === "absent") {
      const versionId = await this.#bucket.versionOf(key, etag);
      if (!isLasting(versionId)) return head;
      head = await this.#bucket.head(key, { versionId });
      if (head === "changed" || head === "absent") return head;
    }
    return { head, at: isLasting(head.versionId) ? { versionId: head.versionId } : { ifMatch: head.etag } };
  }

  /** Repeats the transfer until the object is complete and matches its checksums, then null; or until it has changed or is absent. */
  async #fill(handle: FileHandle, key: string, pin: Pin, file: ListedFile): Promise<Missing | null> {
    const seen = new Set<string>();
    let trouble = "";
    for await (const _ of attempts(PATIENCE)) {
      const transfer = await this.#transfer(handle, key, pin);
      if (transfer === "changed" || transfer === "absent") return transfer;
      const { proof, sha256 } = transfer;
      // Without checksums, two equal transfers are accepted.
      if (proof === "whole" || (proof === "likely" && seen.has(sha256))) return null;
      if (proof === "likely") seen.add(sha256);
      trouble = proof === "likely" ? "no two transfers brought the same bytes" : proof.broken;
    }
    throw new ServiceError(`${shown(file.uri)} did not arrive whole in ${PATIENCE.tries} tries (${trouble}): run again later.`);
  }

  /** One transfer; overwrites what an earlier attempt stored. */
  async #transfer(handle: FileHandle, key: string, { at, head }: Pin): Promise<Transfer> {
    const got = await this.#bucket.get(key, at);
    if (got === "changed" || got === "absent") return got;
    const { body } = got;
    // A store that ignores the condition.
    if (got.etag !== head.etag || got.versionId !== head.versionId) {
      body.destroy();
      return "changed";
    }
    await handle.truncate(0);
    const hash = new BodyHash();
    const silence = setTimeout(() => body.destroy(new Error(`no byte in ${SILENCE_MS / 1000} s`)), SILENCE_MS);
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        silence.refresh();
        await write(handle, chunk, hash.bytes);
        hash.update(chunk);
        if (hash.bytes > head.bytes) return { proof: { broken: `more than its ${head.bytes} bytes arrived` }, sha256: "" };
      }
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      return { proof: { broken: reasonOf(error) }, sha256: "" };
    } finally {
      clearTimeout(silence);
    }
    return hash.finish(head, got.checksums);
  }
}

/** A version named "null" is overwritten in place, where versioning was never on or is suspended. */
function isLasting(versionId: string | null): versionId is string {
  return versionId !== null && versionId !== "null";
}

/** A temporary file that is unlinked at once, so that it vanishes with its handle, even if the process is killed. */
async function newSpool(): Promise<Omit<OpenedFile, "versionId">> {
  const path = join(tmpdir(), `gated-retrain-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  const remove = () =>
    unlink(path).then(
      () => true,
      () => false,
    );
  // Windows keeps the name while the file is open.
  const isGone = await remove();
  const close = async () => {
    await handle.close();
    if (!isGone) await remove();
  };
  return { handle, close };
}

async function write(handle: FileHandle, chunk: Uint8Array, position: number): Promise<void> {
  try {
    for (let done = 0; done < chunk.length; ) done += (await handle.write(chunk, done, chunk.length - done, position + done)).bytesWritten;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "an error";
    throw new ServiceError(
      problem(`A temporary file could not be written in ${tmpdir()} (${code}): data from a bucket passes through it.`),
      {
        cause: error,
      },
    );
  }
}

function reasonOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/checksum mismatch/i.test(said)) return "its bytes do not fit the stored checksum";
  return /aborted|ECONNRESET|terminated/i.test(said) ? "the connection was cut" : shown(said);
}
