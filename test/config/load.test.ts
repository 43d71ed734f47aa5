import path from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_CONFIG, DEFAULT_DATA, DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { load, mistakes, placed } from "./load.ts";

const SMALL = "data: {files: data/*.csv}\ntarget: label\n";
const FLAGS = { data: ["data/*.csv"], target: "label" };

test("data and target are enough; every default is the design's", async () => {
  const cwd = placed({});
  const { notices, whereOf, ...config } = await load({ cwd, values: FLAGS });
  expect(config).toEqual({
    file: null,
    data: {
      files: [`${cwd}/data/*.csv`],
      window: { kind: "all" },
      freshnessSeconds: null,
      ignore: [],
      exclude: [],
      excludeRows: [],
      golden: null,
      repository: cwd,
      s3: { owner: null, role: null, region: null, endpoint: null, pathStyle: null },
    },
    schema: null,
    target: "label",
    split: { holdout: 0.2, by: "row", column: null, columns: null, salt: null },
    retrain: { when: "new-data" },
    train: {
      engine: "forest",
      trees: 100,
      seed: 42,
      maxDepth: null,
      minLeaf: 1,
      modelBytes: 40 * 2 ** 20,
      classWeights: "none",
      decision: null,
      export: ["onnx"],
    },
    command: null,
    delivery: null,
    serving: [],
    requireEvidence: "reported",
    gates: {
      f1Threshold: null,
      f1Average: "weighted",
      positiveClass: null,
      require: "point",
      champion: { margin: 0.02, confidence: 0.95, horizon: 1, undecided: "keep" },
      dummy: { margin: 0.05 },
      reference: "warn",
      minClassF1: [],
      slices: [],
      calibration: null,
      metrics: [],
    },
    registry: { kind: "directory", path: `${cwd}/registry` },
    limits: { bytes: 2 * 2 ** 30, rows: 5e6, columns: 10_000, cell: 2 ** 20, modelBytes: 2 ** 30, memory: null, minutes: 30 },
    checks: { codes: {}, columns: {}, names: "plain", accept: [] },
    report: { showValues: false, dir: null, comment: true },
    schemaFile: null,
    publishFrom: [],
    requiredFiles: [],
    threads: 2,
    publish: true,
  });
  expect(notices.map((notice) => notice.message)).toEqual([expect.stringContaining("split.salt is not set")]);
  expect(whereOf("gates.f1-threshold")).toBeNull();
  expect({ ...DEFAULT_CONFIG, data: { ...DEFAULT_DATA, files: config.data.files } }).toMatchObject({
    limits: DEFAULT_LIMITS,
    split: config.split,
    gates: config.gates,
  });
});

