/**
 * The F1 that a candidate must reach beside a constant's. Where the margin would ask for more than half of what is missing to 1 (one class has
 * nearly all rows), it asks for that half: otherwise no model could pass.
 */
export function requiredAboveDummy(dummy: number, margin: number): number {
  return dummy + Math.min(margin, (1 - dummy) / 2);
}
