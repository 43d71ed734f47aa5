// history/<sha256>.json and champion.json: bytes to records and back.
import { z } from "zod";
import { LimitError } from "../../types/errors.ts";
import type { ChampionPointer, HistoryEntry } from "../../types/registry.ts";
import { canonicalBytes, parseCanonical, parseJson } from "./canonical.ts";
import { isId, sha256Hex } from "./ids.ts";
import { issueSentence } from "./manifest.ts";
import { jsonValue, PROFILE } from "./manifest-forms.ts";
import { REFERENCE } from "./reference.ts";

export const MAX_ENTRY_BYTES = 64 * 2 ** 20;
export const MAX_POINTER_BYTES = 4096;

/** One entry of the chain under its name, the hash of its bytes. */
export interface Link {
  hash: string;
  entry: HistoryEntry;
}

/** Canonical bytes of an entry and their sha256. Throws LimitError when they are too many. */
export function encodeEntry(entry: HistoryEntry): { hash: string; bytes: Uint8Array } {
  const bytes = canonicalBytes(entry);
  if (bytes.length > MAX_ENTRY_BYTES) {
    throw new LimitError(
      `The history entry would have ${bytes.length} bytes, at most ${MAX_ENTRY_BYTES} are allowed: train on fewer files.`,
    );
  }
  parseEntry(bytes);
  return { hash: sha256Hex(bytes), bytes };
}

/** Throws an Error whose message completes "the file …". */
export function parseEntry(bytes: Uint8Array): HistoryEntry {
  const parsed = ENTRY.safeParse(parseCanonical(bytes));
  if (!parsed.success) throw new Error(`is not a history entry: ${issueSentence(parsed.error)}`);
  return parsed.data;
}

/** Canonical bytes of champion.json. */
export function encodePointer({ id, entry }: ChampionPointer): Uint8Array {
  return canonicalBytes({ id, entry });
}

/** Throws an Error whose message completes "the file …". White space is allowed: a person may have mended it by hand. */
export function parsePointer(bytes: Uint8Array): ChampionPointer {
  const parsed = POINTER.safeParse(parseJson(bytes));
  if (!parsed.success) throw new Error(`is not {"entry": <64 hex digits>, "id": <64 hex digits>}: ${issueSentence(parsed.error)}`);
  return parsed.data;
}

/** Whether two pointers name the same champion by the same entry. */
export function samePointer(a: ChampionPointer | null, b: ChampionPointer | null): boolean {
  return a?.id === b?.id && a?.entry === b?.entry;
}

const id = z.string().refine(isId, { message: "not 64 hex digits" });
const numberOrNull = z.number().nullable().exactOptional();

const CHECK = z.looseObject({
  code: z.string(),
  subject: z.string(),
  status: z.enum(["pass", "warn", "undecided", "fail", "inconclusive"]),
  observed: jsonValue,
  expected: jsonValue,
  message: z.string(),
  suggestion: z.string().nullable(),
  where: z.looseObject({ file: z.string(), line: z.number(), column: z.number() }).nullable(),
  rows: numberOrNull,
  estimate: numberOrNull,
  bound: numberOrNull,
  threshold: numberOrNull,
});

const SOURCE = z.looseObject({ uri: z.string(), versionId: z.string().nullable(), name: z.string(), digest: z.string() });

const DIGEST = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const SEGMENT = z.looseObject({
  mediaType: z.string().max(200),
  digest: DIGEST,
  size: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
});

const ROWS = z.looseObject({
  key: z.string(),
  secret: z.literal(true).exactOptional(),
  columns: z.array(z.string()),
  next: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  set: z.string(),
  inputs: z.string(),
  live: z.array(SEGMENT).max(1000),
  gone: z.array(SEGMENT).max(1000),
  moves: z.looseObject({ known: z.number(), came: z.number(), back: z.number(), changed: z.number() }).exactOptional(),
  named: z
    .array(SEGMENT.extend({ set: DIGEST }))
    .max(1000)
    .exactOptional(),
});

const ENTRY = z.looseObject({
  kind: z.enum(["promotion", "rollback", "reset"]),
  id,
  previous: id.nullable(),
  gates: z.array(CHECK),
  judgedBy: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).exactOptional(),
  sources: z.array(SOURCE),
  batches: z
    .array(
      z.looseObject({
        name: z.string(),
        digest: z.string(),
        part: z.number().exactOptional(),
        unlabelled: z.looseObject({ hits: z.number(), cells: z.number() }).exactOptional(),
        profile: PROFILE,
      }),
    )
    .exactOptional(),
  rows: ROWS.exactOptional(),
  reference: REFERENCE.exactOptional(),
  run: z.string().nullable(),
  actor: z.string().nullable(),
  time: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/)
    .refine((time) => !Number.isNaN(Date.parse(time)), { message: "no day and time of the calendar" }),
  reason: z.string(),
  acceptances: z.array(z.looseObject({ rows: z.string(), checks: z.array(z.string()), reason: z.string() })).exactOptional(),
  undone: z.array(z.looseObject({ rows: z.string(), file: z.string(), count: z.number(), id })).exactOptional(),
  override: z.looseObject({ kind: z.enum(["accept", "reset"]), reason: z.string() }).exactOptional(),
});

const POINTER = z.strictObject({ id, entry: id });
