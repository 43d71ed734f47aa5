// validate: checks of NEW against OLD, where each file of OLD is an accepted batch.
import { DEFAULT_DATA, DEFAULT_LIMITS } from "../config/defaults.ts";
import { loadConfig } from "../config/load.ts";
import { writtenAs } from "../config/schema/schema.ts";
import { judge } from "../evaluate/judge.ts";
import { listFiles } from "../fetch/list.ts";
import { readFiles } from "../fetch/read.ts";
import { check } from "../findings/check.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import { RunRecorder } from "../run/recorder.ts";
import { inferSchema } from "../schema/infer/infer.ts";
import type { CheckPolicy, Limits } from "../types/config.ts";
import { ConfigError, DataError, explain } from "../types/errors.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { RunResult } from "../types/run.ts";
import type { Schema } from "../types/schema.ts";
import type { SourceFile } from "../types/table.ts";
import { labelledRows, unlabelledChecks, withoutLabels } from "../validate/accepted/unlabelled.ts";
import { NOT_JUDGED } from "../validate/labels/labels.ts";
import { validate } from "../validate/validate.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, text, texts } from "./common/command.ts";
import { contextOf } from "./common/pipeline.ts";
import { patternsIn, readData, readSchemaFile } from "./common/reading.ts";
import { grownBeyond } from "./grown.ts";

export const validateCommand: Command = {
  usage: "--data NEW… [--reference OLD… [--grown]] [--schema FILE] [--target COLUMN] [--config FILE]",
  about:
    "Judges a batch as it would be judged after the accepted batches OLD, oldest first. Reads no retrain.yml unless --config names it.",
  flags: {
    data: { takes: "several", placeholder: "PATTERN…", about: "the batch to judge" },
    reference: { takes: "several", placeholder: "PATTERN…", about: "accepted batches, oldest first" },
    grown: { takes: "none", about: "NEW contains OLD: judge the rows that OLD does not have" },
    schema: { takes: "one", placeholder: "FILE", about: "Table Schema (default: inferred from the reference)" },
    target: { takes: "one", placeholder: "COLUMN", about: "the target; without it labels are not checked" },
    config: { takes: "one", placeholder: "FILE", about: "take schema, target and limits from this retrain.yml" },
    json: JSON_FLAG,
  },
  judges: true,
  async run(flags, host) {
    const recorder = new RunRecorder(host);
    const result = await judgeBatch(flags, host, recorder).catch((error: unknown) => recorder.closeThrown(error));
    return {
      exitCode: result.exitCode,
      json: runToJson(result),
      text: renderTerminal(result, contextOf(host, "validate", null), host.terminal),
    };
  },
};

interface Standard {
  schema: Schema | null;
  target: string | null;
  limits: Limits;
  checks: CheckPolicy;
}

async function judgeBatch(flags: FlagValues, host: Host, recorder: RunRecorder): Promise<RunResult> {
  const patterns = texts(flags, "data");
  if (patterns.length === 0) throw new ConfigError("--data is missing: name the batch to judge.");
  const standard = await standardOf(flags, host);
  const reference = await recorder.stage("reference", () => readReference(texts(flags, "reference"), host, standard));
  if (flags.grown === true && reference.length === 0) throw new ConfigError("--grown needs --reference: the data that NEW contains.");
  const batch = await recorder.stage("read", () => readBatch(patterns, host, standard));
  recorder.recordFiles(batch);
  const judged = (checks: CheckResult[]) => {
    recorder.addChecks(checks);
    const { verdict, reason } = judge(recorder.facts.checks, { undecided: "keep" });
    if (verdict !== "promoted") return recorder.close({ verdict, reason });
    return recorder.close({ verdict: "checked", reason: [reason, ...notJudged(recorder.facts.checks, reference, standard)].join(" ") });
  };
  if (recorder.addChecks(batch.checks)) return judged([]);
  const { target } = standard;
  const schema = standard.schema ?? (reference.length > 0 ? inferSchema(reference, { target }).schema : null);
  if (schema === null) return judged([NOTHING_TO_JUDGE_BY]);
  const past = labelledRows(reference, schema, target);
  const files = labelledRows(batch.files, schema, target);
  const known = past.map(({ table, unlabelled }) => ({ profile: table, ...(unlabelled && { unlabelled }) }));
  const history = reference.length > 0 ? validate({ files: past, schema, target, reference: null, showValues: false }).profile : null;
  const grown = flags.grown === true ? grownBeyond(files, past, schema, target) : { files, found: [] };
  if (grown.files.length === 0) return judged([...grown.found, NOTHING_NEW]);
  const { checks, screens } = await recorder.stage("validate", () =>
    validate({
      files: grown.files,
      found: [...grown.found, ...unlabelledChecks([...grown.files, ...withoutLabels(batch.files, files)], target, known)],
      schema,
      target,
      reference: history,
      past,
      now: host.now(),
      policy: standard.checks,
      remembers: false,
      showValues: false,
    }),
  );
  return judged([...checks, ...screens]);
}

/** A sentence for each group of checks that could not run. */
function notJudged(checks: CheckResult[], reference: SourceFile[], { target }: Standard): string[] {
  const sentences: string[] = [];
  if (reference.length === 0) sentences.push("Nothing was compared with accepted batches: none is named by --reference.");
  if (target === null) sentences.push("Labels were not checked: no --target.");
  const untold = [...new Set(checks.filter(({ observed }) => observed === NOT_JUDGED).map(({ code }) => code))];
  if (untold.length > 0) sentences.push(`Could not be judged: ${untold.join(", ")}.`);
  return sentences;
}

const NOTHING_NEW = check("batch-size", "rows", "inconclusive", "Every row is one of the reference: there is nothing new to judge", {
  observed: 0,
  expected: "rows that the reference does not have",
});

const NOTHING_TO_JUDGE_BY = check("schema", "data", "inconclusive", "There is neither a schema nor a reference to judge by.", {
  suggestion: "Name --schema FILE, or accepted files with --reference.",
});

async function standardOf(flags: FlagValues, { cwd, threads }: Host): Promise<Standard> {
  const [config, schemaPath, target] = [text(flags, "config"), text(flags, "schema"), text(flags, "target")];
  if (config !== undefined) {
    return await loadConfig({
      caller: "terminal",
      cwd,
      values: { config, schema: schemaPath, target, data: texts(flags, "data") },
      set: [],
      publish: false,
      threads,
    });
  }
  const schema = schemaPath === undefined ? null : await readSchemaFile(schemaPath, cwd, target ?? null);
  return { schema, target: target ?? null, limits: DEFAULT_LIMITS, checks: { codes: {}, columns: {}, names: "plain" } };
}

async function readReference(patterns: string[], host: Host, { limits, schema }: Standard): Promise<SourceFile[]> {
  if (patterns.length === 0) return [];
  try {
    return await readData(patterns, host, { flag: "--reference", limits, written: writtenAs(schema) });
  } catch (error) {
    if (error instanceof DataError) throw new ConfigError(explain(error).problems, { cause: error });
    throw error;
  }
}

async function readBatch(patterns: string[], { cwd, now, progress, services }: Host, { limits, schema }: Standard) {
  const data = { ...DEFAULT_DATA, files: patternsIn(patterns, cwd, "--data") };
  const listing = await listFiles(data, now(), services);
  if (listing.checks.some(({ status }) => status === "fail")) return { files: [], checks: listing.checks };
  const read = await readFiles(listing, data, [], limits, progress, writtenAs(schema));
  return { files: read.files, checks: [...listing.checks, ...read.checks] };
}
