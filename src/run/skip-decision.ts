import { canonicalBytes } from "../publish/records/canonical.ts";
import { commandInputsDigest, inputsDigest } from "../publish/records/manifest.ts";
import { rowInputs, withoutNotationKeys } from "../publish/records/row-store.ts";
import { BATCH_CODES } from "../types/check-codes.ts";
import type { CommandRecipe } from "../types/command.ts";
import type { RetrainPolicy, RowsAwaited } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Champion, RegistryState, SplitRecord } from "../types/registry.ts";
import type { Inputs, SkipDecision } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";

/** Data of this run. */
interface RunFindings extends Pick<Dataset, "files" | "target"> {
  /** `sha256:<hex>` over the rows as a set; null: not known. */
  set: string | null;
  /** The configuration excludes accepted rows: then an earlier model of the same inputs does not skip the run. */
  leavesOut?: boolean;
  checks: CheckResult[];
  /** Label checks. */
  screens: CheckResult[];
}

/** Codes of checks that compare new batches with accepted ones. `unlabelled` is not one of them: it is reported without new rows, too. */
const COMPARISONS: ReadonlySet<string> = new Set(BATCH_CODES.filter((code) => code !== "unlabelled"));
/** Whether a check does not compare with accepted batches. Only such checks are reported when there are no new rows. */
const isIndependentOfAccepted = ({ code }: CheckResult) => !COMPARISONS.has(code);
/** A check as reported by a skipped run; null: not reported. Files with accepted rows only, and failed replays, become warnings. */
const checkWhenSkipped = (check: CheckResult) =>
  isIndependentOfAccepted(check)
    ? check.code === "accepted-rows" && isBlocking(check)
      ? { ...check, status: "warn" as const }
      : check
    : check.code === "replay" && check.status !== "pass"
      ? { ...check, status: "warn" as const }
      : null;
/** Whether a failure of the check prevents skipping. */
const canPreventSkip = (check: CheckResult) => isIndependentOfAccepted(check) && check.code !== "accepted-rows";
const isBlocking = ({ status }: CheckResult) => status === "fail" || status === "inconclusive";

/** Whether to skip training for these inputs; null: train. `asked`: gate settings that are stricter than those the champion passed. */
export function skipDecision(
  inputs: Inputs,
  state: RegistryState,
  found: RunFindings,
  { when }: RetrainPolicy,
  asked: string[],
): SkipDecision | null {
  const { champion } = state;
  const reason = found.checks.filter(canPreventSkip).some(isBlocking) ? null : knownInputs(inputs, state, { ...found, when, asked });
  if (reason !== null) return { ...reason, reportCheck: checkWhenSkipped };
  // Stricter gates: judge now, the champion may not pass them.
  if (asked.length > 0) return null;
  if (typeof when === "string" || champion === null || !hasSameSettings(champion, inputs)) return null;
  // Failed checks are reported now, by a verdict, without waiting for more rows.
  if ([...found.checks, ...found.screens].some(isBlocking)) return null;
  const fresh = found.files.reduce((sum, { accepted, golden, start, end }) => sum + (accepted || golden ? 0 : end - start), 0);
  const waits = waitReason(fresh, champion.manifest.rows.count, when.minNewRows);
  return waits === null ? null : { kind: "min-new-rows", reason: waits, reportCheck: (check) => check };
}

export interface ScriptData {
  inputs: string;
  rows: number;
  /** Number of rows that are not accepted yet. */
  fresh: number;
}

/** As `skipDecision`, for a script that reports its own score; null: run the script. */
export function scriptSkipDecision(
  { inputs, fresh }: ScriptData,
  state: RegistryState,
  { when }: RetrainPolicy,
): Omit<SkipDecision, "reportCheck"> | null {
  const { reported, pointer, made } = state;
  if (when === "always" || reported === null) return null;
  const known = made.findLast((one) => one.inputs === inputs);
  if (known !== undefined)
    return {
      kind: "same-inputs",
      reason:
        known.id === pointer?.id
          ? `Same data and recipe as the champion ${known.id}: nothing to do.`
          : `These inputs made model ${known.id}, which was champion before ${pointer?.id}: nothing to do.`,
    };
  if (typeof when === "string" || reported.manifest.rows === null) return null;
  const waits = waitReason(fresh, reported.manifest.rows.count, when.minNewRows);
  return waits === null ? null : { kind: "min-new-rows", reason: waits };
}

