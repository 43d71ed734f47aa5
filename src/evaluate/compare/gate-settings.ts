// The settings of the gates by their keys in retrain.yml, and the direction in which each is stricter.
import type { GatesConfig, MetricFloor, SliceFloor } from "../../types/config.ts";

/** Metrics that are better when lower: their bound is an upper one. */
export const CEILINGS: ReadonlySet<string> = new Set(["log-loss", "brier"]);

export type SettingValue = string | number | null;

export interface GateSetting {
  /** null: not set, the loosest value. */
  value: SettingValue;
  /** Which values are stricter, or the one strict value; null: the setting has no direction. */
  strict: "higher" | "lower" | { is: string } | null;
  /** Path below `gates` in the file. */
  key: string;
}

/** All settings by a name that does not depend on the place in a list, such as `slices[age].min-f1`. */
export function gateSettings(gates: GatesConfig): Map<string, GateSetting> {
  const { champion, dummy, calibration } = gates;
  const settings = new Map<string, GateSetting>();
  const add = (name: string, value: SettingValue, strict: GateSetting["strict"], key = name) => settings.set(name, { value, strict, key });
  add("f1-threshold", gates.f1Threshold, "higher");
  add("f1-average", gates.f1Average, null);
  add("positive-class", gates.positiveClass, null);
  add("require", gates.require, { is: "confident" });
  add("champion.margin", champion.margin, "lower");
  add("champion.confidence", champion.confidence, "higher");
  add("champion.horizon", champion.horizon, "higher");
  add("champion.undecided", champion.undecided, { is: "fail" });
  add("dummy.margin", dummy.margin, "higher");
  add("reference", gates.reference, { is: "fail" });
  add("calibration.max-error", calibration?.maxError ?? null, "lower");
  for (const { class: name, atLeast } of gates.minClassF1) add(`min-class-f1.${name}`, atLeast, "higher");
  for (const { name, bound } of gates.metrics) add(`metrics.${name}`, bound, strictOf(name));
  for (const [index, slice] of gates.slices.entries()) {
    add(`slices[${rowsOf(slice)}].min-f1`, slice.minF1, "higher", `slices.${index}.min-f1`);
    // No direction: a lower number judges more slices, each with less certainty.
    add(`slices[${rowsOf(slice)}].min-rows`, slice.minRows, null, `slices.${index}.min-rows`);
  }
  return settings;
}

function strictOf(metric: MetricFloor["name"]): "higher" | "lower" {
  return CEILINGS.has(metric) ? "lower" : "higher";
}

function rowsOf({ column, value, from, to }: SliceFloor): string {
  if (column === null) return "auto";
  if (value !== null) return `${column}: ${value}`;
  return from === null && to === null ? column : `${column}: ${from ?? "…"} to ${to ?? "…"}`;
}
