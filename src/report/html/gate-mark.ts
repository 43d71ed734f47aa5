// One gate as a small picture: where the estimate and its bound lie, and where the threshold stands.
import type { CheckResult, CheckStatus } from "../../types/judgement.ts";
import type { Tone } from "../sentences/view.ts";
import { html, type Markup } from "./markup.ts";
import { line, rect, round } from "./svg.ts";

export const STATUS_TONE: Record<CheckStatus, Tone> = {
  fail: "bad",
  inconclusive: "bad",
  undecided: "attention",
  warn: "attention",
  pass: "good",
};

const WIDTH = 144;
const EDGE = 6;

/** From 0 to 1 where every number lies there, else even to both sides of 0. Null without an estimate. */
export function gateMark({ estimate, bound, threshold, status }: CheckResult): Markup | null {
  if (typeof estimate !== "number" || !Number.isFinite(estimate)) return null;
  const known = [estimate, bound, threshold].filter((value): value is number => typeof value === "number" && Number.isFinite(value));
  const within = known.every((value) => value >= 0 && value <= 1);
  const reach = within ? 1 : 1.15 * Math.max(...known.map(Math.abs));
  const low = within ? 0 : -reach;
  const at = (value: number) => EDGE + ((value - low) / (reach - low)) * (WIDTH - 2 * EDGE);
  const span = typeof bound === "number" && Number.isFinite(bound) ? bound : null;
  const parts = [
    rect({ x: EDGE, y: 7, width: WIDTH - 2 * EDGE, height: 4 }, "track", { radius: 2 }),
    span === null
      ? null
      : rect({ x: Math.min(at(span), at(estimate)), y: 5, width: Math.abs(at(estimate) - at(span)), height: 8 }, "reach", { radius: 2 }),
    typeof threshold === "number" && Number.isFinite(threshold) ? line(at(threshold), 1, at(threshold), 17, "limit") : null,
    html`<circle class="dot" cx="${round(at(estimate))}" cy="9" r="5"/>`,
  ];
  return html`<svg class="mark ${STATUS_TONE[status]}" viewBox="0 0 ${WIDTH} 18" aria-hidden="true">${parts}</svg>`;
}
