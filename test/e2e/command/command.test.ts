// A team's own script as the trainer: promoted, kept, rejected, rolled back; what it reports is never more than its word.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { metrics, Repository } from "./script.ts";

const statusOf = (json: { checks: { code: string; status: string }[] }, code: string) =>
  json.checks.find((check) => check.code === code)?.status;

describe("nights of a script", () => {
  it("promotes, keeps, rejects, promotes, goes back, holds, and verifies", async () => {
    const team = await Repository.create();
    const first = (await team.night({ model: "one", metrics: metrics(0.9) })).json;
    expect(first).toMatchObject({ verdict: "promoted", evidence: "reported", exitCode: 0 });
    expect(first.reported).toEqual({ candidate: { name: "test.f1", value: 0.9, rows: 200 }, champion: null });

    const kept = (await team.night({ model: "two", metrics: metrics(0.85) })).json;
    expect(kept).toMatchObject({ verdict: "kept", championId: first.modelId });
    expect(statusOf(kept, "reported-champion")).toBe("undecided");

    const rejected = (await team.night({ model: "three", metrics: metrics(0.5) })).json;
    expect(rejected).toMatchObject({ verdict: "rejected", championId: first.modelId });
    expect(statusOf(rejected, "reported-floor")).toBe("fail");

    const second = (await team.night({ model: "four", metrics: metrics(0.89) })).json;
    expect(second).toMatchObject({ verdict: "promoted", championId: second.modelId });
    expect(statusOf(second, "reported-champion")).toBe("warn");
    for (const check of second.checks.filter(({ code }) => code.startsWith("reported"))) expect(check.bound).toBeNull();

    expect((await team.json<{ verdict: string; models: number }>(["verify", "--registry", "registry"])).json).toMatchObject({
      verdict: "checked",
      models: 2,
    });
    const back = await team.json<{ championId: string }>(["rollback", "--registry", "registry", "--reason", "worse in use"]);
    expect(back.json.championId).toBe(first.modelId);
    const held = (await team.night({ model: "five", metrics: metrics(0.95) })).json;
    expect(held).toMatchObject({ verdict: "skipped", skipped: "held", championId: first.modelId });
    await team.write("train.mjs", `${readFileSync(join(team.dir, "train.mjs"), "utf8")}// mended\n`);
    expect((await team.night({ model: "five", metrics: metrics(0.95) })).json.verdict).toBe("promoted");
  });

  it("is held after a rollback until a person accepts the recipe, and not after that", async () => {
    const team = await Repository.create();
    await team.night({ metrics: metrics(0.9) });
    await team.night({ model: "b", metrics: metrics(0.9) });
    await team.json(["rollback", "--registry", "registry"]);
    const held = (await team.night({ model: "c", metrics: metrics(0.9) })).json;
    expect(held).toMatchObject({ verdict: "skipped", skipped: "held" });
    expect(held.reason).toMatch(/New data does not count/);
    const { json } = await team.json<{ links: { code: string }[] }>(["diagnose"]);
    expect(json.links.map(({ code }) => code)).toEqual(expect.arrayContaining(["held", "script"]));
    expect((await team.json<{ verdict: string }>(["accept", "--reason", "it was the network"])).json.verdict).toBe("promoted");
    expect((await team.night({ model: "d", metrics: metrics(0.9) })).json.verdict).toBe("promoted");
  });

  it("never says that its model is no worse", async () => {
    const team = await Repository.create();
    await team.night({ metrics: metrics(0.9) });
    const { json } = await team.night({ model: "b", metrics: metrics(0.9) });
    const said = json.checks.map(({ message }) => message).join(" ");
    expect(said).toMatch(/No error rate is promised/);
    expect(said).not.toMatch(/no worse/);
  });

  it("keeps the files byte for byte in an archive that tar unpacks", async () => {
    const team = await Repository.create();
    const { json } = await team.night({ model: "\u0000weights\n" });
    const listed = execFileSync("tar", ["-xOf", join(team.dir, "registry/model", `model_${json.modelId}.tar`), "models/model.bin"]);
    expect(listed.toString()).toBe("\u0000weights\n");
  });

  it("gives the same id for the same bytes, recipe and number, and another for each that differs", async () => {
    const ids = new Set<string | null>();
    for (const plan of [{}, { model: "other" }, { metrics: metrics(0.91) }])
      ids.add((await (await Repository.create()).night(plan)).json.modelId);
    expect(ids.size).toBe(3);
    expect(ids.has((await (await Repository.create()).night({})).json.modelId)).toBe(true);
  });

  it("scores the champion's files on today's data where a command says how", async () => {
    const score = `import { readFileSync, writeFileSync } from "node:fs";
const old = readFileSync(process.env.GATED_RETRAIN_MODEL_DIR + "/models/model.bin", "utf8");
writeFileSync("metrics.json", JSON.stringify({ test: { f1: Number(old), n: 200 } }));`;
    const team = await Repository.create((await import("./script.ts")).CONFIG.replace("gates:", "  score: [node, score.mjs]\ngates:"));
    await team.write("score.mjs", score);
    expect((await team.night({ model: "0.95", metrics: metrics(0.81) })).json.verdict).toBe("promoted");
    const kept = (await team.night({ model: "0.81", metrics: metrics(0.85) })).json;
    expect(kept.verdict).toBe("kept");
    expect(kept.reported?.champion).toEqual({ name: "test.f1", value: 0.95, rows: 200 });
    expect(readFileSync(join(team.dir, "metrics.json"), "utf8")).toBe(metrics(0.85));
  });

  it("compares errors the other way round, with a share as margin", async () => {
    const config = (await import("./script.ts")).CONFIG.replace(
      "{at-least: 0.8, margin: 0.02, min-rows: 100}",
      "{at-most: 250, margin: 2%}",
    );
    const team = await Repository.create(config);
    const nights = [];
    for (const [i, mae] of [200, 203, 208, 260].entries())
      nights.push((await team.night({ model: `${i}`, metrics: metrics(mae) })).json.verdict);
    expect(nights).toEqual(["promoted", "promoted", "kept", "rejected"]);
  });

  it("is refused where more is asked for, and beside a champion that was judged", async () => {
    const team = await Repository.create(`${(await import("./script.ts")).CONFIG}  require-evidence: judged\n`);
    expect((await team.night({})).json).toMatchObject({ verdict: "inconclusive", exitCode: 1 });
  });

  it("says which keys are missing or of another engine, all at once", async () => {
    const team = await Repository.create("train: {engine: command, command: [node, train.mjs]}\ngates: {f1-threshold: 0.8}\n");
    const { json } = await team.night({});
    expect(json.exitCode).toBe(2);
    const said = json.error!.problems.map(({ message }) => message).join("\n");
    for (const key of ["train.model", "train.outputs", "gates.metric", "gates.f1-threshold"]) expect(said).toContain(key);
    const other = await Repository.create("target: y\ndata: {files: a.csv}\ntrain: {command: [node, train.mjs]}\n");
    expect((await other.night({})).json.error!.problems[0]!.message).toMatch(/train\.command .*only train\.engine: command uses/);
  });

  it("leaves nothing in the folder for temporary files", async () => {
    const team = await Repository.create();
    const temporary = join(team.dir, "temporary");
    await team.write("temporary/.keep", "");
    team.env = { TMPDIR: temporary };
    await team.night({ first: `require("node:fs").writeFileSync(require("node:path").join(require("node:os").tmpdir(), "left"), "x")` });
    await team.night({ first: `(await import("node:fs")).writeFileSync((await import("node:os")).tmpdir() + "/left", "x")` });
    expect(readdirSync(temporary)).toEqual([".keep"]);
  });
});
