import type { Acceptance } from "../../types/acceptance.ts";
import type { CheckResult, Evaluation } from "../../types/judgement.ts";
import type { Chosen, ModelFile } from "../../types/model.ts";
import type { BatchProfile, Profile } from "../../types/profile.ts";
import type { ReferenceEntry } from "../../types/reference.ts";
import type { ErrorRecord, JudgedBy, JudgedManifest, JudgedScriptManifest, Promotion, RegistryState } from "../../types/registry.ts";
import type { RowsToStore } from "../../types/rows.ts";
import type { Inputs, Origin } from "../../types/run.ts";
import type { Dataset, SourceFile } from "../../types/table.ts";
import { buildManifest, roundedProfile } from "../records/manifest.ts";
import { rowInputs, storeRows } from "../records/row-store.ts";

export interface PromotionParts {
  inputs: Inputs;
  dataset: Dataset;
  profile: Profile;
  /** Of the new files, oldest first. */
  batches: BatchProfile[];
  scored: {
    evaluation: Evaluation;
    checks: CheckResult[];
    judgedBy: JudgedBy;
    reference?: ReferenceEntry | undefined;
    /** Of a regression. */
    errors?: ErrorRecord | null;
  };
  /** `script`: what a team's own program made; null: one of our engines trained. */
  trained: {
    files: ModelFile[];
    chosen: Chosen | null;
    script: Pick<JudgedScriptManifest, "classes" | "contents" | "answers" | "environment"> | null;
  };
  /** The rows that were read, as they are to be known again, and the files with rows that were trained on. */
  cut: { store: () => RowsToStore; trainedOn: SourceFile[] };
  state: Pick<RegistryState, "rows" | "accepted">;
  /** What people accepted and these rows needed. */
  used: Acceptance[];
  origin: Origin;
  /** Milliseconds since 1970. */
  now: number;
}

/** Most batch profiles in an entry: later runs read every entry. */
const BATCHES_KEPT = 30;

/** The promotion of a candidate: its manifest, which determines the id, and its history entry. */
export function promotionOf({
  inputs,
  dataset,
  profile,
  batches,
  scored,
  trained,
  origin,
  now,
  ...kept
}: PromotionParts): Promotion<JudgedManifest> {
  const holdout = scored.evaluation.candidate?.confusion ?? { classes: [], counts: [] };
  const rows = { digest: inputs.rows, count: dataset.rows };
  const { schema, split } = inputs;
  const judged = { rows, target: dataset.target, schema, split, holdout, profile, files: trained.files };
  const { manifest, id } = buildManifest({ ...judged, ...madeBy(inputs.recipe, trained, scored) });
  const learned = learnedFrom({ batches, ...kept }, (set) => rowInputs({ set, target: dataset.target }, inputs));
  return {
    id,
    manifest,
    files: trained.files,
    rowFiles: learned.rowFiles,
    entry: {
      kind: "promotion",
      id,
      gates: scored.checks,
      judgedBy: scored.judgedBy,
      ...(scored.reference === undefined ? {} : { reference: scored.reference }),
      ...learned.entry,
      ...(kept.used.length === 0 ? {} : { acceptances: kept.used }),
      run: origin.run,
      actor: origin.actor,
      time: new Date(now).toISOString(),
      reason: learned.reason,
    },
  };
}

function madeBy(recipe: Inputs["recipe"], { chosen, script }: PromotionParts["trained"], { errors }: PromotionParts["scored"]) {
  if (recipe.engine !== "command") return { recipe, ...(chosen && { chosen }) };
  if (script === null) throw new Error("A script's model comes without its classes and files.");
  return { evidence: "judged" as const, recipe, ...script, ...(errors && { errors }) };
}

/** The data of a model in a history entry. `inputsOf`: digest of the inputs from the digest of the row set. */
export function learnedFrom({ batches, cut, state }: Pick<PromotionParts, "batches" | "cut" | "state">, inputsOf: (set: string) => string) {
  const { trainedOn } = cut;
  const toStore = cut.store();
  const stored = storeRows(toStore, inputsOf(toStore.set), state.rows);
  const known = new Set(state.accepted.map(sourceKey));
  const sources = trainedOn
    .filter((file) => !known.has(sourceKey(file)))
    .map(({ uri, versionId, name, digest }) => ({ uri, versionId, name, digest }));
  const kept = batches.slice(-BATCHES_KEPT).map((batch) => ({ ...batch, profile: roundedProfile(batch.profile) }));
  return {
    rowFiles: stored.blobs,
    entry: { sources, batches: kept, rows: stored.record },
    reason: `trained on ${trainedOn.length} ${trainedOn.length === 1 ? "file" : "files"}`,
  };
}

function sourceKey({ name, digest }: Pick<SourceFile, "name" | "digest">): string {
  return `${name.normalize("NFC")}\n${digest}`;
}
