// `accept --file`: runs the checks on a file's new rows and records those that fail as accepted. Promotes nothing.
import { judge } from "../evaluate/judge.ts";
import { acceptedName, isAcceptable } from "../findings/remedies.ts";
import type { SignedAcceptance } from "../types/acceptance.ts";
import type { Config } from "../types/config.ts";
import { ConfigError } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, RegistryState } from "../types/registry.ts";
import type { RunEnvironment, RunResult } from "../types/run.ts";
import type { SourceFile } from "../types/table.ts";
import { type AcceptedWord, rowsOf, withWord } from "../validate/accepted/word.ts";
import { validate } from "../validate/validate.ts";
import { judgedCandidate } from "./candidate.ts";
import { type Examined, examine } from "./examine.ts";
import { planned } from "./planned.ts";
import type { RunRecorder } from "./recorder.ts";

export interface AcceptRequest {
  /** File name as in findings, relative to the pattern's fixed part. */
  file: string;
  reason: string;
}

/** Records an acceptance. Throws ConfigError if the file was not found or has nothing to accept. */
export async function acceptRows(
  config: Config,
  registry: Registry,
  recorder: RunRecorder,
  { origin, ...environment }: RunEnvironment,
  request: AcceptRequest,
): Promise<RunResult> {
  const judged = () => recorder.close(judge(recorder.facts.checks, config.gates.champion));
  const examined = await examine(config, registry, recorder, environment);
  if (examined === null) return judged();
  const { state, cut } = examined;
  const time = new Date(recorder.now()).toISOString();
  const signed = (checks: CheckResult[]) =>
    acceptancesOf(request, cut.files, checks).map((one) => ({ ...one, actor: origin.actor, time, champion: state.pointer?.id ?? null }));
  const all = checksOf(examined);
  const failed = signed(all);
  const again = { ...examined, ...withAccepted(examined, failed) };
  const gates = await gatesOf(config, recorder, again, environment);
  const accepted = [...failed, ...signed(gates)];
  if (accepted.length === 0 && !isAcceptedAlready(request.file, cut.files, examined.subject.word))
    throw nothingToAccept(request.file, cut.files, [...all, ...gates]);
  if (accepted.length > 0) await recorder.stage("record", () => registry.record(recordOf(accepted, state, time)));
  const { word } = examined.subject;
  const left = withWord([...checksOf(again), ...gates], { ...word, given: [...word.given, ...accepted] });
  if (recorder.addChecks(left)) return judged();
  // One command accepts every failed check of a file; reports print it at each of them.
  const reason = accepted.length > 0 ? said(accepted, request.file) : `What failed in ${request.file} is accepted already.`;
  return recorder.close({ verdict: "checked", reason });
}

const checksOf = ({ validation: { checks, screens } }: Pick<Examined, "validation">) => [...checks, ...screens];

/** The same rows, checked again with these acceptances added. */
function withAccepted({ subject, validation }: Examined, accepted: SignedAcceptance[]): Pick<Examined, "subject" | "validation"> {
  if (accepted.length === 0) return { subject, validation };
  const { word } = subject;
  const known = { ...subject, word: { ...word, given: [...word.given, ...accepted] } };
  return { subject: known, validation: validate(known) };
}

/** Gates of a candidate of these rows that can be accepted, too. Empty without new rows, after failed checks, or without a candidate. */
async function gatesOf(
  config: Config,
  recorder: RunRecorder,
  examined: Examined,
  environment: Omit<RunEnvironment, "origin">,
): Promise<CheckResult[]> {
  const { checks, dataset } = examined.validation;
  const isFresh = examined.cut.files.some(({ accepted, golden }) => !accepted && !golden);
  if (dataset === null || !isFresh || checks.some(({ status }) => status === "fail" || status === "inconclusive")) return [];
  const candidate = await judgedCandidate(config, recorder, examined, dataset, await planned(config, examined, dataset), environment);
  return candidate === null ? [] : candidate.scored.checks.filter(({ code }) => isAcceptable(code));
}

function isAcceptedAlready(file: string, files: SourceFile[], { given, grown }: AcceptedWord): boolean {
  const called = (rowSet: string) => [rowSet, grown.get(rowSet)];
  return files.some(({ name, rowSet }) => name === file && rowSet !== undefined && given.some(({ rows }) => called(rowSet).includes(rows)));
}

/** One acceptance for each row set of the file with failed checks. */
function acceptancesOf({ file, reason }: AcceptRequest, files: SourceFile[], checks: CheckResult[]) {
  const names = new Map<string, string[]>();
  for (const check of checks) {
    if (check.status !== "fail" || !isAcceptable(check.code)) continue;
    for (const rows of rowsOf(check)) names.set(rows, [...(names.get(rows) ?? []), acceptedName(check.code, check.subject)]);
  }
  const own = [...new Set(files.flatMap(({ name, rowSet }) => (name === file && rowSet !== undefined ? [rowSet] : [])))];
  return own.flatMap((rows) => {
    const failed = names.get(rows);
    return failed === undefined ? [] : [{ rows, checks: [...new Set(failed)], reason, file }];
  });
}

function recordOf(accepted: SignedAcceptance[], { pointer }: RegistryState, time: string) {
  const reason = said(accepted, accepted[0]!.file);
  return {
    time,
    verdict: null,
    reason,
    modelId: null,
    championId: pointer?.id ?? null,
    f1: null,
    profile: null,
    kind: "acceptance" as const,
    accepted,
  };
}

function said(accepted: SignedAcceptance[], file: string): string {
  const names = [...new Set(accepted.flatMap(({ checks }) => checks))];
  return `Accepted of ${file}: ${names.join(", ")} (${accepted[0]!.reason}). The next run that publishes trains on these rows.`;
}

const NAMES_SHOWN = 5;

function nothingToAccept(file: string, files: SourceFile[], checks: CheckResult[]): ConfigError {
  const fresh = [...new Set(files.filter(({ accepted, golden }) => !accepted && !golden).map(({ name }) => name))];
  const failing = checks.filter(({ status }) => status === "fail");
  const others = [...new Set(failing.flatMap(({ where }) => where?.file ?? []))].filter((name) => name !== file && fresh.includes(name));
  const own = failing.filter(({ where }) => where?.file === file).map(({ code }) => code);
  const listed = (names: string[]) => names.slice(0, NAMES_SHOWN).join(", ");
  if (!fresh.includes(file))
    return new ConfigError(
      `No new rows are in a file ${JSON.stringify(file.slice(0, 200))}: new rows are in ${fresh.length === 0 ? "none" : listed(fresh)}. --file takes the name as the finding tells it.`,
    );
  if (own.length > 0)
    return new ConfigError(
      `What fails in ${file} cannot be accepted (${listed([...new Set(own)])}): do what the finding says, or leave the rows out.`,
    );
  return new ConfigError(
    `No data check fails in ${file}${others.length === 0 ? "" : `, but in ${listed(others)}`}: there is nothing to accept.`,
  );
}
