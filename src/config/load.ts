// Reads retrain.yml, flags and action inputs into one Config, or throws one ConfigError with all mistakes.
import path from "node:path";
import type { Config, Limits } from "../types/config.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { Problem, Where } from "../types/problem.ts";
import type { Schema, SchemaFile } from "../types/schema.ts";
import { complete, splitNotices } from "./complete.ts";
import { publishChecks } from "./delivery.ts";
import { bounded, elsewhere } from "./file/complaints.ts";
import { laterKey, laterValue } from "./file/later.ts";
import { type Mistake, mistakesOf, type Vocabulary } from "./file/mistakes.ts";
import { outlineOf } from "./file/outline.ts";
import { prepared, without } from "./file/prepare.ts";
import { pathWithoutAlias, withAlias, withoutAlias } from "./file/proto-key.ts";
import { readText } from "./file/read-text.ts";
import { mapping, type Path, printable, quoted, type Source, valueAt } from "./file/source.ts";
import { type Caller, flagName, given, layersOfValues, overlay, type Values } from "./file/values.ts";
import { readYaml } from "./file/yaml.ts";
import { type Draft, keyChecks, schemaChecks } from "./keys/checks.ts";
import { engineChecks } from "./keys/command.ts";
import { type RetrainFile, retrainFile, TEXT_KEYS } from "./keys/retrain-file.ts";
import { baseOf, fileName, SEARCHED } from "./paths.ts";
import { readSchema } from "./schema/schema.ts";

/** The invocation of a command or the action; `values`: flags or inputs by kebab-case name. */
export interface Invocation {
  caller: Caller;
  cwd: string;
  values: Values;
  /** `KEY=VALUE`; an entry may have several lines (the input `set`). */
  set: string[];
  publish: boolean;
  /** Names of files that must be found. */
  requiredFiles?: string[];
  /** Default of `threads`. */
  threads: number;
  /** Told what the run may take as soon as it is known: before the schema is read, which may be large. */
  onLimits?: (limits: Limits) => void;
}

const MAX_CONFIG_BYTES = 2 ** 20;
const MAX_SCHEMA_BYTES = 2 ** 22;
const MAX_THREADS = 256;

const OUTLINE = outlineOf(retrainFile);
const WORDS: Vocabulary = { outline: OUTLINE, laterKey, laterValue };
const SECTIONS: ReadonlySet<string> = new Set(OUTLINE.keys());
const TEXTS: ReadonlySet<string> = new Set(TEXT_KEYS);

interface ConfigFile {
  /** Absolute path; null: no file was found. */
  file: string | null;
  /** null: the file is too broken to be checked. */
  source: Source | null;
  problems: Problem[];
}

/** The configuration of an invocation. Throws ConfigError with every problem at once. */
export async function loadConfig(invocation: Invocation): Promise<Config> {
  return (await loadTold(invocation, readText)).config;
}

/** Reads a text file from the working directory or from another commit. */
export type TextReader = typeof readText;

export interface Told {
  config: Config;
  /** File, flags and inputs merged; later ones override earlier ones. */
  source: Source;
}

/** Reads the file and merges the layers. `layered`: selects the layers of flags and inputs that count; absent: all. */
export async function loadTold(
  invocation: Invocation,
  reader: TextReader,
  layered = (layer: Source): Source | null => layer,
): Promise<Told> {
  const { caller, cwd } = invocation;
  const read = await configFile(invocation, reader);
  const { layers: said, problems: valueProblems } = layersOfValues(caller, invocation.values, invocation.set);
  const layers = said.flatMap((layer) => layered(layer) ?? []);
  const told = overlay(read.source ?? blank(read.file ?? "retrain.yml"), layers);
  const source: Source = { ...told, tree: prepared(told, SECTIONS, TEXTS) };

  const { draft, mistakes } = judged(source);
  const threads = threadsOf(invocation);
  const base = read.file === null ? cwd : baseOf(read.file);
  const context = { caller, cwd, source, ownerBase: (at: Path) => (source.whereValue(at) === null ? cwd : base) };
  const facts: Draft = { draft, bad: mistakes.map((mistake) => mistake.path), complete: read.source !== null, ...context };
  const made = complete(facts);
  invocation.onLimits?.(made.config.limits);
  const schema = await schemaFile(facts, reader);
  const problems = [
    ...mistakes.map((mistake) => mistake.problem),
    ...keyChecks(facts),
    ...engineChecks(facts),
    ...publishChecks(facts),
    ...made.problems,
  ];
  if (schema.names) problems.push(...schemaChecks(facts, schema.names));
  const all = bounded([...read.problems, ...elsewhere(problems, read.problems), ...valueProblems, ...threads.problems]);
  if (all.length + schema.problems.length > 0) throw new ConfigError([...all, ...schema.problems]);

  const config: Config = {
    ...made.config,
    data: { ...made.config.data, repository: read.file === null ? cwd : path.dirname(read.file) },
    file: read.file === null ? null : fileName(cwd, read.file),
    whereOf: whereOf(source),
    schema: schema.schema,
    schemaFile: schema.file,
    threads: threads.threads,
    publish: invocation.publish,
    requiredFiles: invocation.requiredFiles ?? [],
    notices: [...made.notices, ...splitNotices(facts)],
  };
  return { config, source };
}

