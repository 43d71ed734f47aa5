// Reads one stored file: hashes, decompresses and parses it as a stream.
import { createHash, type Hash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { CsvFault } from "../table/read/csv.ts";
import { MOST_POINTER_BYTES, type PointerFile, pointerIn } from "../table/read/pointer-file.ts";
import { readTable } from "../table/read/read-table.ts";
import type { Limits } from "../types/config.ts";
import { LimitError, problem, type ServiceError } from "../types/errors.ts";
import type { ListedFile, RawTable, Reading, TableSize, WrittenAs } from "../types/table.ts";
import { Forecast } from "./forecast.ts";
import { formatOf } from "./names/file-format.ts";
import { readingReason } from "./places/file-trouble.ts";
import type { OpenedFile } from "./places/place.ts";
import { shown } from "./places/shown.ts";

const CHUNK_BYTES = 1 << 18;

/** Remaining bytes and rows for all files of a run. */
export interface Budget {
  limits: Limits;
  bytesLeft: number;
  rowsLeft: number;
  /** The files' notation by the schema. */
  written: WrittenAs;
}

/** Why a file could not be read. `digest` is null when its bytes could not be read to the end. */
export interface ReadFault {
  message: string;
  line: number | null;
  column: number | null;
  digest: string | null;
  /** The file is valid but has no rows. */
  empty?: true;
  /** For a pointer file: how its data is fetched. */
  mend?: string;
  /** The store's refusal of this object. */
  refused?: ServiceError | null;
}

interface ReadFile {
  digest: string;
  table: RawTable;
  reading: Reading;
  bytes: number;
}

export type ReadOutcome = (ReadFile & { versionId: string | null }) | { fault: ReadFault };

interface StoredHash {
  sha256: Hash;
  bytes: number;
}

/** The initial budget of bytes and rows; counted down while reading. */
export function budgetOf(limits: Limits, written: WrittenAs = {}): Budget {
  return { limits, bytesLeft: limits.bytes, rowsLeft: limits.rows, written };
}

/** Reads an opened file. Throws LimitError if a bound of `limits` is exceeded; other problems are returned as a fault. */
export async function readStored(file: ListedFile, { handle, versionId }: OpenedFile, budget: Budget): Promise<ReadOutcome> {
  try {
    const read = await readOpen(file, handle, budget);
    return "fault" in read ? read : { ...read, versionId };
  } catch (error) {
    if (error instanceof LimitError) throw error;
    const reason = readingReason(error);
    if (reason === null) throw error;
    return { fault: { ...faultWithoutLine(reason), digest: await digestOf(handle).catch(() => null) } };
  }
}

async function readOpen(file: ListedFile, handle: FileHandle, budget: Budget): Promise<ReadFile | { fault: ReadFault }> {
  const before = await handle.stat();
  if (!before.isFile()) return { fault: faultWithoutLine("it is no regular file") };
  const { limits } = budget;
  const pointer = await pointerOf(handle, before.size);
  if (pointer !== null)
    return {
      fault: {
        ...faultWithoutLine(`it is a ${pointer.tool} pointer, not the data: ${pointer.mend}`),
        mend: pointer.mend,
        digest: await digestOf(handle),
      },
    };
  const gzipped = await isGzip(handle);
  if (!gzipped && /\.gz$/i.test(file.uri)) {
    return { fault: { ...faultWithoutLine("its name ends in .gz but it is not gzip data"), digest: await digestOf(handle) } };
  }
  const { encoding, delimiter = formatOf(file.uri) === "tsv" ? "\t" : ",", ...written } = budget.written;
  const other = encoding === undefined || encoding === "utf-8" || encoding.startsWith("utf-16") ? {} : { otherEncoding: encoding };
  const most = { maxColumns: limits.columns, maxCellBytes: limits.cell, maxRows: budget.rowsLeft };
  const options = { delimiter, ...written, ...other, ...most, ...(gzipped ? {} : { size: before.size }) };
  const { bytesLeft } = budget;
  let hash: StoredHash = { sha256: createHash("sha256"), bytes: 0 };
  let forecast = new Forecast(file.name, before.size, limits.memory);
  const watch = (size: TableSize) => forecast.look(bytesLeft - budget.bytesLeft, hash.bytes, size);
  // Text in another encoding is read twice, and counts once.
  const bytes = () => {
    hash = { sha256: createHash("sha256"), bytes: 0 };
    forecast = new Forecast(file.name, before.size, limits.memory);
    budget.bytesLeft = bytesLeft;
    return counted(gzipped ? gunzipped(hashed(handle, hash)) : hashed(handle, hash), file, budget);
  };
  const parsed = await readTable(bytes, { ...options, watch });
  if ("fault" in parsed) {
    if (parsed.fault.kind === "limit") throw limitReached(file, parsed.fault, budget);
    const { message, line, column } = parsed.fault;
    const empty = parsed.fault.kind === "empty" ? { empty: true as const } : {};
    return { fault: { message: withoutStop(message), line, column, digest: await digestOf(handle), ...empty } };
  }
  const after = await handle.stat();
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    return { fault: faultWithoutLine("it changed while it was read; let its writer finish, or have it written elsewhere and moved here") };
  budget.rowsLeft -= parsed.table.rows;
  // gunzip stops where its data ends, even if other bytes follow.
  const digest = hash.bytes === before.size ? `sha256:${hash.sha256.digest("hex")}` : await digestOf(handle);
  return { digest, table: parsed.table, reading: parsed.reading, bytes: before.size };
}

async function pointerOf(handle: FileHandle, size: number): Promise<PointerFile | null> {
  if (size > MOST_POINTER_BYTES) return null;
  const bytes = new Uint8Array(size);
  await handle.read(bytes, 0, size, 0);
  return pointerIn(bytes);
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

/** Not a stream: on Node 20 a stream that ends early breaks the next one of the same handle. */
async function* stored(handle: FileHandle): AsyncGenerator<Uint8Array> {
  const blockAt = (position: number) => handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, position);
  let next = blockAt(0);
  try {
    for (let position = 0; ; ) {
      const { bytesRead, buffer } = await next;
      if (bytesRead === 0) return;
      position += bytesRead;
      // Read while this one is parsed.
      next = blockAt(position);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await next.catch(() => undefined);
  }
}

/** Decompresses; if the consumer stops early, the source is closed without an error. */
function gunzipped(stored: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  // Errors surface where `gunzip` is read.
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
    fault.limit === "rows" && budget.rowsLeft < budget.limits.rows
      ? ` The limit is ${budget.limits.rows.toLocaleString("en-US")} over all files.`
      : "";
  return new LimitError(problem(`${shown(file.name)}: ${fault.message}${total} Raise that limit if this is right.`, { where }));
}

/** Hashes the stored bytes from the start. */
export async function digestOf(handle: FileHandle): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of stored(handle)) hash.update(chunk);
  return `sha256:${hash.digest("hex")}`;
}

/** A fault of a whole file, without a line. */
export function faultWithoutLine(message: string): ReadFault {
  return { message, line: null, column: null, digest: null };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
