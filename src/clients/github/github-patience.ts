// When a request is worth another try, and how long to wait for it.
import type { Patience } from "../../types/run.ts";
import { isRateLimit, type Said } from "./github-request.ts";

/** Survives an outage of a minute, gives up after two. */
export const PATIENCE: Patience = { requestMs: 120_000, totalMs: 120_000, firstWaitMs: 500, longestWaitMs: 12_000 };

/** An answer of another form than GitHub's, such as a proxy's page, is asked for so often at most. */
const MOST_MISSHAPEN = 3;

/** Network errors, 429, 5xx, rate limits, answers of another form. With `once` only what GitHub turned away at the door. */
export function isPassing(said: Said, once: boolean, attempt = 1): boolean {
  if (said.misshapen) return !once && attempt < MOST_MISSHAPEN;
  if (said.status === 429 || isRateLimit(said)) return true;
  if (once) return said.status === null && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/.test(said.message);
  return said.status === null || said.status === 408 || said.status >= 500;
}

/** Milliseconds to wait before the next try; null: the patience is used up. Full jitter, unless GitHub names a time. */
export function waitBefore(attempt: number, said: Said, patience: Patience, elapsedMs: number): number | null {
  const asked = askedWait(said);
  const ceiling = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (attempt - 1));
  const wait = asked === null ? Math.random() * ceiling : asked + Math.random() * patience.firstWaitMs;
  return elapsedMs + wait > patience.totalMs ? null : wait;
}

/** `retry-after` in seconds, or the reset of the hourly limit. */
function askedWait({ headers, status }: Said): number | null {
  if (status === null) return null;
  const seconds = Number(headers["retry-after"] ?? Number.NaN);
  if (seconds >= 0) return seconds * 1000;
  if (headers["x-ratelimit-remaining"] !== "0") return null;
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN) * 1000 - Date.now();
  return Number.isFinite(reset) ? Math.max(0, reset) : null;
}
