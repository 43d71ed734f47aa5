// Buckets in memory: every version of every object, in the order of S3.
import { createHash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

export interface StoredObject {
  key: string;
  bytes: Buffer;
  etag: string;
  /** "null" where the bucket keeps no versions. */
  versionId: string;
  /** Milliseconds since 1970. */
  modified: number;
  /** Header name to base64 value, as the uploader gave them. */
  checksums: Record<string, string>;
  /** A delete marker hides what was there before. */
  deleted: boolean;
}

export interface Bucket {
  name: string;
  versioned: boolean;
  /** Account id. */
  owner: string;
  region: string;
  /** Newest last. */
  objects: Map<string, StoredObject[]>;
}

export interface Uploaded {
  modified?: number;
  /** Which checksum is stored beside the bytes; none: as objects of old are. */
  checksum?: "crc32" | "sha256" | "none";
  etag?: string;
}

export class Buckets {
  readonly all = new Map<string, Bucket>();

  create(name: string, { versioned = false, owner = "123456789012", region = "us-east-1" } = {}): Bucket {
    const bucket = { name, versioned, owner, region, objects: new Map<string, StoredObject[]>() };
    this.all.set(name, bucket);
    return bucket;
  }
}

export const quotedMd5 = (bytes: Uint8Array) => `"${createHash("md5").update(bytes).digest("hex")}"`;

export function checksumOf(algorithm: string, bytes: Uint8Array): string | null {
  if (algorithm === "sha256" || algorithm === "sha1") return createHash(algorithm).update(bytes).digest("base64");
  if (algorithm !== "crc32") return null;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString("base64");
}

/** As a user's upload: overwrites, or adds a version. */
export function put(
  bucket: Bucket,
  key: string,
  content: Uint8Array | string,
  { modified = Date.now(), checksum = "crc32", etag }: Uploaded = {},
): StoredObject {
  const bytes = Buffer.from(content as string);
  const checksums = checksum === "none" ? {} : { [`x-amz-checksum-${checksum}`]: checksumOf(checksum, bytes)! };
  return add(bucket, { key, bytes, etag: etag ?? quotedMd5(bytes), modified, checksums, deleted: false });
}

export function add(bucket: Bucket, object: Omit<StoredObject, "versionId">): StoredObject {
  const added = { ...object, versionId: bucket.versioned ? randomBytes(16).toString("base64url") : "null" };
  const before = bucket.objects.get(object.key) ?? [];
  bucket.objects.set(object.key, bucket.versioned ? [...before, added] : [added]);
  return added;
}

export function remove(bucket: Bucket, key: string): void {
  if (!bucket.versioned) bucket.objects.delete(key);
  else add(bucket, { key, bytes: Buffer.alloc(0), etag: "", modified: Date.now(), checksums: {}, deleted: true });
}

export function current(bucket: Bucket, key: string): StoredObject | null {
  const newest = bucket.objects.get(key)?.at(-1);
  return newest === undefined || newest.deleted ? null : newest;
}

/** By the bytes of their keys, as S3 lists them. */
export function sortedKeys(bucket: Bucket, prefix: string): string[] {
  return [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
