// One stored file: its bytes hashed, decompressed and parsed as they stream by.
import { createHash, type Hash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { LimitError, problem } from "../errors.ts";
import type { CsvFault } from "../table/csv.ts";
import { readTable } from "../table/read-table.ts";
import type { Limits, ListedFile, RawTable, Reading } from "../types.ts";
import { shown } from "./check.ts";
import { formatOf } from "./file-format.ts";

const CHUNK_BYTES = 1 << 18;

/** What all files of a run may still use. */
export interface Budget {
  limits: Limits;
  bytesLeft: number;
  rowsLeft: number;
}

/** Why a file could not be read. `digest` is null when its bytes could not be read to the end. */
export interface ReadFault {
  message: string;
  line: number | null;
  column: number | null;
  digest: string | null;
}

export type ReadOutcome = { digest: string; table: RawTable; reading: Reading; bytes: number } | { fault: ReadFault };

interface StoredHash {
  sha256: Hash;
  bytes: number;
}

export function budgetOf(limits: Limits): Budget {
  return { limits, bytesLeft: limits.bytes, rowsLeft: limits.rows };
}

/** Throws LimitError when a bound of `limits` is reached; whatever else is wrong with the file is a fault. */
export async function readSource(file: ListedFile, budget: Budget): Promise<ReadOutcome> {
  if (formatOf(file.uri) === "parquet") return { fault: noPlace("Parquet is not available in this version, expected CSV or TSV") };
  let handle: FileHandle;
  try {
    // O_NONBLOCK: a pipe that took the file's place must not hang the run.
    handle = await open(file.uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return { fault: noPlace(openingReason(error)) };
  }
  try {
    return await readOpen(file, handle, budget);
  } catch (error) {
    if (error instanceof LimitError) throw error;
    const reason = decompressionReason(error) ?? readingReason(error);
    if (reason === null) throw error;
    return { fault: { ...noPlace(reason), digest: await digestOf(handle).catch(() => null) } };
  } finally {
    await handle.close();
  }
}

async function readOpen(file: ListedFile, handle: FileHandle, budget: Budget): Promise<ReadOutcome> {
  const before = await handle.stat();
  if (!before.isFile()) return { fault: noPlace("it is no regular file") };
  const { limits } = budget;
  const gzipped = await isGzip(handle);
  if (!gzipped && /\.gz$/i.test(file.uri)) {
    return { fault: { ...noPlace("its name ends in .gz but it is not gzip data"), digest: await digestOf(handle) } };
  }
  const delimiter = formatOf(file.uri) === "tsv" ? "\t" : ",";
  const options = { delimiter, maxColumns: limits.columns, maxCellBytes: limits.cell, maxRows: budget.rowsLeft };
  const { bytesLeft } = budget;
  let hash: StoredHash = { sha256: createHash("sha256"), bytes: 0 };
  // Text in another encoding is read twice, and counts once.
  const bytes = () => {
    hash = { sha256: createHash("sha256"), bytes: 0 };
    budget.bytesLeft = bytesLeft;
    return counted(gzipped ? gunzipped(hashed(handle, hash)) : hashed(handle, hash), file, budget);
  };
  const parsed = await readTable(bytes, options);
  if ("fault" in parsed) {
    if (parsed.fault.kind === "limit") throw limitReached(file, parsed.fault, budget);
    const { message, line, column } = parsed.fault;
    return { fault: { message: withoutStop(message), line, column, digest: await digestOf(handle) } };
  }
  const after = await handle.stat();
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    return { fault: noPlace("it changed while it was read; let its writer finish, or have it written elsewhere and moved here") };
  budget.rowsLeft -= parsed.table.rows;
  // gunzip stops where its data ends, even if other bytes follow.
  const digest = hash.bytes === before.size ? `sha256:${hash.sha256.digest("hex")}` : await digestOf(handle);
  return { digest, table: parsed.table, reading: parsed.reading, bytes: before.size };
}

async function isGzip(handle: FileHandle): Promise<boolean> {
  const head = new Uint8Array(2);
  await handle.read(head, 0, 2, 0);
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Passes the stored bytes on and hashes them. */
async function* hashed(handle: FileHandle, hash: StoredHash): AsyncGenerator<Uint8Array> {
  for await (const chunk of stored(handle)) {
    hash.sha256.update(chunk);
    hash.bytes += chunk.length;
    yield chunk;
  }
}

/** No stream: one that is left before its end makes the next one of the same handle fail on Node 20. */
async function* stored(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** Ends early without an error when its reader does; then the source ends with it. */
function gunzipped(stored: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // An error reaches whoever reads `gunzip`.
  pipeline(Readable.from(stored), gunzip, () => undefined);
  return gunzip;
}

async function* counted(bytes: AsyncIterable<Uint8Array>, file: ListedFile, budget: Budget): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    budget.bytesLeft -= chunk.length;
    if (budget.bytesLeft < 0) {
      const most = budget.limits.bytes.toLocaleString("en-US");
      throw new LimitError(
        problem(
          `${shown(file.name)}: the files read in this run are larger than ${most} bytes when decompressed. Raise limits.bytes if that is right.`,
        ),
      );
    }
    yield chunk;
  }
}

function limitReached(file: ListedFile, fault: CsvFault, budget: Budget): LimitError {
  const where = { file: file.name, line: fault.line, column: fault.column };
  const total =
    fault.message.includes("limits.rows") && budget.rowsLeft < budget.limits.rows
      ? ` The limit is ${budget.limits.rows.toLocaleString("en-US")} over all files.`
      : "";
  return new LimitError(problem(`${shown(file.name)}: ${fault.message}${total} Raise that limit if this is right.`, { where }));
}

/** Of a file's stored bytes; null when it cannot be read. */
export async function storedDigest(uri: string): Promise<string | null> {
  const handle = await open(uri, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
  if (handle === null) return null;
  try {
    return await digestOf(handle).catch(() => null);
  } finally {
    await handle.close();
  }
}

/** Hashes the stored bytes from the start, for a file whose parsing ended before them. */
async function digestOf(handle: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stored(handle)) hash.update(chunk);
  return `sha256:${hash.digest("hex")}`;
}

function noPlace(message: string): ReadFault {
  return { message, line: null, column: null, digest: null };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

const OPENING_REASONS = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ENOENT", "it vanished after it was listed, or is a link that leads nowhere"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "it is a link that leads in a circle"],
  ["EMFILE", "too many open files"],
  ["EIO", "the device reports an error"],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function openingReason(error: unknown): string {
  return OPENING_REASONS.get(codeOf(error)) ?? `the file system answers ${codeOf(error)}`;
}

function readingReason(error: unknown): string | null {
  const code = codeOf(error);
  if (!/^E[A-Z]+$/.test(code)) return null;
  return OPENING_REASONS.get(code) ?? `the file system answers ${code}`;
}

function decompressionReason(error: unknown): string | null {
  const code = codeOf(error);
  if (code === "Z_BUF_ERROR") return "the gzip data ends too early: the file is truncated";
  return code.startsWith("Z_") ? "the gzip data is damaged" : null;
}
