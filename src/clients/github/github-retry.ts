// Which failures are retried, and after which delay.
import type { RetryPolicy } from "../../types/run.ts";
import { type FailedAnswer, isRateLimit } from "./github-request.ts";

/** Default policy: retries for two minutes. */
export const RETRY_POLICY: RetryPolicy = { requestMs: 120_000, totalMs: 120_000, firstWaitMs: 500, longestWaitMs: 12_000 };

/** Most attempts when answers are malformed, such as a proxy's page. */
const MAX_MALFORMED_TRIES = 3;

/** Whether to retry: network errors, 429, 5xx, rate limits, malformed answers. With `once` only rate limits and failed connections. */
export function isRetryable(answer: FailedAnswer, once: boolean, attempt = 1): boolean {
  if (answer.malformed) return !once && attempt < MAX_MALFORMED_TRIES;
  if (answer.status === 429 || isRateLimit(answer)) return true;
  if (once) return answer.status === null && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(answer.message);
  return answer.status === null || answer.status === 408 || answer.status >= 500;
}

/** Milliseconds to wait before the next attempt; null: no attempt is left. Full jitter, unless GitHub names a time. */
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
