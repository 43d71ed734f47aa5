// What git's log says of a promotion: hashes, numbers and words of ours; nothing that came from outside.
import type { HistoryEntry, Manifest } from "../types/registry.ts";
import { holdoutScore } from "./holdout-score.ts";

export function commitMessage({ kind, id }: HistoryEntry, hash: string, manifest: Manifest): string {
  const score = holdoutScore(manifest.holdout);
  const f1 = score === null ? "" : `: f1 ${score.weighted.toFixed(3)} on ${score.rows} held-out rows`;
  const verb = { promotion: "Promote", rollback: "Go back to", reset: "Reset to" }[kind];
  return [`${verb} ${id.slice(0, 12)}${f1}`, "", `model ${id}`, `entry ${hash}`, `data ${manifest.rows.digest}`, ""].join("\n");
}
