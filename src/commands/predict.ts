import { createWriteStream } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { RESERVED, reservedIn } from "../config/keys/reserved-names.ts";
import { schemaFromJson, writtenAs } from "../config/schema/schema.ts";
import { readOnnxModel } from "../model/onnx/onnx-read.ts";
import { predictorOf } from "../model/predict/predict.ts";
import { printable } from "../report/terminal.ts";
import { pointerIn } from "../table/read/pointer-file.ts";
import { withoutLines } from "../table/rows/rows.ts";
import { ConfigError, DataError, problem } from "../types/errors.ts";
import type { Forest } from "../types/model.ts";
import type { Services } from "../types/run.ts";
import type { Schema } from "../types/schema.ts";
import type { Column } from "../types/table.ts";
import { type Command, type FlagValues, type Host, JSON_FLAG, type Outcome, REGISTRY_FLAG, text, texts } from "./common/command.ts";
import { readData } from "./common/reading.ts";
import { registryAt } from "./common/registry-flag.ts";
import { countSentences, featureCells } from "./predict-cells.ts";

export const predictCommand: Command = {
  usage: "--model DIR | --registry branch:NAME|directory:PATH|s3://… [--model-id ID]  --data FILE --out FILE [--strict]",
  about: "Writes one line per input row, in order: the predicted class and the probability of each class. The target column may be absent.",
  flags: {
    model: { takes: "one", placeholder: "DIR", about: "folder with a model.onnx that train wrote" },
    registry: REGISTRY_FLAG,
    "model-id": { takes: "one", placeholder: "ID", about: "a model of the registry (default: the champion)" },
    data: { takes: "several", placeholder: "PATTERN…", about: "files to predict" },
    out: { takes: "one", placeholder: "FILE", about: "where the predictions go, as CSV" },
    strict: { takes: "none", about: "fail where a cell is unknown to the model, cannot be read, or is missing where none was" },
    json: JSON_FLAG,
  },
  run: runPredict,
};

interface Model {
  id: string | null;
  forest: Forest;
  schema: Schema;
}

async function runPredict(flags: FlagValues, host: Host): Promise<Outcome> {
  const { cwd, services } = host;
  const out = text(flags, "out");
  if (out === undefined) throw new ConfigError("--out is missing: name the CSV file for the predictions.");
  const reserved = reservedIn(out);
  if (reserved !== null) throw new ConfigError(`--out is "${out}", and "${reserved}" ${RESERVED}: choose another name.`);
  const model = await load(flags, cwd, services);
  const files = (await readData(texts(flags, "data"), host, { written: writtenAs(model.schema) })).map((file) => ({
    ...file,
    table: withoutLines(file.table, model.schema.dialect?.commentRows ?? []),
  }));
  const { columns, told } = featureCells(model.forest, model.schema, files);
  const sentences = countSentences(told);
  if (flags.strict === true && sentences.length > 0) throw new DataError(sentences.map((sentence) => problem(sentence)));
  const rows = files.reduce((sum, file) => sum + file.table.rows, 0);
  await writeCsv(resolve(cwd, out), model.forest, columns, rows);
  const json = { rows, classes: model.forest.classes, modelId: model.id, out, columns: told };
  const warnings = sentences.map((sentence) => `warning: ${sentence} ${AS_MISSING}\n`).join("");
  return { exitCode: 0, json, text: printable(`Predicted ${rows} rows with ${model.id ?? "the model given"}: ${out}\n${warnings}`) };
}

const AS_MISSING = "Predicted as if these were missing.";

async function load(flags: FlagValues, cwd: string, services: Services): Promise<Model> {
  const dir = text(flags, "model");
  if (dir !== undefined && flags.registry !== undefined)
    throw new ConfigError("--model and --registry exclude each other: give one of them.");
  if (dir !== undefined && flags["model-id"] !== undefined)
    throw new ConfigError("--model-id names a model of a registry: leave it out beside --model.");
  if (dir === undefined) {
    const { id, manifest, forest } = await registryAt(text(flags, "registry"), cwd, services).load(text(flags, "model-id") ?? null);
    return { id, forest, schema: schemaFromJson(manifest.schema) };
  }
  const path = join(resolve(cwd, dir), "model.onnx");
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`--model ${dir}: model.onnx cannot be read (${error.code}); name a folder that train wrote.`);
  });
  try {
    const { forest, schema } = readOnnxModel(bytes);
    return { id: null, forest, schema: schemaFromJson(schema) };
  } catch (error) {
    const pointer = pointerIn(bytes);
    if (pointer !== null) throw new DataError(`${path} is a ${pointer.tool} pointer, not the model: ${pointer.mend}.`, { cause: error });
    throw new DataError(`${path} is not a model that this version wrote: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

const BLOCK_ROWS = 65_536;

async function writeCsv(path: string, forest: Forest, columns: Column[], rows: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(csvLines(forest, columns, rows), createWriteStream(path));
}

function* csvLines(forest: Forest, columns: Column[], rows: number): Generator<string> {
  const { classes } = forest;
  yield `${["prediction", ...classes.map((name) => `p_${name}`)].map(quoted).join(",")}\n`;
  const labels = classes.map(quoted);
  const ofRows = predictorOf(forest, columns);
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const block = Int32Array.from({ length: Math.min(BLOCK_ROWS, rows - start) }, (_, i) => start + i);
    const found = ofRows(block);
    let lines = "";
    for (let i = 0; i < block.length; i++) {
      lines += labels[found.classes[i]!];
      for (let c = 0; c < classes.length; c++) lines += `,${found.probabilities[i * classes.length + c]}`;
      lines += "\n";
    }
    yield lines;
  }
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