test("every key of the file arrives", async () => {
  const cwd = placed({
    "retrain.yml": `
data:
  files: ["a/data_{YYYYMMDD}.csv", "../b/**/*.csv.gz", "/abs/{YYYY}/{MM}.csv"]
  window: 30 files
  freshness: 36h
  ignore: "*.md5"
  exclude:
    - {file: a.csv, digest: "sha256:${"a".repeat(64)}", reason: broken export}
    - {file: 2024}
target: 2024
split: {holdout: 0.3, by: {group: customer}, salt: 0123}
retrain: {when: always}
train: {engine: ml-random-forest, trees: 10, seed: 0, export: json, max-depth: 5, min-leaf: 2, model-bytes: 3MiB}
gates:
  f1-threshold: 0.8
  f1-average: binary
  positive-class: yes
  require: confident
  champion: {margin: 0, confidence: 0.9, horizon: 3, undecided: fail}
  dummy: {margin: 0}
  min-class-f1: {fraud: 0.6, 7: 0.5}
  slices: [{column: 2024, value: 5, min-f1: 0.7}, {column: amount, from: 10, to: 20, min-f1: 0.6, min-rows: 30}, {auto: true, min-f1: 0.5}]
  calibration: {max-error: 0.1}
  metrics: {roc-auc: 0.75, brier: 0.2}
registry: {to: "directory:models"}
limits: {rows: 5e5, bytes: 1.5GiB, columns: "20", cell: 10kB, model-bytes: 1000, minutes: 0.5}
report: {show-values: true, dir: out}
`,
  });
  const config = await load({ cwd });
  expect(config).toMatchObject({
    file: "retrain.yml",
    data: {
      files: [`${cwd}/a/data_{YYYYMMDD}.csv`, `${path.dirname(cwd)}/b/**/*.csv.gz`, "/abs/{YYYY}/{MM}.csv"],
      window: { kind: "files", count: 30 },
      freshnessSeconds: 129_600,
      ignore: ["*.md5"],
      exclude: [
        { file: "a.csv", digest: `sha256:${"a".repeat(64)}`, reason: "broken export" },
        { file: "2024", digest: null, reason: "" },
      ],
    },
    target: "2024",
    split: { holdout: 0.3, by: "group", column: "customer", columns: null, salt: "0123" },
    retrain: { when: "always" },
    train: {
      engine: "ml-random-forest",
      trees: 10,
      seed: 0,
      maxDepth: 5,
      minLeaf: 2,
      modelBytes: 3 * 2 ** 20,
      classWeights: "none",
      decision: null,
      export: ["onnx", "json"],
    },
    gates: {
      f1Threshold: 0.8,
      f1Average: "binary",
      positiveClass: "yes",
      require: "confident",
      champion: { margin: 0, confidence: 0.9, horizon: 3, undecided: "fail" },
      dummy: { margin: 0 },
      reference: "warn",
      minClassF1: [
        { class: "7", atLeast: 0.5 },
        { class: "fraud", atLeast: 0.6 },
      ],
      slices: [
        { column: "2024", value: "5", from: null, to: null, minF1: 0.7, minRows: 100 },
        { column: "amount", value: null, from: 10, to: 20, minF1: 0.6, minRows: 30 },
        { column: null, value: null, from: null, to: null, minF1: 0.5, minRows: 100 },
      ],
      calibration: { maxError: 0.1 },
      metrics: [
        { name: "roc-auc", bound: 0.75 },
        { name: "brier", bound: 0.2 },
      ],
    },
    registry: { kind: "directory", path: `${cwd}/models` },
    limits: { rows: 5e5, bytes: 1.5 * 2 ** 30, columns: 20, cell: 10_000, modelBytes: 1000, minutes: 0.5 },
    report: { showValues: true, dir: `${cwd}/out` },
  });
  expect(config.notices).toEqual([]);
  expect(config.whereOf("gates.champion.margin")).toEqual({ file: "retrain.yml", line: 19, column: 14 });
  expect(config.whereOf("data.files[1]")).toEqual({ file: "retrain.yml", line: 3, column: 36 });
  expect(config.whereOf("gates.banana")).toBeNull();
});

test.each([
  ["{min-f1: 0.5}", "auto: true"],
  ["{column: a, auto: true, min-f1: 0.5}", "auto: true"],
  ["{column: a, value: b, from: 1, min-f1: 0.5}", "a value, or from and to"],
  ["{auto: true, from: 1, min-f1: 0.5}", "no value and no range beside auto"],
  ["{column: a, min-f1: 2}", "a number from 0 to 1"],
])("no slice: %s", async (slice, expected) => {
  const [problem] = await mistakes({ values: FLAGS, set: [`gates.slices=[${slice}]`] });
  expect(problem?.message).toContain(expected);
});

test.each([
  ["id: customer", { by: "id", column: "customer" }],
  ["group:customer", { by: "group", column: "customer" }],
  ["row", { by: "row", column: null }],
  ["time: placed at", { by: "time", column: "placed at" }],
  ["file: golden.csv", { by: "file", column: null }],
])("split.by may be written %s", async (by, expected) => {
  expect((await load({ values: FLAGS, set: [`split.by="${by}"`] })).split).toMatchObject(expected);
});

test("a golden file is found from where it is written: the configuration file, the working directory, a bucket", async () => {
  const written = (by: string) => `target: label\ndata: {files: d.csv}\nsplit: {by: ${by}}\n`;
  const golden = async (by: string, set: string[] = []) => {
    const cwd = placed({ "conf/retrain.yml": written(by) });
    const { data, notices } = await load({ cwd, values: { config: "conf/retrain.yml" }, set });
    expect(notices).toEqual([]);
    return `${data.golden?.where?.column ?? "-"} ${data.golden?.path.replace(cwd, ".")}`;
  };
  expect(await golden("{file: ../gold/en.csv}")).toBe("20 ./gold/en.csv");
  expect(await golden('"file: golden.csv"')).toBe("13 ./conf/golden.csv");
  expect(await golden("{file: s3://bucket/golden.csv}")).toBe("20 s3://bucket/golden.csv");
  expect(await golden("row", ["split.by=file: golden.csv"])).toBe("- ./golden.csv");
});

