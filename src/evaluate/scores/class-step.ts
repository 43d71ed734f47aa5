// How far one row can move the F1 of a class in which there are few. Rows on which two models happen to agree show nothing of it.

/** Rows of one class that the two models answer in the same way. */
export interface Cell {
  actual: number;
  a: number;
  b: number;
  count: number;
}

interface Answered {
  support: number;
  /** Rows of the class that each model gets right, and other rows that it takes for the class. */
  hits: { a: number; b: number };
  alarms: { a: number; b: number };
}

/**
 * Per class, the most that one more or one less row got right, or taken for the class, changes the F1 of either model; 1 for a class without
 * rows, of which nothing is known; null for one that neither has rows nor is predicted.
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
