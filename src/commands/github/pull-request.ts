// Checks a change of the configuration before the merge: with data and registry of the base commit, and schema, gates and split of the
// head. Changes from forks are checked without data, on the champion's recorded profile.
import { realpath } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { type ChangedConfig, loadChange } from "../../config/change/change.ts";
import type { Invocation } from "../../config/load.ts";
import { schemaFromJson } from "../../config/schema/schema.ts";
import { gateChanges } from "../../evaluate/compare/gate-changes.ts";
import { judge } from "../../evaluate/judge.ts";
import { check } from "../../findings/check.ts";
import { readOnly } from "../../publish/homes/read-only.ts";
import { openRegistry } from "../../publish/registry.ts";
import type { RunRecorder } from "../../run/recorder.ts";
import { type SchemaComparison, schemaChecks } from "../../schema/difference/checks.ts";
import { replay } from "../../schema/difference/replay.ts";
import type { Config } from "../../types/config.ts";
import { ServiceError, sentence } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Champion, Registry } from "../../types/registry.ts";
import type { RunResult, Services } from "../../types/run.ts";
import type { Host } from "../common/command.ts";
import { type Prepare, type Prepared, retraining } from "../common/pipeline.ts";
import { baseCommitOf, remoteOf, type WorkflowFile } from "./base-commit.ts";
import { attributedToSchema } from "./blame.ts";
import type { Change } from "./payload.ts";
import { settingChanges } from "./setting-changes.ts";

export interface ChangeRequest {
  change: Change;
  workflow: WorkflowFile;
  /** `fail-on: breaking`. */
  failOnBreaking: boolean;
}

/** Prepares the check of a pull request: the change itself, then the data by the head's settings. */
export function prepareChange(request: ChangeRequest): Prepare {
  return async (invocation, host) => {
    const loaded = await changedConfig(request, invocation, host);
    const { head, followed, base } = loaded;
    const gates = base === null ? [] : gateChanges(base.gates, head.gates, head.whereOf);
    const settings = base === null ? [] : settingChanges(base, head, head.whereOf);
    const found = [sound(head), ...overruledChecks(loaded), ...gates, ...settings];
    if (request.change.author !== "own" || followed === null || followed.command !== null)
      return withoutData(request, loaded, found, host.services);
    const [path, real] = [invocation.cwd, await realpath(invocation.cwd)].map((folder) => folder.split(sep).join("/")) as [string, string];
    const prepared = retraining({ ...followed, data: { ...followed.data, checkout: { path, real } } }, host);
    const champion = async () => (base?.schema ? null : (await prepared.registry!.read()).champion);
    const judged = async (recorder: RunRecorder) => {
      recorder.addChecks(found);
      const changes = comparison(loaded, await champion(), request.failOnBreaking);
      recorder.addChecks(changes);
      return blaming(recorder, changes, refusedAll(recorder, await prepared.judge(recorder)));
    };
    return { ...prepared, judge: judged };
  };
}

/** The configurations of head and base, and the one to use. */
export async function changedConfig({ change, workflow }: ChangeRequest, invocation: Invocation, host: Host): Promise<ChangedConfig> {
  const { cwd, values } = invocation;
  const config = resolve(cwd, typeof values.config === "string" && values.config !== "" ? values.config : "retrain.yml");
  const commit = await baseCommitOf(change, cwd, config, workflow, remoteOf(host.services));
  return await loadChange(invocation, commit);
}

/** Keeps the rejection of a schema change where the run itself was skipped. */
function refusedAll(recorder: RunRecorder, result: RunResult): RunResult {
  const refused = result.checks.some((check) => check.status === "fail");
  return result.verdict === "skipped" && refused ? recorder.close(judge(result.checks, { undecided: "keep" })) : result;
}

/** Findings that the change of the schema makes are told where it stands, and so is the verdict. */
function blaming(recorder: RunRecorder, changes: CheckResult[], result: RunResult): RunResult {
  recorder.facts.checks = attributedToSchema(recorder.facts.checks, changes);
  return result.verdict === "rejected" ? recorder.close(judge(recorder.facts.checks, { undecided: "keep" })) : result;
}

