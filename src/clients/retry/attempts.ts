// Retries with exponential backoff.

export interface Backoff {
  /** Most attempts. */
  tries: number;
  /** Milliseconds after which no further try begins; absent: the number of tries alone decides. */
  forMs?: number;
  /** Milliseconds; the first wait is at most twice this. */
  firstWaitMs: number;
  /** Milliseconds that no wait exceeds. */
  longestWaitMs: number;
}

/**
 * The number of each try, from 1; ends after the last one. Between tries it waits: exponential backoff with full jitter (M. Brooker, AWS
 * Architecture Blog 2015), a uniform time of at most `firstWaitMs` × 2^try.
 */
export async function* attempts({ tries, forMs = Number.POSITIVE_INFINITY, firstWaitMs, longestWaitMs }: Backoff): AsyncGenerator<number> {
  const started = Date.now();
  for (let attempt = 1; ; attempt++) {
    yield attempt;
    if (attempt >= tries || Date.now() - started > forMs) return;
    const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * ceiling));
  }
}