test.each([
  ["{file: data/*.csv}", "the path of one file"],
  ["{file: golden_{YYYYMMDD}.csv}", "the path of one file"],
  ["{file: golden.parquet}", "the path of one file"],
  ["{file: https://example.org/golden.csv}", "the path of one file"],
  ["{file: s3://bucket}", "the path of one file"],
  ['"file: data/*.csv"', "the path of one file"],
  ["{time: at, file: golden.csv}", "row, {id: COLUMN}"],
  ["{}", "row, {id: COLUMN}"],
  ["time", "row, {id: COLUMN}"],
])("split.by may not be written %s", async (by, expected) => {
  const quoted = by.startsWith("{file") ? by.replace(/file: (.*)}/, "file: '$1'}") : by;
  const [problem, ...others] = await mistakes({
    files: { "retrain.yml": `target: label\ndata: {files: d.csv}\nsplit: {by: ${quoted}}\n` },
  });
  expect(others).toEqual([]);
  expect(problem?.message).toContain(expected);
});

test.each([
  ["all", { kind: "all" }],
  ["latest", { kind: "latest" }],
  ["1 file", { kind: "files", count: 1 }],
  ["90d", { kind: "days", days: 90 }],
  ["36h", { kind: "days", days: 1.5 }],
  ["2w", { kind: "days", days: 14 }],
])("the window %s", async (window, expected) => {
  expect((await load({ values: { ...FLAGS, window } })).data.window).toEqual(expected);
});

test.each(["0 files", "0d", "-3d", "30", "30 days", "files", "ALL", ""])("no window: %s", async (window) => {
  const [problem, ...others] = await mistakes({ values: { ...FLAGS, window } });
  expect(others).toEqual([]);
  expect(problem?.message).toMatch(/^--window is ".*"; expected all, latest/);
});

test("flags win over --set, which wins over the file, and no longer stand in it", async () => {
  const files = {
    "retrain.yml": `${SMALL}gates: {f1-threshold: 0.5, champion: {margin: 0.1}}\ntrain: {engine: forest}\nlimits: {rows: 3}\n`,
  };
  const set = ["gates.champion.margin=0.02", "gates.f1-threshold=0.6", "train.engine=forest", "data.ignore=[a, '*.md5', 1.0]"];
  const config = await load({
    files,
    set,
    values: { "f1-threshold": ".75", engine: "ml-random-forest", target: "other", data: ["x.csv", "y.csv"] },
  });
  expect(config).toMatchObject({
    target: "other",
    gates: { f1Threshold: 0.75, champion: { margin: 0.02 } },
    train: { engine: "ml-random-forest" },
  });
  expect(config.data.files.map((file) => path.basename(file))).toEqual(["x.csv", "y.csv"]);
  expect(config.data.ignore).toEqual(["a", "*.md5", "1.0"]);
  expect([config.whereOf("gates.f1-threshold"), config.whereOf("gates.champion.margin")]).toEqual([null, null]);
  expect(config.whereOf("limits.rows")).toEqual({ file: "retrain.yml", line: 5, column: 10 });
});

test("mistakes in flags and --set are named as such", async () => {
  const values = {
    data: ["a.csv", "s3://b/c.csv"],
    target: "label",
    "f1-threshold": "high",
    engine: "spark",
    registry: "branch:mo..dels",
    threads: "0",
    schema: "no.yml",
  };
  const set = ["gates.champion.margn=3", "foo", "limits.rows=many", "=1", "a..b=2", "__proto__.x=1"];
  const messages = (await mistakes({ values, set })).map((problem) => problem.message);
  expect(messages).toEqual([
    '--data is "s3://b/c.csv"; expected s3://bucket/ with the name of a bucket, and a key or pattern, such as s3://sales/new/data_{YYYYMMDD}.csv.',
    '--engine: "spark" is not available in this version; train.engine: command runs spark-submit.',
    '--f1-threshold is "high"; expected a number from 0 to 1.',
    "--set gates.champion.margn is no known key; did you mean gates.champion.margin?",
    '--registry is "branch:mo..dels"; expected branch: and a name that git allows for a branch, such as branch:model-registry.',
    expect.stringMatching(/^--set limits\.rows is "many"; expected a whole number/),
    expect.stringMatching(/^--set __proto__\.x is no known key/),
    expect.stringMatching(/^--set is "foo"; expected KEY=VALUE/),
    expect.stringMatching(/^--set is "=1"; expected KEY=VALUE/),
    expect.stringMatching(/^--set is "a\.\.b=2"; expected KEY=VALUE/),
    '--threads is "0"; expected an integer from 1 to 256.',
    "--schema names no.yml, which does not exist; expected a file that can be read.",
  ]);
});

