import type { Forest } from "../../types/model.ts";

/** Whether two forests are equal in every array; 0 and −0 are equal. */
export function sameForest(a: Forest, b: Forest): boolean {
  if (a.engine !== b.engine) return false;
  if (JSON.stringify([a.features, a.classes, a.decision]) !== JSON.stringify([b.features, b.classes, b.decision])) return false;
  const arrays = ["roots", "mode", "feature", "threshold", "missingYes", "yes", "no", "leaf", "weights"] as const;
  return arrays.every((key) => {
    const left = a[key];
    const right = b[key];
    if (left.length !== right.length) return false;
    for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
    return true;
  });
}
