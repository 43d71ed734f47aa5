/** Adjusted p-values by S. Holm's step-down method (1979), in the given order: one below a level is significant at it over all of them. */
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
