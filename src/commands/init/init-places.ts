// The files that init may write: free names, or files that it wrote before. Other files are never overwritten.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { ConfigError, problem } from "../../types/errors.ts";
import type { Problem } from "../../types/problem.ts";

export interface Places {
  schema: string;
  config: string;
  workflow: string;
  /** Notices about the chosen names. */
  notices: string[];
}

const CONFIG_FILE = "retrain.yml";
/** Each kind of file by the names that are tried, in turn. */
const SCHEMAS = ["schema.yml", "retrain-schema.yml", "gated-retrain-schema.yml"];
const WORKFLOWS = ["retrain", "gated-retrain", "gated-retrain-2", "gated-retrain-3"].map((name) => `.github/workflows/${name}.yml`);
const MOST_SHOWN = 10;

/** null: nothing is there. */
const textOf = (path: string) => readFile(path, "utf8").catch(() => null);

const topKeys = (text: string): string[] => {
  try {
    const tree: unknown = parse(text, { logLevel: "silent" });
    return typeof tree === "object" && tree !== null && !Array.isArray(tree) ? Object.keys(tree) : [];
  } catch {
    return [];
  }
};

const isSchema = (text: string) => topKeys(text).includes("fields");
const isConfig = (text: string) =>
  [
    ["data", "target"],
    ["train", "gates"],
  ].some((keys) => keys.every((key) => topKeys(text).includes(key)));
/** As the sample begins, which may have been edited since, and uses the action. */
const isWorkflow = (text: string) => text.startsWith("# Retrains every night and on request;") && /gated-retrain@/.test(text);

/** `force`: files that init may have written are overwritten. Throws ConfigError, with nothing written, for names that are taken. */
export async function placesIn(cwd: string, force: boolean): Promise<Places> {
  const problems: Problem[] = [];
  const config = await textOf(join(cwd, CONFIG_FILE));
  if (config !== null && !isConfig(config))
    problems.push(
      problem(
        `${CONFIG_FILE} is there and is no configuration of gated-retrain: nothing was written. Run init in another folder, or rename that file.`,
      ),
    );
  const schema = await firstOwn(cwd, SCHEMAS, isSchema);
  const workflow = await firstOwn(cwd, WORKFLOWS, isWorkflow);
  const ours = [
    ...(config !== null && isConfig(config) ? [CONFIG_FILE] : []),
    ...[schema, workflow].filter(({ isThere }) => isThere).map(({ name }) => name),
  ];
  if (!force) problems.push(...ours.map((name) => problem(`${name} is there already: nothing was written. Use --force to overwrite it.`)));
  if (problems.length > 0) throw new ConfigError(problems);
  const renamed = [schema, workflow].filter(({ passed }) => passed.length > 0);
  const notices = renamed.map(
    ({ name, passed }) =>
      `notice: ${passed.join(", ")} ${passed.length === 1 ? "is" : "are"} not ours and stay as they are: ${name} was written instead.\n`,
  );
  return { schema: schema.name, config: CONFIG_FILE, workflow: workflow.name, notices };
}

interface Chosen {
  name: string;
  /** A file of ours stands there. */
  isThere: boolean;
  /** Names before it that somebody else's files have. */
  passed: string[];
}

/** The first name that is free or whose file is ours. Throws ConfigError where there is none. */
async function firstOwn(cwd: string, names: string[], isOurs: (text: string) => boolean): Promise<Chosen> {
  const passed: string[] = [];
  for (const name of names) {
    const text = await textOf(join(cwd, name));
    if (text === null || isOurs(text)) return { name, isThere: text !== null, passed };
    passed.push(name);
  }
  throw new ConfigError(`${passed.join(", ")} are all there and not ours: nothing was written. Rename one of them.`);
}

const DATA = /\.(csv|tsv)(\.gz)?$/i;

/** The end of the message that --data is missing: a suggestion, if there is one obvious data file. */
export async function dataNearby(cwd: string): Promise<string> {
  const names = await dataIn(cwd, "");
  const below = names.length > 0 ? [] : await Promise.all(["data", "new_data", "datasets"].map((folder) => dataIn(cwd, `${folder}/`)));
  const found = [...names, ...below.flat()].sort();
  const [only] = found;
  if (only === undefined) return "name the files to learn from, such as --data data/*.csv.";
  if (found.length === 1) return `${only} is the only CSV file here: --data ${quotedFor(only)} takes it.`;
  const folders = new Set(found.map((name) => name.slice(0, name.lastIndexOf("/") + 1)));
  const shown = found.slice(0, MOST_SHOWN).join(", ");
  const pattern = `${[...folders][0]}*${/\.[a-z.]+$/i.exec(only)![0]}`;
  return `name the files to learn from; here are ${shown}${found.length > MOST_SHOWN ? " …" : ""}: --data '${pattern}' takes them if they are of one kind.`;
}

async function dataIn(cwd: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(cwd, folder), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && DATA.test(entry.name) && !entry.name.startsWith(".")).map(({ name }) => folder + name);
}

function quotedFor(name: string): string {
  return /^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
