// Reading of data for commands without registry and configuration file: validate, train, predict, init.
import { resolve } from "node:path";
import { DEFAULT_LIMITS } from "../../config/defaults.ts";
import { laterValue } from "../../config/file/later.ts";
import { readText } from "../../config/file/read-text.ts";
import { parseSchema } from "../../config/schema/schema.ts";
import { absolutePattern } from "../../fetch/places/places.ts";
import { readPaths } from "../../fetch/read.ts";
import { inferSchema } from "../../schema/infer/infer.ts";
import type { Limits } from "../../types/config.ts";
import { ConfigError, DataError, problem } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Profile } from "../../types/profile.ts";
import type { Schema } from "../../types/schema.ts";
import type { Dataset, SourceFile, WrittenAs } from "../../types/table.ts";
import { validate } from "../../validate/validate.ts";
import type { Host } from "./command.ts";

type Reading = Pick<Host, "cwd" | "progress" | "services">;

const MAX_SCHEMA_BYTES = 2 ** 22;

/** Reads the files. `flag`: the flag that names them, for messages. */
export async function readData(
  patterns: string[],
  { cwd, progress, services }: Reading,
  { flag = "--data", limits = DEFAULT_LIMITS, written = {} }: { flag?: string; limits?: Limits; written?: WrittenAs } = {},
): Promise<SourceFile[]> {
  if (patterns.length === 0) throw new ConfigError(`${flag} is missing: name the files to read, such as ${flag} data/*.csv.`);
  return await readPaths(patternsIn(patterns, cwd, flag), limits, progress, services, written);
}

/** The patterns made absolute. Throws ConfigError for what cannot be read. */
export function patternsIn(patterns: string[], cwd: string, flag: string): ReturnType<typeof absolutePattern>[] {
  const problems = patterns.flatMap((pattern) => {
    if (pattern.trim() === "") return problem(`${flag} is empty: name the files to read, such as ${flag} data/*.csv.`);
    const instead = laterValue(["data", "files"], pattern);
    return instead === null ? [] : problem(`${flag} is "${pattern}", which is not available in this version: ${instead}.`);
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return patterns.map((pattern) => absolutePattern(cwd, pattern));
}

/** Reads a schema file. Throws ConfigError. */
export async function readSchemaFile(path: string, cwd: string, target: string | null): Promise<Schema> {
  const named = { subject: "--schema", where: null };
  const { text, problem } = await readText(resolve(cwd, path), path, MAX_SCHEMA_BYTES, named);
  if (text === null || problem !== null) throw new ConfigError(problem ?? []);
  return parseSchema(text, path, target);
}

export interface Typed {
  dataset: Dataset;
  schema: Schema;
  profile: Profile;
  /** Findings that are warnings. */
  warnings: CheckResult[];
}

/** Types all rows by the given or an inferred schema. Throws DataError for failed checks. */
export function typeRows(files: SourceFile[], target: string, given: Schema | null): Typed {
  const schema = given ?? inferSchema(files, { target }).schema;
  const { checks, dataset, profile } = validate({ files, schema, target, reference: null, showValues: false });
  const failed = checks.filter((check) => check.status === "fail");
  if (failed.length > 0 || dataset === null || profile === null) {
    throw new DataError(failed.map((check) => problem(sentenceOf(check), { where: check.where })));
  }
  return { dataset, schema, profile, warnings: checks.filter((check) => check.status === "warn") };
}

/** What is wrong and how to mend it, or what is worth a look; the entry for retrain.yml, which these commands do not read, stays out. */
export function sentenceOf({ message, suggestion }: CheckResult): string {
  return suggestion === null ? message : `${message.replace(/\.$/, "")}. ${suggestion}`;
}
