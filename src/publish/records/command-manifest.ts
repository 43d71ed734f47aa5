// The form of the manifest of a model that a team's own script made.
import { z } from "zod";
import { ARCHIVE_TYPE } from "./ids.ts";

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const size = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const jsonValue = z.json();

/** Loose, as the other manifest: a later release may add keys. */
export const COMMAND_MANIFEST = z.looseObject({
  version: z.literal(2),
  evidence: z.enum(["judged", "predicted", "reported"]),
  rows: z.looseObject({ digest, count: z.number().int().min(0) }).nullable(),
  target: z.string().nullable(),
  schema: jsonValue,
  recipe: z.looseObject({
    engine: z.literal("command"),
    version: z.string(),
    parameters: z.record(z.string(), jsonValue),
    seed: z.number(),
  }),
  number: z.looseObject({
    name: z.string(),
    value: z.number(),
    rows: z.number().int().min(0).nullable(),
    direction: z.enum(["at-least", "at-most"]),
  }),
  contents: z.array(z.looseObject({ name: z.string(), digest, size })).min(1),
  files: z.tuple([z.looseObject({ mediaType: z.literal(ARCHIVE_TYPE), digest, size })]),
});
