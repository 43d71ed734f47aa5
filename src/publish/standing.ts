import type { RegistryState } from "../types/registry.ts";
import type { Inputs } from "../types/run.ts";
import { inputsDigest } from "./manifest.ts";

/** Why there is nothing to do for these inputs; null when there is. */
export function standing(inputs: Inputs, state: RegistryState, when: "new-data" | "always"): string | null {
  const digest = inputsDigest(inputs);
  const held = state.held.find((one) => one.inputs === digest);
  if (held) {
    return `These inputs made model ${held.id}, which was rolled back: they are held until data, schema or recipe changes.`;
  }
  const { champion } = state;
  if (when === "always" || champion === null) return null;
  const { rows, schema, recipe, split } = champion.manifest;
  const same = inputsDigest({ rows: rows.digest, schema, recipe, split }) === digest;
  return same ? `Same data, schema, recipe and split as the champion ${champion.pointer.id}: nothing to do.` : null;
}
