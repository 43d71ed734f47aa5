// Nights of four teams, bad ones among them: pointer, the app's copy, deploy and verdict agree in each, and the registry verifies.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { mergePull } from "../../fakes/github/pulls.ts";
import { FakeGitHub, WRITER } from "../../fakes/github/server.ts";
import { times } from "../../times.ts";
import { newFolder } from "../cli.ts";
import { stepHere } from "../step.ts";
import { CONFIG, metrics, type Plan, Repository } from "./script.ts";

const NIGHTS = times("TEAM_NIGHTS", 9, 30);
const COPY = "publish:\n  copy: {models/model.bin: app/model.bin}\n";

/** Numbers that repeat with the seed. */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A night's plan, and its number; null: it ends without one. */
interface Night {
  plan: Plan;
  value: number | null;
}

const BAD: Plan[] = [
  { first: "process.exit(0)" },
  { first: 'throw new Error("no rows came")' },
  { metrics: '{"test": {"f1": NaN, "n": 200}}' },
  { model: null, metrics: metrics(0.99) },
  { metrics: metrics(0.99, 3) },
];

/** Every third night is bad; the kinds of `BAD` take turns, from one by the seed. */
function nightsOf(seed: number, centre: number, spread: number): Night[] {
  const draw = lots(seed);
  return Array.from({ length: NIGHTS }, (_, i) => {
    if (i % 3 === 2) return { plan: { model: `bad ${i}`, ...BAD[(3 * seed + Math.floor(i / 3)) % BAD.length]! }, value: null };
    const value = Number((centre + spread * (draw() - 0.5)).toFixed(4));
    return { plan: { model: `model ${i}`, metrics: metrics(value) }, value };
  });
}

interface Rule {
  isError: boolean;
  bound: number;
  allowed: (champion: number) => number;
}

/** What the gates must say, worked out again. */
function verdictOf({ value }: Night, champion: number | null, { isError, bound, allowed }: Rule): string {
  if (value === null || (isError ? value > bound : value < bound)) return "rejected";
  if (champion === null) return "promoted";
  const loss = isError ? value - champion : champion - value;
  return loss > allowed(champion) ? "kept" : "promoted";
}

const SCORES: Rule = { isError: false, bound: 0.8, allowed: () => 0.02 };
const ERRORS: Rule = { isError: true, bound: 250, allowed: (champion) => 0.02 * champion };

it.each([
  { name: "scores", rule: SCORES, config: CONFIG + COPY, nights: nightsOf(11, 0.84, 0.14) },
  {
    name: "errors",
    rule: ERRORS,
    config: CONFIG.replace("at-least: 0.8, margin: 0.02", "at-most: 250, margin: 2%") + COPY,
    nights: nightsOf(12, 240, 40),
  },
])("$name, copied into a folder", async ({ rule, config, nights }) => {
  const team = await Repository.create(config);
  let champion: { value: number; model: string; id: string } | null = null;
  for (const [i, night] of nights.entries()) {
    const expected = verdictOf(night, champion?.value ?? null, rule);
    const { json } = await team.night(night.plan);
    expect(json.verdict, `night ${i}: ${json.reason}`).toBe(expected);
    if (expected === "promoted") champion = { value: night.value!, model: night.plan.model!, id: json.modelId! };
    expect(json.championId).toBe(champion?.id ?? null);
    if (champion === null) continue;
    expect(JSON.parse(readFileSync(join(team.dir, "registry/champion.json"), "utf8")).id).toBe(champion.id);
    expect(readFileSync(join(team.dir, "app/model.bin"), "utf8")).toBe(champion.model);
  }
  expect((await team.json<{ verdict: string }>(["verify", "--registry", "registry"])).json.verdict).toBe("checked");
});

it.each([
  { to: "commit", seed: 13 },
  { to: "pull-request", seed: 14 },
])("copied by $to into a repository", async ({ to, seed }) => {
  const github = await FakeGitHub.start({ owner: "owner", repo: "repo" });
  onTestFinished(() => github.close());
  const [workspace, temp] = await Promise.all([newFolder(), newFolder()]);
  mkdirSync(join(workspace, ".git"));
  const team = await Repository.create(`${CONFIG + COPY}  to: ${to}\n`, workspace);
  const step = async (plan: Plan, mode = "auto") => {
    await team.write("plan.json", JSON.stringify({ model: "weights", metrics: metrics(0.9), first: "", last: "", ...plan }));
    const inputs = { data: "", target: "", set: "", registry: "branch:model-registry", mode };
    return await stepHere(
      { workspace, temp },
      { inputs, event: "workflow_dispatch", env: { ...github.environment(null), "INPUT_GITHUB-TOKEN": WRITER } },
    );
  };
  const onMain = () => github.git.text(["show", "main:app/model.bin"]).catch(() => null);
  let champion: { value: number; model: string; id: string } | null = null;
  for (const [i, night] of nightsOf(seed, 0.84, 0.14).entries()) {
    const expected = verdictOf(night, champion?.value ?? null, SCORES);
    const { outputs, stdout } = await step(night.plan);
    expect(outputs.verdict, `night ${i}: ${stdout}`).toBe(expected);
    if (expected === "promoted") champion = { value: night.value!, model: night.plan.model!, id: outputs["model-id"]! };
    expect(outputs["champion-id"]).toBe(champion?.id ?? "");
    if (champion === null) continue;
    expect(JSON.parse(await github.git.text(["show", "model-registry:champion.json"])).id).toBe(champion.id);
    const isThere = (await onMain()) === champion.model;
    if (to === "commit") expect(isThere).toBe(true);
    expect(outputs.deploy).toBe(String(expected === "promoted" || !isThere));
    const open = [...github.world.pulls.values()].filter(({ state }) => state === "open");
    expect(open).toHaveLength(to === "pull-request" && !isThere ? 1 : 0);
    if (i % 3 === 2) for (const { number } of open) await mergePull(github.world, number);
  }
  expect((await step({}, "verify")).outputs.verdict).toBe("checked");
});
