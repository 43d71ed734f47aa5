// A registry in a bucket: conditional writes instead of a lock; stores that ignore conditions are refused.
import { createHash } from "node:crypto";
import type { ObjectBody, S3Bucket } from "../../clients/s3/s3.ts";
import { ServiceError } from "../../types/errors.ts";
import { HISTORY_FOLDER, MODEL_FOLDER, ROWS_FOLDER } from "../records/ids.ts";
import { type Store, StoreFault, type Writer } from "../records/store.ts";

const MOST_KEYS = 1_000_000;
/** Concurrent requests. */
const AHEAD = 12;
/** Largest object that is written twice to test whether the store supports conditional writes. */
const PROBE_BYTES = 256 * 1024;
/** An ETag that no object has. */
const OTHER_ETAG = '"00000000000000000000000000000000"';

export class S3Store implements Store {
  readonly label: string;
  doubt: string | null = null;
  readonly readsByNeed = true;
  readonly #bucket: S3Bucket;
  readonly #prefix: string;
  /** Prefetched entries, row sets and manifests; named by their hash, so they never change. */
  readonly #ahead = new Map<string, Uint8Array>();
  #heeds = false;

  constructor(bucket: S3Bucket, prefix: string) {
    this.#bucket = bucket;
    this.#prefix = prefix === "" ? "" : `${prefix}/`;
    this.label = `s3://${bucket.access.bucket}/${prefix}`;
  }

  async read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    const known = this.#ahead.get(path);
    if (known !== undefined && known.length <= maxBytes) return known;
    const found = await this.#get(path, maxBytes);
    return found?.bytes ?? null;
  }

  async list(folder: string): Promise<string[]> {
    const prefix = folder === "" ? this.#prefix : `${this.#prefix}${folder}/`;
    const { objects, cut } = await this.#bucket.list(prefix, MOST_KEYS);
    if (cut) throw new ServiceError(`${this.label} holds more than ${MOST_KEYS} objects: no registry does.`);
    return [...new Set(objects.map(({ key }) => key.slice(prefix.length).split("/")[0]!).filter((name) => name !== ""))].sort();
  }

  async prefetch(paths: string[]): Promise<void> {
    const left = paths.filter((path) => isNamedByHash(path) && !this.#ahead.has(path));
    const fetchNext = async (): Promise<void> => {
      for (let path = left.pop(); path !== undefined; path = left.pop()) {
        // Errors are reported when the object is read.
        const found = await this.#get(path, 2 ** 24).catch((error) => {
          if (error instanceof StoreFault) return null;
          throw error;
        });
        if (found !== null) this.#ahead.set(path, found.bytes);
      }
    };
    await Promise.all(Array.from({ length: AHEAD }, fetchNext));
  }

  async leftovers(): Promise<string[]> {
    return [];
  }

  /** Concurrent with other runs: whoever moves champion.json first wins. */
  async exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    return await work({
      create: (path, bytes) => this.#create(path, bytes),
      replace: async (path, bytes) => {
        this.#ahead.delete(path);
        await this.#bucket.put(this.#key(path), bytes, "always");
      },
      compareAndSwap: (path, expected, bytes) => this.#swap(path, expected, bytes),
    });
  }

  async #create(path: string, bytes: Uint8Array): Promise<boolean> {
    this.#ahead.delete(path);
    const written = await this.#bucket.put(this.#key(path), bytes, "create");
    if (written !== "taken" && !this.#heeds && bytes.length <= PROBE_BYTES) await this.#requireConditions(path, bytes);
    return written !== "taken";
  }

  async #swap(path: string, expected: Uint8Array | null, bytes: Uint8Array): Promise<boolean> {
    if (expected === null) return (await this.#bucket.put(this.#key(path), bytes, "create")) !== "taken";
    const now = await this.#get(path, Number.MAX_SAFE_INTEGER);
    if (now === null || Buffer.compare(now.bytes, expected) !== 0) return false;
    return (await this.#bucket.put(this.#key(path), bytes, { ifMatch: now.etag })) !== "taken";
  }

  /** Writes the same bytes under false conditions: a store that accepts them ignores conditions, and the content stays the same. */
  async #requireConditions(path: string, bytes: Uint8Array): Promise<void> {
    const key = this.#key(path);
    for (const condition of ["create", { ifMatch: OTHER_ETAG }] as const) {
      if ((await this.#bucket.put(key, bytes, condition)) === "taken") continue;
      const header = condition === "create" ? "If-None-Match" : "If-Match";
      throw new ServiceError(
        `The store of ${this.label} ignores ${header} when it writes, so two runs could overwrite each other's champion: use a store with conditional writes, or registry: branch:NAME.`,
      );
    }
    this.#heeds = true;
  }

  async #get(path: string, maxBytes: number): Promise<{ bytes: Uint8Array; etag: string } | null> {
    const found = await this.#bucket.get(this.#key(path));
    if (found === "absent" || found === "changed") return null;
    if (found.bytes > maxBytes) {
      found.body.destroy();
      throw new StoreFault(`has ${found.bytes} bytes, at most ${maxBytes} are expected`);
    }
    return { bytes: await this.#whole(path, found), etag: found.etag };
  }

  /** Reads a body, once more if it is incomplete or does not match its ETag; two equal reads are accepted (callers compare digests). */
  async #whole(path: string, first: ObjectBody): Promise<Uint8Array> {
    let before = "";
    for (let found: ObjectBody | "absent" | "changed" = first, attempt = 1; ; attempt++) {
      if (typeof found === "string") throw new ServiceError(`${path} in ${this.label} vanished while it was read: run again.`);
      try {
        const bytes = await collect(found);
        if (bytes.length === found.bytes) {
          const md5 = createHash("md5").update(bytes).digest("hex");
          if (found.md5 === null || found.md5 === md5 || before === md5) return bytes;
          before = md5;
        }
      } catch {
        // Incomplete, or its checksum differs: retry, or throw below.
      }
      if (attempt === 4) throw new ServiceError(`${path} in ${this.label} broke off ${attempt} times while it was read: run again later.`);
      found = await this.#bucket.get(this.#key(path), { ifMatch: first.etag });
    }
  }

  #key(path: string): string {
    return this.#prefix + path;
  }
}

async function collect({ body }: ObjectBody): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function isNamedByHash(path: string): boolean {
  return (
    path.startsWith(`${HISTORY_FOLDER}/`) ||
    path.startsWith(`${ROWS_FOLDER}/`) ||
    (path.startsWith(`${MODEL_FOLDER}/`) && path.endsWith(".manifest.json"))
  );
}
