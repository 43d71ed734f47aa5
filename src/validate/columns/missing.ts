// Gaps: more of them than before, or none where there always were some.
import { percent } from "../../findings/wording.ts";
import type { Alarm, Compared } from "./alarm.ts";
import { shareAlarm, shareRange } from "./shares.ts";

/** Where gaps are a matter of course, more of them are needed. */
const UP_FLOOR = { rare: 0.04, usual: 0.1 };
const USUAL = 0.01;
const DOWN_FLOOR = 0.1;

/** How much the share of gaps must rise before it is a finding. */
export function gapFloor(past: { hits: number; cells: number }[]): number {
  return past.some(({ hits, cells }) => hits > USUAL * cells) ? UP_FLOOR.usual : UP_FLOOR.rare;
}

/** Whether more or fewer cells are missing than before. */
export function missingAlarm({ batch, past, alpha }: Compared): Alarm | null {
  const before = past.map((one) => ({ hits: one.missing, cells: one.rows }));
  const now = { hits: batch.missing, cells: batch.rows, past: before, alpha };
  const more = shareAlarm({ ...now, floor: gapFloor(before), direction: "up" });
  const fewer = more === null ? shareAlarm({ ...now, floor: DOWN_FLOOR, direction: "down" }) : null;
  const found = more ?? fewer;
  if (found === null) return null;
  const says = `is missing in ${percent(found.share)} of the rows, before in ${shareRange(before)}`;
  const remedy =
    more === null
      ? "Look for gaps that were filled with a default; if they are known now, this is right."
      : "Look for a failed join, a changed source or a new word for missing; list such words in `missingValues`.";
  return { code: "missing-share", observed: percent(found.share), expected: shareRange(before), says, remedy };
}
