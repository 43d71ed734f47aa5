// Every field of every record of a registry with history, and what may stand in its place.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "../../src/commands/common/command.ts";
import { parseFlags } from "../../src/commands/common/flags.ts";
import { diagnose } from "../../src/commands/diagnose.ts";
import { history } from "../../src/commands/history.ts";
import { accept, reset } from "../../src/commands/override.ts";
import { predictCommand } from "../../src/commands/predict.ts";
import { rollback } from "../../src/commands/rollback.ts";
import { check, run } from "../../src/commands/run.ts";
import { verify } from "../../src/commands/verify.ts";
import { canonicalBytes } from "../../src/publish/records/canonical.ts";
import { explain } from "../../src/types/errors.ts";
import type { JsonValue } from "../../src/types/problem.ts";
import type { Files } from "../publish/forged.ts";
import { rows, writeBatch } from "./batches.ts";
import { newFolder } from "./cli.ts";
import { DATA, fileOfDay, QUICK } from "./days.ts";
import { hostHere } from "./surface.ts";

type Step = string | number;

export interface Damage {
  path: string;
  /** Where in the document. */
  at: Step[];
  kind: string;
  text: Buffer;
}

const SETTINGS = ["--data", DATA, "--target", "label", "--f1-threshold", "0.6", "--threads", "1"];
const SET = ["--set", ...QUICK, "split.holdout=0.9"];
const COMMANDS: Record<string, { command: Command; words: string[] }> = {
  verify: { command: verify, words: ["--registry", "registry"] },
  history: { command: history, words: ["--registry", "registry"] },
  diagnose: { command: diagnose, words: [...SETTINGS.slice(0, 4), ...SET] },
  predict: { command: predictCommand, words: ["--registry", "registry", "--data", `data/${fileOfDay(2)}`, "--out", "predicted.csv"] },
  check: { command: check, words: [...SETTINGS, ...SET] },
  "accept --file": { command: accept, words: [...SETTINGS, ...SET, "--file", fileOfDay(5), "--reason", "a test"] },
  run: { command: run, words: [...SETTINGS, ...SET] },
  accept: { command: accept, words: [...SETTINGS, ...SET, "--reason", "a test"] },
  rollback: { command: rollback, words: ["--registry", "registry"] },
  reset: { command: reset, words: [...SETTINGS, ...SET, "--reason", "a test"] },
};
/** Short ones, and those that train, of which one is enough for a damage. */
export const SHORT = ["verify", "history", "predict", "rollback"];
export const LONG = ["check", "run", "diagnose", "accept --file", "accept", "reset"];

/** Exit code and words of a command in this process. */
export async function endOf(name: string, cwd: string, more: string[] = []): Promise<{ code: number; said: string }> {
  const { command, words } = COMMANDS[name]!;
  try {
    const { exitCode, text } = await command.run(parseFlags([...words, ...more], command.flags), hostHere(cwd));
    return { code: exitCode, said: text };
  } catch (error) {
    const { exitCode, problems } = explain(error);
    const stack = exitCode === 70 && error instanceof Error ? error.stack : "";
    return { code: exitCode, said: `${problems[0]!.message} ${stack}` };
  }
}

/**
 * Promotions, a rollback, a batch that was rejected and then accepted; day 6 waits. With so many rows on the first day that they close a
 * reference, or with few.
 */
export async function storied(rowsOfFirst: number): Promise<string> {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const day = (n: number, count: number, shift = 0) =>
    writeBatch(
      join(cwd, "data", fileOfDay(n)),
      rows(count, 500 + n, 0).map(([a, b, color, noise, label]) => [a, b, color, noise + shift, label]),
    );
  const must = async (name: string, code: number) => {
    const end = await endOf(name, cwd);
    if (end.code !== code) throw new Error(`${name} ended with ${end.code}: ${end.said}`);
  };
  await day(1, rowsOfFirst);
  await must("run", 0);
  await day(2, 100);
  await must("run", 0);
  await day(3, 100);
  await must("run", 0);
  await must("rollback", 0);
  await day(4, 100);
  await must("run", 0);
  await day(5, 100, 1000);
  await must("run", 1);
  await must("accept --file", 0);
  await day(6, 80);
  return cwd;
}

