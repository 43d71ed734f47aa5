// Errors of GitHub, each as one sentence with the setting to change.
import { ServiceError } from "../../types/errors.ts";
import { type FailedAnswer, type GitHubRequest, isRateLimit, type Permission } from "./github-request.ts";

/** A refusal by GitHub, with its status and message. */
export class GitHubError extends ServiceError {
  readonly status: number | null;
  readonly answer: string;
  /** Number of attempts: if the last was refused, an earlier one may have succeeded. */
  readonly attempts: number;

  constructor(sentence: string, { status, message }: FailedAnswer, attempts = 1) {
    super(sentence);
    this.attempts = attempts;
    this.status = status;
    this.answer = message;
  }

  /** The token is valid but lacks a permission. */
  get isPermission(): boolean {
    return isPermission(this.status, this.answer);
  }
}

/** GitHub's refusal as an error that names the call, the permission it needs and the answer, without secrets. */
export function refusalOf(
  answer: FailedAnswer,
  { route, needs }: GitHubRequest,
  { repository, host }: { repository: string; host: string },
  attempts: number,
): GitHubError {
  const { status } = answer;
  const request = `${route.replace("{owner}/{repo}", repository).replace(/\{[^}]*\}/g, "…")}`;
  const quote = answer.message === "" ? "" : `: "${oneLine(answer.message)}"`;
  const tries = attempts > 1 ? ` after ${attempts} tries` : "";
  return new GitHubError(sentence(), answer, attempts);

  function sentence(): string {
    if (answer.malformed)
      return `GitHub (${host}) answered ${request}${tries} with ${oneLine(answer.message)}: a proxy or an outage may be behind it; run again later.`;
    if (status === null) return `GitHub could not be reached for ${request}${tries} (${oneLine(answer.message)}): run again later.`;
    if (status === 401)
      return `GitHub does not accept the token (401${quote}): it is wrong, expired or revoked; set the input github-token, at a terminal GITHUB_TOKEN.`;
    if (isRateLimit(answer))
      return `GitHub's rate limit is reached for ${repository}${tries} (${status}${quote}): run again ${resetTime(answer)}.`;
    if (isPermission(status, answer.message)) return `${permissionSentence(needs, repository)} (${status}${quote}).`;
    if (status === 404)
      return `GitHub finds no ${request} (404): the repository or the object does not exist, or the token may not see or change it (it needs ${needs}).`;
    if (status >= 500) return `GitHub failed with ${status} at ${request}${tries}: run again later.`;
    return `GitHub refused ${request} with ${status}${quote}.`;
  }
}

/** The line to add, ready to paste. */
export function permissionSentence(needs: Permission, repository: string): string {
  return `The token may not do this in ${repository}: give the job \`permissions: {${needs}}\``;
}

function isPermission(status: number | null, message: string): boolean {
  return (
    status === 403 &&
    /not accessible by|must have (admin|push|write)|write access|permission to|resource protected by organization SAML/i.test(message)
  );
}

function resetTime({ headers }: FailedAnswer): string {
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000;
  const after = Number(headers["retry-after"] ?? Number.NaN);
  if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) return `after ${new Date(reset).toISOString()}`;
  return Number.isFinite(after) ? `in ${after} seconds` : "later";
}

/** Untrusted server text as one bounded line. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length > 400 ? `${line.slice(0, 399)}…` : line;
}
