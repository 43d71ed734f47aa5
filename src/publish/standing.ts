import type { RetrainPolicy, RowsAwaited } from "../types/config.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Champion, RegistryState, SplitRecord } from "../types/registry.ts";
import type { Inputs } from "../types/run.ts";
import type { Dataset } from "../types/table.ts";
import { canonicalBytes } from "./canonical.ts";
import { inputsDigest } from "./manifest.ts";

/** In the files of this run. */
interface Found extends Pick<Dataset, "files"> {
  /** Of the labels. */
  screens: CheckResult[];
}

/** Why there is nothing to do for these inputs; null when there is. */
export function standing(inputs: Inputs, state: RegistryState, { files, screens }: Found, { when }: RetrainPolicy): string | null {
  const digest = inputsDigest(inputs);
  const held = state.held.find((one) => one.inputs === digest);
  if (held) {
    return `These inputs made model ${held.id}, which was rolled back: they are held until data, schema or recipe changes.`;
  }
  const { champion } = state;
  if (when === "always" || champion === null) return null;
  const { rows, schema, recipe, split } = champion.manifest;
  const same = inputsDigest({ rows: rows.digest, schema, recipe, split }) === digest;
  if (same) return `Same data, schema, recipe and split as the champion ${champion.pointer.id}: nothing to do.`;
  // What may be wrong with the labels is not kept waiting: the gates say it.
  const suspect = screens.some(({ status }) => status === "fail" || status === "inconclusive");
  if (when === "new-data" || suspect || !isMadeAs(champion, inputs)) return null;
  const fresh = files.reduce((sum, { accepted, golden, start, end }) => sum + (accepted || golden ? 0 : end - start), 0);
  const { awaited, share } = awaitedOf(when.minNewRows, rows.count);
  return fresh >= awaited
    ? null
    : `Waiting for more rows: ${counted(fresh)} of ${counted(awaited)} new ones have come${share}. No data check failed.`;
}

const counted = (rows: number) => rows.toLocaleString("en");

function awaitedOf(minNewRows: RowsAwaited, known: number): { awaited: number; share: string } {
  if ("rows" in minNewRows) return { awaited: minNewRows.rows, share: "" };
  const percent = Number((100 * minNewRows.share).toPrecision(6));
  return { awaited: Math.ceil(minNewRows.share * known), share: ` (${percent} % of the champion's ${counted(known)})` };
}

/** By schema, recipe and the settings of the split: what is changed there is not a matter of rows. */
function isMadeAs({ manifest }: Champion, inputs: Inputs): boolean {
  const settings = ({ by, share, columns, salt, hash, file }: SplitRecord) => ({ by, share, columns, salt, hash, file: file ?? null });
  const made = ({ schema, recipe, split }: Pick<Inputs, "schema" | "recipe" | "split">) =>
    Buffer.from(canonicalBytes({ schema, recipe, split: settings(split) }));
  return made(manifest).equals(made(inputs));
}
