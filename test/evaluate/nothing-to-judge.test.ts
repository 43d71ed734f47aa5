// Ways to have nothing to judge. None may end in a promotion: each is a failure or inconclusive, and says why.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EvaluationRequest } from "../../src/evaluate/compare/evaluation-request.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { judge } from "../../src/evaluate/judge.ts";
import type { Forest } from "../../src/types/model.ts";
import type { RunResult } from "../../src/types/run.ts";
import { type Row, rows } from "../e2e/batches.ts";
import { newFolder } from "../e2e/cli.ts";
import { runHere } from "../e2e/surface.ts";
import { type Line, lines, requestOf, type Scene } from "./scripted.ts";

const HEADER = "x0,x1,color,noise,label\n";
const csv = (batch: unknown[][]) => `${HEADER}${batch.map((row) => row.join(",")).join("\n")}\n`;
const sound = (seed: number, count = 300) => csv(rows(count, seed));
const labelled = (count: number, seed: number, label: (row: Row, i: number) => string) =>
  csv(rows(count, seed).map((row, i) => [...row.slice(0, 4), label(row, i)]));
const withColumn = (text: string, name: string, cell: (i: number) => string | number) =>
  text
    .trimEnd()
    .split("\n")
    .map((line, i) => `${line},${i === 0 ? name : cell(i - 1)}\n`)
    .join("");

const CONFIG = `data: {files: "data/d_{YYYYMMDD}.csv"}
target: label
split: {salt: nothing}
train: {trees: 10}
gates: {f1-threshold: 0.5, champion: {margin: 0.3}}
registry: directory:registry
`;

interface Place {
  dir: string;
  put(name: string, text: string): Promise<void>;
  run(set?: string[]): Promise<RunResult>;
  /** A first promotion on `data/d_20260101.csv`. */
  promote(text?: string, set?: string[]): Promise<void>;
}

async function place(): Promise<Place> {
  const dir = await newFolder();
  await mkdir(join(dir, "data"));
  await writeFile(join(dir, "retrain.yml"), CONFIG);
  const put = (name: string, text: string) => writeFile(join(dir, name), text);
  const run = (set: string[] = []) => runHere(dir, {}, set);
  const promote = async (text = sound(1), set: string[] = []) => {
    await put("data/d_20260101.csv", text);
    const { verdict, reason } = await run(set);
    if (verdict !== "promoted") throw new Error(reason);
  };
  return { dir, put, run, promote };
}

it("is inconclusive and says so where besides the target there are only ids and texts that nobody can learn from", async () => {
  const at = await place();
  const lines = Array.from({ length: 400 }, (_, i) => `${9000 + i},remark ${(i * 7919) % 100_003} about it,${i % 3 === 0 ? "yes" : "no"}`);
  await at.put("data/d_20260101.csv", `id,note,label\n${lines.join("\n")}\n`);
  const { verdict, reason, checks } = await at.run();
  expect(verdict).toBe("inconclusive");
  expect(reason).toContain("No column is left to train on: besides the target there are only ids, moments, and columns of role ignore");
  expect(checks.find(({ code }) => code === "holdout")?.suggestion).toContain("role: feature");
});

const FIRST = "data/d_20260101.csv";
const SECOND = "data/d_20260102.csv";
const only =
  (text: string, set: string[] = []) =>
  async (at: Place) => {
    await at.put(FIRST, text);
    return await at.run(set);
  };
const model = async ({ dir }: Place) =>
  join(dir, "registry/model", (await readdir(join(dir, "registry/model"))).find((name) => name.endsWith(".onnx"))!);

