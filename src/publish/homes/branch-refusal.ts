// Why GitHub refused to move a ref: a race, or a rule of the repository.
import type { GitHubError } from "../../clients/github/github.ts";
import { oneLine } from "../../clients/github/github-errors.ts";
import { ServiceError } from "../../types/errors.ts";

const RACE = /not a fast.?forward|already exists|does not exist|reference (update failed|cannot be updated)|is at .* but expected/i;
const RULE =
  /rule violation|protected|must be|must have|cannot (force-push|update this|create ref|delete this)|not authorized|required|restricted|archived/i;

/** Whether the refusal may come from another writer; only reading the ref tells for sure. */
export function mayBeRace({ status, answer: said }: GitHubError): boolean {
  return (status === 409 || status === 422) && RACE.test(said) && !RULE.test(said);
}

/** Whether the write may have been done in spite of the error: there was no readable answer to one of the attempts. */
export function mayBeWritten({ status, attempts }: GitHubError): boolean {
  return attempts > 1 || status === null || status === 200 || status === 408 || status >= 500;
}

/** The refusal as an error that names the rule; other errors unchanged. */
export function ruleRefusal(error: GitHubError, label: string): ServiceError {
  const { status, answer: said } = error;
  if (status !== 403 && status !== 409 && status !== 422) return error;
  const rule = oneLine(said.replace(/^Repository rule violations found\s*/i, "")) || "no reason was given";
  const quote = `GitHub refused to change ${label}: "${rule}" (${status})`;
  if (/archived/i.test(said)) return new ServiceError(`${quote}: unarchive the repository, or name another registry.`, { cause: error });
  const where = /rule violation/i.test(said) ? "Settings → Rules → Rulesets" : "Settings → Branches or Settings → Rules → Rulesets";
  return new ServiceError(
    `${quote}: a rule or protection covers this branch. Under ${where} take the branch out of the rule's targets, or let GitHub Actions bypass it; then run again.`,
    { cause: error },
  );
}
