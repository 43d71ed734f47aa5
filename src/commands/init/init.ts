// init: writes schema.yml, retrain.yml and a workflow from data, and reports its assumptions.
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DEFAULT_CONFIG } from "../../config/defaults.ts";
import { schemaToJson } from "../../config/schema/schema.ts";
import { NO_BASELINES } from "../../evaluate/compare/evaluation-request.ts";
import { holdOut } from "../../evaluate/compare/holdout.ts";
import { evaluate } from "../../evaluate/evaluate.ts";
import { asWritten, proposePattern } from "../../fetch/names/propose.ts";
import { withSlashes } from "../../fetch/names/slashes.ts";
import { printable } from "../../report/terminal.ts";
import { inferSchema, targetCandidates } from "../../schema/infer/infer.ts";
import { type Trained, train } from "../../train/train.ts";
import type { GatesConfig, TrainConfig } from "../../types/config.ts";
import { ConfigError } from "../../types/errors.ts";
import type { Evaluation } from "../../types/judgement.ts";
import type { Forest } from "../../types/model.ts";
import type { JsonValue } from "../../types/problem.ts";
import type { SplitRecord } from "../../types/registry.ts";
import type { Sides } from "../../types/run.ts";
import type { Field, Schema } from "../../types/schema.ts";
import type { Dataset, SourceFile } from "../../types/table.ts";
import { type Grouping, groupingOf } from "../../validate/labels/first-look.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, type Outcome, THREADS_FLAG, text, texts } from "../common/command.ts";
import { readWithOneNotation } from "../common/read-alike.ts";
import { sentenceOf, typeRows } from "../common/reading.ts";
import { initCommand } from "./init-command.ts";
import { refuseFaults } from "./init-faults.ts";
import { doubt, type FirstFit, type RareClass, retrainYaml, schemaYaml, scoreSentence } from "./init-files.ts";
import { freshnessOf } from "./init-freshness.ts";
import { GIVEN_FLAGS, givenColumns, givenReading } from "./init-given.ts";
import { dataNearby, placesIn } from "./init-places.ts";
import { RARE_SHARE, rareClass, rareThreshold, recipeForRare, thresholdFrom } from "./init-threshold.ts";
import { workflowYaml } from "./init-workflow.ts";

export const init: Command = {
  usage:
    "--data PATTERN… [--target COLUMN] [--encoding NAME] [--dialect '{…}'] [--names NAME…] [--column 'NAME: {…}'] [--force]\n       gated-retrain init --command \"python train.py\" [--env NAME…] [--metric KEY] [--force]",
  about:
    "Infers schema.yml and retrain.yml from your data, trains once to find a threshold, and writes the workflow. After it, run needs no flag.",
  flags: {
    data: { takes: "several", placeholder: "PATTERN…", about: "files to learn from; also what run will read" },
    target: { takes: "one", placeholder: "COLUMN", about: "the column to predict (default: target, label, class, y or outcome)" },
    ...GIVEN_FLAGS,
    command: { takes: "one", placeholder: '"python train.py"', about: "a script of your own, instead of data: it is run once" },
    env: { takes: "several", placeholder: "NAME…", about: "with --command: environment variables that it gets" },
    metric: { takes: "one", placeholder: "KEY", about: "with --command: the dotted key of the number that counts" },
    force: { takes: "none", about: "overwrite files that init wrote before; never another's" },
    threads: THREADS_FLAG,
    json: JSON_FLAG,
  },
  run: runInit,
};

/** Marks constraints as guesses, which later data may change. */
function asGuess(schema: Schema): Schema {
  const isMoved = ({ constraints: { required, minimum, maximum, enum: listed } }: Field) =>
    [required, minimum, maximum, listed].some((one) => one !== undefined);
  return { ...schema, fields: schema.fields.map((field) => (isMoved(field) ? { ...field, inferred: true } : field)) };
}

