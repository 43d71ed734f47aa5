// Models as files: what `predict` says of a CSV beside what onnxruntime says, and whether our reader gives back what was written.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { sameForest } from "../../src/model/forest/same-forest.ts";
import { readOnnxModel } from "../../src/model/onnx/onnx-read.ts";
import { writeOnnx } from "../../src/model/onnx/onnx-write.ts";
import { python } from "./python.ts";

export interface Agreement {
  rows: number;
  labelsDiffer: number;
  /** Largest difference of a probability. */
  worst: number;
  /** Rows whose two best classes have the same probability. */
  ties: number;
  inputs: Record<string, string>;
}

export interface Compared {
  model: string;
  csv: string;
  predictions: string;
}

export function agreementOf(tasks: Compared[]): Promise<Agreement[]> {
  return python<Agreement[]>(
    "csv_agree.py",
    [],
    tasks.map((task) => ({ ...task })),
  );
}

export function expectSame(found: Agreement, name: string): void {
  expect({ name, labelsDiffer: found.labelsDiffer, close: found.worst <= 1e-6 }).toEqual({ name, labelsDiffer: 0, close: true });
}

/** Reading a model and writing it again gives its bytes; reading these gives its Forest. */
export async function expectRoundTrip(path: string): Promise<void> {
  const bytes = await readFile(path);
  const { forest, schema } = readOnnxModel(bytes);
  const again = writeOnnx(forest, { schema });
  expect(Buffer.compare(again, bytes), `${path} written again`).toBe(0);
  expect(sameForest(readOnnxModel(again).forest, forest)).toBe(true);
}

export async function championFile(registry: string): Promise<string> {
  const { id } = JSON.parse(await readFile(join(registry, "champion.json"), "utf8")) as { id: string };
  return join(registry, "model", `model_${id}.onnx`);
}
