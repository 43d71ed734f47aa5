import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { DEFAULT_LIMITS } from "../config/defaults.ts";
import { schemaToJson, writtenAs } from "../config/schema/schema.ts";
import { printable } from "../report/terminal.ts";
import { train } from "../train/train.ts";
import type { EngineName, Limits, TrainConfig } from "../types/config.ts";
import { ConfigError, problem } from "../types/errors.ts";
import type { Problem } from "../types/problem.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, type Outcome, THREADS_FLAG, text, texts } from "./common/command.ts";
import { readData, readSchemaFile, typeRows } from "./common/reading.ts";

/** Most rows for which JSON of the ml-random-forest package is written: it is large, and slow to compare. */
const MOST_JSON_ROWS = 50_000;

/** Nothing is published, so the model file may have any readable size. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, modelBytes: 2 ** 31 - 1 };

export const trainCommand: Command = {
  usage: "--data PATTERN… --target COLUMN --out DIR [flags]",
  about:
    "Trains on all rows, without hold-out or gates: for experiments and benchmarks. Writes model.onnx and, where it can express the model, model.json.",
  flags: {
    data: { takes: "several", placeholder: "PATTERN…", about: "files to train on" },
    target: { takes: "one", placeholder: "COLUMN", about: "the column to predict" },
    schema: { takes: "one", placeholder: "FILE", about: "Table Schema (default: inferred from the data)" },
    engine: { takes: "one", placeholder: "forest|ml-random-forest", about: "what trains the model (default forest)" },
    trees: { takes: "one", placeholder: "N", about: "trees (default 100)" },
    seed: { takes: "one", placeholder: "S", about: "seed (default 42)" },
    threads: THREADS_FLAG,
    out: { takes: "one", placeholder: "DIR", about: "where the model files go" },
    json: JSON_FLAG,
  },
  run: runTrain,
};

async function runTrain(flags: FlagValues, host: Host): Promise<Outcome> {
  const { cwd, now, threads, progress } = host;
  const started = now();
  const { target, out, config, workers } = settings(flags, threads);
  const schemaPath = text(flags, "schema");
  const given = schemaPath === undefined ? null : await readSchemaFile(schemaPath, cwd, target);
  const files = await readData(texts(flags, "data"), host, { written: writtenAs(given) });
  const { dataset, schema } = typeRows(files, target, given);
  const readAt = now();
  const rows = Int32Array.from({ length: dataset.rows }, (_, row) => row);
  const small = config.engine === "ml-random-forest" || dataset.rows <= MOST_JSON_ROWS;
  const recipe: TrainConfig = { ...config, export: small ? ["onnx", "json"] : ["onnx"] };
  const task = { dataset, rows, config: recipe, schema: schemaToJson(schema), threads: workers, limits: LIMITS, progress };
  const trained = await train(task);
  const trainedAt = now();
  const dir = resolve(cwd, out);
  await mkdir(dir, { recursive: true });
  for (const file of trained.files) await writeFile(join(dir, `model.${file.extension}`), file.bytes);
  const end = now();
  const names = trained.files.map((file) => `model.${file.extension}`);
  const bytes = trained.files.reduce((sum, file) => sum + file.bytes.length, 0);
  const exported = Math.round(trained.exportMs);
  const timings = {
    read: readAt - started,
    train: trainedAt - readAt - exported,
    export: end - trainedAt + exported,
    total: end - started,
  };
  const json = { timings, rows: dataset.rows, features: dataset.features.length, model: { files: names, bytes } };
  const leftOut = small
    ? ""
    : `notice: model.json is left out above ${MOST_JSON_ROWS} rows; run writes it where train.export asks for it.\n`;
  const notices = leftOut + trained.checks.map((check) => `${check.status}: ${check.message}\n`).join("");
  const said = `Trained on ${dataset.rows} rows and ${dataset.features.length} features: ${names.join(", ")} in ${out} (${bytes} bytes).\n`;
  return { exitCode: 0, json, text: printable(notices + said) };
}

function settings(flags: FlagValues, threads: number) {
  const problems: Problem[] = [];
  const whole = (name: string, fallback: number, min: number, max: number) => {
    const given = text(flags, name);
    const value = given === undefined ? fallback : Number(given);
    if (!Number.isInteger(value) || value < min || value > max) {
      problems.push(problem(`--${name} is "${given}", expected a whole number from ${min} to ${max}.`, { got: given ?? "" }));
    }
    return value;
  };
  const required = (name: string, why: string) => {
    const given = text(flags, name);
    if (given === undefined || given === "") problems.push(problem(`--${name} is missing: ${why}.`));
    return given ?? "";
  };
  const engine = text(flags, "engine") ?? "forest";
  if (engine !== "forest" && engine !== "ml-random-forest") {
    problems.push(problem(`--engine is "${engine}", expected forest or ml-random-forest.`, { got: engine }));
  }
  const config: TrainConfig = {
    engine: engine as EngineName,
    trees: whole("trees", 100, 1, 10_000),
    seed: whole("seed", 42, 0, 2 ** 32 - 1),
    maxDepth: null,
    minLeaf: 1,
    modelBytes: 0,
    classWeights: "none",
    decision: null,
    export: ["onnx"],
  };
  const target = required("target", "name the column to predict");
  const out = required("out", "name the folder for the model files");
  const workers = whole("threads", threads, 1, 256);
  if (problems.length > 0) throw new ConfigError(problems);
  return { target, out, config, workers };
}
