/** p-values multiplied by S. Holm's step-down factors (1979), in the order given: below `level` means found at that level over all of them. */
export function holm(chances: number[]): number[] {
  const order = [...chances.keys()].sort((a, b) => chances[a]! - chances[b]!);
  const adjusted = new Array<number>(chances.length);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (chances.length - rank) * chances[index]!));
    adjusted[index] = least;
  });
  return adjusted;
}
