/** Distance of a proposed threshold below a measured F1. */
const ROOM = 0.05;

/** A threshold that a model of this F1 misses only by bad luck: .05 below it, and no higher than its interval reaches down. In hundredths. */
export function proposedThreshold(f1: number, lower: number | null): number {
  return Math.max(0, Math.floor(Math.min(f1 - ROOM, lower ?? 1) * 100) / 100);
}
