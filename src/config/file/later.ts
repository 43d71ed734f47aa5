// Keys and values that this version does not support, each with an alternative.
import { type Path, pathText } from "./source.ts";

const SOURCES = "data is read from local files and s3:// buckets";
const WHEN = "retrain.when is new-data, always or {min-new-rows: 10%}";
const REGISTRY = "a registry is branch:NAME, directory:PATH or s3://bucket/prefix";

const KEYS = new Map<string, string>([
  ["retrain.min-new-rows", WHEN],
  ["retrain.max-age", WHEN],
  ["retrain.when.max-age", WHEN],
  ["registry.mirror", REGISTRY],
  ["report.alert", "the exit code and report.dir tell how a run ended"],
]);

interface LaterValue {
  keys: string[];
  matches: RegExp;
  instead: string;
}

const VALUES: LaterValue[] = [
  { keys: ["data.files", "data.files.*"], matches: /^(?!s3:)[A-Za-z][A-Za-z0-9+.-]*:\/\//, instead: SOURCES },
  { keys: ["data.files", "data.files.*"], matches: /\.parquet$/i, instead: ".csv, .tsv and their .gz are read" },
  { keys: ["retrain.when"], matches: /^drift$/, instead: WHEN },
  { keys: ["train.engine"], matches: /^spark\b/, instead: "train.engine: command runs spark-submit" },
  { keys: ["registry", "registry.to"], matches: /^mlflow:/, instead: REGISTRY },
];

/** The alternative to a key that is not supported yet; null: an unknown key. */
export function laterKey(path: Path): string | null {
  return KEYS.get(plainPath(path)) ?? null;
}

/** The alternative to a value that is not supported yet; null: none. */
export function laterValue(path: Path, value: unknown): string | null {
  if (typeof value !== "string") return null;
  const key = plainPath(path);
  return VALUES.find((later) => later.keys.includes(key) && later.matches.test(value))?.instead ?? null;
}

function plainPath(path: Path): string {
  return pathText(path).replace(/\[\d+\]/g, ".*");
}
