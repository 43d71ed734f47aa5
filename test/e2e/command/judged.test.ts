// A team's own script that is judged by us: nights, the champion asked again, wrong answers, and what it can know of hidden labels.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { JUDGED_CONFIG, type Judged, JudgedRepository } from "./judged-script.ts";

const checkOf = ({ checks }: Judged, code: string) => checks.find((check) => check.code === code);

describe("nights of a judged script", () => {
  it("promotes by our gates, asks the champion again, goes back, holds, keeps a worse model, and verifies", async () => {
    const team = await JudgedRepository.create();
    const first = await team.night();
    expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "judged", exitCode: 0 });
    expect(checkOf(first, "f1-threshold")).toMatchObject({ status: "pass" });
    expect(checkOf(first, "label-leak")?.message).toMatch(/it learned what it was handed/);
    expect(await team.night()).toMatchObject({ verdict: "skipped", skipped: "same-inputs" });

    await team.data(2);
    const second = await team.night();
    expect(second, second.reason).toMatchObject({ verdict: "promoted", championId: second.modelId });
    expect(checkOf(second, "champion")?.bound).not.toBeNull();
    expect(checkOf(second, "label-leak")?.message).toMatch(/answers .* alike/);
    expect(second.evaluation.champion.metrics.length).toBeGreaterThan(3);

    await team.command(["rollback", "--reason", "worse in use"]);
    expect(await team.night()).toMatchObject({ verdict: "skipped", skipped: "held", championId: first.modelId });

    await team.plan({ noise: 0.35 });
    await team.data(3);
    const worse = await team.night();
    expect(worse, worse.reason).toMatchObject({ championId: first.modelId });
    expect(["kept", "rejected"]).toContain(worse.verdict);

    expect(await team.night(["verify", "--registry", "directory:registry"])).toMatchObject({ verdict: "checked" });
    expect(readFileSync(join(team.dir, "registry/README.md"), "utf8")).toMatch(/made by \| node script/);
  });

  it("is compared with a forest, and a forest with it is not, without train.predict", async () => {
    const team = await JudgedRepository.create();
    const forest = JUDGED_CONFIG.replace(/train:\n( {2}.*\n)+/, "train: {trees: 20}\n");
    await team.write("retrain.yml", forest);
    const grown = await team.night();
    expect(grown, grown.reason).toMatchObject({ verdict: "promoted" });
    await team.write("retrain.yml", JUDGED_CONFIG);
    await team.data(2);
    const script = await team.night();
    expect(checkOf(script, "champion")?.bound, script.reason).not.toBeNull();
    expect(script).toMatchObject({ verdict: "promoted", evidence: "judged" });
    await team.write("retrain.yml", forest);
    await team.data(3);
    const back = await team.night();
    expect(back).toMatchObject({ verdict: "inconclusive", championId: script.modelId });
    expect(checkOf(back, "champion")?.message).toMatch(/there is no train.predict to ask it by/);
  });

  it("is inconclusive where today's train.predict cannot load the champion", async () => {
    const team = await JudgedRepository.create();
    const first = await team.night();
    await team.data(2);
    await team.plan({
      train: "writeFileSync(join(contract.paths.model, 'second'), '')",
      predict: "if (!existsSync(join(contract.paths.model, 'second'))) process.exit(3)",
    });
    const night = await team.night();
    expect(night, night.reason).toMatchObject({ verdict: "inconclusive", championId: first.modelId });
    expect(checkOf(night, "champion")?.message).toMatch(/ended with exit code 3/);
    expect((await team.night(["reset", "--reason", "another format"])).verdict).toBe("promoted");
  });

  it("never runs a command that stands in the registry", async () => {
    const team = await JudgedRepository.create({}, JUDGED_CONFIG);
    await team.night();
    await team.data(2);
    // The champion's own recipe names script.mjs; today's configuration names other.mjs.
    const text = readFileSync(join(team.dir, "script.mjs"), "utf8");
    await team.write("other.mjs", text);
    await team.write("script.mjs", "process.exit(9);\n");
    await team.write("retrain.yml", JUDGED_CONFIG.replaceAll("script.mjs", "other.mjs"));
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
  });
});

