// A script that is judged by us, for the tests: it answers by the mean of each class, or as `plan.json` beside it says.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newFolder } from "../cli.ts";
import { cliHere, cliJsonHere } from "../here.ts";

export const JUDGED_CONFIG = `data: {files: "data/*.csv"}
target: label
split: {holdout: 0.3, salt: s}
train:
  engine: command
  command: [node, script.mjs]
  predict: [node, script.mjs]
  files: [script.mjs, plan.json]
  env: [TEAM_SETTING]
gates: {f1-threshold: 0.6, champion: {margin: 0.05}}
`;

const SCRIPT = `import { readFileSync, writeFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
const contract = JSON.parse(readFileSync(process.env.GATED_RETRAIN_CONTRACT, "utf8"));
const { step, target, classes, paths } = contract;
const plan = JSON.parse(readFileSync("plan.json", "utf8"));
const table = (path) => {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\\n");
  const names = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
};
const run = async (code, more = {}) => { if (code) return await (new Function(...Object.keys(more), "return (async () => {" + code + "})()"))(...Object.values(more)); };
const tools = { contract, table, readFileSync, writeFileSync, readdirSync, existsSync, join, fs: await import("node:fs") };
if (step === "train") {
  const rows = table(paths.train);
  const means = classes.map((name) => {
    const own = rows.filter((row) => row[target] === name);
    return own.reduce((sum, row) => sum + Number(row.x), 0) / own.length;
  });
  writeFileSync(join(paths.model, "means.json"), JSON.stringify({ means, classes, noise: plan.noise ?? 0 }));
  await run(plan.train, tools);
} else {
  const { means, noise } = JSON.parse(readFileSync(join(paths.model, "means.json"), "utf8"));
  const rows = table(paths.test);
  const answer = (row) => {
    const x = Number(row.x) + noise * Math.sin(1e6 * Number(row.x));
    const away = means.map((mean) => Math.abs(x - mean));
    return classes[away.indexOf(Math.min(...away))];
  };
  const answers = rows.map((row) => [row.row_id, answer(row)]);
  writeFileSync(paths.predictions, "row_id,prediction\\n" + answers.map((cells) => cells.join(",") + "\\n").join(""));
  await run(plan.predict, { ...tools, rows, answers });
}
`;

/** A regression of y: the same script, which answers with the line through the means of its halves. */
export const REGRESSION_CONFIG = JUDGED_CONFIG.replace("target: label", "target: y")
  .replaceAll("script.mjs", "line.mjs")
  .replace(/gates: .*/, "gates: {metric: {measure: mae, at-most: 0.2, margin: 5%}}");

export const LINE = `import * as fs from "node:fs";
const { step, task, target, paths } = JSON.parse(fs.readFileSync(process.env.GATED_RETRAIN_CONTRACT, "utf8"));
if (task !== "regression") throw new Error(task);
const plan = JSON.parse(fs.readFileSync("plan.json", "utf8"));
const [header, ...lines] = fs.readFileSync(paths.train ?? paths.test, "utf8").trimEnd().split("\\n").map((line) => line.split(","));
const rows = lines.map((cells) => Object.fromEntries(cells.map((cell, i) => [header[i], cell])));
const run = (code, more) => code && new Function(...Object.keys(more), code)(...Object.values(more));
if (step === "train") {
  const mean = (some, of) => some.reduce((sum, row) => sum + Number(row[of]), 0) / some.length;
  const middle = mean(rows, "x");
  const [low, high] = [rows.filter((row) => row.x < middle), rows.filter((row) => row.x >= middle)];
  const slope = (mean(high, target) - mean(low, target)) / (mean(high, "x") - mean(low, "x"));
  fs.writeFileSync(paths.model + "/line.json", JSON.stringify({ slope, start: mean(rows, target) - slope * middle, noise: plan.noise ?? 0 }));
} else {
  const { slope, start, noise } = JSON.parse(fs.readFileSync(paths.model + "/line.json", "utf8"));
  const answers = rows.map((row) => [row.row_id, start + slope * row.x + noise * Math.sin(1e6 * row.x)]);
  fs.writeFileSync(paths.predictions, "row_id,prediction\\n" + answers.map((cells) => cells.join(",") + "\\n").join(""));
  run(plan.predict, { fs, paths, rows, answers });
}
`;

interface Plan {
  /** Added to x before it is classified: a worse model. */
  noise?: number;
  /** JavaScript that runs at the end of training, and at the end of predicting. */
  train?: string;
  predict?: string;
}

export interface Judged {
  verdict: string;
  evidence: string;
  reason: string;
  modelId: string;
  championId: string;
  exitCode: number;
  skipped: string | null;
  checks: { code: string; status: string; message: string; subject: string; bound: number | null; rows?: number }[];
  evaluation: Record<"candidate" | "champion", { metrics: { name: string; average: string | null; value: number }[]; confusion: unknown }>;
}

/** A repository with such a script and one file of data. */
export class JudgedRepository {
  readonly dir: string;
  env: Record<string, string> = {};

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async create(plan: Plan = {}, config = JUDGED_CONFIG): Promise<JudgedRepository> {
    const repository = new JudgedRepository(await newFolder());
    await repository.write("retrain.yml", config);
    await repository.write("script.mjs", SCRIPT);
    await repository.plan(plan);
    await repository.data(1);
    return repository;
  }

  async write(name: string, text: string): Promise<void> {
    await mkdir(join(this.dir, name, ".."), { recursive: true });
    await writeFile(join(this.dir, name), text);
  }

  plan(plan: Plan): Promise<void> {
    return this.write("plan.json", JSON.stringify(plan));
  }

  /** A file of 600 rows; every eighth label is wrong. */
  data(day: number): Promise<void> {
    const lines = Array.from({ length: 600 }, (_, i) => {
      const x = ((i * 7919 + day * 104_729) % 10_007) / 10_007;
      const isYes = x > 0.5 !== ((i * 31 + day) % 8 === 0);
      return `${x.toFixed(4)},${((i * 13 + day) % 17) + day / 100},${isYes ? "yes" : "no"}`;
    });
    return this.write(`data/day_${String(day).padStart(2, "0")}.csv`, `x,z,label\n${lines.join("\n")}\n`);
  }

  /** A file of 300 rows with a measurement, y = 2x + noise. */
  measurements(day: number): Promise<void> {
    const lines = Array.from({ length: 300 }, (_, i) => {
      const x = ((i * 7919 + day * 104_729) % 10_007) / 10_007;
      return `${x.toFixed(4)},${(2 * x + 0.2 * Math.sin(i * 12.9898 + day)).toFixed(4)}`;
    });
    return this.write(`data/day_${String(day).padStart(2, "0")}.csv`, `x,y\n${lines.join("\n")}\n`);
  }

  night(words: string[] = ["run"]) {
    return cliJsonHere<Judged>(words, this.#where).then(({ json }) => json);
  }

  command(words: string[]) {
    return cliHere(words, this.#where);
  }

  get #where() {
    return { cwd: this.dir, env: { PATH: process.env.PATH, HOME: this.dir, ...this.env } };
  }
}
