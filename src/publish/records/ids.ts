// Names inside a registry. An id is checked here before it may enter a path.

import { createHash } from "node:crypto";
import { ConfigError } from "../../types/errors.ts";

const ID = /^[0-9a-f]{64}$/;

export const POINTER_PATH = "champion.json";
export const README_PATH = "README.md";
export const MODEL_FOLDER = "model";
export const HISTORY_FOLDER = "history";
export const ROWS_FOLDER = "rows";
export const RUNS_FOLDER = "runs";

export type ModelExtension = "onnx" | "json" | "tar";

/** Media type of a model whose files are one archive. */
export const ARCHIVE_TYPE = "application/x-tar";

/** Whether a text is a sha256 in lower-case hex. */
export function isId(text: unknown): text is string {
  return typeof text === "string" && ID.test(text);
}

/** Path of a model's manifest. Throws for what is no id; so do the paths below. */
export function manifestPath(id: string): string {
  return `${MODEL_FOLDER}/model_${checkedId(id)}.manifest.json`;
}

/** Path of a model's file. */
export function modelPath(id: string, extension: ModelExtension): string {
  return `${MODEL_FOLDER}/model_${checkedId(id)}.${extension}`;
}

/** Path of a history entry. */
export function entryPath(hash: string): string {
  return `${HISTORY_FOLDER}/${checkedId(hash)}.json`;
}

/** `hash`: sha256 of the file. */
export function rowsPath(hash: string): string {
  return `${ROWS_FOLDER}/${checkedId(hash)}.bin`;
}

/** Descriptors carry no names: the media type says which of a model's files one describes. */
export function extensionOf(mediaType: string): ModelExtension {
  if (mediaType === ARCHIVE_TYPE) return "tar";
  return /[/+]json$/.test(mediaType) ? "json" : "onnx";
}

/** sha256 in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** As descriptors write it: `sha256:<hex>`. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${sha256Hex(bytes)}`;
}

function checkedId(id: string): string {
  if (!isId(id)) throw new Error(`not an id: ${JSON.stringify(id).slice(0, 100)}`);
  return id;
}

/** Digits of an id that are enough to name a model of which no other begins so. */
const FEWEST_DIGITS = 8;

/** The known id that this text begins, where there is one and the text has eight digits or more; else the text itself. Throws ConfigError where several do. */
export function fullId(text: string, known: readonly string[]): string {
  if (text.length < FEWEST_DIGITS || known.includes(text) || !/^[0-9a-f]+$/.test(text)) return text;
  const found = known.filter((id) => id.startsWith(text));
  if (found.length > 1)
    throw new ConfigError(`${found.length} models begin with ${text}: ${found.slice(0, 5).join(", ")}. Give more digits.`);
  return found[0] ?? text;
}

/** Digits of an id that are enough to name a model. */
const LEAST_DIGITS = 8;

/** The champion, where the id that was said, or its first digits, name it; else what was said. */
export function championByPrefix(id: string | null, champion: string | null): string | null {
  return id !== null && id.length >= LEAST_DIGITS && champion?.startsWith(id) ? champion : id;
}
