// init --command: runs a team's own script once, and writes configuration and workflow from its output.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Document } from "yaml";
import { outputTail } from "../../clients/child.ts";
import { printable } from "../../report/terminal.ts";
import { type NumberFile, numberFiles, trialRun, type WrittenFile } from "../../train/command/trial.ts";
import { ConfigError } from "../../types/errors.ts";
import { type FlagValues, type Host, type Outcome, text, texts } from "../common/command.ts";
import { type Asked, metricIn } from "./init-metric.ts";
import { placesIn } from "./init-places.ts";
import { scriptWorkflowYaml } from "./init-workflow.ts";

const MINUTES = 30;
/** Files of the recipe, besides those that the command names. */
const RECIPES = ["requirements.txt", "pyproject.toml", "uv.lock", "poetry.lock", "environment.yml", "package-lock.json", "renv.lock"];
const MODEL =
  /\.(pkl|pickle|joblib|onnx|pt|pth|h5|hdf5|keras|bin|ubj|cbm|model|rds|rda|rdata|safetensors|tflite|pmml|npz|npy|mlmodel|zip|gz|txt|json)$/i;
const SURELY_MODEL = /\.(pkl|pickle|joblib|onnx|pt|pth|h5|hdf5|keras|ubj|cbm|rds|safetensors|tflite|pmml|mlmodel)$/i;
const IN_MODELS = /(^|\/)(models?|artifacts?|weights|checkpoints?)\//i;
/** With more model files in one folder, the folder is named instead. */
const FEW = 4;

/** `init --command`: runs the script once and writes configuration and workflow around it. */
export async function initCommand(line: string, flags: FlagValues, host: Host): Promise<Outcome> {
  const { cwd, progress } = host;
  const command = wordsOf(line);
  const places = await placesIn(cwd, flags.force === true);
  const env = texts(flags, "env");
  const { end, written } = await trialRun(cwd, command, env, MINUTES, progress);
  if (end.kind !== "exited" || end.code !== 0) throw new ConfigError(failed(line, end));
  const wanted = text(flags, "metric");
  // A JSON model file has numbers, too.
  const numbers = (await numberFiles(cwd, written)).filter(({ name }) => wanted !== undefined || !IN_MODELS.test(name));
  const asked = metricIn(numbers, wanted);
  if (asked === null) throw new ConfigError(noMetric(numbers, written, wanted));
  const model = modelIn(written, asked.file);
  if (model.length === 0) throw new ConfigError(noModel(written, asked.file));
  const config = configYaml({ command, model, env, asked, files: recipeFiles(cwd, command) });
  const files = { [places.config]: config, [places.workflow]: await scriptWorkflowYaml(host.home, command, env) };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), content);
  }
  const said = [
    `Ran ${line}: it wrote ${model.join(", ")} and ${asked.file}.`,
    `Wrote ${Object.keys(files).join(", ")}.`,
    `${asked.metric} is ${asked.value}${asked.rows === null ? "" : ` on ${asked.rows.value} rows`}; asked for is ${asked.direction.replace("-", " ")} ${asked.bound}, and no more than ${asked.margin} worse than the champion. If another number counts: --metric KEY.`,
    ...(asked.rows === null
      ? ["No number of rows was found: write one, and name it in train.outputs, to hold gates.metric.min-rows."]
      : []),
    "Next: run (no flag needed).",
  ];
  const json = { files: Object.keys(files), command, model, ...asked };
  return { exitCode: 0, json: json as Outcome["json"], text: printable(`${said.join("\n")}\n${places.notices.join("")}`) };
}