/** What is done, the verdict, and the check that says why. */
const RUNS: [string, (at: Place) => Promise<RunResult>, RunResult["verdict"], RegExp][] = [
  ["no file", (at) => at.run(), "rejected", /no-file .*No file matches/],
  ["a file of no bytes", only(""), "rejected", /unreadable/],
  ["a header without rows", only(HEADER), "rejected", /unreadable .*no rows/],
  ["every file excluded", only(sound(1), ["data.exclude=[{file: d_20260101.csv, reason: none}]"]), "rejected", /no-file .*data\.exclude/],
  ["no labels at all", only(labelled(300, 1, () => "")), "rejected", /target .*no class/],
  ["one class", only(labelled(300, 1, () => "yes")), "rejected", /target .*single class/],
  ["labels that are all different", only(labelled(300, 1, (_, i) => `label ${i}`)), "rejected", /target .*one row only/],
  [
    "labels that nothing predicts",
    only(labelled(300, 1, (_, i) => ((i * 7919) % 13 < 6 ? "yes" : "no"))),
    "rejected",
    /dummy .*hardly predict/,
  ],
  [
    "a threshold of 0 and labels that nothing predicts",
    only(
      labelled(300, 1, (_, i) => ((i * 7919) % 13 < 6 ? "yes" : "no")),
      ["gates.f1-threshold=0"],
    ),
    "rejected",
    /dummy .*hardly predict/,
  ],
  [
    "no gate asked for and one class for nearly all rows",
    only(
      labelled(300, 1, (_, i) => (i % 60 === 0 ? "no" : "yes")),
      ["gates.f1-threshold=0", "gates.dummy.margin=0.2"],
    ),
    "rejected",
    /dummy/,
  ],
  ["too few rows for a hold-out", only(sound(3, 12), ["split.holdout=0.001"]), "inconclusive", /holdout .*none is left in the hold-out/],
  ["nothing left to train on", only(sound(3, 12), ["split.holdout=0.999"]), "inconclusive", /holdout .*none is left for training/],
  [
    "one group",
    only(
      withColumn(sound(1), "shop", () => "a"),
      ["split.by.group=shop"],
    ),
    "inconclusive",
    /holdout .*none is left/,
  ],
  [
    "ids that are all missing",
    only(
      withColumn(sound(1), "customer", () => ""),
      ["split.by.id=customer"],
    ),
    "inconclusive",
    /holdout .*none is left/,
  ],
  [
    "times that are all missing",
    only(
      withColumn(sound(1), "day", () => ""),
      ["split.by.time=day", "schema=schema.yml"],
    ),
    "inconclusive",
    /holdout .*two different times/,
  ],
  [
    "one time",
    only(
      withColumn(sound(1), "day", () => "2026-01-01"),
      ["split.by.time=day"],
    ),
    "inconclusive",
    /holdout .*two different times/,
  ],
  [
    "labelled rows of one time",
    only(
      withColumn(
        labelled(300, 1, (row, i) => (i < 150 ? row[4] : "")),
        "day",
        (i) => (i < 150 ? "2026-01-01" : "2026-01-02"),
      ),
      ["split.by.time=day", "checks.required=off"],
    ),
    "inconclusive",
    /holdout .*two different times/,
  ],
  ["no golden file", only(sound(1), ["split.by.file=golden.csv"]), "rejected", /no-file .*golden file/],
  [
    "an empty golden file",
    async (at) => {
      await at.put("golden.csv", HEADER);
      return await only(sound(1), ["split.by.file=golden.csv"])(at);
    },
    "rejected",
    /unreadable .*golden\.csv/,
  ],
  [
    "a golden file without labels",
    async (at) => {
      await at.put(
        "golden.csv",
        labelled(100, 9, () => ""),
      );
      return await only(sound(1), ["split.by.file=golden.csv"])(at);
    },
    "inconclusive",
    /f1-threshold .*no labelled hold-out row/,
  ],
  [
    "a golden file of one class",
    async (at) => {
      await at.put(
        "golden.csv",
        labelled(100, 9, () => "yes"),
      );
      return await only(sound(1), ["split.by.file=golden.csv"])(at);
    },
    "rejected",
    /f1-threshold .*a constant would do as well/,
  ],
  ["the golden file is the data", only(sound(1), [`split.by.file=${FIRST}`]), "rejected", /no-file/],
  [
    "the golden file is a copy of the data",
    async (at) => {
      await at.put("golden.csv", sound(1));
      return await only(sound(1), ["split.by.file=golden.csv"])(at);
    },
    "rejected",
    /golden-overlap .*300 of 300/,
  ],
  [
    "a hold-out without labels",
    async (at) => {
      await at.put(
        "golden.csv",
        labelled(100, 9, () => ""),
      );
      return await only(sound(1), ["split.by.file=golden.csv", "checks.required=off"])(at);
    },
    "inconclusive",
    /f1-threshold .*no labelled hold-out row/,
  ],
  [
    "a slice that no row is in",
    only(sound(1), ["gates.slices=[{column: color, value: pink, min-f1: 0.1}]"]),
    "inconclusive",
    /slices .*0 hold-out rows/,
  ],
  [
    "a slice of a column that is not there",
    only(sound(1), ["gates.slices=[{column: colour, value: red, min-f1: 0.1}]"]),
    "inconclusive",
    /slices .*no column/,
  ],
  [
    "slices of more rows than there are",
    only(sound(1), ["gates.slices=[{auto: true, min-f1: 0.1, min-rows: 5000}]"]),
    "inconclusive",
    /slices .*nothing can be judged/,
  ],
  [
    "a floor for a class that nobody has",
    only(sound(1), ["gates.min-class-f1={maybe: 0.1}"]),
    "inconclusive",
    /min-class-f1 .*No hold-out row/,
  ],
  [
    "too few rows to be sure",
    only(sound(2, 60), ["gates.require=confident", "gates.f1-threshold=0.75"]),
    "inconclusive",
    /f1-threshold .*only known/,
  ],
  [
    "the champion's model is missing",
    async (at) => {
      await at.promote();
      await rm(await model(at));
      await at.put(SECOND, sound(2));
      return await at.run();
    },
    "inconclusive",
    /registry/,
  ],
  [
    "the champion's model holds other bytes",
    async (at) => {
      await at.promote();
      await writeFile(await model(at), "x");
      await at.put(SECOND, sound(2));
      return await at.run();
    },
    "inconclusive",
    /registry/,
  ],
  [
    "champion.json is no pointer",
    async (at) => {
      await at.promote();
      await at.put("registry/champion.json", "{}");
      await at.put(SECOND, sound(2));
      return await at.run();
    },
    "inconclusive",
    /registry/,
  ],
  [
    "the champion was held to another split",
    async (at) => {
      await at.promote();
      await at.put(SECOND, sound(2));
      return await at.run(["split.salt=other"]);
    },
    "inconclusive",
    /champion .*hold-out changed: reset/,
  ],
  [
    "the golden file changed",
    async (at) => {
      await at.put("golden.csv", sound(9));
      await at.promote(sound(1), ["split.by.file=golden.csv"]);
      await at.put("golden.csv", sound(8));
      await at.put(SECOND, sound(2));
      return await at.run(["split.by.file=golden.csv"]);
    },
    "inconclusive",
    /champion .*hold-out changed: reset/,
  ],
  [
    "accepted files that are all gone",
    async (at) => {
      await at.promote();
      await rm(join(at.dir, FIRST));
      await at.put(SECOND, sound(2));
      return await at.run();
    },
    "inconclusive",
    /f1-earlier .*no labelled hold-out row of accepted files/,
  ],
  [
    "accepted files that are all gone, by time",
    async (at) => {
      const day = (text: string, date: number) => withColumn(text, "day", (i) => date + i / 1000);
      const set = ["split.by.time=day", "checks.range=off"];
      await at.promote(day(sound(1), 1), set);
      await rm(join(at.dir, FIRST));
      await at.put(SECOND, day(sound(2), 2));
      return await at.run(set);
    },
    "inconclusive",
    /f1-(earlier|batch) .*no labelled hold-out row of accepted files/,
  ],
  [
    "a new file without labels",
    async (at) => {
      await at.promote();
      await at.put(
        SECOND,
        labelled(300, 2, () => ""),
      );
      return await at.run(["checks.required=off", "checks.missing-share=off"]);
    },
    "rejected",
    /unlabelled 300 of 300 rows/,
  ],
  [
    "a comparison that decides nothing, where that fails",
    async (at) => {
      const set = ["gates.champion.margin=0.001", "gates.champion.undecided=fail"];
      await at.promote();
      await at.put(SECOND, sound(2));
      return await at.run(set);
    },
    "inconclusive",
    /champion/,
  ],
];

