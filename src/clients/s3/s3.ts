// One bucket: list, head, read and write, with bounded retries by the SDK and errors as one sentence.
import type { Readable } from "node:stream";
import type { GetObjectCommandOutput, HeadObjectCommandOutput, S3Client } from "@aws-sdk/client-s3";
import { ServiceError } from "../../types/errors.ts";
import type { Services } from "../../types/run.ts";
import type { S3Access } from "../../types/s3.ts";
import { proxyAgents } from "../proxy.ts";
import { attempts } from "../retry/attempts.ts";
import { cleanEnvironment } from "./aws-environment.ts";
import type { Operation } from "./s3-denied.ts";
import { codeOf, malformedAnswerSentence, refusalOf, statusOf } from "./s3-errors.ts";
import { decodeKey, type ListedObject, type Page, pageOf } from "./s3-page.ts";
import { roleCredentials } from "./sts.ts";

export interface ListOptions {
  /** Keys that hold it behind the prefix are given as `folders`. */
  delimiter?: string;
  /** Only keys behind this one. */
  after?: string;
}

export interface ObjectList {
  objects: ListedObject[];
  /** Prefixes up to and with the delimiter. */
  folders: string[];
  /** There are more. */
  cut: boolean;
}

/** Identifies an object's bytes: by version, or by ETag. */
export interface ObjectVersion {
  versionId?: string | null;
  ifMatch?: string | null;
}

/** Base64 digests of the whole object as the store keeps them; a composite one (of parts) is left out. */
export type Checksums = Partial<Record<"SHA256" | "SHA1" | "CRC32" | "CRC32C" | "CRC64NVME", string>>;

export interface ObjectHead {
  /** null: the bucket keeps no versions. */
  versionId: string | null;
  etag: string;
  bytes: number;
  checksums: Checksums;
  /** The ETag may be the MD5 of the bytes: one part, not encrypted with a key that hides it. A store may have other ETags. */
  md5: string | null;
}

export interface ObjectBody extends ObjectHead {
  body: Readable;
}

/** `changed`: the object is no longer the one that was asked for; `absent`: there is none. */
export type Missing = "changed" | "absent";

/** `taken`: the condition did not hold. */
export type PutResult = { etag: string } | "taken";

/** Most attempts of a request; the SDK waits with jitter, at most 20 s. */
const ATTEMPTS = 7;
const CONNECT_MS = 10_000;
/** Timeout between two packets, milliseconds. */
const SILENCE_MS = 60_000;
/** Conflicting conditional writes are tried again by whoever asked; S3 says so with 409. */
const CONFLICTS = { tries: 5, firstWaitMs: 100, longestWaitMs: 10_000 };

type Sdk = typeof import("@aws-sdk/client-s3");

interface Opened {
  sdk: Sdk;
  client: S3Client;
}

/** All methods throw ServiceError for failures. The SDK is loaded at the first call. */
export class S3Bucket {
  readonly access: S3Access;
  readonly #services: Services;
  #opened: Promise<Opened> | null = null;
  /** Some compatible stores answer 501 to checksums, which every request asks for otherwise. */
  #checksums = true;

  constructor(access: S3Access, services: Services) {
    const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
    this.access = { ...access, endpoint: access.endpoint ?? (AWS_ENDPOINT_URL_S3 || AWS_ENDPOINT_URL || null) };
    this.#services = services;
  }

  /** Keys below a prefix in S3's order, at most `most`. Throws ServiceError, also for a listing whose pages repeat. */
  async list(prefix: string, most: number, within: ListOptions = {}): Promise<ObjectList> {
    const objects: ListedObject[] = [];
    const folders: string[] = [];
    const asked = new Set<string>();
    for (let from: Page["next"] = null; ; ) {
      const page = await this.#page(prefix, within, from);
      for (const object of page.objects) {
        if (objects.length === most) return { objects, folders, cut: true };
        objects.push(object);
      }
      folders.push(...page.folders);
      if (page.next === null) return { objects, folders, cut: false };
      if (objects.length + folders.length >= most) return { objects, folders, cut: true };
      from = page.next;
      const place = JSON.stringify(from);
      if (asked.has(place)) throw this.#malformedAnswer("list", prefix, "the same page of the listing again and again");
      asked.add(place);
    }
  }

