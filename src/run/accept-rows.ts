// A person's word on the new rows of a file: the data checks run again, and what fails is recorded as accepted. Nothing is trained or promoted.
import { judge } from "../evaluate/judge.ts";
import { acceptedName, isAcceptable } from "../findings/remedies.ts";
import type { SignedAcceptance } from "../types/acceptance.ts";
import type { Config } from "../types/config.ts";
import { ConfigError } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, RegistryState } from "../types/registry.ts";
import type { RunResult, World } from "../types/run.ts";
import type { SourceFile } from "../types/table.ts";
import { rowsOf } from "../validate/accepted/word.ts";
import { validate } from "../validate/validate.ts";
import { examine } from "./examine.ts";
import type { RunRecorder } from "./recorder.ts";

export interface AcceptRequest {
  /** A name as findings tell it, relative to the pattern's fixed part. */
  file: string;
  reason: string;
}

/** Throws ConfigError where the file is not among those that were found, and where nothing in it can be accepted. */
export async function acceptRows(
  config: Config,
  registry: Registry,
  recorder: RunRecorder,
  { origin, ...world }: World,
  request: AcceptRequest,
): Promise<RunResult> {
  const judged = () => recorder.close(judge(recorder.facts.checks, config.gates.champion));
  const examined = await examine(config, registry, recorder, world);
  if (examined === null) return judged();
  const { state, cut, subject } = examined;
  const { word } = subject;
  const all = [...examined.validation.checks, ...examined.validation.screens];
  const time = new Date(recorder.now()).toISOString();
  const accepted = acceptancesOf(request, cut.files, all).map((one) => ({
    ...one,
    actor: origin.actor,
    time,
    champion: state.pointer?.id ?? null,
  }));
  if (accepted.length === 0) {
    // One command accepts all that fails in a file, and a report may print it beside each of several findings.
    if (!isAcceptedAlready(request.file, cut.files, word.given)) throw nothingToAccept(request.file, cut.files, all);
    return recorder.stops(all)
      ? judged()
      : recorder.close({ verdict: "checked", reason: `What failed in ${request.file} is accepted already.` });
  }
  await recorder.stage("record", () => registry.record(recordOf(accepted, state, time)));
  const again = validate({ ...subject, word: { ...word, given: [...word.given, ...accepted] } });
  const left = [...again.checks, ...again.screens];
  if (recorder.stops(left)) return judged();
  return recorder.close({ verdict: "checked", reason: said(accepted, request.file) });
}

function isAcceptedAlready(file: string, files: SourceFile[], given: Pick<SignedAcceptance, "rows">[]): boolean {
  return files.some(({ name, rowSet }) => name === file && given.some(({ rows }) => rows === rowSet));
}

/** One for each set of new rows of the file that fails checks. */
function acceptancesOf({ file, reason }: AcceptRequest, files: SourceFile[], checks: CheckResult[]) {
  const names = new Map<string, string[]>();
  for (const check of checks) {
    const rows = rowsOf(check);
    if (check.status !== "fail" || rows === null || !isAcceptable(check.code)) continue;
    names.set(rows, [...(names.get(rows) ?? []), acceptedName(check.code, check.subject)]);
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