/** Skips a script whose model of the same recipe and data was rolled back; null: not held. `rows`: null if the script fetches its own data. */
export function scriptHeldByRollback(
  inputs: { rows: { digest: string } | null; recipe: CommandRecipe },
  { held }: RegistryState,
): Omit<SkipDecision, "reportCheck"> | null {
  const digest = commandInputsDigest(inputs);
  const rolledBack = held.find((one) => one.inputs === digest);
  if (rolledBack === undefined) return null;
  const until =
    inputs.rows === null
      ? "it runs again when the command or one of train.files changes, or a person accepts it (`accept --reason …`). New data does not count: without `data` in retrain.yml it is not known here"
      : "it runs again when the data, the command or one of train.files changes, or a person accepts it (`accept --reason …`)";
  return { kind: "held", reason: `This recipe made model ${rolledBack.id}, which was rolled back: ${until}.` };
}

/** Whether the champion was trained on these rows, schema, recipe and split. */
function isChampions(inputs: Inputs, { champion }: Pick<RegistryState, "champion">): boolean {
  if (champion === null) return false;
  const { rows, schema, recipe, split } = champion.manifest;
  return inputsDigest({ rows: rows.digest, schema, recipe, split }) === inputsDigest(inputs);
}

interface Known {
  /** Digest of the row set; null: some rows have no hash. */
  set: string | null;
  target: string;
  leavesOut?: boolean;
  when: RetrainPolicy["when"];
  asked: string[];
}

function knownInputs(
  inputs: Inputs,
  state: RegistryState,
  { set, target, leavesOut = false, when, asked }: Known,
): Omit<SkipDecision, "reportCheck"> | null {
  const { champion, held, made } = state;
  const digest = inputsDigest(inputs);
  const ofRows = set === null ? null : rowInputs({ set, target }, inputs);
  const rolledBack = held.find((one) => one.inputs === digest || (one.rows !== null && one.rows === ofRows));
  if (rolledBack !== undefined)
    return {
      kind: "held",
      reason: `These inputs made model ${rolledBack.id}, which was rolled back: they are held until data, schema or recipe changes.`,
    };
  if (when === "always" || champion === null || asked.length > 0) return null;
  const known = made.findLast((one) => one.inputs === ofRows);
  if (known?.id === champion.pointer.id || isChampions(inputs, state))
    return {
      kind: "same-inputs",
      reason: `Same data, schema, recipe and split as the champion ${champion.pointer.id}: nothing to do.`,
    };
  if (known === undefined || leavesOut) return null;
  return {
    kind: "same-inputs",
    reason: `These inputs made model ${known.id}, which was champion before ${champion.pointer.id}: nothing to do.`,
  };
}

/** The reason to wait for more rows; null: enough. `known`: number of the champion's rows. */
function waitReason(fresh: number, known: number, minNewRows: RowsAwaited): string | null {
  const { awaited, share } = awaitedOf(minNewRows, known);
  if (fresh >= awaited) return null;
  return `Waiting for more rows: ${counted(fresh)} of ${counted(awaited)} new ones have come${share}. No data check failed.`;
}

const counted = (rows: number) => rows.toLocaleString("en");

function awaitedOf(minNewRows: RowsAwaited, known: number): { awaited: number; share: string } {
  if ("rows" in minNewRows) return { awaited: minNewRows.rows, share: "" };
  const percent = Number((100 * minNewRows.share).toPrecision(6));
  return { awaited: Math.ceil(minNewRows.share * known), share: ` (${percent} % of the champion's ${counted(known)})` };
}

/** Whether schema, recipe and split settings equal the champion's: only then the number of new rows decides. */
function hasSameSettings({ manifest }: Champion, inputs: Inputs): boolean {
  const settings = ({ by, share, columns, salt, hash, file }: SplitRecord) => ({ by, share, columns, salt, hash, file: file ?? null });
  const made = ({ schema, recipe, split }: Pick<Inputs, "schema" | "recipe" | "split">) =>
    Buffer.from(canonicalBytes({ schema: withoutNotationKeys(schema), recipe, split: settings(split) }));
  return made(manifest).equals(made(inputs));
}