  async #page(prefix: string, { delimiter, after }: ListOptions, from: Page["next"]): Promise<Page> {
    const start = from !== null && "after" in from ? from.after : after;
    const token = from !== null && "token" in from ? from.token : undefined;
    const output = await this.#ask("list", null, ({ sdk, client }) => {
      const words = { Prefix: prefix, Delimiter: delimiter, StartAfter: start, ContinuationToken: token };
      // Keys may hold what XML cannot.
      return client.send(new sdk.ListObjectsV2Command({ ...this.#common(), ...words, EncodingType: "url" }));
    });
    const page = pageOf(output);
    if (typeof page === "string") throw this.#malformedAnswer("list", prefix, page);
    return page;
  }

  #malformedAnswer(operation: Operation, key: string, what: string): ServiceError {
    return new ServiceError(malformedAnswerSentence(operation, this.access, key, what));
  }

  /** The version of a key that had this ETag; null: none is known, or versions may not be listed. */
  async versionOf(key: string, etag: string): Promise<string | null> {
    try {
      const { sdk, client } = await this.#open();
      const asked = { ...this.#common(), Prefix: key, MaxKeys: 100, EncodingType: "url" as const };
      const { Versions = [] } = await client.send(new sdk.ListObjectVersionsCommand(asked));
      const found = Versions.find((one) => decodeKey(one.Key ?? "") === key && one.ETag === etag);
      return found?.VersionId ?? null;
    } catch {
      return null;
    }
  }

  async head(key: string, at: ObjectVersion = {}): Promise<ObjectHead | Missing> {
    return await this.#look("read", key, async ({ sdk, client }) => {
      const asked = new sdk.HeadObjectCommand({ ...this.#common(), ...this.#at(key, at), ...this.#checked() });
      return this.#headOf(key, await client.send(asked).catch((error: unknown) => this.#withWords(error, key, at)));
    });
  }

  /** The answer to HEAD has no body: why it was refused is said to whoever asks for the bytes. */
  async #withWords(error: unknown, key: string, at: ObjectVersion): Promise<never> {
    if (statusOf(error) !== 403 && statusOf(error) !== 400) throw error;
    const { sdk, client } = await this.#open();
    const got = await client.send(new sdk.GetObjectCommand({ ...this.#common(), ...this.#at(key, at), Range: "bytes=0-0" }));
    (got.Body as Readable).destroy();
    throw error;
  }

  /** From `start`, a byte's position, to the end. What is wrong in mid-body shows while `body` is read. */
  async get(key: string, at: ObjectVersion = {}, start = 0): Promise<ObjectBody | Missing> {
    const operation = at.versionId ? "read version" : "read";
    return await this.#look(operation, key, async ({ sdk, client }) => {
      const range = start > 0 ? { Range: `bytes=${start}-` } : this.#checked();
      const got = await client.send(new sdk.GetObjectCommand({ ...this.#common(), ...this.#at(key, at), ...range }));
      const body = got.Body as Readable | undefined;
      if (body === undefined) throw this.#malformedAnswer(operation, key, "no body");
      // An error before the first read must not be uncaught: the reader gets it.
      body.on("error", () => undefined);
      return { ...this.#headOf(key, got), body };
    });
  }

  /** Writes a whole object: `create` only where there is none, `{ifMatch}` only over exactly that one. */
  async put(key: string, bytes: Uint8Array, when: "create" | "always" | { ifMatch: string }): Promise<PutResult> {
    const condition = when === "always" ? {} : when === "create" ? { IfNoneMatch: "*" } : { IfMatch: when.ifMatch };
    let last: unknown = null;
    for await (const _ of attempts(CONFLICTS)) {
      try {
        const { sdk, client } = await this.#open();
        const asked = { ...this.#common(), ...this.#encryption(), Key: key, Body: bytes, ...condition };
        const { ETag } = await client.send(new sdk.PutObjectCommand(asked));
        return { etag: ETag ?? "" };
      } catch (error) {
        const status = statusOf(error);
        last = error;
        if (this.#doesWithoutChecksums(error)) continue;
        if (when !== "always" && status === 412) return "taken";
        // With IfMatch S3 answers 404 where the object is gone.
        if (typeof when === "object" && (status === 404 || codeOf(error) === "NoSuchKey") && codeOf(error) !== "NoSuchBucket")
          return "taken";
        if (status !== 409) throw refusalOf(error, "write", this.access, key);
      }
    }
    throw refusalOf(last, "write", this.access, key);
  }

  async #look<T>(operation: Operation, key: string, call: (opened: Opened) => Promise<T>): Promise<T | Missing> {
    return await this.#ask(operation, key, async (opened) => {
      try {
        return await call(opened);
      } catch (error) {
        const status = statusOf(error);
        if (status === 412) return "changed";
        if (status === 404 && codeOf(error) !== "NoSuchBucket") return "absent";
        throw error;
      }
    });
  }

  async #ask<T>(operation: Operation, key: string | null, call: (opened: Opened) => Promise<T>): Promise<T> {
    try {
      return await call(await this.#open());
    } catch (error) {
      if (this.#doesWithoutChecksums(error)) return await this.#ask(operation, key, call);
      throw refusalOf(error, operation, this.access, key);
    }
  }

  /** Whether the request is worth a try without them; lengths, ETags and what is read back are compared all the same. */
  #doesWithoutChecksums(error: unknown): boolean {
    if (!this.#checksums || (statusOf(error) !== 501 && codeOf(error) !== "NotImplemented")) return false;
    this.#checksums = false;
    this.#opened = null;
    return true;
  }

  /** The answer's ETag. Throws ServiceError without one: it identifies the bytes. */
  #headOf(key: string, output: HeadObjectCommandOutput | GetObjectCommandOutput): ObjectHead {
    if (!output.ETag) throw this.#malformedAnswer("read", key, "no ETag");
    return headOf(output);
  }

  #common() {
    const { bucket, owner, requesterPays } = this.access;
    return {
      Bucket: bucket,
      ...(owner === null ? {} : { ExpectedBucketOwner: owner }),
      ...(requesterPays ? { RequestPayer: "requester" as const } : {}),
    };
  }

  #checked() {
    return this.#checksums ? { ChecksumMode: "ENABLED" as const } : {};
  }

  #encryption() {
    const { encryption, kmsKey } = this.access;
    return encryption ? { ServerSideEncryption: encryption, ...(kmsKey ? { SSEKMSKeyId: kmsKey } : {}) } : {};
  }

  #at(key: string, { versionId, ifMatch }: ObjectVersion) {
    return { Key: key, ...(versionId ? { VersionId: versionId } : {}), ...(ifMatch ? { IfMatch: ifMatch } : {}) };
  }

  #open() {
    this.#opened ??= open(this.access, this.#services, this.#checksums);
    return this.#opened;
  }
}

