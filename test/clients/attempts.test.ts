import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { attempts, type Backoff } from "../../src/clients/retry/attempts.ts";

beforeEach(() => {
  vi.useFakeTimers();
  // The longest wait that jitter allows.
  vi.spyOn(Math, "random").mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Milliseconds since the first try at which each one begins. */
async function begins(patience: Backoff): Promise<number[]> {
  const started = Date.now();
  const times: number[] = [];
  const all = (async () => {
    for await (const _ of attempts(patience)) times.push(Date.now() - started);
  })();
  await vi.runAllTimersAsync();
  await all;
  return times;
}

test("waits twice as long after each try, up to the longest wait, and ends after the last one without a wait", async () => {
  expect(await begins({ tries: 5, firstWaitMs: 100, longestWaitMs: 1000 })).toEqual([0, 200, 600, 1400, 2400]);
});

test("begins no try after its time, whatever tries are left", async () => {
  expect(await begins({ tries: Number.POSITIVE_INFINITY, forMs: 1000, firstWaitMs: 100, longestWaitMs: 1000 })).toEqual([
    0, 200, 600, 1400,
  ]);
});

test("does no more once the work is done", async () => {
  const tried: number[] = [];
  for await (const attempt of attempts({ tries: 5, firstWaitMs: 100, longestWaitMs: 1000 })) {
    tried.push(attempt);
    break;
  }
  expect([tried, vi.getTimerCount()]).toEqual([[1], 0]);
});
