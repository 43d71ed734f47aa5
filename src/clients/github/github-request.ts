// One request to GitHub, and an answer that is no success.
import type { z } from "zod";

/** As in a workflow's `permissions:`. */
export type Permission =
  | "contents: read"
  | "contents: write"
  | "pull-requests: read"
  | "pull-requests: write"
  | "deployments: read"
  | "actions: read";

/** One request; `owner` and `repo` are filled in. */
export interface GitHubRequest<T = unknown> {
  /** As in GitHub's reference: `GET /repos/{owner}/{repo}/git/ref/{ref}`. */
  route: string;
  parameters?: Record<string, unknown>;
  /** What the token must be allowed, for the sentence when it is not. */
  needs: Permission;
  /** What an answer of success must look like; anything else is a failure of the service. */
  form: z.ZodType<T>;
  /** Statuses that mean "there is none": answered with null. */
  absent?: number[];
  /** Doing it twice would be seen (a comment): repeated only when GitHub certainly did nothing. */
  once?: boolean;
}

/** An answer that is no success; status null: none arrived. */
export interface FailedAnswer {
  status: number | null;
  message: string;
  headers: Record<string, string>;
  /** The status said success, and the body is not of the form that is asked for. */
  malformed?: true;
}

/** GitHub says some limits with 403. */
export function isRateLimit({ status, message, headers }: FailedAnswer): boolean {
  if (status !== 403 && status !== 429) return false;
  return headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0" || /rate limit|abuse detection/i.test(message);
}
