// The pipeline for a script that reports its own score: runs it, and compares the score with the threshold and the champion's score.
import { schemaFromJson, schemaToJson, writtenAs } from "../config/schema/schema.ts";
import { type ReportedChampion, reportedGates } from "../evaluate/gates/reported.ts";
import { judge } from "../evaluate/judge.ts";
import { overridden } from "../evaluate/override.ts";
import { freshness, listFiles } from "../fetch/list.ts";
import { readFiles } from "../fetch/read.ts";
import { commandPromotion } from "../publish/chain/command-promotion.ts";
import { learnedFrom } from "../publish/chain/promotion.ts";
import { commandInputsDigest } from "../publish/records/manifest.ts";
import { trainByCommand } from "../train/command/command-engine.ts";
import { reportedRecipe } from "../train/command/command-recipe.ts";
import type { CommandRecipe, Evidence, ReportedNumber, ReportedScript } from "../types/command.ts";
import type { Config } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, RegistryState } from "../types/registry.ts";
import type { RunEnvironment, RunResult } from "../types/run.ts";
import type { SourceFile } from "../types/table.ts";
import { type ScriptData, scriptData } from "../validate/script-data.ts";
import type { RunRecorder } from "./recorder.ts";
import { scriptHeldByRollback, scriptSkipDecision } from "./skip-decision.ts";

/** Runs the pipeline. Throws LostRace if another run promoted in the meantime: the caller repeats it against the new champion. */
export async function retrainByCommand(
  config: Config,
  command: ReportedScript,
  registry: Registry,
  recorder: RunRecorder,
  environment: RunEnvironment,
): Promise<RunResult> {
  const { gates, limits, data } = config;
  const judged = () => recorder.close(judge(recorder.facts.checks, gates.champion));
  const listing = data.files.length === 0 ? null : await listed(config, recorder, environment);
  const state = recorder.recordChampion(await recorder.stage("registry", () => registry.read(data.excludeRows.map(({ rows }) => rows))));
  if (recorder.addChecks(evidenceChecks(config.requireEvidence, state)) || listing?.stops) return judged();
  const recipe = await reportedRecipe(command);
  const found = listing === null ? null : await validated(config, listing.files, recipe, state, recorder, environment);
  if (found !== null && "stops" in found) return judged();
  const held =
    gates.accept === true ? null : scriptHeldByRollback({ rows: found === null ? null : { digest: found.cut.set }, recipe }, state);
  const waits = held ?? (found === null ? null : scriptSkipDecision(found, state, config.retrain));
  if (waits !== null) return recorder.closeSkipped(waits);

  const task = { config: command, limits, leftMs: () => recorder.remainingMs(), progress: environment.progress };
  const { result, checks } = await recorder.stage("train", () => trainByCommand(task, state.reported?.archive ?? null));
  if (recorder.addChecks(checks) || result === null) return judged();
  const champion = championOf(state, command, result.champion);
  const judgements = reportedGates({ candidate: result.number, gate: command.gate, champion });
  const comparisons = gates.accept ? overridden(judgements) : judgements;
  const parts = { config: command, recipe, ...dataOf(found, state), origin: environment.origin, now: recorder.now() };
  const promotion = commandPromotion({ ...parts, ...result, checks: comparisons });
  recorder.recordReported(promotion.id, { candidate: result.number, champion: champion?.kind === "number" ? champion.number : null });
  recorder.addChecks(comparisons);

  const outcome = judge(recorder.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return recorder.close(outcome);
  const pointer = await recorder.stage("publish", () => registry.publish(promotion, state.pointer));
  return recorder.closePromoted(pointer.id, outcome.reason);
}

async function listed({ data, requiredFiles, whereOf }: Config, recorder: RunRecorder, { services }: RunEnvironment) {
  const files = await recorder.stage("list", () => listFiles(data, recorder.now(), services, requiredFiles));
  const checks = [...files.checks, ...(await freshness(files, data, services))];
  return { files, stops: recorder.addChecks(checks, whereOf("data.files")) };
}

interface Found extends ScriptData {
  /** Digest of data and recipe, equal for equal inputs. */
  inputs: string;
  files: SourceFile[];
}

/** Validates the data that retrain.yml names before the script reads it. */
async function validated(
  config: Config,
  listing: Awaited<ReturnType<typeof listFiles>>,
  recipe: CommandRecipe,
  state: RegistryState,
  recorder: RunRecorder,
  { progress, services }: RunEnvironment,
): Promise<Found | { stops: true }> {
  const recorded = state.reported?.manifest.schema == null ? null : schemaFromJson(state.reported.manifest.schema);
  const given = writtenAs(config.schema ?? recorded);
  const read = await recorder.stage("read", () => readFiles(listing, config.data, state.accepted, config.limits, progress, given));
  if (recorder.addChecks(recorder.recordFiles(read).checks)) return { stops: true };
  const known = { recorded, rowsKey: services.rowsKey ?? null, state, now: recorder.now() };
  const made = await recorder.stage("validate", () => scriptData(config, read.files, known));
  recorder.recordRowSets(made.cut);
  const stops = recorder.addChecks(made.checks);
  if (stops || made.profile === null) return { stops: true };
  recorder.recordScriptData(made.cut.set, made.profile);
  return { ...made, inputs: commandInputsDigest({ rows: { digest: made.cut.set }, recipe }), files: read.files };
}

/** Rows of a promotion; null: the script fetches its own data. */
function dataOf(found: Found | null, state: RegistryState) {
  if (found === null) return { data: { rows: null, target: null, schema: null }, learned: null };
  const data = { rows: { digest: found.cut.set, count: found.rows }, target: null, schema: schemaToJson(found.schema) };
  return { data, learned: learnedFrom({ ...found, state }, () => found.inputs) };
}

/** Refuses a reported score, the weakest evidence, if stronger evidence is required or the champion has it. */
function evidenceChecks(required: Evidence, { champion }: RegistryState): CheckResult[] {
  const stop = (message: string, suggestion: string, expected: Evidence): CheckResult[] => [
    { code: "evidence", subject: "model", status: "inconclusive", observed: "reported", expected, message, suggestion, where: null },
  ];
  if (required !== "reported")
    return stop(
      `gates.require-evidence asks for ${required}, and what a script reports of itself is reported: nothing was trained.`,
      `Set gates.require-evidence: reported, or train with an engine of ours, whose models are judged.`,
      required,
    );
  if (champion === null) return [];
  return stop(
    "The champion was judged on held-out rows, and a script reports its own number: the two cannot be compared.",
    "`reset --reason …` begins a new line on the script's word; the champion stays until then.",
    "judged",
  );
}

function championOf({ reported }: RegistryState, { outputs, gate }: ReportedScript, fresh: ReportedNumber | null): ReportedChampion | null {
  if (reported === null) return null;
  if (fresh !== null) return { kind: "number", number: fresh, fresh: true };
  const { number } = reported.manifest;
  if (number.name !== outputs.metric)
    return { kind: "none", why: `its script reported ${number.name}, and train.outputs.metric is ${outputs.metric}` };
  if (number.direction !== gate.direction)
    return { kind: "none", why: `its number was held ${number.direction}, and gates.metric is ${gate.direction}` };
  return { kind: "number", number, fresh: false };
}
