// Twelve shapes of real workflows behind the gate: at most ten lines of YAML and four changed lines of script, or a refusal that says the way.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder, ROOT } from "../cli.ts";
import { Repository } from "./script.ts";
import { changedLines, SHAPES, scriptOf } from "./shapes.ts";

const linesOf = (yaml: string) => yaml.trim().split("\n").length;

describe("a workflow with", () => {
  it.each(SHAPES)("$name", async (shape) => {
    expect(linesOf(shape.yaml)).toBeLessThanOrEqual(10);
    expect(changedLines(shape)).toBeLessThanOrEqual(4);
    const team = await Repository.create(shape.yaml, await newFolder());
    for (const [name, text] of Object.entries({ ...shape.files, ...shape.added, "train.mjs": scriptOf(shape) }))
      await team.write(name, text);
    team.env = shape.env ?? {};
    const { json } = await team.night({});
    expect(json, json.reason).toMatchObject({ verdict: shape.verdict });
    const registry = existsSync(join(team.dir, "registry/champion.json"));
    expect(registry).toBe(shape.verdict === "promoted");
    if (shape.says) expect([json.reason, ...json.checks.map(({ suggestion }) => suggestion)].join("\n")).toMatch(shape.says);
    if (shape.app) expect(readFileSync(join(team.dir, shape.app), "utf8")).toMatch(/cut/);
    expect(json.checks.filter(({ code, status }) => ["copy", "registration"].includes(code) && status !== "pass")).toEqual([]);
  });

  it("ten of twelve run, and docs/engines.md tells each with its lines", () => {
    expect(SHAPES).toHaveLength(12);
    expect(SHAPES.filter(({ verdict }) => verdict === "promoted").length).toBeGreaterThanOrEqual(10);
    const page = readFileSync(join(ROOT, "docs/engines.md"), "utf8");
    for (const shape of SHAPES) expect(page).toContain(`| ${shape.name} | ${linesOf(shape.yaml)} | ${changedLines(shape)} |`);
  });
});
