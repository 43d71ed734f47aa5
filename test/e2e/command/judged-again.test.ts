// A judged script's champion asked again: its answers are held to those of its promotion, its versions to those that it was made with.
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonicalBytes } from "../../../src/publish/records/canonical.ts";
import { sha256Hex } from "../../../src/publish/records/ids.ts";
import { JUDGED_CONFIG, type Judged, JudgedRepository, LINE, REGRESSION_CONFIG } from "./judged-script.ts";

const checkOf = ({ checks }: Judged, code: string) => checks.find((check) => check.code === code);

const write = (header: string, cells: string) =>
  `writeFileSync(contract.paths.predictions, '${header}\\n' + rows.map((row) => row.row_id + ',' + (${cells}) + '\\n').join(''));`;
/** By the trained model, and a constant that stands in no file of the recipe, as a library's would. */
const UPPER =
  "const { means } = JSON.parse(readFileSync(join(contract.paths.model, 'means.json'))); const upper = means[0] > means[1] ? 0 : 1;";
const LABELS = `${UPPER} const cut = Number(process.env.TEAM_SETTING); ${write("row_id,prediction", "contract.classes[Number(row.x) > cut ? upper : 1 - upper]")}`;
const PROBABILITIES = `${UPPER} const much = Number(process.env.TEAM_SETTING); ${write("row_id,no,yes", "(Number(row.x) > 0.5) === (upper === 1) ? (1 - much) + ',' + much : much + ',' + (1 - much)")}`;

const manifestsIn = (dir: string) =>
  readdirSync(join(dir, "registry/model"))
    .filter((name) => name.endsWith(".manifest.json"))
    .map((name) => JSON.parse(readFileSync(join(dir, "registry/model", name), "utf8")));

