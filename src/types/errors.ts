// Errors and their exit codes. A rejection is a verdict, never an error.
import type { Problem, Where } from "./problem.ts";
import type { ErrorKind, Publication } from "./run.ts";

/** A problem without a place in a file, unless `at` gives one. */
export function problem(message: string, at: { where?: Where | null; got?: string; expected?: string } = {}): Problem {
  return { message, where: at.where ?? null, got: at.got ?? null, expected: at.expected ?? null };
}

abstract class ExplainedError extends Error {
  abstract readonly kind: ErrorKind;
  abstract readonly exitCode: number;
  readonly problems: Problem[];

  constructor(problems: Problem[] | Problem | string, options?: ErrorOptions) {
    const list = typeof problems === "string" ? [problem(problems)] : Array.isArray(problems) ? problems : [problems];
    super(list.map((p) => p.message).join("\n"), options);
    this.problems = list;
    this.name = new.target.name;
  }
}

/** The user's configuration, schema or command line is wrong. All mistakes at once. */
export class ConfigError extends ExplainedError {
  readonly kind = "config";
  readonly exitCode = 2;
}

/** An outside service, the file system included, refused or failed. */
export class ServiceError extends ExplainedError {
  readonly kind = "service";
  readonly exitCode = 3;
}

/** A store refuses one object; others may be readable. */
export class RefusedObject extends ServiceError {}

/** The current champion is unknown: a write was not confirmed, or the registry changed during the run. */
export class UnknownChampion extends ServiceError {
  readonly publication: Publication;

  constructor(message: string, publication: Publication, options?: ErrorOptions) {
    super(message, options);
    this.publication = publication;
  }
}

/** A bound of `limits` was reached: time, memory, bytes, rows, model size. */
export class LimitError extends ExplainedError {
  readonly kind = "limit";
  readonly exitCode = 4;
}

/** Data that a command without a verdict (train, predict, init) cannot use, or bytes that do not match their digest. */
export class DataError extends ExplainedError {
  readonly kind = "data";
  readonly exitCode = 1;
}

/** The registry does not verify: the run is inconclusive, nothing is written. */
export class DamagedError extends ExplainedError {
  readonly kind = "data";
  readonly exitCode = 1;
}

/** The registry is empty although run records name a champion; only a reset continues. */
export class VanishedError extends DamagedError {}

/** Another run moved champion.json first; the run must be repeated against the new champion. */
export class LostRace extends Error {
  constructor(message = "champion.json was moved by another run") {
    super(message);
    this.name = "LostRace";
  }
}

export interface Explanation {
  kind: ErrorKind;
  exitCode: number;
  problems: Problem[];
}

/** Turns a thrown value into problems and an exit code; unexpected errors are reported as bugs. */
export function explain(error: unknown): Explanation {
  if (error instanceof ExplainedError) return { kind: error.kind, exitCode: error.exitCode, problems: error.problems };
  if (isSystemError(error)) {
    return { kind: "service", exitCode: 3, problems: [problem(systemSentence(error))] };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { kind: "bug", exitCode: 70, problems: [problem(`This is a bug in gated-retrain, please report it: ${text}`)] };
}

interface SystemError extends Error {
  code: string;
  path?: string;
  syscall: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}

const SYSTEM_REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
  EDQUOT: "the quota of the disk is used up",
  EEXIST: "something else has this name",
  EIO: "the disk failed",
  ELOOP: "a symbolic link leads back to itself",
  ENOENT: "no such file or directory",
  EMFILE: "too many open files",
  EISDIR: "it is a directory",
  ENOTDIR: "a part of the path is not a directory",
};

function systemSentence(error: SystemError): string {
  const reason = SYSTEM_REASONS[error.code] ?? error.code;
  return `The file system refused ${error.syscall}${error.path ? ` of ${error.path}` : ""}: ${reason}.`;
}

/** All messages of an error, in one line. */
export function sentence(error: unknown): string {
  return explain(error)
    .problems.map(({ message }) => message)
    .join(" ");
}
