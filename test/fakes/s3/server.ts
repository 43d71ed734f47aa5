// S3 over HTTP with path style: signatures, listing, versions, conditions, checksums, and faults to order.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { errorXml, listObjects, listVersions } from "./listing.ts";
import { signatureOf } from "./signature.ts";
import { add, type Bucket, Buckets, checksumOf, current, quotedMd5, remove, type StoredObject } from "./store.ts";

type Operation = "list" | "versions" | "head" | "get" | "put" | "delete" | "other";

export interface S3Request {
  operation: Operation;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: IncomingMessage["headers"];
  /** 0: the connection was closed without an answer. */
  status: number;
  /** How many requests of this operation for this key came, this one with them. */
  times: number;
}

/** What goes wrong with an answer; `drop`: none comes. Of a body: `cut` breaks off, `short` ends early as if whole, `flipped` has a wrong byte. */
export type Fault =
  | { status: number; code: string; message?: string; headers?: Record<string, string> }
  | "drop"
  | "cut"
  | "short"
  | "flipped"
  | "wrong-checksum";

interface Account {
  secret: string;
  /** Temporary credentials: the token that must come along. */
  token?: string;
  expired?: boolean;
}

export interface S3Server {
  url: string;
  /** For the process under test. */
  env: Record<string, string>;
  buckets: Buckets;
  accounts: Map<string, Account>;
  requests: S3Request[];
  /** Called before each answer: orders faults, changes objects between two requests. */
  before: (request: S3Request) => Fault | null | undefined;
  /** Headers that it does not know, as some compatible stores do not know conditions. */
  ignores: string[];
  /** How far the server's clock is from the test's. */
  clockAheadMs: number;
  close(): Promise<void>;
}

const KEY_ID = "AKIAIOSFODNN7EXAMPLE";
const SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const MOST_SKEW_MS = 15 * 60_000;

/** A refusal with the code and message that S3 documents. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;
  readonly detail: string;

  constructor(status: number, code: string, message: string, { headers = {}, detail = "" } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.detail = detail;
  }
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export async function startS3(): Promise<S3Server> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const s3: S3Server = {
    url,
    env: { AWS_ENDPOINT_URL_S3: url, AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET, AWS_REGION: "us-east-1", ...NO_PROFILE },
    buckets: new Buckets(),
    accounts: new Map([[KEY_ID, { secret: SECRET }]]),
    requests: [],
    before: () => null,
    ignores: [],
    clockAheadMs: 0,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const asked = requestOf(request, s3.requests);
    s3.requests.push(asked);
    const fault = s3.before(asked) ?? null;
    const answered = fault !== null && typeof fault === "object" ? refused(faultRefusal(fault)) : answerOf(s3, request, asked, body);
    asked.status = fault === "drop" ? 0 : answered.status;
    send(s3, request, response, answered, fault);
  }
  return s3;
}

/** No profile, no instance role: what the machine of the tests has is not used. */
const NO_PROFILE = { AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };

function requestOf(request: IncomingMessage, earlier: S3Request[]): S3Request {
  const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://s3");
  const [bucket = "", ...rest] = pathname.slice(1).split("/");
  const key = decodeURIComponent(rest.join("/"));
  const operation = operationOf(request.method ?? "", key, query);
  const times = earlier.filter((one) => one.operation === operation && one.bucket === bucket && one.key === key).length + 1;
  return { operation, bucket, key, query, headers: request.headers, status: 0, times };
}

function operationOf(method: string, key: string, query: URLSearchParams): Operation {
  if (method === "GET" && key === "") return query.has("versions") ? "versions" : query.get("list-type") === "2" ? "list" : "other";
  const known: Record<string, Operation> = { GET: "get", HEAD: "head", PUT: "put", DELETE: "delete" };
  return key === "" ? "other" : (known[method] ?? "other");
}

