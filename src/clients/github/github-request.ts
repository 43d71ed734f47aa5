// One request to GitHub, and a failed answer.
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
  /** The permission that the token needs; named in the error without it. */
  needs: Permission;
  /** Schema of a successful answer; other answers count as a failure of the service. */
  form: z.ZodType<T>;
  /** Statuses that mean absent: `ask` returns null. */
  absent?: number[];
  /** Not idempotent (a comment): retried only if GitHub certainly did nothing. */
  once?: boolean;
}

/** A failed answer; status null: no answer arrived. */
export interface FailedAnswer {
  status: number | null;
  message: string;
  headers: Record<string, string>;
  /** The status is success, but the body does not match the schema. */
  malformed?: true;
}

/** Whether a failure is a rate limit; GitHub reports some of them with 403. */
export function isRateLimit({ status, message, headers }: FailedAnswer): boolean {
  if (status !== 403 && status !== 429) return false;
  return headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0" || /rate limit|abuse detection/i.test(message);
}
