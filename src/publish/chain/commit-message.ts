// Commit messages of promotions; without untrusted text.
import type { AnyManifest, HistoryEntry } from "../../types/registry.ts";
import { holdoutScore } from "../records/holdout-score.ts";

/** The message of a registry's commit: verb, short id and F1, then what a program reads. */
export function commitMessage({ kind, id }: HistoryEntry, hash: string, manifest: AnyManifest): string {
  const f1 = scoreOf(manifest);
  const verb = { promotion: "Promote", rollback: "Go back to", reset: "Reset to" }[kind];
  return [
    `${verb} ${id.slice(0, 12)}${f1}`,
    "",
    `model ${id}`,
    `entry ${hash}`,
    `data ${manifest.rows?.digest ?? "fetched by the script"}`,
    "",
  ].join("\n");
}

/** Only the value of a reported score: its name is untrusted text. */
function scoreOf(manifest: AnyManifest): string {
  if (manifest.version === 2 && manifest.evidence === "reported")
    return `: ${Number(manifest.number.value.toPrecision(6))}, as its script reports`;
  const score = holdoutScore(manifest.holdout);
  return score === null ? "" : `: f1 ${score.weighted.toFixed(3)} on ${score.rows} held-out rows`;
}