/** Splits a command line as a shell does; other features of a shell are refused. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare!);
  const foreign = words.find((word) => /^(&&|\|\|?|;|>>?|<|&)$|[;|]$|\$\(|`/.test(word));
  if (foreign !== undefined)
    throw new ConfigError(
      `--command holds ${JSON.stringify(foreign)}, which only a shell understands; expected a program and its arguments, such as "python train.py": put the steps into a script of its own.`,
    );
  if (words.length === 0) throw new ConfigError('--command is empty; expected a program and its arguments, such as "python train.py".');
  return words;
}

function failed(line: string, end: Awaited<ReturnType<typeof trialRun>>["end"]): string {
  if (end.kind === "not-started") return `${line} could not be started: ${end.why}. Install it, and name it as a shell would find it.`;
  const how = end.kind === "exited" ? `exit code ${end.code}` : end.kind === "timeout" ? `no end within ${MINUTES} minutes` : end.kind;
  return `${line} did not succeed (${how}), so nothing was written. It gets PATH and few other variables: name those it needs with --env.${outputTail(end.output)}`;
}

function noMetric(numbers: NumberFile[], written: WrittenFile[], wanted: string | undefined): string {
  const known = numbers
    .flatMap(({ name, numbers: found }) => found.slice(0, 10).map(({ key, value }) => `${key} = ${value} (${name})`))
    .slice(0, 15);
  if (wanted !== undefined)
    return `--metric is ${JSON.stringify(wanted)}, which the script did not write; it wrote ${known.join(", ") || "no numbers"}.`;
  if (known.length > 0)
    return `No number that the script wrote has the name of a known measure: name one with --metric, of ${known.join(", ")}.`;
  const files = written.slice(0, 10).map(({ name }) => name);
  return `The script wrote no JSON with numbers (it wrote ${files.join(", ") || "nothing"}). Let it write its result at the end, in Python: json.dump({"test": {"f1": f1, "n": len(y_test)}}, open("metrics.json", "w")).`;
}

function noModel(written: WrittenFile[], metrics: string): string {
  const others = written.filter(({ name }) => name !== metrics).map(({ name }) => name);
  const what = others.length === 0 ? "nothing else" : others.slice(0, 10).join(", ");
  return `The script wrote no file that looks like a model besides ${metrics} (${what}). Let it save its model, or write train.model into retrain.yml by hand (docs/engines.md).`;
}

/** The model files, or their folder if there are many. */
function modelIn(written: WrittenFile[], metrics: string): string[] {
  const others = written.filter(({ name, size }) => name !== metrics && size > 0);
  const sure = others.filter(({ name }) => SURELY_MODEL.test(name));
  const named = others.filter(({ name }) => MODEL.test(name) && /model|weights|forest|checkpoint|artifact/i.test(name));
  const foldered = others.filter(({ name }) => IN_MODELS.test(name));
  const found = sure.length > 0 ? [...new Set([...sure, ...named])] : named.length > 0 ? named : foldered;
  const names = found.map(({ name }) => name).sort();
  const tops = new Set(foldered.map(({ name }) => name.split("/")[0]!));
  if ((names.length > FEW || names.some((name) => name.split("/").length > 3)) && tops.size === 1) return [...tops];
  return names;
}

function recipeFiles(cwd: string, command: string[]): string[] {
  const named = command
    .map((word) => word.replace(/^\.\//, ""))
    .filter((word) => /\.\w+$/.test(word) && !word.startsWith("/") && !word.includes(".."));
  return [...new Set([...named, ...RECIPES])].filter((name) => existsSync(join(cwd, name)));
}

interface ConfigParts {
  command: string[];
  model: string[];
  env: string[];
  asked: Asked;
  files: string[];
}

function configYaml({ command, model, env, asked, files }: ConfigParts): string {
  const { direction, bound, margin, rows } = asked;
  const document = new Document({
    train: {
      engine: "command",
      command,
      ...(files.length > 0 && { files }),
      ...(env.length > 0 && { env }),
      model,
      outputs: { file: asked.file, metric: asked.metric, ...(rows !== null && { rows: rows.key }) },
    },
    gates: { metric: { [direction]: bound, margin, ...(rows !== null && { "min-rows": Math.max(1, Math.floor(rows.value / 2)) }) } },
  });
  for (const path of [
    ["train", "command"],
    ["train", "files"],
    ["train", "env"],
    ["train", "model"],
    ["train", "outputs"],
    ["gates", "metric"],
  ]) {
    const node = document.getIn(path, true);
    if (typeof node === "object" && node !== null && "flow" in node) node.flow = true;
  }
  document.commentBefore = ` What gated-retrain does with this script; docs/engines.md tells every key.\n The first run gave ${asked.metric} ${asked.value}: gates.metric leaves room below it. Ask for what is good enough.`;
  document.comment = " publish: {copy: {FILE OF THE MODEL: WHERE AN APP READS IT}} brings the champion's files into the repository.";
  return document.toString({ lineWidth: 0 });
}
