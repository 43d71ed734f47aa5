// The action's outputs.
import type { RunResult } from "../types/run.ts";
import { headlineScore } from "./sentences/scores.ts";
import { clip, visible } from "./sentences/text.ts";

export interface ReportPaths {
  /** report.html; null when none was written. */
  report: string | null;
  runJson: string | null;
  /** The commit on the registry's branch. */
  registryCommit?: string | null;
  /** The champion is another model than what is deployed. */
  deploy?: boolean;
}

/** Every output of action.yml, on one line each; empty where it does not apply. */
export function outputsOf(result: RunResult, paths: ReportPaths = { report: null, runJson: null }): Record<string, string> {
  const judged = headlineScore(result)?.trio.candidate ?? null;
  const gate = result.checks.find((check) => check.code === "f1-threshold");
  const outputs: Record<string, string | number | boolean | null | undefined> = {
    verdict: result.verdict,
    error: result.error?.kind,
    reason: clip(result.reason, 4000),
    "exit-code": result.exitCode,
    "model-id": result.modelId,
    "champion-id": result.championId,
    f1: gate?.estimate ?? judged?.value,
    "f1-lower": gate?.bound ?? judged?.lower,
    evidence: result.evidence,
    metric: result.reported?.candidate.value,
    rows: result.data?.rows ?? result.reported?.candidate.rows,
    "data-digest": result.data?.digest,
    // Checks that are not pass.
    findings: result.checks.filter((check) => check.status !== "pass").length,
    deploy: paths.deploy ?? false,
    publication: result.publication,
    "registry-commit": paths.registryCommit,
    "report-path": paths.report,
    "report-artifact-id": null,
    "run-json": paths.runJson,
  };
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, lineOf(value)]));
}

function lineOf(value: string | number | boolean | null | undefined): string {
  if (typeof value === "number" && !Number.isFinite(value)) return "";
  return visible(String(value ?? ""));
}
