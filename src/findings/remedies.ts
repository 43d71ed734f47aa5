// Ways out of a finding, as data.
import { ACCEPTABLE_CODES } from "../types/check-codes.ts";
import type { CheckResult, Remedy } from "../types/judgement.ts";
import type { JsonValue } from "../types/problem.ts";
import { printable } from "./wording.ts";

/** Where a run's settings stand unless it was told otherwise. */
export const CONFIGURATION = "retrain.yml";

/** Rows that stay out: the named file with these bytes (`digest`; null: whatever it holds), or a set of rows in whatever file. */
export type Rows = { file: string; digest: string | null } | { rows: string };

/** The remedy that leaves rows, or a file, out. */
export function exclude(rows: Rows, reason: string): Remedy {
  const named = "rows" in rows ? rows : { file: rows.file, ...(rows.digest === null ? {} : { digest: rows.digest }) };
  return { kind: "exclude", file: CONFIGURATION, key: "data.exclude", value: { ...named, reason } };
}

/** Whether a person may say that a finding of this code is right: no type, no structure of a file, no gate. */
export const isAcceptable = (code: string): boolean => ACCEPTABLE_CODES.includes(code);

/** `CODE:SUBJECT`, or the code alone where a finding is about rows as a whole. */
export function acceptedName(code: string, subject: string): string {
  return subject === "rows" || subject === "" || code === "f1-batch" ? code : `${code}:${subject}`;
}

/** Rows as a delivery brought them: what is known of them here, and other deliveries of which a finding is true, too. */
export interface Brought {
  name: string;
  digest?: string;
  rowSet?: string;
  accepted: boolean;
  golden?: true;
  /** Only some of the file's rows. */
  isCut?: true;
  alike?: Brought[];
  /** The other batches of the same file. */
  parts?: Brought[];
}

/** What a finding about rows of a file says, and the ways out of it. */
type WaysOut = Required<Pick<CheckResult, "suggestion" | "remedies">>;

interface Ways {
  /** What ends the finding for good. */
  own?: Remedy[] | undefined;
  /** What a person may say is right; absent: nothing. */
  check?: Pick<CheckResult, "code" | "subject">;
}

/** Rows of more files are not left out by one entry: the change is to be let in or mended. */
const FILES_EXCLUDED = 5;

/**
 * The two ways out of a finding about new rows: leave them out, or say that they are right. Accepted rows are part of the champion and have
 * neither, nor has the golden file.
 */
export function waysOut(words: string, brought: Brought, reason: string, { own = [], check }: Ways = {}): WaysOut {
  const files = [brought, ...(brought.alike ?? [])];
  const all = files.flatMap((file) => [file, ...(file.parts ?? [])]);
  const isLeftOut = ({ accepted, golden, isCut, rowSet }: Brought) => !accepted && !golden && !(isCut && rowSet === undefined);
  const batches = all.filter(({ rowSet }, i) => rowSet === undefined || all.findIndex((other) => other.rowSet === rowSet) === i);
  if (!all.every(isLeftOut) || files.length > FILES_EXCLUDED) return { suggestion: words, remedies: own };
  const why = printable(reason);
  const left = batches.map(({ name, digest = null, rowSet }) =>
    exclude(rowSet === undefined ? { file: name, digest } : { rows: rowSet }, why),
  );
  const isSaid = check !== undefined && isAcceptable(check.code) && batches.every(({ rowSet }) => rowSet !== undefined);
  const said = isSaid ? batches.flatMap(({ rowSet, name }) => accept(rowSet!, name, check, why)) : [];
  return { suggestion: words, remedies: [...own, ...left, ...said] };
}

/** An entry of `checks.accept`, and the command that says the same of a file. */
function accept(rows: string, file: string, check: Pick<CheckResult, "code" | "subject">, reason: string): Remedy[] {
  const checks = [acceptedName(check.code, check.subject)];
  return [
    { kind: "accept", file: CONFIGURATION, key: "checks.accept", value: { rows, checks, reason } },
    { kind: "command", file: null, key: null, value: ["accept", "--file", file, "--reason", reason] },
  ];
}

/** `key` of a file becomes `value`; null: the key goes. */
export function setKey(file: string, key: string, value: JsonValue): Remedy {
  return { kind: "config", file, key, value };
}

/** The key of one field's property in a schema, such as `fields["age"].aliases`. */
export function fieldKey(name: string, property = ""): string {
  return `fields[${JSON.stringify(name)}]${property === "" ? "" : `.${property}`}`;
}

/** A new line of champions, which is compared with none before. */
export function reset(reason: string): Remedy {
  return { kind: "command", file: null, key: null, value: ["reset", "--reason", printable(reason)] };
}

/** Promotes the candidate against a comparison with earlier models: a person says why. */
export const promoteAnyway = (reason: string): Remedy => ({
  kind: "command",
  file: null,
  key: null,
  value: ["accept", "--reason", printable(reason)],
});

/** What is late once may be later the next time. */
const ROOM = 1.5;

/** Data so old is fresh enough. */
export function longerThan(seconds: number): Remedy {
  return setKey(CONFIGURATION, "data.freshness", `${Math.ceil((ROOM * seconds) / 3600)}h`);
}
