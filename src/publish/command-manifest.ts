// The manifest of a model that a team's own script made, and the promotion that publishes it.
import { z } from "zod";
import type { CommandConfig, CommandRecipe, ReportedNumber } from "../types/command.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { CommandManifest, Promotion } from "../types/registry.ts";
import type { Origin } from "../types/run.ts";
import { canonicalBytes } from "./canonical.ts";
import { ARCHIVE_TYPE, digestOf, sha256Hex } from "./ids.ts";
import type { learnedFrom } from "./promotion.ts";

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

export interface CommandPromotionParts {
  config: CommandConfig;
  recipe: CommandRecipe;
  data: Pick<CommandManifest, "rows" | "target" | "schema">;
  /** Of the data that was validated before the script ran; null: it fetched its own. */
  learned: ReturnType<typeof learnedFrom> | null;
  files: { name: string; bytes: Uint8Array }[];
  archive: Uint8Array;
  number: ReportedNumber;
  checks: CheckResult[];
  origin: Origin;
  /** Milliseconds since 1970. */
  now: number;
}

/** The id covers the bytes of the model, the recipe and the number. */
export function commandPromotion(parts: CommandPromotionParts): Promotion<CommandManifest> {
  const { config, recipe, data, learned, files, archive, number, checks, origin, now } = parts;
  const contents = files
    .map(({ name, bytes }) => ({ name, digest: digestOf(bytes), size: bytes.length }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest: CommandManifest = {
    version: 2,
    evidence: "reported",
    ...data,
    recipe,
    number: { ...number, direction: config.gate.direction },
    contents,
    files: [{ mediaType: ARCHIVE_TYPE, digest: digestOf(archive), size: archive.length }],
  };
  const id = sha256Hex(canonicalBytes(manifest));
  return {
    id,
    manifest,
    files: [{ extension: "tar", mediaType: ARCHIVE_TYPE, bytes: archive }],
    ...(learned !== null && { rowFiles: learned.rowFiles }),
    entry: {
      kind: "promotion",
      id,
      gates: checks,
      ...(learned === null ? { sources: [] } : learned.entry),
      run: origin.run,
      actor: origin.actor,
      time: new Date(now).toISOString(),
      reason: learned === null ? "trained by a script" : `${learned.reason} by a script`,
    },
  };
}
