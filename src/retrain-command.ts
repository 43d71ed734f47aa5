// The pipeline of a team's own script: it is run, and what it reports is held against a floor and the champion's number.
import { schemaFromJson, schemaToJson, writtenAs } from "./config/schema.ts";
import { accepted } from "./evaluate/accepted.ts";
import { type ReportedChampion, reportedGates } from "./evaluate/gates/reported.ts";
import { judge } from "./evaluate/judge.ts";
import { freshness, listFiles } from "./fetch/list.ts";
import { readFiles } from "./fetch/read.ts";
import { commandPromotion } from "./publish/command-promotion.ts";
import { commandInputsDigest } from "./publish/manifest.ts";
import { learnedFrom } from "./publish/promotion.ts";
import { scriptStanding } from "./publish/standing.ts";
import type { Ledger } from "./report/ledger.ts";
import { commandRecipe, trainByCommand } from "./train/command/command-engine.ts";
import type { CommandConfig, CommandRecipe, Evidence, ReportedNumber } from "./types/command.ts";
import type { Config } from "./types/config.ts";
import type { CheckResult } from "./types/judgement.ts";
import type { Registry, RegistryState } from "./types/registry.ts";
import type { RunResult, World } from "./types/run.ts";
import type { SourceFile } from "./types/table.ts";
import { type ScriptData, scriptData } from "./validate/script-data.ts";

/** Throws LostRace when another run promoted meanwhile: the caller judges again, against the new champion. */
export async function retrainByCommand(
  config: Config,
  command: CommandConfig,
  registry: Registry,
  ledger: Ledger,
  world: World,
): Promise<RunResult> {
  const { gates, limits, data } = config;
  const judged = () => ledger.close(judge(ledger.facts.checks, gates.champion));
  const listing = data.files.length === 0 ? null : await listed(config, ledger, world);
  const state = ledger.meets(await ledger.stage("registry", () => registry.read(data.excludeRows.map(({ rows }) => rows))));
  if (ledger.stops(evidenceChecks(config.requireEvidence, state)) || listing?.stops) return judged();
  const recipe = await commandRecipe(command);
  const found = listing === null ? null : await validated(config, listing.files, recipe, state, ledger, world);
  if (found !== null && "stops" in found) return judged();
  const held = heldReason(found?.inputs ?? commandInputsDigest({ rows: null, recipe }), state, gates.accept === true);
  const waits = held ?? (found === null ? null : scriptStanding(found, state, config.retrain));
  if (waits !== null) return ledger.close({ verdict: "skipped", reason: waits });

  const task = { config: command, limits, leftMs: () => ledger.leftMs(), progress: world.progress };
  const { result, checks } = await ledger.stage("train", () => trainByCommand(task, state.reported?.archive ?? null));
  if (ledger.stops(checks) || result === null) return judged();
  const champion = championOf(state, command, result.champion);
  const judgements = reportedGates({ candidate: result.number, gate: command.gate, champion });
  const comparisons = gates.accept ? accepted(judgements) : judgements;
  const parts = { config: command, recipe, ...dataOf(found, state), origin: world.origin, now: ledger.now() };
  const promotion = commandPromotion({ ...parts, ...result, checks: comparisons });
  ledger.reports(promotion.id, { candidate: result.number, champion: champion?.kind === "number" ? champion.number : null });
  ledger.stops(comparisons);

  const outcome = judge(ledger.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return ledger.close(outcome);
  const pointer = await ledger.stage("publish", () => registry.publish(promotion, state.pointer));
  return ledger.promotes(pointer.id, outcome.reason);
}

async function listed({ data, requiredFiles, whereOf }: Config, ledger: Ledger, { services }: World) {
  const files = await ledger.stage("list", () => listFiles(data, ledger.now(), services, requiredFiles));
  const checks = [...files.checks, ...(await freshness(files, data, services))];
  return { files, stops: ledger.stops(checks, whereOf("data.files")) };
}

interface Found extends ScriptData {
  /** By which the same data and recipe are known again. */
  inputs: string;
  files: SourceFile[];
}

/** What an earlier step wrote, or the repository holds, is judged before the script sees it. */
async function validated(
  config: Config,
  listing: Awaited<ReturnType<typeof listFiles>>,
  recipe: CommandRecipe,
  state: RegistryState,
  ledger: Ledger,
  { progress, services }: World,
): Promise<Found | { stops: true }> {
  const recorded = state.reported?.manifest.schema == null ? null : schemaFromJson(state.reported.manifest.schema);
  const given = writtenAs(config.schema ?? recorded);
  const read = await ledger.stage("read", () => readFiles(listing, config.data, state.accepted, config.limits, progress, given));
  if (ledger.stops(ledger.reads(read).checks)) return { stops: true };
  const known = { recorded, rowsKey: services.rowsKey ?? null, state, now: ledger.now() };
  const made = await ledger.stage("validate", () => scriptData(config, read.files, known));
  ledger.names(made.cut);
  const stops = ledger.stops(made.checks);
  if (stops || made.profile === null) return { stops: true };
  ledger.brings(made.cut.set, made.profile);
  return { ...made, inputs: commandInputsDigest({ rows: { digest: made.cut.set }, recipe }), files: read.files };
}

/** null: the script fetches its own rows, and nothing of them is known here. */
function dataOf(found: Found | null, state: RegistryState) {
  if (found === null) return { data: { rows: null, target: null, schema: null }, learned: null };
  const data = { rows: { digest: found.cut.set, count: found.rows }, target: null, schema: schemaToJson(found.schema) };
  return { data, learned: learnedFrom({ ...found, state }, () => found.inputs) };
}

/** A script's word is the weakest evidence there is: it neither meets a demand for more nor follows a champion that has more. */
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

/** What a rollback took back is not made again by the same recipe, unless a person says so. */
function heldReason(inputs: string, { held }: RegistryState, isAccepted: boolean): string | null {
  const rolledBack = isAccepted ? undefined : held.find((one) => one.inputs === inputs);
  if (rolledBack === undefined) return null;
  return `This recipe made model ${rolledBack.id}, which was rolled back: it is held until the data, the command or one of train.files changes, or a person accepts it (\`accept --reason …\`).`;
}

function championOf({ reported }: RegistryState, { outputs, gate }: CommandConfig, fresh: ReportedNumber | null): ReportedChampion | null {
  if (reported === null) return null;
  if (fresh !== null) return { kind: "number", number: fresh, fresh: true };
  const { number } = reported.manifest;
  if (number.name !== outputs.metric)
    return { kind: "none", why: `its script reported ${number.name}, and train.outputs.metric is ${outputs.metric}` };
  if (number.direction !== gate.direction)
    return { kind: "none", why: `its number was held ${number.direction}, and gates.metric is ${gate.direction}` };
  return { kind: "number", number, fresh: false };
}
