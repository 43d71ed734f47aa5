// The storages of one run: the file system, and each bucket opened once.
import { resolve } from "node:path";
import { S3Bucket } from "../../clients/s3/s3.ts";
import type { Services } from "../../types/run.ts";
import type { S3Settings } from "../../types/s3.ts";
import { withSlashes } from "../names/slashes.ts";
import { BucketStorage } from "./bucket.ts";
import { LocalStorage } from "./folders.ts";
import type { FileStorage } from "./place.ts";

const SCHEME = "s3://";

/** Whether a pattern or file is in a bucket (`s3://`). */
export function isInBucket(uri: string): boolean {
  return uri.startsWith(SCHEME);
}

/** A pattern from the command line, made absolute. */
export function absolutePattern(cwd: string, pattern: string): string {
  return isInBucket(pattern) ? pattern : withSlashes(resolve(cwd, pattern));
}

export class Storages {
  readonly #settings: S3Settings;
  readonly #services: Services;
  readonly #folders = new LocalStorage();
  readonly #buckets = new Map<string, BucketStorage>();

  constructor(settings: S3Settings, services: Services) {
    this.#settings = settings;
    this.#services = services;
  }

  /** Of a pattern or a file. */
  of(uri: string): FileStorage {
    if (!isInBucket(uri)) return this.#folders;
    const bucket = uri.slice(SCHEME.length).split("/", 1)[0]!;
    let place = this.#buckets.get(bucket);
    if (place === undefined) {
      place = new BucketStorage(new S3Bucket({ ...this.#settings, bucket }, this.#services));
      this.#buckets.set(bucket, place);
    }
    return place;
  }
}
