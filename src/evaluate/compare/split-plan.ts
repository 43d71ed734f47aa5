// The split of this run, and whether the champion was trained under the same one.

import { keysDigest } from "../../table/rows/digest.ts";
import { BUILT_IN_SALT } from "../../table/rows/split.ts";
import { timeCut, unorderedBy } from "../../table/rows/time-cut.ts";
import type { Config, RegistryConfig, SplitConfig } from "../../types/config.ts";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";
import type { JudgedManifest, SplitRecord } from "../../types/registry.ts";
import type { Dataset } from "../../types/table.ts";

export interface SplitPlan {
  split: SplitRecord;
  /** False: the champion had another split, so it may have been trained on rows that are held out now. */
  comparable: boolean;
  /** null: the champion predicts the same column, or there is none. */
  otherTarget: OtherTarget | null;
}

/** A champion that predicts another column: two models share one registry. */
export interface OtherTarget {
  predicts: string;
  /** The column of this run. */
  asked: string;
  /** The registry as a configuration names it. */
  home: string;
  /** Another one of the same kind, for this run's model. */
  ownHome: string;
}

/** The split of this run; `order`: the rows as they were read. Throws ConfigError for columns that are not there or have no order. */
export function planSplit(
  { split: config, whereOf, registry }: Pick<Config, "split" | "whereOf" | "registry">,
  champion: JudgedManifest | null,
  dataset: Dataset,
  order: Uint32Array | null = null,
): SplitPlan {
  const recorded = champion?.split ?? null;
  const columns = columnsOf(config, recorded, dataset);
  const problems = columns.flatMap((name) => columnProblem(config.by, name, dataset) ?? []);
  if (problems.length > 0) throw new ConfigError(problems.map((one) => ({ ...one, where: whereOf("split.by") })));
  const split = { ...settingsOf(config, columns), ...foundIn(dataset, config, columns, order) };
  const comparable = recorded === null || same(recorded, split);
  return { split, comparable, otherTarget: otherTargetOf(champion, dataset.target, registry) };
}

function otherTargetOf(champion: JudgedManifest | null, asked: string, registry: RegistryConfig): OtherTarget | null {
  if (champion === null || champion.target === asked) return null;
  const [home, glue] = homeOf(registry);
  const name = asked
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return { predicts: champion.target, asked, home, ownHome: `${home}${glue}${name.slice(0, 40) || "other"}` };
}

/** The registry as a configuration names it, and what separates it from a suffix. */
function homeOf(registry: RegistryConfig): [home: string, glue: string] {
  if (registry.kind === "s3") return [`s3://${registry.access.bucket}/${registry.prefix}`, registry.prefix === "" ? "" : "-"];
  return [`${registry.kind}:${registry.kind === "branch" ? registry.branch : registry.path}`, "-"];
}

/** A split by row keeps the columns that the first promotion hashed, so that a new column moves no row to the other side. */
function columnsOf({ by, column, columns }: SplitConfig, recorded: SplitRecord | null, dataset: Dataset): string[] {
  if (by === "file") return [];
  if (by !== "row") return [column ?? ""];
  const present = new Set(dataset.columns.map(({ name }) => name));
  const kept = recorded?.by === "row" && recorded.columns.every((name) => present.has(name)) ? recorded.columns : null;
  return columns ?? kept ?? dataset.features;
}

function columnProblem(by: SplitConfig["by"], name: string, dataset: Dataset): Problem | null {
  const got = JSON.stringify(name.slice(0, 80));
  if (!dataset.columns.some((column) => column.name === name)) {
    const expected = "the name of a column";
    return problem(`The data is to be split by the column ${got}, which it does not have; expected ${expected}.`, { got, expected });
  }
  const type = by === "time" ? unorderedBy(dataset, name) : null;
  if (type === null) return null;
  const expected = "a column of dates, years or numbers";
  const message = `The data is to be split by time, and ${got} is a column of type ${type}; expected ${expected}, such as type: datetime in the schema.`;
  return problem(message, { got: type, expected });
}

function settingsOf({ by, holdout, salt }: SplitConfig, columns: string[]): SplitRecord {
  const isHashed = by !== "time" && by !== "file";
  return { by, share: by === "file" ? null : holdout, columns, salt: isHashed ? (salt ?? BUILT_IN_SALT) : "", hash: 1 };
}

/** The parts of the record that come from the data: time cut, digest of the golden file, digest of the keys. */
function foundIn(
  dataset: Dataset,
  { by, holdout }: SplitConfig,
  columns: string[],
  order: Uint32Array | null,
): Pick<SplitRecord, "cut" | "file" | "keys"> {
  const keys = keysDigest(dataset, columns, order);
  const golden = by === "file" ? dataset.files.find((file) => file.golden)?.digest : undefined;
  return {
    ...(by === "time" ? { cut: timeCut(dataset, columns[0]!, holdout) } : {}),
    ...(golden === undefined ? {} : { file: golden }),
    ...(keys === null ? {} : { keys }),
  };
}

/** Same settings and golden file. The cut of a split by time is not compared: it moves with the data. */
function same(a: SplitRecord, b: SplitRecord): boolean {
  const columns = a.columns.length === b.columns.length && a.columns.every((name, i) => name === b.columns[i]);
  return columns && a.by === b.by && a.share === b.share && a.salt === b.salt && a.hash === b.hash && a.file === b.file;
}
