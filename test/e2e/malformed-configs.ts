// Texts that are no sound retrain.yml.
export interface TextCase {
  says: string;
  content: string | Uint8Array | ((path: string) => Promise<unknown>);
  /** Default 2. Several: whether it is a mistake is arguable. */
  code?: number | number[];
  /** The line that the finding must name. */
  line?: number;
  /** What a finding must say. */
  names?: RegExp;
}

const HEAD = "data: data/data_{YYYYMMDD}.csv\ntarget: label\n";
/** A key more, on line 3. */
const plus = (line: string) => `${HEAD}${line}\n`;
const bomb = (levels: number) => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < levels; i++)
    lines.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  return `${lines.join("\n")}\n`;
};

export const CONFIG_CASES: TextCase[] = [
  { says: "nothing", content: "" },
  { says: "a comment only", content: "# later\n" },
  { says: "null", content: "null\n" },
  { says: "a list", content: "- data\n- target\n" },
  { says: "a word", content: "retrain\n" },
  { says: "a number", content: "42\n" },
  { says: "JSON cut off", content: '{"data": "x.csv", "target"' },
  { says: "two documents", content: `${HEAD}---\n${HEAD}` },
  { says: "a tab for indentation", content: "data:\n\tfiles: x.csv\ntarget: label\n", line: 2 },
  { says: "indentation that goes nowhere", content: `${HEAD}gates:\n    f1-threshold: 0.5\n  dummy: {margin: 0}\n` },
  { says: "a bracket that never closes", content: plus("gates: {f1-threshold: 0.6") },
  { says: "a quote that never closes", content: plus('registry: "directory:x') },
  { says: "a key twice", content: plus("target: other"), line: 3 },
  { says: "a nested key twice", content: plus("gates: {f1-threshold: 0.6, f1-threshold: 0.7}"), line: 3 },
  { says: "an alias without an anchor", content: plus("registry: *nowhere"), line: 3 },
  { says: "an alias that holds itself", content: plus("gates: &g {dummy: *g}"), line: 3 },
  { says: "a bomb of aliases", content: bomb(9) + HEAD },
  { says: "a small bomb under a known key", content: plus(`${bomb(4)}gates: *a3`) },
  { says: "a merge key", content: plus("gates: {<<: {f1-threshold: 0.5}}"), code: [0, 1, 2] },
  { says: "a tag that would run code", content: plus("registry: !!js/function 'x'"), code: [2] },
  { says: "an unknown tag", content: plus("target: !secret label"), code: [0, 1, 2] },
  { says: "binary data", content: plus("registry: !!binary aGVsbG8="), code: [0, 1, 2] },
  { says: "20,000 nested lists", content: `data: ${"[".repeat(20_000)}` },
  { says: "20,000 nested lists that close", content: plus(`data: ${"[".repeat(20_000)}${"]".repeat(20_000)}`) },
  { says: "5,000 levels of block lists", content: plus(`gates:\n${"- ".repeat(5000)}x`) },
  { says: "a line of 5 MB", content: `${HEAD}# ${"x".repeat(5_000_000)}\n` },
  { says: "20,000 unknown keys", content: Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n") },
  { says: "a zero byte", content: `${HEAD}\0`, line: 3 },
  { says: "UTF-16", content: Buffer.from(`\ufeff${HEAD}`, "utf16le") },
  { says: "no UTF-8", content: Buffer.concat([Buffer.from(`${HEAD}# `), Buffer.from([0xe9, 0xff, 0xfe])]) },
  { says: "a picture", content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]) },
  { says: "no data", content: "target: label\n", names: /data/ },
  { says: "no target", content: "data: data/*.csv\n", names: /target/ },
  { says: "an unknown key", content: plus("tresholds: 0.6"), line: 3 },
  { says: "a key nearly right", content: plus("gates: {f1-treshold: 0.6}"), line: 3, names: /f1-threshold/ },
  { says: "__proto__", content: plus("__proto__: {polluted: true}"), line: 3 },
  { says: "constructor", content: plus("constructor: {prototype: {polluted: true}}"), line: 3 },
  { says: "__proto__ below gates", content: plus("gates: {__proto__: {f1-threshold: 0}}"), line: 3 },
  { says: "a number for a key", content: plus("1: 2"), line: 3 },
  { says: "null for a key", content: plus("~: 2"), line: 3 },
  { says: "a map for a key", content: plus("? {a: 1}\n: 2") },
  { says: "a word for a number", content: plus("gates: {f1-threshold: high}"), line: 3 },
  { says: "a number in quotes", content: plus('gates: {f1-threshold: "0.6"}'), line: 3, code: [0, 1, 2] },
  { says: "a threshold of 60", content: plus("gates: {f1-threshold: 60}"), line: 3 },
  { says: "a threshold of -1", content: plus("gates: {f1-threshold: -1}"), line: 3 },
  { says: "a threshold of NaN", content: plus("gates: {f1-threshold: .nan}"), line: 3 },
  { says: "an endless margin", content: plus("gates: {champion: {margin: .inf}}"), line: 3 },
  { says: "confidence 1", content: plus("gates: {champion: {confidence: 1}}"), line: 3 },
  { says: "a horizon of 0", content: plus("gates: {champion: {horizon: 0}}"), line: 3 },
  { says: "a hold-out of everything", content: plus("split: {holdout: 1}"), line: 3 },
  { says: "a hold-out of nothing", content: plus("split: {holdout: 0}"), line: 3 },
  { says: "half a tree", content: plus("train: {trees: 0.5}"), line: 3 },
  { says: "1e30 trees", content: plus("train: {trees: 1e30}"), line: 3 },
  { says: "-1 trees", content: plus("train: {trees: -1}"), line: 3 },
  { says: "a seed of words", content: plus("train: {seed: forty-two}"), line: 3 },
  { says: "an unknown engine", content: plus("train: {engine: xgboost}"), line: 3 },
  { says: "an unknown export", content: plus("train: {export: [pickle]}"), line: 3 },
  { says: "an unknown split", content: plus("split: {by: moon}"), line: 3 },
  { says: "a split by a column without one", content: plus("split: {by: id}"), line: 3 },
  { says: "a window of words", content: "data: {files: x.csv, window: some}\ntarget: label\n", line: 1 },
  { says: "a window of -3 files", content: "data: {files: x.csv, window: -3 files}\ntarget: label\n", line: 1 },
  { says: "freshness without a unit", content: "data: {files: x.csv, freshness: soon}\ntarget: label\n", line: 1 },
  { says: "a list with a number for a file", content: "data: {files: [1, x.csv]}\ntarget: label\n", line: 1, code: [1, 2] },
  { says: "an empty list of files", content: "data: {files: []}\ntarget: label\n", line: 1 },
  { says: "a token nobody knows", content: "data: data_{YYY}.csv\ntarget: label\n", line: 1 },
  { says: "an exclusion without a file", content: "data: {files: x.csv, exclude: [{reason: x}]}\ntarget: label\n", line: 1 },
  {
    says: "a digest that is none",
    content: "data: {files: x.csv, exclude: [{file: x, digest: abc, reason: y}]}\ntarget: label\n",
    line: 1,
  },
  { says: "bytes in horses", content: plus("limits: {bytes: 3 horses}"), line: 3 },
  { says: "-1 rows", content: plus("limits: {rows: -1}"), line: 3 },
  { says: "no minutes", content: plus("limits: {minutes: 0}"), line: 3 },
  { says: "a list for a registry", content: plus("registry: [a, b]"), line: 3 },
  { says: "an unknown kind of registry", content: plus("registry: ftp://x"), line: 3 },
  { says: "a schema that is not there", content: plus("schema: none.yml"), line: 3 },
  { says: "a schema that is a folder", content: plus("schema: data"), line: 3 },
  { says: "report values by word", content: plus("report: {show-values: yes please}"), line: 3 },
  { says: "a target that is a list", content: "data: x.csv\ntarget: [label]\n", line: 2 },
  { says: "a target of nothing", content: 'data: x.csv\ntarget: ""\n', line: 2 },
  { says: "many mistakes at once", content: plus("gates: {f1-threshold: 3}\nsplit: {holdout: 2}\nnonsense: 1"), line: 5 },
  { says: "CR line ends", content: `${HEAD.replaceAll("\n", "\r")}nonsense: 1\r`, code: 2 },
  { says: "a mistake behind colour codes", content: plus("\u001b[31mred: 1"), line: 3 },
  { says: "a key that turns the line round", content: plus('"\u202egates": 1'), line: 3 },
  { says: "a key of 100,000 letters", content: plus(`${"k".repeat(100_000)}: 1`) },
];
