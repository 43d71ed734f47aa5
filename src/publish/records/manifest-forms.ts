// The forms of manifests: version 1 of our own engines' models, version 2 of those of a team's own script.
import { z } from "zod";
import { FIELD_TYPES } from "../../types/field-types.ts";
import type { JsonValue } from "../../types/problem.ts";
import { ARCHIVE_TYPE, extensionOf } from "./ids.ts";

const MAX_MODEL_BYTES = 2 ** 31 - 1;

/** Of what a Date can hold, in seconds since 1970. */
const LAST_SECOND = 8.64e12;

/** Any JSON value, which must be there. */
export const jsonValue = z.custom<JsonValue>((value) => value !== undefined, "required");

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

/** The other keys of a judged model's manifest. */
const JUDGED = {
  rows: z.looseObject({ digest, count }),
  target: z.string(),
  schema: jsonValue,
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
};

/** Of one of our own engines. */
export const MANIFEST = z.looseObject({
  version: z.literal(1),
  ...JUDGED,
  recipe: z.looseObject({
    engine: z.enum(["forest", "ml-random-forest"]),
    version: z.string(),
    parameters: z.record(z.string(), jsonValue),
    seed: z.number(),
  }),
  chosen: z.looseObject({ minLeaf: count.exactOptional(), threshold: z.number().exactOptional() }).exactOptional(),
  files: FILES,
});

const CONTENTS = z.array(z.looseObject({ name: z.string(), digest, size: count.max(MAX_MODEL_BYTES) })).min(1);
const ARCHIVE = z.tuple([z.looseObject({ mediaType: z.literal(ARCHIVE_TYPE), digest, size: count.max(MAX_MODEL_BYTES) })]);
const SCRIPT_RECIPE = z.looseObject({
  engine: z.literal("command"),
  version: z.string(),
  parameters: z.record(z.string(), z.json()),
  seed: z.number(),
});

const ANSWERS = z
  .looseObject({
    version: z.literal(1),
    kind: z.enum(["class", "number"]),
    key: z.string().max(64),
    columns: texts,
    hashes: z.base64().max(2 ** 20),
    answers: numbers.max(2 ** 16),
    probabilities: numbers.max(2 ** 16).exactOptional(),
  })
  .refine(
    ({ answers, probabilities = answers, hashes }) => probabilities.length === answers.length && hashes.length === 16 * answers.length,
    {
      message: "the kept answers do not have one hash each",
    },
  );

/** Of a team's own script. */
export const SCRIPT_MANIFEST = z.discriminatedUnion("evidence", [
  z.looseObject({
    version: z.literal(2),
    evidence: z.literal("judged"),
    ...JUDGED,
    recipe: SCRIPT_RECIPE,
    classes: texts,
    errors: z.looseObject({ rows: count, mae: z.number(), rmse: z.number(), r2: z.number().nullable() }).exactOptional(),
    contents: CONTENTS,
    files: ARCHIVE,
    answers: ANSWERS.exactOptional(),
    environment: z.record(z.string(), z.string()).exactOptional(),
  }),
  z.looseObject({
    version: z.literal(2),
    evidence: z.literal("reported"),
    rows: z.looseObject({ digest, count }).nullable(),
    target: z.string().nullable(),
    schema: z.json(),
    recipe: SCRIPT_RECIPE,
    number: z.looseObject({
      name: z.string(),
      value: z.number(),
      rows: count.nullable(),
      direction: z.enum(["at-least", "at-most"]),
    }),
    contents: CONTENTS,
    files: ARCHIVE,
  }),
]);
