// The promotion of a model that a script trained and scored.
import type { CommandRecipe, ReportedNumber, ReportedScript } from "../../types/command.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Promotion, ReportedManifest } from "../../types/registry.ts";
import type { Origin } from "../../types/run.ts";
import { canonicalBytes } from "../records/canonical.ts";
import { contentsOf } from "../records/contents.ts";
import { ARCHIVE_TYPE, digestOf, sha256Hex } from "../records/ids.ts";
import type { learnedFrom } from "./promotion.ts";

export interface CommandPromotionParts {
  config: ReportedScript;
  recipe: CommandRecipe;
  data: Pick<ReportedManifest, "rows" | "target" | "schema">;
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
export function commandPromotion(parts: CommandPromotionParts): Promotion<ReportedManifest> {
  const { config, recipe, data, learned, files, archive, number, checks, origin, now } = parts;
  const manifest: ReportedManifest = {
    version: 2,
    evidence: "reported",
    ...data,
    recipe,
    number: { ...number, direction: config.gate.direction },
    contents: contentsOf(files),
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
      reason: `${learned?.reason ?? "trained"} by a script: ${number.name} ${Number(number.value.toPrecision(6))}`,
    },
  };
}
