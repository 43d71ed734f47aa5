// Next-day F1 of each policy over time, seven days' mean, as an SVG that is the same byte for byte for the same numbers.
import { POLICIES, type Policy, type Replay } from "./replay.ts";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [820, 300, 50, 130, 30, 30];
const SMOOTHED = 7;
const COLORS: Record<Policy, string> = {
  gated: "#0969da",
  "gated, waiting": "#1a7f37",
  "always promote": "#cf222e",
  "new >= old": "#bf8700",
  "never retrain": "#6e7781",
};

function smoothed(values: number[]): number[] {
  return values.map((_, i) => {
    const part = values.slice(Math.max(0, i - SMOOTHED + 1), i + 1);
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}

export function plot(name: string, { days, series }: Replay): string {
  const lines = POLICIES.map((policy) => ({ policy, values: smoothed(series[policy].f1) }));
  const all = lines.flatMap(({ values }) => values);
  const low = Math.floor(Math.min(...all) * 20) / 20;
  const high = Math.ceil(Math.max(...all) * 20) / 20;
  const x = (i: number) => (LEFT + (i / Math.max(1, days.length - 1)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (value: number) => (TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const ticks = Array.from({ length: 5 }, (_, i) => low + ((high - low) * i) / 4);
  const grid = ticks.map(
    (tick) =>
      `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#d0d7de"/><text x="${LEFT - 6}" y="${y(tick)}" dy="4" text-anchor="end">${tick.toFixed(3)}</text>`,
  );
  const paths = lines.map(
    ({ policy, values }) =>
      `<polyline fill="none" stroke="${COLORS[policy]}" stroke-width="${policy.startsWith("gated") ? 2.5 : 1.5}" points="${values.map((value, i) => `${x(i)},${y(value)}`).join(" ")}"/>`,
  );
  const legend = POLICIES.map(
    (policy, i) =>
      `<text x="${WIDTH - RIGHT + 12}" y="${TOP + 12 + 20 * i}" fill="${COLORS[policy]}">${policy.replace(">", "&gt;")}</text>`,
  );
  const edges = `<text x="${LEFT}" y="${HEIGHT - 8}">${days[0]}</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 8}" text-anchor="end">${days.at(-1)}</text>`;
  const title = `Next-day F1 of five policies on ${name}, mean of seven`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img"><title>${title}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>${[...grid, ...paths, ...legend, edges].join("\n")}</svg>\n`;
}