function answerOf(s3: S3Server, request: IncomingMessage, asked: S3Request, body: Buffer): Answer {
  try {
    const bucket = admit(s3, request, asked);
    for (const header of s3.ignores) delete asked.headers[header];
    return OPERATIONS[asked.operation](bucket, asked, body);
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

/** Who asks, when, and for whose bucket where. */
function admit(s3: S3Server, request: IncomingMessage, asked: S3Request): Bucket {
  const signed = signatureOf(request);
  if (signed === null) throw new Refusal(403, "AccessDenied", "Access Denied");
  if (Math.abs(Date.now() + s3.clockAheadMs - signed.time) > MOST_SKEW_MS)
    throw new Refusal(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
  const account = s3.accounts.get(signed.accessKeyId);
  if (!account) throw new Refusal(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  if (account.expired) throw new Refusal(400, "ExpiredToken", "The provided token has expired.");
  if (account.token !== undefined && request.headers["x-amz-security-token"] !== account.token)
    throw new Refusal(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");
  const bucket = s3.buckets.all.get(asked.bucket);
  if (bucket && signed.region !== bucket.region) {
    const message = `The authorization header is malformed; the region '${signed.region}' is wrong; expecting '${bucket.region}'`;
    throw new Refusal(400, "AuthorizationHeaderMalformed", message, {
      headers: { "x-amz-bucket-region": bucket.region },
      detail: `<Region>${bucket.region}</Region>`,
    });
  }
  if (!signed.fits(account.secret))
    throw new Refusal(403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.");
  if (!bucket) throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
  if ((request.headers["x-amz-expected-bucket-owner"] ?? bucket.owner) !== bucket.owner)
    throw new Refusal(403, "AccessDenied", "Access Denied");
  return bucket;
}

const OPERATIONS: Record<Operation, (bucket: Bucket, asked: S3Request, body: Buffer) => Answer> = {
  list: (bucket, { query }) => xml(200, listObjects(bucket, query)),
  versions: (bucket, { query }) => xml(200, listVersions(bucket, query)),
  head: (bucket, asked) => read(bucket, asked),
  get: (bucket, asked) => read(bucket, asked),
  put: write,
  delete: (bucket, { key }) => {
    remove(bucket, key);
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  },
  other: () => refused(new Refusal(501, "NotImplemented", "A header or query you provided implies functionality that is not implemented.")),
};

function read(bucket: Bucket, { key, query, headers }: S3Request): Answer {
  const object = wanted(bucket, key, query.get("versionId"));
  const condition = headers["if-match"];
  if (condition !== undefined && condition !== object.etag && condition !== object.etag.slice(1, -1)) throw PRECONDITION();
  const described: Record<string, string> = {
    etag: object.etag,
    "last-modified": new Date(object.modified).toUTCString(),
    "accept-ranges": "bytes",
  };
  if (bucket.versioned) described["x-amz-version-id"] = object.versionId;
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  if (from === undefined) {
    if (headers["x-amz-checksum-mode"] === "ENABLED") Object.assign(described, object.checksums);
    if (headers["x-amz-checksum-mode"] === "ENABLED" && Object.keys(object.checksums).length > 0)
      described["x-amz-checksum-type"] = "FULL_OBJECT";
    return { status: 200, headers: described, body: object.bytes };
  }
  const size = object.bytes.length;
  if (Number(from) >= size) throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable");
  const end = Math.min(to ? Number(to) : size - 1, size - 1);
  return {
    status: 206,
    headers: { ...described, "content-range": `bytes ${from}-${end}/${size}` },
    body: object.bytes.subarray(Number(from), end + 1),
  };
}

function wanted(bucket: Bucket, key: string, versionId: string | null): StoredObject {
  if (versionId === null) {
    const object = current(bucket, key);
    if (object === null) throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
    return object;
  }
  const version = bucket.objects.get(key)?.find((one) => one.versionId === versionId);
  if (!version) throw new Refusal(404, "NoSuchVersion", "The specified version does not exist.");
  if (version.deleted) throw new Refusal(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  return version;
}

function write(bucket: Bucket, { key, headers }: S3Request, bytes: Buffer): Answer {
  const before = current(bucket, key);
  if (headers["if-none-match"] === "*" && before !== null) throw PRECONDITION();
  const expected = headers["if-match"];
  if (expected !== undefined && before === null) throw new Refusal(404, "NoSuchKey", "The specified key does not exist.");
  if (expected !== undefined && expected !== before?.etag) throw PRECONDITION();
  const checksums: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = /^x-amz-checksum-(crc32|sha1|sha256)$/.exec(name)?.[1];
    if (algorithm === undefined) continue;
    if (checksumOf(algorithm, bytes) !== value)
      throw new Refusal(400, "BadDigest", "The checksum you specified did not match what we received.");
    checksums[name] = String(value);
  }
  const object = add(bucket, { key, bytes, etag: quotedMd5(bytes), modified: Date.now(), checksums, deleted: false });
  const version = bucket.versioned ? { "x-amz-version-id": object.versionId } : {};
  return { status: 200, headers: { etag: object.etag, ...version, ...checksums }, body: Buffer.alloc(0) };
}

const PRECONDITION = () => new Refusal(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");

function send(s3: S3Server, request: IncomingMessage, response: ServerResponse, answered: Answer, fault: Fault | null): void {
  if (fault === "drop") {
    request.socket.destroy();
    return;
  }
  const { status, headers } = answered;
  const body =
    fault === "short" ? answered.body.subarray(0, answered.body.length >> 1) : fault === "flipped" ? flipped(answered.body) : answered.body;
  const damaged = fault === "wrong-checksum" ? Object.keys(headers).filter((name) => /^x-amz-checksum-(?!type)/.test(name)) : [];
  const wrong = Object.fromEntries(damaged.map((name) => [name, Buffer.from([1, 2, 3, 4]).toString("base64")]));
  const date = new Date(Date.now() + s3.clockAheadMs).toUTCString();
  response.writeHead(status, { date, "x-amz-request-id": "R", ...headers, ...wrong, "content-length": String(body.length) });
  if (request.method === "HEAD") response.end();
  else if (fault === "cut") response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => request.socket.destroy(), 20));
  else response.end(body);
}

function flipped(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy[copy.length >> 1]! ^= 1;
  return copy;
}

function faultRefusal({ status, code, message = code, headers = {} }: Exclude<Fault, string>): Refusal {
  return new Refusal(status, code, message, { headers });
}

function refused({ status, code, message, headers, detail }: Refusal): Answer {
  const answered = xml(status, errorXml(code, message, detail));
  return { ...answered, headers: { ...answered.headers, ...headers } };
}

function xml(status: number, text: string): Answer {
  return { status, headers: { "content-type": "application/xml" }, body: Buffer.from(text) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