async function runInit(flags: FlagValues, host: Host): Promise<Outcome> {
  const { cwd } = host;
  const command = text(flags, "command");
  if (command !== undefined) return await initCommand(command, flags, host);
  // With `/`, since the workflow may run on another system.
  const patterns = texts(flags, "data").map((pattern) => withSlashes(pattern));
  if (patterns.length === 0) throw new ConfigError(`--data is missing: ${await dataNearby(cwd)}`);
  const places = await placesIn(cwd, flags.force === true);
  const told = givenReading(flags);
  const files = await readWithOneNotation(patterns, told, host);
  const target = chooseTarget(text(flags, "target"), files);
  const given = givenColumns(flags, files.at(-1)?.table.header ?? []);
  const { schema, notes, remarks } = inferSchema(files, { target, written: told, given });
  refuseFaults(files, schema);
  const salt = randomBytes(16).toString("hex");
  const { dataset, warnings } = typeRows(files, target, schema);
  const group = keptTogether(dataset, schema, notes);
  const fit = await firstFit(dataset, schema, splitOf(dataset, group, salt), host);

  const written = {
    [places.schema]: schemaYaml(schemaToJson(asGuess(schema)), notes, remarks),
    [places.config]: retrainYaml({
      patterns,
      schemaFile: places.schema,
      target,
      salt,
      group: group?.column ?? null,
      fit,
      freshness: freshnessOf(files, host.now()),
    }),
    [places.workflow]: await workflowYaml(host.home),
  };
  for (const [name, content] of Object.entries(written)) {
    const path = join(cwd, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const notices = places.notices.join("") + fixedNames(patterns, cwd, schema);
  const assumed = [...notes].flatMap(([field, sentences]) => sentences.map((sentence) => ({ field, sentence })));
  const warned = warnings.filter(({ code, subject }) => code !== "grouped-rows" || subject !== group?.column).map(sentenceOf);
  const said = [...remarks.map((remark) => `Files: ${remark}`), ...warned.map((sentence) => `warning: ${sentence}`)];
  const json = { files: Object.keys(written), target, ...fit, assumed, remarks, warnings: warned };
  return { exitCode: 0, json, text: printable(story(Object.keys(written), target, fit, assumed, said) + notices) };
}

/** A notice if the patterns are plain names: a shell expanded an unquoted `*`, and later files will not match. */
function fixedNames(patterns: string[], cwd: string, schema: Schema): string {
  const names = patterns.filter((pattern) => !/[*{]/.test(pattern));
  if (names.length === 0) return "";
  const wider = [...new Set(names.map((name) => proposePattern(cwd, name)))].map(asWritten).filter((pattern) => !names.includes(pattern));
  const way = wider.length > 0 ? `; quoted, --data '${wider[0]}' takes them` : "";
  return `notice: ${names.length === 1 ? "--data names one file: rows that are added to it, or a new export of it, are the next batch" : "--data names files, no pattern: rows that are added to them are the next batch"}; another file will not be read${way}. ${followedBy(schema)}\n`;
}

/** A sentence on the columns that identify the rows of a growing file. */
function followedBy({ fields, primaryKey }: Schema): string {
  const words = (names: string[]) => names.map((name) => `\`${name}\``).join(", ");
  const time = fields.filter(({ role }) => role === "time").map(({ name }) => name);
  const key =
    primaryKey.length > 0
      ? primaryKey
      : fields.filter(({ role, constraints }) => role === "id" && constraints.unique).map(({ name }) => name);
  const when = time.length === 0 ? "no column tells when a row is from" : `${words(time)} tells when a row is from`;
  const which = key.length === 0 ? "a row that changes is one that goes and one that comes" : `${words(key)} is its key`;
  return `A row is known by its values, wherever it stands, so appended rows, a new export and a window are followed alike; ${when}; ${which}.`;
}

function chooseTarget(asked: string | undefined, files: SourceFile[]): string {
  const header = files.at(-1)?.table.header ?? [];
  if (asked !== undefined) {
    if (header.includes(asked)) return asked;
    throw new ConfigError(`--target "${asked}" is no column of ${files.at(-1)?.name}; its columns are ${header.slice(0, 30).join(", ")}.`);
  }
  const [first] = targetCandidates(header);
  if (first !== undefined) return first;
  throw new ConfigError(
    `No column is named target, label, class, y or outcome: name the column to predict with --target, one of ${header.slice(0, 30).join(", ")}.`,
  );
}

/** The column for a split by group, if every file brings new values of it: an identifier, which is not trained on. null: none. */
function keptTogether(dataset: Dataset, schema: Schema, notes: Map<string, string[]>): Grouping | null {
  const found = groupingOf(dataset);
  if (found === null || !found.fresh) return null;
  const field = schema.fields.find(({ name }) => name === found.column)!;
  if (field.role === "feature") field.role = "ignore";
  dataset.features = dataset.features.filter((name) => name !== found.column);
  const note =
    "role ignore: rows of one value belong together and each file brings new ones, so the split keeps them on one side (split.by: group).";
  notes.set(found.column, [...(notes.get(found.column) ?? []), note]);
  return found;
}

function splitOf({ features }: Dataset, group: Grouping | null, salt: string): SplitRecord {
  const { holdout: share } = DEFAULT_CONFIG.split;
  return group === null
    ? { by: "row", share, columns: features, salt, hash: 1 }
    : { by: "group", share, columns: [group.column], salt, hash: 1 };
}

/** The model that `run` will train again: same schema, salt and recipe. */
async function firstFit(dataset: Dataset, schema: Schema, split: SplitRecord, host: Host): Promise<FirstFit> {
  const { sides, checks } = holdOut(dataset, split);
  const unfit = checks.find((check) => check.status === "inconclusive");
  if (unfit) throw new ConfigError(`${unfit.message} A threshold cannot be found from these files. ${unfit.suggestion ?? ""}`.trim());
  const trial = { dataset, split, sides, schema: schemaToJson(schema), host };
  const rare = rareClass(dataset, sides.trainRows);
  if (rare === null) return await fitted(trial, null);
  if (rare.share <= RARE_SHARE) return await fitted(trial, rare);
  const usual = await fitted(trial, null);
  if (usual.predicts || !ranks(usual)) return usual;
  const other = await fitted(trial, rare);
  return other.predicts ? other : usual;
}

interface Trial {
  dataset: Dataset;
  split: SplitRecord;
  sides: Sides;
  schema: JsonValue;
  host: Host;
}

/** Trains as `run` will, and derives the threshold; for a rare class with the better class weights. */
async function fitted(trial: Trial, rare: RareClass | null): Promise<FirstFit> {
  const { gates: usual } = DEFAULT_CONFIG;
  const { margin } = usual.dummy;
  const rows = trial.sides.holdoutRows.length;
  if (rare === null) return thresholdFrom(scored(trial, (await trained(trial, {})).forest, usual), margin, rows);
  const plain = await trained(trial, recipeForRare(rare.name, "none"));
  const balanced = await trained(trial, recipeForRare(rare.name, "balanced"));
  const isBetter = (balanced.thresholdF1 ?? 0) > (plain.thresholdF1 ?? 0);
  const gates: GatesConfig = { ...usual, f1Average: "binary", positiveClass: rare.name };
  const evaluation = scored(trial, (isBetter ? balanced : plain).forest, gates);
  return rareThreshold(evaluation, margin, rows, { ...rare, classWeights: isBetter ? "balanced" : "none" });
}

function trained({ dataset, sides, schema, host }: Trial, recipe: Partial<TrainConfig>): Promise<Trained> {
  const { limits, train: usual } = DEFAULT_CONFIG;
  const { threads, progress } = host;
  const config: TrainConfig = { ...usual, minLeaf: "auto", ...recipe };
  return train({ dataset, rows: sides.trainRows, config, schema, threads, limits, progress });
}

function scored({ dataset, split, sides }: Trial, candidate: Forest, gates: GatesConfig): Evaluation {
  const grouped = split.by === "group" ? { holdout: { ...NO_BASELINES.holdout, by: split.by, column: split.columns[0]! } } : {};
  const input = { dataset, ...sides, candidate, ...NO_BASELINES, ...grouped, gates, whereOf: () => null, showValues: false };
  return evaluate(input).evaluation;
}

function story(files: string[], target: string, fit: FirstFit, assumed: { field: string; sentence: string }[], said: string[]): string {
  const score = scoreSentence(fit);
  const judged = fit.predicts
    ? [`First fit: ${score}; f1-threshold is ${shownThreshold(fit)}.`, ...doubt(fit)].join(" ")
    : `warning: ${weakness(fit, target)}: ${score}; run will reject it until it does better.`;
  const shown = assumed.slice(0, 20).map(({ field, sentence }) => `  ${field}: ${sentence}`);
  const more = assumed.length > shown.length ? [`  … and ${assumed.length - shown.length} more, as comments in ${files[0]}`] : [];
  return [
    `Wrote ${files.join(", ")}.`,
    judged,
    ...said,
    ...(assumed.length > 0 ? ["Assumed:", ...shown, ...more] : []),
    "Next: run (no flag needed).",
    "",
  ].join("\n");
}

const shownThreshold = ({ threshold }: FirstFit) => threshold.toFixed(Number(threshold.toFixed(2)) === threshold ? 2 : 3);

function ranks({ ranking }: Pick<FirstFit, "ranking">): boolean {
  return ranking !== null && ranking.lower !== null && ranking.lower > 0.5;
}

/** A sentence if the features hardly predict the target, with the ROC AUC. */
function weakness({ ranking }: FirstFit, target: string): string {
  return ranks({ ranking }) ? `this data predicts ${target}, but too weakly for its F1` : `this data does not predict ${target}`;
}
