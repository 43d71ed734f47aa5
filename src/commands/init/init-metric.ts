// Chooses the score among the numbers that a script wrote, and its threshold.
import type { NumberFile } from "../../train/command/trial.ts";

export interface Asked {
  file: string;
  metric: string;
  value: number;
  /** Dotted key of the number of rows; null: not found. */
  rows: { key: string; value: number } | null;
  direction: "at-least" | "at-most";
  bound: number;
  margin: number | string;
}

/** Names of metrics, most likely first. */
const BETTER_HIGH = "f1 auc balanced_accuracy average_precision mcc kappa r2 accuracy acc ndcg map recall precision score".split(" ");
const BETTER_LOW = "mae rmse mape smape mase mse rmsle log_loss logloss brier pinball error loss deviance".split(" ");
const ROWS = /^(n|n_?rows|rows|n_?test|test_?(rows|size|n)|n_?samples|samples|count|size|support|horizon|days|hours|weeks|points)$/i;
const OF_TRAINING = /(^|[._-])train(ing)?([._-]|$)/i;
const OF_TEST = /(^|[._-])(test|val|valid|validation|holdout|hold_out|eval|oof|cv)([._-]|$)/i;

/** Parts of names of scores over all classes. */
const OF_ALL = /weighted|macro|micro|avg|mean|overall/i;

const plain = (key: string) => key.toLowerCase().replace(/[\s-]+/g, "_");
const lastStep = (key: string) => key.split(".").at(-1)!;

/** The rank of a metric's name; null: no known metric. */
function rankOf(key: string): { rank: number; isError: boolean } | null {
  const [before = "", last = ""] = ["", ...key.split(".")].slice(-2);
  return rankOfName(plain(last)) ?? rankOfName(plain(before));
}

function rankOfName(name: string): { rank: number; isError: boolean } | null {
  const has = (word: string) => new RegExp(`(^|_)${word}(_|$|\\d)`).test(name) || name === word.replaceAll("_", "");
  const low = BETTER_LOW.findIndex(has);
  const high = BETTER_HIGH.findIndex(has);
  if (low >= 0 && (high < 0 || low <= high)) return { rank: low, isError: true };
  return high < 0 ? null : { rank: high, isError: false };
}

/** The score; null: no number has the name of a known metric. `wanted`: the key from the flag. */
export function metricIn(files: NumberFile[], wanted: string | undefined): Asked | null {
  const all = files.flatMap((file) => file.numbers.map((number) => ({ file, ...number, ...rankOf(number.key) })));
  if (wanted !== undefined) {
    const named = all.find(({ key }) => key === wanted);
    return named === undefined ? null : asked(named.file, named, named.isError ?? false);
  }
  const known = all.filter(({ key, rank }) => rank !== undefined && !OF_TRAINING.test(key));
  const likeliness = ({ key, rank = 99 }: (typeof all)[number]) => rank + (OF_TEST.test(key) ? 0 : 50) + (OF_ALL.test(key) ? 0 : 0.5);
  const [best] = known.sort((a, b) => likeliness(a) - likeliness(b));
  return best === undefined ? null : asked(best.file, best, best.isError ?? false);
}

function asked(file: NumberFile, { key, value }: { key: string; value: number }, isError: boolean): Asked {
  const around = key.split(".").slice(0, -1).join(".");
  const counts = file.numbers.filter((one) => ROWS.test(lastStep(one.key)) && Number.isInteger(one.value) && one.value > 0);
  const beside = counts.find((one) => one.key.split(".").slice(0, -1).join(".") === around);
  const rows = beside ?? counts.find((one) => !OF_TRAINING.test(one.key)) ?? null;
  const found = { file: file.name, metric: key, value, rows };
  if (isError) return { ...found, direction: "at-most", bound: rounded(value + 0.1 * Math.abs(value), Math.ceil), margin: "2%" };
  if (Math.abs(value) <= 1)
    return { ...found, direction: "at-least", bound: Number((Math.floor((value - 0.05) * 100 + 1e-9) / 100).toFixed(2)), margin: 0.02 };
  return { ...found, direction: "at-least", bound: rounded(value - 0.1 * Math.abs(value), Math.floor), margin: "2%" };
}

/** Rounded to three digits, to the looser side. */
function rounded(value: number, towards: (value: number) => number): number {
  if (value === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  return Number((towards(value / unit - (towards === Math.ceil ? 1e-9 : -1e-9)) * unit).toPrecision(3));
}