async function open(access: S3Access, services: Services, checksums: boolean): Promise<Opened> {
  cleanEnvironment();
  // The SDK prints it into the user's log; which Node runs is the bundle's business.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const sdk = await import("@aws-sdk/client-s3");
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const { endpoint } = access;
  const region = access.region ?? (AWS_REGION || AWS_DEFAULT_REGION || (endpoint === null ? null : "us-east-1"));
  const client = new sdk.S3Client({
    ...(region === null ? {} : { region }),
    ...(endpoint === null ? {} : { endpoint }),
    forcePathStyle: access.pathStyle ?? endpoint !== null,
    ...(access.role === null ? {} : { credentials: roleCredentials(access.role, region, services) }),
    maxAttempts: ATTEMPTS,
    ...(checksums ? {} : { requestChecksumCalculation: "WHEN_REQUIRED" as const, responseChecksumValidation: "WHEN_REQUIRED" as const }),
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, socketTimeout: SILENCE_MS, ...proxyAgents() },
  });
  return { sdk, client };
}

function headOf(output: HeadObjectCommandOutput | GetObjectCommandOutput): ObjectHead {
  const { VersionId, ETag, ContentLength, ChecksumType } = output;
  const checksums: Checksums = {};
  for (const name of ["SHA256", "SHA1", "CRC32", "CRC32C", "CRC64NVME"] as const) {
    const value = output[`Checksum${name}`];
    if (value !== undefined && ChecksumType !== "COMPOSITE" && !/-\d+$/.test(value)) checksums[name] = value;
  }
  // An unversioned bucket names no version; one whose versioning was suspended calls it "null".
  return { versionId: VersionId ?? null, etag: ETag ?? "", bytes: ContentLength ?? 0, checksums, md5: md5Of(output) };
}

function md5Of({ ETag, ServerSideEncryption, SSECustomerAlgorithm }: HeadObjectCommandOutput | GetObjectCommandOutput): string | null {
  const plain = (ServerSideEncryption ?? "AES256") === "AES256" && SSECustomerAlgorithm === undefined;
  return (plain && /^"?([0-9a-f]{32})"?$/.exec(ETag ?? "")?.[1]) || null;
}
