// The nights of the golden registries: what the recorder runs with an older bundle, and what the test goes on with.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { csv } from "../../e2e/bucket.ts";
import { inverted, rows } from "../../e2e/batches.ts";

const EXAMPLE = fileURLToPath(new URL("../../../examples/seattle-weather/", import.meta.url));

/** One line of a pipeline: how its folder looks each night, and what is run there. */
export interface Line {
  name: string;
  home: "directory" | "branch" | "bucket";
  /** Flags of `run` on top of the registry; none where retrain.yml says everything. */
  words: string[];
  /** Brings the files of each night into a folder; the last one is the night after the upgrade. */
  nights: ((folder: string) => void)[];
  /** Run once before the first night. */
  init?: string[];
  /** The nights (from 0) after which the champion is rolled back. */
  rollbacks?: number[];
}

const QUICK = ["train.trees=5", "gates.champion.margin=0.5", "split.salt=golden"];
const set = (...settings: string[]) => ["--set", ...settings];

const into = (folder: string, name: string, text: string) => {
  mkdirSync(join(folder, "data"), { recursive: true });
  writeFileSync(join(folder, "data", name), text);
};

const day = (n: number, { flip = 0, count = 150, wrong = false } = {}) => {
  const batch = rows(count, 4000 + n, flip);
  return (folder: string) => into(folder, `data_202601${String(n).padStart(2, "0")}.csv`, csv(wrong ? inverted(batch) : batch));
};

const year = (n: number) => (folder: string) => {
  mkdirSync(join(folder, "data"), { recursive: true });
  copyFileSync(join(EXAMPLE, `weather_${n}.csv`), join(folder, "data", `weather_${n}.csv`));
};

/** Each row with an id and the customer that it belongs to. */
const keyed = (n: number) => (folder: string) => {
  const lines = rows(150, 5000 + n, 0).map((row, i) => [1000 * n + i, `c${(7 * i + n) % 60}`, ...row].join(","));
  into(folder, `data_202601${String(n).padStart(2, "0")}.csv`, `order,customer,x0,x1,color,noise,label\n${lines.join("\n")}\n`);
};

const grown = (count: number) => (folder: string) => into(folder, "all.csv", csv(rows(count, 6000, 0)));

const DAILY = ["--data", "data/data_{YYYYMMDD}.csv", "--target", "label", "--f1-threshold", "0.6"];

/** The wrong file of the fourth day is taken away before the fifth comes. */
const mended = (folder: string) => {
  rmSync(join(folder, "data", "data_20260104.csv"));
  day(5)(folder);
};
const DAYS = [day(1), day(2), day(3), day(4, { wrong: true }), mended];

export const LINES: Line[] = [
  { name: "directory-days", home: "directory", words: [...DAILY, ...set(...QUICK)], nights: DAYS },
  { name: "directory-rollback", home: "directory", words: [...DAILY, ...set(...QUICK)], nights: [day(1), day(2), day(3), day(5)], rollbacks: [2] },
  {
    name: "directory-weather",
    home: "directory",
    init: ["init", "--data", "data/weather_{YYYY}.csv", "--target", "weather"],
    words: set("train.trees=10"),
    nights: [year(2012), year(2013), year(2014), year(2015)],
  },
  {
    name: "directory-groups",
    home: "directory",
    words: [...DAILY, ...set(...QUICK, "split.by=group:customer")],
    nights: [keyed(1), keyed(2), keyed(3)],
  },
  {
    name: "directory-one-file",
    home: "directory",
    words: ["--data", "data/all.csv", "--target", "label", "--f1-threshold", "0.6", ...set(...QUICK)],
    nights: [grown(400), grown(440)],
  },
  { name: "branch-days", home: "branch", words: [...DAILY, ...set(...QUICK)], nights: DAYS },
  { name: "bucket-days", home: "bucket", words: [...DAILY, ...set(...QUICK)], nights: DAYS },
];

/** What the older build said. */
export interface Recorded {
  commit: string;
  /** Verdicts of the nights before the upgrade. */
  nights: (string | null)[];
  championId: string | null;
  /** sha256 of what `predict` writes for the files of the last night before the upgrade. */
  predictions: string;
  /** Verdict of one more run on the same data. */
  again: string | null;
  /** Verdict of the night after, had the build stayed. */
  next: string | null;
}
