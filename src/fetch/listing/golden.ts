// The golden file of `split.by: {file: …}`: found as data files are, and never one of them.

import { check } from "../../findings/check.ts";
import type { Checkout, GoldenFile } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { ListedFile } from "../../types/table.ts";
import { asWritten } from "../names/propose.ts";
import type { Storages } from "../places/places.ts";
import { shown } from "../places/shown.ts";
import { matchPatterns, type PatternMatches } from "./match.ts";

export interface Golden {
  /** null: none is asked for, or it is not there. */
  file: ListedFile | null;
  checks: CheckResult[];
}

/** The golden file, or the check result that says it is missing. */
export async function findGolden(golden: GoldenFile | null, places: Storages, checkout?: Checkout): Promise<Golden> {
  if (golden === null) return { file: null, checks: [] };
  const { path, where } = golden;
  const [found] = await matchPatterns([path], places, checkout);
  const file = found?.files[0];
  if (file !== undefined) return { file, checks: [] };
  const name = asWritten(path);
  const message = `The golden file ${shown(name)} is not there: nothing can be judged without it.`;
  const suggestion = "Put the file back, or correct split.by.";
  return { file: null, checks: [{ ...check("no-file", name, "fail", message, { observed: 0, expected: name, suggestion }), where }] };
}

/** Whatever a pattern says, what is judged on is not trained on. */
export function withoutGolden(matched: PatternMatches[], golden: ListedFile | null): PatternMatches[] {
  if (golden === null) return matched;
  return matched.map((one) => ({ ...one, files: one.files.filter((file) => file.uri !== golden.uri) }));
}