describe("the champion's answers", () => {
  it.each([
    ["classes", LABELS, "0.5", "0.6", "reset"],
    ["probabilities of the same classes", PROBABILITIES, "0.8", "0.7", "accept"],
  ])("of %s: others are inconclusive, restored ones are compared, and a person may go on", async (_, predict, then, now, word) => {
    const team = await JudgedRepository.create({ predict });
    team.env = { TEAM_SETTING: then };
    const first = await team.night();
    expect(first, first.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(first, "champion-answers")).toBeUndefined();
    const [{ answers }] = manifestsIn(team.dir);
    expect(answers.answers.length).toBeGreaterThan(100);
    expect(answers.columns).toEqual(["x", "z"]);

    await team.data(2);
    team.env = { TEAM_SETTING: now };
    const changed = await team.night();
    expect(changed, changed.reason).toMatchObject({ verdict: "inconclusive", championId: first.modelId });
    expect(changed.reason).toMatch(/today's train.predict does not give its answers/);
    expect(checkOf(changed, "champion-answers")).toMatchObject({ status: "inconclusive", subject: "champion" });
    expect(checkOf(changed, "champion")).toMatchObject({ status: "inconclusive", message: expect.stringMatching(/not what they were/) });

    team.env = { TEAM_SETTING: then };
    const restored = await team.night();
    expect(restored, restored.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(restored, "champion-answers")?.message).toMatch(/Asked again about \d+ rows .* answers as it did/);

    await team.data(3);
    team.env = { TEAM_SETTING: now };
    const after = await team.night([word, "--reason", "another constant"]);
    expect(after, after.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(after, "champion-answers")?.status).toBe(word === "accept" ? "warn" : undefined);
    expect(await team.night(["verify", "--registry", "directory:registry"])).toMatchObject({ verdict: "checked" });
  });

  it("of a regression: estimates that moved are inconclusive, rounding is not", async () => {
    const predict = `fs.writeFileSync(paths.predictions, 'row_id,prediction\\n' + answers.map(([id, y]) => id + ',' + y * Number(process.env.TEAM_SETTING) + '\\n').join(''))`;
    const team = await JudgedRepository.create({ predict }, REGRESSION_CONFIG);
    await team.write("line.mjs", LINE);
    await team.measurements(1);
    team.env = { TEAM_SETTING: "1" };
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    await team.measurements(2);
    team.env = { TEAM_SETTING: "1.01" };
    expect(checkOf(await team.night(), "champion-answers")).toMatchObject({ status: "inconclusive" });
    team.env = { TEAM_SETTING: "1.000001" };
    const night = await team.night();
    expect(night, night.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(night, "champion-answers")).toMatchObject({ status: "pass" });
  });

  it("are found again among training rows, where a split by time moved on", async () => {
    const config = JUDGED_CONFIG.replace("split: {holdout: 0.3, salt: s}", "split: {holdout: 0.3, by: {time: z}}");
    const team = await JudgedRepository.create({ predict: LABELS }, config);
    team.env = { TEAM_SETTING: "0.5" };
    const first = await team.night();
    expect(first, first.reason).toMatchObject({ verdict: "promoted" });
    await team.data(2);
    const night = await team.night();
    expect(checkOf(night, "champion-answers")?.message, night.reason).toMatch(/answers as it did/);
  });

  it("of a model that an earlier version promoted are not held to anything, and the run says so", async () => {
    const team = await JudgedRepository.create();
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    withoutAnswers(join(team.dir, "registry"));
    expect(await team.night(["verify", "--registry", "directory:registry"])).toMatchObject({ verdict: "checked" });
    await team.data(2);
    const night = await team.night();
    expect(night, night.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(night, "champion-answers")).toMatchObject({ status: "pass", message: expect.stringMatching(/were not kept then/) });
  });

  it("are not known where none of the rows is there any more", async () => {
    const team = await JudgedRepository.create();
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    rmSync(join(team.dir, "data"), { recursive: true });
    await team.data(2);
    expect(checkOf(await team.night(), "champion-answers")).toMatchObject({
      status: "warn",
      message: expect.stringMatching(/none of the/),
    });
  });
});

/** The registry as an earlier version left it: the manifest has no such key, and its id and the names that follow from it are others. */
function withoutAnswers(registry: string): void {
  const [manifest] = manifestsIn(join(registry, ".."));
  const pointer = JSON.parse(readFileSync(join(registry, "champion.json"), "utf8"));
  const { answers: _, ...older } = manifest;
  const bytes = canonicalBytes(older);
  const id = sha256Hex(bytes);
  const entry = canonicalBytes({ ...JSON.parse(readFileSync(join(registry, `history/${pointer.entry}.json`), "utf8")), id });
  rmSync(join(registry, `model/model_${pointer.id}.manifest.json`));
  rmSync(join(registry, `history/${pointer.entry}.json`));
  writeFileSync(join(registry, `model/model_${id}.manifest.json`), bytes);
  renameSync(join(registry, `model/model_${pointer.id}.tar`), join(registry, `model/model_${id}.tar`));
  writeFileSync(join(registry, `history/${sha256Hex(entry)}.json`), entry);
  writeFileSync(join(registry, "champion.json"), canonicalBytes({ id, entry: sha256Hex(entry) }));
}

describe("versions that a script reports", () => {
  it("stand in the manifest, others warn, and a file that cannot be kept is said", async () => {
    const team = await JudgedRepository.create({
      train: "writeFileSync(contract.paths.environment, process.env.TEAM_SETTING)",
    });
    team.env = { TEAM_SETTING: '{"python": "3.12.1", "scikit-learn": "1.7.0"}' };
    expect(await team.night()).toMatchObject({ verdict: "promoted" });
    expect(manifestsIn(team.dir)[0].environment).toEqual({ python: "3.12.1", "scikit-learn": "1.7.0" });

    await team.data(2);
    team.env = { TEAM_SETTING: '{"python": "3.12.1", "scikit-learn": "1.8.0"}' };
    const other = await team.night();
    expect(other, other.reason).toMatchObject({ verdict: "promoted" });
    expect(checkOf(other, "environment")).toMatchObject({ status: "warn", message: expect.stringContaining("scikit-learn 1.7.0 → 1.8.0") });

    await team.data(3);
    expect(checkOf(await team.night(), "environment")).toMatchObject({ status: "pass" });
    await team.data(4);
    team.env = { TEAM_SETTING: "[1]" };
    const wrong = await team.night();
    expect(wrong).toMatchObject({ verdict: "promoted" });
    expect(checkOf(wrong, "environment")?.message).toMatch(/environment.json is no JSON object; expected/);
  });
});

describe("the job's folder", () => {
  it("names the column of ids otherwise where a feature is called row_id", async () => {
    const predict = `
      ${UPPER}
      const ids = table(contract.paths.test);
      writeFileSync(contract.paths.predictions, contract.row_id + ',prediction\\n' + ids.map((row) => row[contract.row_id] + ',' + contract.classes[Number(row.row_id) > 0.5 ? upper : 1 - upper] + '\\n').join(''));`;
    const team = await JudgedRepository.create({ predict });
    const day = join(team.dir, "data/day_01.csv");
    // The script's own model reads x, which is here as well.
    const [, ...lines] = readFileSync(day, "utf8").trimEnd().split("\n");
    writeFileSync(day, `row_id,z,x,label\n${lines.map((line) => line.replace(/^([^,]*),([^,]*),/, "$1,$2,$1,")).join("\n")}\n`);
    const night = await team.night();
    expect(night, night.reason).toMatchObject({ verdict: "promoted" });
  });

  it.each([
    ["train", "input/train/train.csv", { train: "fs.appendFileSync(contract.paths.train, 'more')" }],
    ["predict", "input/schema.json", { predict: "fs.rmSync(contract.paths.schema)" }],
  ])("is refused where %s changed %s", async (_, name, plan) => {
    const night = await (await JudgedRepository.create(plan)).night();
    expect(night, night.reason).toMatchObject({ verdict: "rejected", championId: null });
    expect(night.reason).toContain(`${name} is not what was handed out`);
  });

  it.each([
    ["an exit code", "process.exit(3)"],
    ["no model", "fs.rmSync(join(contract.paths.model, 'means.json'))"],
  ])("tells what the script wrote into output/failure, after %s", async (_, end) => {
    const train = `writeFileSync(contract.paths.failure, 'no rows\\n::error::of class \\u001b[31myes' + ' '.repeat(2000) + 'the end'); ${end}`;
    const night = await (await JudgedRepository.create({ train })).night();
    expect(night).toMatchObject({ verdict: "rejected" });
    expect(night.reason).toMatch(/It wrote into output\/failure: no rows ::error::of class .?\[31myes$/);
  });
});