const SCHEMA = `fieldsMatch: superset
fields:
  - {name: x0, type: number}
  - {name: x1, type: number}
  - {name: color, type: string}
  - {name: noise, type: number}
  - {name: label, type: string}
  - {name: day, type: date, role: time}
`;

/** Right nine times in ten, and so is the champion where there is one. */
const good = (count: number, more: Partial<Line> = {}): Line[] =>
  Array.from({ length: count }, (_, i) => {
    const truth = i % 2 === 0 ? "yes" : "no";
    const said = i % 10 === 0 ? (truth === "yes" ? "no" : "yes") : truth;
    return { truth, candidate: said, ...more };
  });
const BESIDE = { champion: "yes" };
const TAUGHT = good(20, { train: true });
const broken = (model: EvaluationRequest["candidate"], forest = model as Forest) => ({
  ...forest,
  weights: forest.weights.map(() => Number.NaN),
});

/** What is judged, and the check that says why. */
const SCENES: [string, Scene, RegExp, ((request: EvaluationRequest) => Partial<EvaluationRequest>)?][] = [
  ["no hold-out row", { lines: TAUGHT }, /f1-threshold inconclusive .*no labelled hold-out row/],
  ["no labelled training row", { lines: good(300) }, /dummy inconclusive .*no labelled training row/],
  [
    "hold-out rows of one class",
    { lines: [...TAUGHT, ...lines(300, { truth: "yes", candidate: "yes" })] },
    /f1-threshold inconclusive .*constant would do/,
  ],
  [
    "no row of the positive class",
    {
      lines: [...TAUGHT, ...lines(100, { truth: "a", candidate: "a" }), ...lines(100, { truth: "b", candidate: "b" })],
      gates: { f1Average: "binary", positiveClass: "yes" },
    },
    /f1-threshold inconclusive .*positive class/,
  ],
  [
    "probabilities that are no numbers",
    { lines: [...TAUGHT, ...good(300)] },
    /f1-threshold fail/,
    ({ candidate }) => ({ candidate: broken(candidate) }),
  ],
  [
    "a metric of probabilities that are no numbers",
    {
      lines: [...TAUGHT, ...good(300)],
      gates: {
        f1Threshold: 0,
        metrics: [
          { name: "roc-auc", bound: 0 },
          { name: "log-loss", bound: 100 },
        ],
        dummy: { margin: 0 },
      },
    },
    /metrics inconclusive/,
    ({ candidate }) => ({ candidate: broken(candidate) }),
  ],
  [
    "calibration of probabilities that are no numbers",
    { lines: [...TAUGHT, ...good(300)], gates: { calibration: { maxError: 1 } } },
    /calibration inconclusive/,
    ({ candidate }) => ({ candidate: broken(candidate) }),
  ],
  [
    "a ranking of one class",
    {
      lines: [...TAUGHT, ...lines(300, { truth: "yes", candidate: "yes" })],
      gates: { f1Threshold: null, metrics: [{ name: "roc-auc", bound: 0 }] },
    },
    /metrics inconclusive .*not defined/,
  ],
  [
    "a champion whose feature is gone",
    { lines: [...TAUGHT, ...good(300, BESIDE)] },
    /champion inconclusive .*cannot be applied/,
    ({ champion }, forest = champion as Forest) => ({ champion: { ...forest, features: [{ ...forest.features[0]!, name: "gone" }] } }),
  ],
  [
    "a champion that may have seen the hold-out",
    { lines: [...TAUGHT, ...good(300, BESIDE)], championComparable: false },
    /champion inconclusive .*hold-out changed/,
  ],
  ["a champion and no hold-out row", { lines: good(20, { ...BESIDE, train: true }) }, /champion inconclusive .*no labelled hold-out row/],
  [
    "ten rows on which candidate and champion agree",
    {
      lines: [...TAUGHT, ...good(10, BESIDE).map((line) => ({ ...line, champion: line.candidate }))],
      gates: { champion: { margin: 0.02, confidence: 0.95, horizon: 1, undecided: "fail" } },
    },
    /champion undecided .*more rows would decide/,
  ],
  [
    "a file of which no row is held out",
    {
      lines: [...good(300, BESIDE), ...good(60, { ...BESIDE, train: true, file: 1 })],
      accepted: [true, false],
      championComparable: false,
    },
    /f1-batch inconclusive .*None of the hold-out rows/,
    () => ({ champion: null }),
  ],
  [
    "accepted files of which no row is held out",
    { lines: [...good(20, { ...BESIDE, train: true }), ...good(300, { ...BESIDE, file: 1 })], accepted: [true, false] },
    /f1-earlier inconclusive/,
  ],
];