function withoutData({ change, failOnBreaking }: ChangeRequest, loaded: ChangedConfig, found: CheckResult[], services: Services): Prepared {
  const { head, followed, reason } = loaded;
  const config: Config = followed ?? { ...head, publish: false, report: { ...head.report, showValues: false } };
  const { registry, closed } = registryFor(followed, services);
  const judged = async (recorder: RunRecorder): Promise<RunResult> => {
    const missing = [whyNoData(change, reason, followed)];
    recorder.addChecks(found);
    const champion = registry === null ? null : await championIn(registry, recorder, missing);
    if (closed !== null) missing.push(closed);
    recorder.addChecks(comparison(loaded, champion, failOnBreaking));
    recorder.addChecks(replayed(head, champion, missing));
    const { verdict, reason: why } = judge(recorder.facts.checks, head.gates.champion);
    if (verdict !== "promoted") return recorder.close({ verdict, reason: why });
    return recorder.close({ verdict: "checked", reason: `${why} Not run: ${missing.join("; ")}.` });
  };
  return { config, registry, judge: judged };
}

function whyNoData({ kind, author }: Change, reason: string | null, followed: Config | null): string {
  const left = "data, training and gates";
  if (followed !== null && followed.command !== null)
    return `training and gates (train.command is not run for a ${kind}, whose author may have changed it)`;
  if (author === "fork") return `${left} (a ${kind} from a fork gets no secrets)`;
  if (author === "dependabot") return `${left} (a ${kind} by Dependabot gets no secrets)`;
  return `${left} (${reason ?? "nothing says where the data is"})`;
}

/** The registry; null for a bucket, whose credentials changes from forks do not get. */
function registryFor(followed: Config | null, services: Services): { registry: Registry | null; closed: string | null } {
  const unread = "the replay on the champion's profile";
  if (followed === null) return { registry: null, closed: `${unread} (nothing but the author says where models live)` };
  if (!["directory", "branch"].includes(followed.registry.kind))
    return { registry: null, closed: `${unread} (the registry needs credentials)` };
  if (followed.registry.kind === "branch" && services.repository === null)
    return { registry: null, closed: `${unread} (there is no token to read the registry with)` };
  return { registry: readOnly(openRegistry(followed.registry, services)), closed: null };
}

async function championIn(registry: Registry, recorder: RunRecorder, missing: string[]): Promise<Champion | null> {
  try {
    const { champion } = recorder.recordChampion(await recorder.stage("registry", () => registry.read()));
    if (champion === null) missing.push("the replay on the champion's profile (there is no champion yet)");
    return champion;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    missing.push(`the replay on the champion's profile (the registry could not be read: ${sentence(error).replace(/\.$/, "")})`);
    return null;
  }
}

function replayed({ schema, schemaFile, target }: Config, champion: Champion | null, missing: string[]): CheckResult[] {
  if (champion === null) return [];
  if (schema === null) {
    missing.push("the replay on the champion's profile (no schema file is named, so the champion's own schema counts)");
    return [];
  }
  const { profile, schema: recorded } = champion.manifest;
  return replay({ schema, target, profile, recorded: schemaFromJson(recorded), whereOf: schemaFile?.whereOf ?? (() => null) });
}

/** Compares the head's schema with the base's, or else with the champion's. */
function comparison({ head, base }: ChangedConfig, champion: Champion | null, failOnBreaking: boolean): CheckResult[] {
  const { schema: after, schemaFile: file, target } = head;
  if (after === null || file === null) return droppedSchema(head, base);
  const common = { after, target, whereOf: file.whereOf, failOnBreaking } satisfies Partial<SchemaComparison>;
  if (base?.schema && base.schemaFile) {
    const texts = { before: base.schemaFile.text, after: file.text };
    return schemaChecks({ ...common, before: base.schema, beforeIs: "the base commit's schema", texts });
  }
  if (champion === null) return [];
  return schemaChecks({ ...common, before: schemaFromJson(champion.manifest.schema), beforeIs: "the champion's schema", texts: null });
}

/** A warning if the schema file is removed: the champion's schema then stays in use. */
function droppedSchema(head: Config, base: Config | null): CheckResult[] {
  if (!base?.schema) return [];
  const message = "The schema file is no longer named: the schema that the champion recorded counts from now on.";
  const where = head.file === null ? null : { file: head.file, line: 1, column: 1 };
  return [check("schema-changed", "schema", "warn", message, { where })];
}

function sound({ file, schema }: Config): CheckResult {
  const files = [file ?? "the workflow's inputs", schema?.file ?? null].filter((name) => name !== null);
  return check("configuration", file ?? "inputs", "pass", `No mistake in ${files.join(" and ")}.`);
}

function overruledChecks({ overruled }: ChangedConfig): CheckResult[] {
  const suggestion = "If the change is meant, merge it: the run on the default branch follows it.";
  return overruled.map(({ message, where, got, expected }) =>
    check("base-only-key", got ?? "configuration", "warn", message, { where, expected, suggestion }),
  );
}