describe("what a judged script gets", () => {
  it("sees train.files and what it was handed, named variables, and nothing of hold-out labels", async () => {
    const tell = `writeFileSync(process.env.TEAM_SETTING + '-' + contract.step, JSON.stringify({ env: process.env, cwd: readdirSync('.'), job: readdirSync('..', { recursive: true }), contract, csv: readFileSync(contract.paths.train ?? contract.paths.test, 'utf8') }))`;
    const team = await JudgedRepository.create({ train: tell, predict: tell });
    team.env = { TEAM_SETTING: join(team.dir, "told"), GITHUB_TOKEN: "secret-token", SECRET: "s" };
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    const told = (step: string) => JSON.parse(readFileSync(join(team.dir, `told-${step}`), "utf8"));
    const [train, predict] = [told("train"), told("predict")];
    for (const { env, cwd } of [train, predict]) {
      expect(JSON.stringify(env)).not.toContain("secret-token");
      expect(env.SECRET).toBeUndefined();
      expect(cwd.sort()).toEqual(["plan.json", "script.mjs"]);
      // Only the variable that the configuration names leads to the checkout.
      expect(JSON.stringify({ ...env, TEAM_SETTING: "" })).not.toContain(team.dir);
    }
    expect(train.job.some((name: string) => name.includes("test"))).toBe(false);
    expect(predict.job.some((name: string) => name.includes("train.csv"))).toBe(false);
    expect(train.csv.split("\n")[0]).toBe("x,z,label");
    expect(predict.csv.split("\n")[0]).toBe("row_id,x,z");
    expect(predict.csv).not.toMatch(/yes|no/);
    expect(train.contract).toMatchObject({ contract: 1, step: "train", task: "classification", target: "label", classes: ["no", "yes"] });
    // In the file the x of the hold-out rows stand in another order than in the data.
    const asked = predict.csv
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line: string) => line.split(",")[1]);
    const file = readFileSync(join(team.dir, "data/day_01.csv"), "utf8")
      .split("\n")
      .map((line) => String(Number(line.split(",")[0])));
    expect(asked.map((x: string) => file.indexOf(x))).not.toEqual(
      asked.map((x: string) => file.indexOf(x)).sort((a: number, b: number) => a - b),
    );
  });

  it("leaves nothing behind in the folder for temporary files", async () => {
    const team = await JudgedRepository.create();
    await team.write("tmp/keep", "");
    team.env = { TMPDIR: join(team.dir, "tmp") };
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    expect(readdirSync(join(team.dir, "tmp"))).toEqual(["keep"]);
  });
});

describe("a script that knows labels from elsewhere", () => {
  it("fails label-leak when it reads them from the checkout", async () => {
    const cheat = `
      const truth = new Map(table(process.env.TEAM_SETTING + '/data/day_01.csv').map((row) => [String(Number(row.x)) + ',' + String(Number(row.z)), row.label]));
      writeFileSync(contract.paths.predictions, 'row_id,prediction\\n' + rows.map((row) => row.row_id + ',' + truth.get(row.x + ',' + row.z) + '\\n').join(''));`;
    const team = await JudgedRepository.create({ predict: cheat });
    team.env = { TEAM_SETTING: team.dir };
    const night = await team.night();
    expect(night, night.reason).toMatchObject({ verdict: "rejected" });
    expect(checkOf(night, "label-leak")).toMatchObject({ status: "fail" });
    expect(checkOf(night, "label-leak")?.message).toMatch(/knows hold-out labels from elsewhere/);
  });

  it("fails where answers follow the order of the rows", async () => {
    const byPlace =
      "writeFileSync(contract.paths.predictions, 'row_id,prediction\\n' + rows.map((row, i) => row.row_id + ',' + (i % 2 ? 'yes' : 'no') + '\\n').join(''))";
    const team = await JudgedRepository.create({ predict: byPlace }, JUDGED_CONFIG.replace("0.6", "0.1"));
    const night = await team.night();
    expect(night.verdict).toBe("rejected");
    expect(checkOf(night, "label-leak")?.message).toMatch(/do not follow from the features alone/);
  });
});

/** JavaScript of `train.predict`, and what the finding says. */
const WRONG: [string, { predict?: string; train?: string }, RegExp][] = [
  ["no answers", { predict: "fs.rmSync(contract.paths.predictions)" }, /predictions.csv is not there; expected a CSV file/],
  [
    "a link",
    { predict: "fs.renameSync(contract.paths.predictions, 'p'); fs.symlinkSync(process.cwd() + '/p', contract.paths.predictions)" },
    /is a link/,
  ],
  [
    "a pickle",
    { predict: "writeFileSync(contract.paths.predictions, Buffer.from([0x80, 4, 0x95, 0, 0, 1]))" },
    /predictions.csv, line 1: .*expected CSV/,
  ],
  [
    "a missing row",
    {
      predict:
        "writeFileSync(contract.paths.predictions, readFileSync(contract.paths.predictions, 'utf8').split('\\n').slice(0, -2).join('\\n') + '\\n')",
    },
    /line \d+: the file ends with \d+ of \d+ rows answered/,
  ],
  ["an exit code", { predict: "process.exit(7)" }, /ended with exit code 7/],
  ["no model", { train: "fs.rmSync(join(contract.paths.model, 'means.json'))" }, /the folder is empty/],
  ["a model behind a link", { train: "fs.symlinkSync('/etc/hostname', join(contract.paths.model, 'link'))" }, /link/],
];

it.each(WRONG)("rejects %s in one sentence", async (_, plan, says) => {
  const team = await JudgedRepository.create(plan);
  const night = await team.night();
  expect(night, night.reason).toMatchObject({ verdict: "rejected", championId: null });
  expect(night.checks.find(({ status }) => status === "fail")?.message).toMatch(says);
});
