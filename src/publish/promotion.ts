import type { CheckResult, Dataset, Evaluation, Inputs, ModelFile, Origin, Profile, Promotion, SourceFile } from "../types.ts";
import { buildManifest } from "./manifest.ts";

export interface PromotionParts {
  inputs: Inputs;
  dataset: Dataset;
  profile: Profile;
  scored: { evaluation: Evaluation; checks: CheckResult[] };
  trained: { files: ModelFile[] };
  /** What was read; the files within the window were trained on. */
  files: SourceFile[];
  origin: Origin;
  /** Milliseconds since 1970. */
  now: number;
}

/** What would be published: the manifest, which fixes the id, and the history entry with places, times and people. */
export function promotionOf({ inputs, dataset, profile, scored, trained, files, origin, now }: PromotionParts): Promotion {
  const holdout = scored.evaluation.candidate?.confusion ?? { classes: [], counts: [] };
  const rows = { digest: inputs.rows, count: dataset.rows };
  const { manifest, id } = buildManifest({ ...inputs, rows, target: dataset.target, holdout, profile, files: trained.files });
  const trainedOn = files.filter((file) => file.inWindow);
  return {
    id,
    manifest,
    files: trained.files,
    entry: {
      kind: "promotion",
      id,
      gates: scored.checks,
      sources: trainedOn.map(({ uri, versionId, name, digest }) => ({ uri, versionId, name, digest })),
      run: origin.run,
      actor: origin.actor,
      time: new Date(now).toISOString(),
      reason: `trained on ${trainedOn.length} ${trainedOn.length === 1 ? "file" : "files"}`,
    },
  };
}