test("a workflow names its inputs, takes lists and settings one per line, and publishes on a branch", async () => {
  const empty = { config: "", window: "", schema: "", engine: "", "report-dir": "", threads: "" };
  const values = { ...empty, data: "a/*.csv\n  b.csv\n", target: "label ", "f1-threshold": "2", registry: "" };
  const problems = await mistakes({ caller: "workflow", values, set: ["train.trees=0\n\nlimits.rows=5e3\n"] });
  expect(problems.map((problem) => problem.message)).toEqual([
    "input set (train.trees) is 0; expected an integer from 1 to 10000.",
    "input f1-threshold is 2; expected a number from 0 to 1.",
  ]);
  const cwd = placed({});
  const good = { ...values, "f1-threshold": "0.5" };
  const config = await load({ cwd, caller: "workflow", values: { ...good, registry: "directory:models" } });
  expect(config.data.files).toEqual([`${cwd}/a/*.csv`, `${cwd}/b.csv`]);
  expect(config).toMatchObject({ target: "label", registry: { path: `${cwd}/models` }, gates: { f1Threshold: 0.5 } });
  const unnamed = await load({ cwd, caller: "workflow", values: good });
  expect(unnamed.registry).toEqual({ kind: "branch", branch: "model-registry", keep: 10 });
});

test("mistakes of the file, the schema file and the flags come in one error", async () => {
  const files = {
    "retrain.yml": `${SMALL}schema: schema.yml\nsplit: {by: {id: custmer}}\ngates: {f1-threshold: 2}\n`,
    "schema.yml": "fields:\n  - {name: customer, type: strng}\n  - {name: lable}\n",
  };
  const problems = await mistakes({ files, values: { engine: "forset" }, set: ["nothing=1"] });
  expect(
    problems.map(({ where, message }) => `${where ? `${where.file}:${where.line}:${where.column}` : "-"} ${message.split(" ")[0]}`),
  ).toEqual([
    "retrain.yml:4:18 split.by.id",
    "retrain.yml:5:23 gates.f1-threshold",
    "- --engine",
    "- --set",
    "schema.yml:2:3 fields",
    "schema.yml:2:28 fields[0].type",
  ]);
});

test("a registry on a branch: its name is one that git allows, keep belongs to it", async () => {
  const registries = async (registry: string) => (await load({ files: { "retrain.yml": `${SMALL}registry: ${registry}\n` } })).registry;
  expect(await registries("branch:models/eu")).toEqual({ kind: "branch", branch: "models/eu", keep: 10 });
  expect(await registries("{to: 'branch:models', keep: 3}")).toEqual({ kind: "branch", branch: "models", keep: 3 });
  const messages = async (registry: string) =>
    (await mistakes({ files: { "retrain.yml": `${SMALL}registry: ${registry}\n` } })).map((problem) => problem.message);
  for (const name of [
    "",
    "a..b",
    "/a",
    "a/",
    "a//b",
    ".a",
    "a/.b",
    "a.lock",
    "a b",
    "a~1",
    "a^",
    "a:b",
    "a?",
    "a*",
    "a[",
    "a\\b",
    "a@{b",
    "@",
    "-a",
    "a.",
    "HEAD",
    "0".repeat(40),
  ]) {
    expect(await messages(JSON.stringify(`branch:${name}`)), name).toEqual([expect.stringMatching(/expected branch/)]);
  }
  expect(await messages("{to: 'directory:models', keep: 3}")).toEqual([
    expect.stringMatching(
      /^registry\.keep .* is set, which only a registry on a branch uses; expected registry\.to: branch:NAME beside it\.$/,
    ),
  ]);
  expect(await messages("{keep: 0}")).toEqual([expect.stringMatching(/an integer from 1 to 1000/)]);
});

test("buckets: data and registry each with a role and an owner, one store for both", async () => {
  const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
  const { data, registry } = await load({
    files: {
      "retrain.yml": `
target: label
data: {files: "s3://sales/new/data_{YYYYMMDD}.csv", bucket-owner: 000122223333, role-to-assume: "${role("data-reader")}"}
s3: {region: eu-central-1, endpoint: "http://127.0.0.1:9000", path-style: false}
registry: {to: "s3://models/churn/", bucket-owner: "111122223333", role-to-assume: "${role("ci/model-writer")}"}
`,
    },
  });
  const store = { region: "eu-central-1", endpoint: "http://127.0.0.1:9000", pathStyle: false };
  expect(data.files).toEqual(["s3://sales/new/data_{YYYYMMDD}.csv"]);
  expect(data.s3).toEqual({ ...store, owner: "000122223333", role: role("data-reader") });
  const access = { ...store, bucket: "models", owner: "111122223333", role: role("ci/model-writer") };
  expect(registry).toEqual({ kind: "s3", prefix: "churn", access });
});
