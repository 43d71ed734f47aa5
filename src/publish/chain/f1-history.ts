// The champion's F1 over time, as a mermaid chart that GitHub draws. Pure.
import type { HistoryEntry } from "../../types/registry.ts";
import type { Link } from "../records/entry.ts";

const MOST_POINTS = 30;
/** More dates than these overlap on the axis. */
const MOST_DATES = 8;
/** The least height of the chart, so that a difference of .001 does not look like a fall. */
const LEAST_SPAN = 0.1;

/** Blue that stands out from GitHub's light and dark pages alike (4:1); mermaid's own line is nearly white. */
const LINE = "#2a78d6";

/** null: fewer than two entries say an F1. Numbers and dates of ours only: nothing in it comes from outside. */
export function f1History(links: Link[]): string | null {
  const points = championScores(links).slice(-MOST_POINTS);
  if (points.length < 2) return null;
  const values = points.map(({ f1 }) => f1);
  const { low, high } = frame(Math.min(...values), Math.max(...values));
  return [
    "```mermaid",
    `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "${LINE}"}}}}%%`,
    "xychart-beta",
    '    title "F1 of the champion on the hold-out"',
    `    x-axis ${axis(points)}`,
    `    y-axis "F1" ${low.toFixed(2)} --> ${high.toFixed(2)}`,
    `    line [${values.map((f1) => f1.toFixed(3)).join(", ")}]`,
    "```",
  ].join("\n");
}

interface Point {
  time: string;
  f1: number;
}

/** After each entry; a rollback shows the score that its model was promoted with. */
function championScores(links: Link[]): Point[] {
  const promotedWith = new Map<string, number>();
  return links.flatMap(({ entry }) => {
    const f1 = f1Of(entry) ?? promotedWith.get(entry.id);
    if (f1 === undefined) return [];
    promotedWith.set(entry.id, f1);
    return [{ time: entry.time, f1 }];
  });
}

function f1Of({ gates }: HistoryEntry): number | undefined {
  const judged = gates.find(({ code }) => code === "f1-threshold") ?? gates.find(({ code }) => code === "dummy");
  const f1 = judged?.estimate;
  return typeof f1 === "number" && f1 >= 0 && f1 <= 1 ? f1 : undefined;
}

/** Equal names on an axis would be one place. */
function axis(points: Point[]): string {
  const days = points.map(({ time }) => /^\d{4}-\d\d-\d\d/.exec(time)?.[0] ?? "");
  const areNames = points.length <= MOST_DATES && new Set(days).size === points.length && !days.includes("");
  return areNames
    ? `[${days.map((day) => `"${day}"`).join(", ")}]`
    : `"promotions and rollbacks, the last ${points.length}" 1 --> ${points.length}`;
}

function frame(least: number, most: number): { low: number; high: number } {
  const room = Math.max(0, LEAST_SPAN - (most - least)) / 2;
  const low = Math.max(0, Math.floor((least - room) * 20) / 20);
  const high = Math.min(1, Math.ceil((most + room) * 20) / 20);
  return { low, high };
}
