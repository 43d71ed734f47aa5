// When a request is worth another try, and how long to wait for it.
import type { RetryPolicy } from "../../types/run.ts";
import { type FailedAnswer, isRateLimit } from "./github-request.ts";

/** Survives an outage of a minute, gives up after two. */
export const RETRY_POLICY: RetryPolicy = { requestMs: 120_000, totalMs: 120_000, firstWaitMs: 500, longestWaitMs: 12_000 };

/** An answer of another form than GitHub's, such as a proxy's page, is asked for so often at most. */
const MAX_MALFORMED_TRIES = 3;

/** Network errors, 429, 5xx, rate limits, answers of another form. With `once` only what GitHub turned away at the door. */
export function isRetryable(answer: FailedAnswer, once: boolean, attempt = 1): boolean {
  if (answer.malformed) return !once && attempt < MAX_MALFORMED_TRIES;
  if (answer.status === 429 || isRateLimit(answer)) return true;
  if (once) return answer.status === null && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(answer.message);
  return answer.status === null || answer.status === 408 || answer.status >= 500;
}

/** Milliseconds to wait before the next try; null: the retryPolicy is used up. Full jitter, unless GitHub names a time. */
export function retryDelay(attempt: number, answer: FailedAnswer, retryPolicy: RetryPolicy, elapsedMs: number): number | null {
  const asked = askedWait(answer);
  const ceiling = Math.min(retryPolicy.longestWaitMs, retryPolicy.firstWaitMs * 2 ** (attempt - 1));
  const wait = asked === null ? Math.random() * ceiling : asked + Math.random() * retryPolicy.firstWaitMs;
  return elapsedMs + wait > retryPolicy.totalMs ? null : wait;
}

/** `retry-after` in seconds, or the reset of the hourly limit. */
function askedWait({ headers, status }: FailedAnswer): number | null {
  if (status === null) return null;
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  if (seconds >= 0) return seconds * 1000;
  if (headers["x-ratelimit-remaining"] !== "0") return null;
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000 - Date.now();
  return Number.isFinite(reset) ? Math.max(0, reset) : null;
}
