// The pipeline of a team's own script: it is run, and what it reports is held against a floor and the champion's number.
import { accepted } from "./evaluate/accepted.ts";
import { type ReportedChampion, reportedGates } from "./evaluate/gates/reported.ts";
import { judge } from "./evaluate/judge.ts";
import { commandPromotion } from "./publish/command-manifest.ts";
import { commandInputsDigest } from "./publish/manifest.ts";
import type { Ledger } from "./report/ledger.ts";
import { commandRecipe, trainByCommand } from "./train/command/command-engine.ts";
import type { CommandConfig, CommandRecipe, Evidence, ReportedNumber } from "./types/command.ts";
import type { Config } from "./types/config.ts";
import type { CheckResult } from "./types/judgement.ts";
import type { Registry, RegistryState } from "./types/registry.ts";
import type { RunResult, World } from "./types/run.ts";

/** The script fetches its own rows: nothing of them is known here. */
const OWN_DATA = { rows: null, target: null, schema: null };

/** Throws LostRace when another run promoted meanwhile: the caller judges again, against the new champion. */
export async function retrainByCommand(
  config: Config,
  command: CommandConfig,
  registry: Registry,
  ledger: Ledger,
  world: World,
): Promise<RunResult> {
  const { gates, limits } = config;
  const judged = () => ledger.close(judge(ledger.facts.checks, gates.champion));
  const state = ledger.meets(await ledger.stage("registry", () => registry.read()));
  if (ledger.stops(evidenceChecks(config.requireEvidence, state))) return judged();
  const recipe = await commandRecipe(command);
  const held = heldReason(recipe, state, gates.accept === true);
  if (held !== null) return ledger.close({ verdict: "skipped", reason: held });

  const task = { config: command, limits, leftMs: () => ledger.leftMs(), progress: world.progress };
  const { result, checks } = await ledger.stage("train", () => trainByCommand(task, state.reported?.archive ?? null));
  if (ledger.stops(checks) || result === null) return judged();
  const champion = championOf(state, command, result.champion);
  const judgements = reportedGates({ candidate: result.number, gate: command.gate, champion });
  const comparisons = gates.accept ? accepted(judgements) : judgements;
  const parts = { config: command, recipe, data: OWN_DATA, sources: [], origin: world.origin, now: ledger.now() };
  const promotion = commandPromotion({ ...parts, ...result, checks: comparisons });
  ledger.reports(promotion.id, { candidate: result.number, champion: champion?.kind === "number" ? champion.number : null });
  ledger.stops(comparisons);

  const outcome = judge(ledger.facts.checks, gates.champion, config.publish);
  if (outcome.verdict !== "promoted") return ledger.close(outcome);
  const pointer = await ledger.stage("publish", () => registry.publish(promotion, state.pointer));
  return ledger.promotes(pointer.id, outcome.reason);
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
function heldReason(recipe: CommandRecipe, { held }: RegistryState, isAccepted: boolean): string | null {
  const inputs = commandInputsDigest({ rows: null, recipe });
  const rolledBack = isAccepted ? undefined : held.find((one) => one.inputs === inputs);
  if (rolledBack === undefined) return null;
  return `This recipe made model ${rolledBack.id}, which was rolled back: it is held until the command or one of train.files changes, or a person accepts it (\`accept --reason …\`).`;
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
