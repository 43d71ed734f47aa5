// init --command: runs a script once, and what it writes is enough for run; where it is not, it says which line is missing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { metricIn } from "../../../src/commands/init/init-metric.ts";
import { newFolder } from "../cli.ts";
import { Repository } from "./script.ts";
import { SHAPES, scriptOf } from "./shapes.ts";

interface Said {
  error?: { problems: { message: string }[] };
  metric: string;
  model: string[];
}

async function teamOf(name: RegExp) {
  const shape = SHAPES.find((one) => name.test(one.name))!;
  const team = await Repository.create("", await newFolder());
  for (const [path, text] of Object.entries({ ...shape.files, "train.mjs": scriptOf(shape) })) await team.write(path, text);
  (await import("node:fs")).rmSync(join(team.dir, "retrain.yml"));
  team.env = shape.env ?? {};
  return team;
}

describe("init --command", () => {
  it.each([
    [
      /CSV of the repository/,
      [],
      { file: "metrics.json", metric: "accuracy", rows: "n" },
      { "at-least": 0.95, margin: 0.02, "min-rows": 50 },
    ],
    [
      /forecast/,
      [],
      { file: "metrics.json", metric: "mae", rows: "days" },
      { "at-most": expect.any(Number), margin: "2%", "min-rows": 30 },
    ],
    [/nested keys/, [], { file: "metrics.json", metric: "runs.0.test.scores.f1.macro", rows: expect.any(String) }, expect.anything()],
    [/five models/, ["--metric", "best.accuracy"], { file: "metrics.json", metric: "best.accuracy" }, expect.anything()],
    [/database/, ["--env", "DB_USER", "DB_PASSWORD"], { file: "metrics.json", metric: "accuracy", rows: "n" }, expect.anything()],
  ])("%s: its configuration promotes the first model", async (name, words, outputs, metric) => {
    const team = await teamOf(name);
    const made = await team.json<Said>(["init", "--command", "node train.mjs", ...words]);
    expect(made.code, JSON.stringify(made.json)).toBe(0);
    const config = parse(readFileSync(join(team.dir, "retrain.yml"), "utf8"));
    expect(config.train).toMatchObject({ command: ["node", "train.mjs"], files: ["train.mjs"], model: ["models/model.json"], outputs });
    expect(config.gates.metric).toEqual(metric);
    const workflow = readFileSync(join(team.dir, ".github/workflows/retrain.yml"), "utf8");
    expect(workflow).not.toContain("pip");
    if (words[0] === "--env")
      expect(parse(workflow).jobs.retrain.steps.at(-1).env).toEqual({
        DB_USER: `\${{ secrets.DB_USER }}`,
        DB_PASSWORD: `\${{ secrets.DB_PASSWORD }}`,
      });
    expect((await team.json<{ verdict: string }>(["run"])).json.verdict).toBe("promoted");
    const again = await team.json<Said>(["init", "--command", "node train.mjs"]);
    expect(again.code).toBe(2);
    expect(again.json.error!.problems[0]!.message).toContain("--force");
  });

  it.each([
    [/no held-out metric/, "node train.mjs", [], /wrote no JSON with numbers \(it wrote models\/model\.json\).*json\.dump/],
    [
      /five models/,
      "node train.mjs",
      ["--metric", "best.f1"],
      /--metric is "best\.f1", which the script did not write; it wrote .*best\.accuracy = /,
    ],
    [/database/, "node train.mjs", [], /did not succeed \(exit code 1\).*--env.*access denied/s],
    [/swallows/, "node train.mjs", [], /wrote no JSON with numbers \(it wrote nothing\)/],
    [/CSV of the repository/, "cd src && node train.mjs", [], /"&&", which only a shell understands/],
    [/CSV of the repository/, "nowhere-to-be-found train.mjs", [], /could not be started: there is no such program/],
  ])("%s, %s: says what is missing, and writes nothing", async (name, line, words, says) => {
    const team = await teamOf(name);
    const { json, code } = await team.json<Said>(["init", "--command", line, ...words]);
    expect(code).toBe(2);
    expect(json.error!.problems[0]!.message).toMatch(says);
    expect(() => readFileSync(join(team.dir, "retrain.yml"))).toThrow();
  });
});

describe("which number counts, and what is asked of it", () => {
  const of = (numbers: Record<string, number>, wanted?: string) =>
    metricIn([{ name: "m.json", size: 1, numbers: Object.entries(numbers).map(([key, value]) => ({ key, value })) }], wanted);

  it.each([
    [{ "train.f1": 0.99, "test.f1": 0.81, "test.n": 90 }, "test.f1", "at-least", 0.76],
    [{ accuracy: 0.9, test_auc: 0.7312 }, "test_auc", "at-least", 0.68],
    [{ epochs: 3, val_loss: 0.4321 }, "val_loss", "at-most", 0.476],
    [{ RMSE: 1234.5, R2: 0.8 }, "RMSE", "at-most", 1360],
    [{ "0.f1-score": 0.99, "weighted avg.f1-score": 0.9, "weighted avg.support": 80 }, "weighted avg.f1-score", "at-least", 0.85],
    [{ "valid.mae": 12, "train.mae": 3 }, "valid.mae", "at-most", 13.2],
    [{ r2: -0.2 }, "r2", "at-least", -0.25],
  ])("%j: %s", (numbers, metric, direction, bound) => {
    expect(of(numbers)).toMatchObject({ metric, direction, bound });
  });

  it("none where no name is known, and a person's word wins", () => {
    expect(of({ epochs: 3, seconds: 1.5 })).toBeNull();
    expect(of({ epochs: 3, fancy: 150 }, "fancy")).toMatchObject({ metric: "fancy", direction: "at-least", bound: 135, margin: "2%" });
  });
});