/** Validates by zod. Invalid keys are left out, so that the others can still be checked together. */
function judged(source: Source): { draft: RetrainFile; mistakes: Mistake[] } {
  let result = retrainFile.safeParse(withAlias(source.tree));
  if (result.success) return { draft: withoutAlias(result.data), mistakes: [] };
  const issues = result.error.issues.map((issue) => ({ ...issue, path: pathWithoutAlias(issue.path) }));
  const mistakes = mistakesOf(issues, source, WORDS);
  let tree = without(
    source.tree,
    mistakes.map((mistake) => listPath(mistake.path)),
  );
  // Without an invalid key its section may be incomplete: then the section is left out, too.
  for (let round = 0; round < 4; round++) {
    result = retrainFile.safeParse(withAlias(tree));
    if (result.success) return { draft: withoutAlias(result.data), mistakes };
    tree = without(
      tree,
      result.error.issues.map((issue) => (round < 2 ? listPath(issue.path).slice(0, -1) : issue.path.slice(0, 1))),
    );
  }
  return { draft: retrainFile.parse({}), mistakes };
}

/** The path of the outermost list around a mistake, which is left out as a whole. */
function listPath(at: Path): Path {
  const index = at.findIndex((step) => typeof step === "number");
  return index < 0 ? at : at.slice(0, index);
}

async function configFile({ caller, cwd, values }: Invocation, reader: TextReader): Promise<ConfigFile> {
  const told = values.config;
  if (given(caller, told)) {
    const name = (Array.isArray(told) ? told.at(-1) : told)?.trim() ?? "";
    const subject = flagName(caller, "config");
    if (name === "" || name !== printable(name)) {
      const expected = "the path of a configuration file";
      return {
        file: null,
        source: null,
        problems: [problem(`${subject} is ${quoted(name)}; expected ${expected}.`, { got: quoted(name), expected })],
      };
    }
    return readConfig(cwd, path.resolve(cwd, name), { subject, where: null }, reader);
  }
  for (const name of SEARCHED) {
    const found = await readConfig(cwd, path.join(cwd, name), null, reader);
    if (found.file !== null) return found;
  }
  return { file: null, source: blank("retrain.yml"), problems: await misnamed(cwd, reader) };
}

/** A problem if the configuration has another name (retrain.yaml), which is not read. */
async function misnamed(cwd: string, reader: TextReader): Promise<Problem[]> {
  const names = SEARCHED.map((name) => name.replace(/yml$/, "yaml"));
  const there = await Promise.all(names.map((name) => reader(path.join(cwd, name), name, 0, null)));
  const name = names.find((_, index) => there[index]?.text !== null || there[index]?.problem !== null);
  if (name === undefined) return [];
  const expected = name.replace(/yaml$/, "yml");
  return [problem(`${name} is not looked for; expected ${expected}: rename it, or name it with config.`, { got: name, expected })];
}

async function readConfig(
  cwd: string,
  file: string,
  named: { subject: string; where: null } | null,
  reader: TextReader,
): Promise<ConfigFile> {
  const name = fileName(cwd, file);
  const { text, problem: fault } = await reader(file, name, MAX_CONFIG_BYTES, named);
  if (fault) return { file, source: null, problems: [fault] };
  if (text === null) return { file: null, source: null, problems: [] };
  const { source, problems } = readYaml(text, name);
  if (source !== null && source.tree === null) return { file, source: { ...source, tree: mapping() }, problems };
  if (source !== null && (typeof source.tree !== "object" || Array.isArray(source.tree))) {
    const where = source.whereValue([]);
    const expected = "a mapping of keys such as data and target";
    problems.push(problem(`${name} holds no keys at its top; expected ${expected}.`, { where, got: "no mapping", expected }));
    return { file, source: null, problems };
  }
  return { file, source, problems };
}

/** An empty source, for an invocation without a file. */
function blank(name: string): Source {
  return { tree: mapping(), subject: () => name, whereValue: () => null, whereKey: () => null, text: () => null };
}

function threadsOf({ caller, values, threads }: Invocation): { threads: number; problems: Problem[] } {
  const told = values.threads;
  if (!given(caller, told)) return { threads, problems: [] };
  const text = (Array.isArray(told) ? (told.at(-1) ?? "") : told).trim();
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= MAX_THREADS) return { threads: count, problems: [] };
  const expected = `an integer from 1 to ${MAX_THREADS}`;
  const message = `${flagName(caller, "threads")} is ${quoted(text)}; expected ${expected}.`;
  return { threads, problems: [problem(message, { got: quoted(text), expected })] };
}

interface ReadSchema {
  schema: Schema | null;
  file: SchemaFile | null;
  names: string[] | null;
  problems: Problem[];
}

async function schemaFile(facts: Draft, reader: TextReader): Promise<ReadSchema> {
  const { draft, source, cwd } = facts;
  if (draft.schema === undefined) return { schema: null, file: null, names: null, problems: [] };
  const file = path.resolve(facts.ownerBase(["schema"]), draft.schema);
  const name = fileName(cwd, file);
  const named = { subject: source.subject(["schema"]), where: source.whereValue(["schema"]) };
  const { text, problem: fault } = await reader(file, name, MAX_SCHEMA_BYTES, named);
  if (fault || text === null) return { schema: null, file: null, names: null, problems: fault ? [fault] : [] };
  const { schema, names, problems, whereOf } = readSchema(text, name, draft.target ?? null);
  return { schema, file: { text, whereOf }, names, problems };
}

/** The place of a key in the file; null for keys that flags or inputs set. */
function whereOf(source: Source): (key: string) => Where | null {
  return (key) => {
    const at = key
      .split(/[.[\]]/)
      .filter((step) => step !== "")
      .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    return valueAt(source.tree, at) === undefined ? null : (source.whereKey(at) ?? source.whereValue(at));
  };
}
