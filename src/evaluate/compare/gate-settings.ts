// Every setting of the gates by the key that the configuration file has, and which way it is stricter.
import type { GatesConfig, MetricFloor, SliceFloor } from "../../types/config.ts";

/** What must be at most its bound; every other metric must be at least it. */
export const CEILINGS: ReadonlySet<string> = new Set(["log-loss", "brier"]);

export type SettingValue = string | number | null;

export interface GateSetting {
  /** null: not asked for, which is the loosest. */
  value: SettingValue;
  /** The value that is strict, or where the strict ones lie; null: one value is as good as another. */
  strict: "higher" | "lower" | { is: string } | null;
  /** Where it stands in the file. */
  key: string;
}

/** By a name that tells two settings apart wherever they stand in a list. */
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
    // Fewer rows judge more slices, and each less surely.
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
