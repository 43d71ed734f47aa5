// What determines a model, and the id that follows from it.
import { z } from "zod";
import { LimitError } from "../../types/errors.ts";
import { FIELD_TYPES } from "../../types/field-types.ts";
import type { ModelFile, Recipe } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { ColumnProfile, Profile } from "../../types/profile.ts";
import type { AnyManifest, CommandManifest, Descriptor, Manifest, SplitRecord } from "../../types/registry.ts";
import { canonicalBytes, parseCanonical } from "./canonical.ts";
import { COMMAND_MANIFEST } from "./command-manifest.ts";
import { digestOf, extensionOf, sha256Hex } from "./ids.ts";

export const MAX_MANIFEST_BYTES = 64 * 2 ** 20;

const MAX_MODEL_BYTES = 2 ** 31 - 1;

/** Of what a Date can hold, in seconds since 1970. */
const LAST_SECOND = 8.64e12;

export interface ManifestParts extends Omit<Manifest, "version" | "files"> {
  files: ModelFile[];
}

/** The manifest returned is the one that the bytes say: canonical, rounded. `id` is the sha256 of the bytes. */
export function buildManifest(parts: ManifestParts): { manifest: Manifest; id: string; bytes: Uint8Array } {
  const { rows, target, schema, recipe, chosen, split, holdout, profile } = parts;
  const files = parts.files.map(descriptorOf).sort((a, b) => (a.mediaType < b.mediaType ? -1 : 1));
  const said = chosen === undefined ? {} : { chosen };
  const whole: Manifest = { version: 1, rows, target, schema, recipe, ...said, split, holdout, profile: roundedProfile(profile), files };
  const bytes = canonicalBytes(whole);
  if (bytes.length > MAX_MANIFEST_BYTES) {
    throw new LimitError(
      `The model's manifest would have ${bytes.length} bytes, at most ${MAX_MANIFEST_BYTES} are allowed: use fewer columns.`,
    );
  }
  return { manifest: parseManifest(bytes) as Manifest, id: sha256Hex(bytes), bytes };
}

/** Names a run's inputs before anything is trained: equal digests would make the same model. */
export function inputsDigest(parts: { rows: string; schema: JsonValue; recipe: Recipe; split: SplitRecord }): string {
  const { rows, schema, recipe, split } = parts;
  return digestOf(canonicalBytes({ rows, schema, recipe, split }));
}

/** What a run of the same script on the same data would be told by: of data that the script fetched itself, the recipe alone. */
export function commandInputsDigest({ rows, recipe }: { rows: { digest: string } | null; recipe: CommandManifest["recipe"] }): string {
  return digestOf(canonicalBytes({ rows: rows?.digest ?? null, recipe }));
}

/** Throws an Error whose message completes "the file …". */
export function parseManifest(bytes: Uint8Array): AnyManifest {
  const document = parseCanonical(bytes);
  const version = versionOf(document);
  if (version > 2)
    throw new Error(`was written by a newer version of gated-retrain (manifest version ${version}): use that version here too`);
  const parsed = (version === 2 ? COMMAND_MANIFEST : MANIFEST).safeParse(document);
  if (!parsed.success) throw new Error(`is not a manifest: ${issueSentence(parsed.error)}`);
  return parsed.data;
}

function versionOf(document: unknown): number {
  const version = typeof document === "object" && document !== null && "version" in document ? document.version : 1;
  return typeof version === "number" && Number.isInteger(version) ? version : 1;
}

/** The first thing wrong, bounded; the value itself is never quoted. */
export function issueSentence(error: z.ZodError): string {
  const issue = error.issues[0]!;
  const path = issue.path.join(".").slice(0, 100);
  return `${path === "" ? "" : `${path}: `}${issue.message.slice(0, 200)}`;
}

/** Any JSON value, which must be there. */
export const jsonValue = z.custom<JsonValue>((value) => value !== undefined, "required");

function descriptorOf({ extension, mediaType, bytes }: ModelFile): Descriptor {
  if (extensionOf(mediaType) !== extension) throw new Error(`media type ${mediaType} does not stand for .${extension}`);
  return { mediaType, digest: digestOf(bytes), size: bytes.length };
}

/** JSON has no infinities, and twelve digits do not depend on the order of a sum. */
export function roundedProfile(profile: Profile): Profile {
  return { ...profile, columns: profile.columns.map(roundedColumn) };
}

function roundedColumn(column: ColumnProfile): ColumnProfile {
  if (column.kind === "category") return column;
  return { ...column, atoms: column.atoms.map(rounded), quantiles: column.quantiles.map(rounded) };
}

function rounded(value: number): number {
  return Number(Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE).toPrecision(12));
}

// Loose: a later release may add keys, and what is read must hash to the same id when it is written again.
const count = z.number().int().min(0);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const fieldType = z.enum(FIELD_TYPES);
const profiled = { name: z.string(), type: fieldType, rows: count, missing: count, distinct: count, run: count, still: count };
const numbers = z.array(z.number());
const counts = z.array(count);
const texts = z.array(z.string());

const COLUMN_PROFILE = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.literal("number"),
    ...profiled,
    atoms: numbers,
    counts,
    quantiles: numbers,
    grain: numbers,
    hours: counts,
    falls: count,
  }),
  z.looseObject({
    kind: z.literal("category"),
    ...profiled,
    values: texts,
    counts,
    buckets: counts,
    forms: texts,
    formCounts: counts,
    lengths: counts,
  }),
]);

export const PROFILE = z.looseObject({
  rows: count,
  columns: z.array(COLUMN_PROFILE),
  pairs: z.looseObject({ columns: texts, hundredths: numbers }),
  rowHashes: counts,
});

const CONFUSION = z
  .object({ classes: z.array(z.string()), counts: z.array(z.array(count)) })
  .refine(({ classes, counts }) => counts.length === classes.length && counts.every((row) => row.length === classes.length), {
    message: "the confusion matrix does not have one row and one column per class",
  });

const FILES = z
  .array(z.looseObject({ mediaType: z.string().max(200), digest, size: count.max(MAX_MODEL_BYTES) }))
  .refine((files) => new Set(files.map((file) => extensionOf(file.mediaType))).size === files.length, { message: "two files of one kind" })
  .refine((files) => files.some((file) => extensionOf(file.mediaType) === "onnx"), { message: "no ONNX file" });

const MANIFEST = z.looseObject({
  version: z.literal(1),
  rows: z.looseObject({ digest, count }),
  target: z.string(),
  schema: jsonValue,
  recipe: z.looseObject({
    engine: z.enum(["forest", "ml-random-forest"]),
    version: z.string(),
    parameters: z.record(z.string(), jsonValue),
    seed: z.number(),
  }),
  chosen: z.looseObject({ minLeaf: count.exactOptional(), threshold: z.number().exactOptional() }).exactOptional(),
  split: z.looseObject({
    by: z.enum(["row", "id", "group", "time", "file"]),
    share: z.number().gt(0).lt(1).nullable(),
    columns: z.array(z.string()),
    salt: z.string(),
    hash: z.literal(1),
    cut: z.number().min(-LAST_SECOND).max(LAST_SECOND).nullable().exactOptional(),
    file: digest.exactOptional(),
    keys: digest.exactOptional(),
  }),
  holdout: CONFUSION,
  profile: PROFILE,
  files: FILES,
});