const HUGE = "1".repeat(70_000);
const VALUES: Record<string, (before: JsonValue) => JsonValue> = {
  null: () => null,
  true: () => true,
  0: () => 0,
  "-1": () => -1,
  "-1e308": () => -1e308,
  "2^53": () => 2 ** 53,
  ".5": () => 0.5,
  "4e9": () => 4e9,
  "empty text": () => "",
  NaN: () => "NaN",
  path: () => "../../x",
  "long text": () => HUGE,
  proto: () => "__proto__",
  list: () => [],
  object: () => ({}),
  __proto__: () => JSON.parse('{"__proto__": {"length": 1}}') as JsonValue,
  "list of null": () => [null],
  "of the other kind": (before) => (typeof before === "string" ? 7 : JSON.stringify(before)),
};

/** Every value of a document; of lists the first and the last. */
function* placesIn(value: JsonValue, at: Step[] = []): Generator<Step[]> {
  if (at.length > 0) yield at;
  if (Array.isArray(value)) {
    for (const i of new Set([0, value.length - 1])) if (i >= 0 && i < value.length) yield* placesIn(value[i]!, [...at, i]);
  } else if (typeof value === "object" && value !== null) {
    for (const key of Object.keys(value)) yield* placesIn(value[key]!, [...at, key]);
  }
}

/** Another value at a place; undefined: none. */
function withValue(document: JsonValue, at: Step[], value: (before: JsonValue) => JsonValue | undefined): JsonValue {
  const copy = structuredClone(document);
  let inner = copy as unknown as Record<Step, JsonValue>;
  for (const step of at.slice(0, -1)) inner = inner[step] as unknown as Record<Step, JsonValue>;
  const last = at.at(-1)!;
  const next = value(inner[last]!);
  if (next !== undefined) inner[last] = next;
  else if (Array.isArray(inner)) inner.splice(last as number, 1);
  else delete inner[last];
  return copy;
}

/** The same for the same field of records of one sort. */
export function fieldOf({ path, at }: Damage): string {
  const record = path.replace(/[0-9a-f]{12,64}|\d{8}T\d+Z/g, "*");
  return [record, ...at.map((step) => (typeof step === "number" ? "*" : step))].join(" ");
}

/** All damages of all records of a registry. */
export function* damagesOf(files: Files): Generator<Damage> {
  for (const [path, bytes] of files) {
    yield { path, at: [], kind: "empty", text: Buffer.alloc(0) };
    yield { path, at: [], kind: "cut", text: bytes.subarray(0, bytes.length >> 1) };
    yield { path, at: [], kind: "one byte more", text: Buffer.concat([bytes, Buffer.of(0)]) };
    if (!path.endsWith(".json") || (path.startsWith("model/") && !path.endsWith(".manifest.json"))) continue;
    const document = JSON.parse(bytes.toString("utf8")) as JsonValue;
    for (const [kind, value] of Object.entries(VALUES)) yield { path, at: [], kind, text: Buffer.from(canonicalBytes(value(document))) };
    for (const at of placesIn(document)) {
      const made = (kind: string, value: (before: JsonValue) => JsonValue | undefined) => ({
        path,
        at,
        kind,
        text: Buffer.from(canonicalBytes(withValue(document, at, value))),
      });
      yield made("missing", () => undefined);
      for (const [kind, value] of Object.entries(VALUES)) yield made(kind, value);
      yield made("twice", (before) => (Array.isArray(before) ? [...before, ...before] : before));
      yield made("one key more", (before) =>
        typeof before === "object" && before !== null && !Array.isArray(before) ? { ...before, more: 1 } : before,
      );
    }
  }
}
