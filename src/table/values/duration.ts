// ISO 8601 durations as seconds.

const DURATION = /^(-)?P(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?(?:T(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?$/;
/** Years and months as long as they are on average in the Gregorian calendar. */
const SECONDS = [31_556_952, 2_629_746, 604_800, 86_400, 3600, 60, 1];

/** `P1DT2H`, `PT0.5S`; null when it is none. */
export function parseDuration(text: string): number | null {
  const parts = DURATION.exec(text);
  if (parts === null || text.endsWith("T")) return null;
  const amounts = parts.slice(2);
  if (amounts.every((amount) => amount === undefined)) return null;
  let seconds = 0;
  for (const [i, amount] of amounts.entries()) if (amount !== undefined) seconds += Number(amount) * SECONDS[i]!;
  if (!Number.isFinite(seconds)) return null;
  return parts[1] === undefined || seconds === 0 ? seconds : -seconds;
}