describe("a contest with nothing to judge", () => {
  it.each(SCENES)("%s", (_, scene, why, change) => {
    const request = requestOf(scene);
    const { checks } = evaluate({ ...request, ...change?.(request) });
    const { verdict, reason } = judge(checks, request.gates.champion);
    const said = checks.map(({ code, status, message }) => `${code} ${status} ${message}`);
    expect(verdict, said.join("\n")).toMatch(/rejected|inconclusive/);
    expect(
      said.some((one) => why.test(one)),
      said.join("\n"),
    ).toBe(true);
    expect(reason.length).toBeGreaterThan(20);
  });

  it.each([
    [20, "pass", /^The champion's .* on 20 rows .*: no sign that their labels/],
    [5, "warn", /^The champion's .* on 5 rows .*: too few rows to see/],
  ])("asks the champion about a file of which no row is held out, for it learned none of them: %d rows %s", (rows, status, words) => {
    const scene = { lines: [...good(300, BESIDE), ...good(rows, { ...BESIDE, train: true, file: 1 })], accepted: [true, false] };
    const { checks } = evaluate(requestOf(scene));
    const found = checks.find(({ code }) => code === "f1-batch");
    expect(found).toMatchObject({ status, rows });
    expect(found?.message).toMatch(words);
  });

  it("is inconclusive where no check ran", () => {
    expect(judge([], { undecided: "keep" }).verdict).toBe("inconclusive");
  });
});

describe("a run with nothing to judge", () => {
  it.each(RUNS)("%s", async (_, done, verdict, why) => {
    const at = await place();
    await at.put("schema.yml", SCHEMA);
    const result = await done(at);
    const stopped = result.checks.filter(({ status }) => ["fail", "inconclusive", "undecided"].includes(status));
    const said = stopped.map(({ code, message }) => `${code} ${message}`);
    expect(result.error).toBe(null);
    expect(result.verdict, said.join("\n") || result.reason).toBe(verdict);
    expect(
      said.some((one) => why.test(one)),
      said.join("\n"),
    ).toBe(true);
    expect(result.reason.length).toBeGreaterThan(20);
    expect(result.exitCode).toBe(1);
  });

  it("is known in 25 ways or more", () => {
    expect(RUNS.length + SCENES.length).toBeGreaterThanOrEqual(25);
  });
});
