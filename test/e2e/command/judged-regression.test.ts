// A regression by a team's own script, judged by us: errors, the champion's on the same rows, wrong answers, targets from elsewhere.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Judged, JudgedRepository, LINE, REGRESSION_CONFIG } from "./judged-script.ts";

const checkOf = ({ checks }: Judged, code: string) => checks.find((check) => check.code === code);

async function team(plan = {}, config = REGRESSION_CONFIG): Promise<JudgedRepository> {
  const repository = await JudgedRepository.create(plan, config);
  await repository.write("line.mjs", LINE);
  await repository.measurements(1);
  return repository;
}

it("promotes, compares with the champion on equal rows, keeps a worse model, and verifies", async () => {
  const own = await team();
  const first = await own.night();
  expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "judged" });
  expect(first.evaluation.candidate.metrics.map(({ name }) => name)).toEqual(["mae", "rmse", "r2"]);
  expect(checkOf(first, "label-leak")?.message).toMatch(/it learned what it was handed/);
  expect(readFileSync(join(own.dir, "registry/README.md"), "utf8")).toMatch(/MAE 0\.\d+, RMSE 0\.\d+, R² 0\.\d+, on \d+ rows/);
  await own.measurements(2);
  const second = await own.night();
  expect(second, second.reason).toMatchObject({ verdict: "promoted" });
  expect(checkOf(second, "champion")?.bound).not.toBeNull();
  await own.measurements(3);
  await own.plan({ noise: 0.1 });
  expect(await own.night()).toMatchObject({ verdict: "kept", championId: second.modelId });
  await own.plan({ noise: 0.2 });
  const worse = await own.night();
  expect(worse, worse.reason).toMatchObject({ verdict: "rejected", championId: second.modelId });
  expect(checkOf(worse, "champion")).toMatchObject({ status: "fail" });
  await own.plan({ noise: 5 });
  expect(checkOf(await own.night(), "error")).toMatchObject({ status: "fail" });
  expect(await own.night(["verify", "--registry", "directory:registry"])).toMatchObject({ verdict: "checked" });
});

it("holds out the latest rows of a split by time, against the last value", async () => {
  const own = await team(
    {},
    REGRESSION_CONFIG.replace(/split: .*/, "split: {holdout: 0.3, by: {time: x}}").replace("at-most: 0.2", "at-most: 1"),
  );
  const night = await own.night();
  expect(checkOf(night, "dummy")?.message, night.reason).toMatch(/always saying the last value/);
});

const WRONG: [string, RegExp][] = [
  [
    "fs.writeFileSync(paths.predictions, 'row_id,prediction\\n' + answers.map(([id]) => id + ',nan\\n').join(''))",
    /prediction is "nan"; expected a finite number/,
  ],
  [
    "fs.writeFileSync(paths.predictions, 'row_id,prediction\\n' + answers.map(([id]) => id + ',1e999\\n').join(''))",
    /prediction is "1e999"; expected a finite number/,
  ],
  [
    "fs.writeFileSync(paths.predictions, 'row_id,y\\n' + answers.map(([id]) => id + ',1\\n').join(''))",
    /the columns are "row_id", "y"; expected row_id and prediction/,
  ],
];

it.each(WRONG)("rejects %s", async (predict, says) => {
  const night = await (await team({ predict })).night();
  expect(night, night.reason).toMatchObject({ verdict: "rejected", championId: null });
  expect(checkOf(night, "predictions")?.message).toMatch(says);
});

it("fails label-leak where targets come from the checkout", async () => {
  const cheat = `
    const truth = new Map(fs.readFileSync(process.env.TEAM_SETTING + '/data/day_01.csv', 'utf8').split('\\n').map((line) => [String(Number(line.split(',')[0])), line.split(',')[1]]));
    fs.writeFileSync(paths.predictions, 'row_id,prediction\\n' + rows.map((row) => row.row_id + ',' + truth.get(row.x) + '\\n').join(''));`;
  const own = await team({ predict: cheat });
  own.env = { TEAM_SETTING: own.dir };
  const night = await own.night();
  expect(night, night.reason).toMatchObject({ verdict: "rejected" });
  expect(checkOf(night, "label-leak")).toMatchObject({ status: "fail", message: expect.stringMatching(/targets from elsewhere/) });
});

it("is refused by our own engines, which name this way", async () => {
  const own = await team({}, "data: {files: 'data/*.csv'}\ntarget: y\ngates: {f1-threshold: 0.5}\n");
  const { stdout, stderr, code } = await own.command(["run"]);
  expect(code).toBe(2);
  expect(stdout + stderr).toMatch(/gates\.metric: \{measure: mae/);
});
