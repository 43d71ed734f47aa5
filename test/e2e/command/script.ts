// A team's script for the tests: it writes what its environment's `plan.json` says, as a real one writes what it learned.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newFolder } from "../cli.ts";
import { cliHere, cliJsonHere } from "../here.ts";

export interface Plan {
  /** Content of models/model.bin; null: it writes none. */
  model?: string | null;
  /** Content of metrics.json, as text; null: it writes none. */
  metrics?: string | null;
  /** JavaScript that runs first. */
  first?: string;
  /** JavaScript that runs last. */
  last?: string;
}

export const metrics = (f1: number, n = 200) => JSON.stringify({ test: { f1, n } });

const TRAIN = `import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
const plan = JSON.parse(readFileSync("plan.json", "utf8"));
const run = async (code) => { if (code) await eval("(async () => {" + code + "})()"); };
await run(plan.first);
mkdirSync("models", { recursive: true });
if (plan.model !== null) writeFileSync("models/model.bin", plan.model);
if (plan.metrics !== null) writeFileSync("metrics.json", plan.metrics);
await run(plan.last);
`;

export const CONFIG = `train:
  engine: command
  command: [node, train.mjs]
  files: [train.mjs]
  model: [models/model.bin]
  outputs: {file: metrics.json, metric: test.f1, rows: test.n}
gates:
  metric: {at-least: 0.8, margin: 0.02, min-rows: 100}
`;

/** A repository with the script and ten lines of YAML. */
export class Repository {
  readonly dir: string;
  env: Record<string, string> = {};

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async create(config = CONFIG, dir?: string): Promise<Repository> {
    const repository = new Repository(dir ?? (await newFolder()));
    await repository.write("retrain.yml", config);
    await repository.write("train.mjs", TRAIN);
    return repository;
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(join(this.dir, name, ".."), { recursive: true });
    await writeFile(join(this.dir, name), text);
  }

  async night({ model = "weights", metrics: said = metrics(0.9), first = "", last = "" }: Plan, words: string[] = ["run"]) {
    await this.write("plan.json", JSON.stringify({ model, metrics: said, first, last }));
    return await cliJsonHere([...words], this.#where);
  }

  command(words: string[]) {
    return cliHere(words, this.#where);
  }

  json<T>(words: string[]) {
    return cliJsonHere<T>(words, this.#where);
  }

  get #where() {
    return { cwd: this.dir, env: { PATH: process.env.PATH, HOME: this.dir, ...this.env } };
  }
}
