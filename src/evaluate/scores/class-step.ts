/** `count` rows of class `actual` that two models predict as `a` and `b` (class indices). */
export interface Cell {
  actual: number;
  a: number;
  b: number;
  count: number;
}

interface Answered {
  support: number;
  /** Per model: true positives, and false positives. */
  hits: { a: number; b: number };
  alarms: { a: number; b: number };
}

/**
 * Per class, the largest change of either model's F1 by one more or one less true positive, or one more false positive. 1 for a class that
 * is only predicted; null for one that neither occurs nor is predicted.
 */
export function largestSteps(cells: Cell[], classes: number): (number | null)[] {
  return answered(cells, classes).map(({ support, hits, alarms }) => {
    if (support === 0) return alarms.a + alarms.b > 0 ? 1 : null;
    const steps = (["a", "b"] as const).flatMap((who) => {
      const f1 = (right: number, wrong: number) => (2 * right) / (support + right + wrong);
      const [right, wrong] = [hits[who], alarms[who]];
      const now = f1(right, wrong);
      return [f1(Math.min(support, right + 1), wrong) - now, now - f1(Math.max(0, right - 1), wrong), now - f1(right, wrong + 1)];
    });
    return Math.max(...steps);
  });
}

function answered(cells: Cell[], classes: number): Answered[] {
  const found = Array.from({ length: classes }, (): Answered => ({ support: 0, hits: { a: 0, b: 0 }, alarms: { a: 0, b: 0 } }));
  for (const { actual, a, b, count } of cells) {
    found[actual]!.support += count;
    found[a]![a === actual ? "hits" : "alarms"].a += count;
    found[b]![b === actual ? "hits" : "alarms"].b += count;
  }
  return found;
}
