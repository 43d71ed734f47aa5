// Why the model was not updated: the classic post-mortem and its relatives, each set up, named first, mended as told.
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Diagnosis } from "../../src/diagnose/link.ts";
import { FakeGitHub, READER } from "../fakes/github/server.ts";
import { inverted, rows, writeBatch } from "./batches.ts";
import { newFolder, ROOT, snapshot } from "./cli.ts";
import { cliHere, cliJsonHere } from "./here.ts";

const NIGHTLY = ".github/workflows/retrain.yml";
const WORKFLOW = `name: retrain
on:
  schedule:
    - cron: "17 3 * * *"
jobs:
  retrain:
    runs-on: ubuntu-24.04
    steps:
      - uses: acme/gated-retrain@v1
`;

const CONFIG = `data: {files: "data/data_{YYYYMMDD}.csv"}
target: label
split: {salt: diagnose}
train: {trees: 10}
gates: {f1-threshold: 0.6, champion: {margin: 0.3}}
`;

interface Home {
  cwd: string;
  batch: (day: number, name?: string) => Promise<void>;
  run: () => Promise<string | null>;
  diagnose: (words?: string[], env?: Record<string, string>) => Promise<{ code: number | null; json: Diagnosis }>;
}

/** A repository with a nightly workflow, two days of data and a champion. */
async function home(): Promise<Home> {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  await mkdir(join(cwd, ".github/workflows"), { recursive: true });
  await writeFile(join(cwd, NIGHTLY), WORKFLOW);
  await writeFile(join(cwd, "retrain.yml"), CONFIG);
  const batch = (day: number, name = `data_2026010${day}.csv`) => writeBatch(join(cwd, "data", name), rows(200, day));
  const bare = { ...process.env, GITHUB_TOKEN: undefined, GITHUB_REPOSITORY: undefined };
  const run = async () => (await cliJsonHere(["run"], { cwd, env: bare })).json.verdict;
  await batch(1);
  await batch(2);
  expect(await run()).toBe("promoted");
  const diagnose = (words: string[] = [], env: Record<string, string> = {}) =>
    cliJsonHere<Diagnosis>(["diagnose", ...words], { cwd, env: { ...bare, ...env } });
  return { cwd, batch, run, diagnose };
}

const championOf = async (cwd: string) => (JSON.parse(await readFile(join(cwd, "registry/champion.json"), "utf8")) as { id: string }).id;
const statusOf = ({ links }: Diagnosis, link: string) => links.filter((one) => one.link === link).map(({ status }) => status);

describe("the classic post-mortem", () => {
  it("a migration renamed the files: the near names and the pattern that takes them", async () => {
    const { cwd, diagnose } = await home();
    for (const name of await readdir(join(cwd, "data")))
      await rename(join(cwd, "data", name), join(cwd, "data", name.replace("data_", "sales_")));
    const { code, json } = await diagnose();
    expect(code).toBe(1);
    expect(json.cause).toMatchObject({ link: "data", code: "no-file" });
    const told = [json.cause!.evidence, ...json.cause!.remedies].join(" ");
    expect(told).toContain("data/sales_{YYYYMMDD}.csv");
    await writeFile(join(cwd, "retrain.yml"), CONFIG.replace("data/data_{YYYYMMDD}.csv", "data/sales_{YYYYMMDD}.csv"));
    const mended = await diagnose();
    expect(mended.json).toMatchObject({ cause: null, answer: expect.stringMatching(/^Up to date/) });
    expect(mended.code).toBe(0);
  });

  it("a migration renamed a column: the check that stops it, and the alias", async () => {
    const { cwd, batch, run, diagnose } = await home();
    await batch(3);
    const path = join(cwd, "data/data_20260103.csv");
    await writeFile(path, (await readFile(path, "utf8")).replace("x0,", "amount_x0,"));
    expect(await run()).toBe("rejected");
    const { code, json } = await diagnose();
    expect(code).toBe(1);
    expect(json.cause).toMatchObject({ link: "checks", code: "column-renamed" });
    expect(json.cause!.evidence).toContain("amount_x0");
    expect(json.cause!.remedies.join("\n")).toContain("aliases");
  });

  it("the servers read the old location: found by address and by file, until they read the champion", async () => {
    const { cwd, batch, run, diagnose } = await home();
    const old = await championOf(cwd);
    let serves = old;
    const server = createServer((_, response) => response.setHeader("x-model-id", serves).end("{}"));
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
    await writeFile(join(cwd, "served.json"), JSON.stringify({ id: old }));
    await batch(3);
    expect(await run()).toBe("promoted");
    const { code, json } = await diagnose(["--serving", url, "served.json"]);
    expect(code).toBe(1);
    expect(json.cause).toMatchObject({ link: "serving", code: "other-model" });
    expect(json.cause!.evidence).toContain(old.slice(0, 12));
    expect(statusOf(json, "serving")).toEqual(["broken", "broken"]);
    serves = await championOf(cwd);
    await writeFile(join(cwd, "served.json"), JSON.stringify({ id: serves }));
    expect((await diagnose(["--serving", url, "served.json"])).json.cause).toBeNull();
    expect((await diagnose(["--serving", "http://127.0.0.1:9/health"])).json.cause).toMatchObject({ link: "serving", code: "unreachable" });
  });
});

describe("diagnose", () => {
  it("finds nothing broken in a sound set-up, changes nothing, and says what it did not look at", async () => {
    const { cwd, diagnose } = await home();
    const before = await snapshot(cwd);
    const { code, json } = await diagnose();
    expect({ code, cause: json.cause }).toEqual({ code: 0, cause: null });
    expect(json.answer).toContain("Up to date");
    expect(json.answer).toContain("Not looked at: trigger, deployment, serving");
    expect([...new Set(json.links.map(({ link }) => link))]).toEqual([
      "trigger",
      "data",
      "policy",
      "checks",
      "gates",
      "registry",
      "deployment",
      "serving",
    ]);
    expect(await snapshot(cwd)).toEqual(before);
  });

  it("waits where rows came that nobody trained on yet", async () => {
    const { batch, diagnose } = await home();
    await batch(3);
    const { code, json } = await diagnose();
    expect(code).toBe(0);
    expect(json.links.find(({ link }) => link === "policy")).toMatchObject({ status: "waiting", code: "would-train" });
  });

  it("tells the policy that waits, and a rollback that holds", async () => {
    const { cwd, batch, run, diagnose } = await home();
    await writeFile(join(cwd, "retrain.yml"), `${CONFIG}retrain: {when: {min-new-rows: 5000}}\n`);
    await batch(3);
    expect((await diagnose()).json.links.find(({ link }) => link === "policy")).toMatchObject({ status: "waiting", code: "min-new-rows" });
    await writeFile(join(cwd, "retrain.yml"), CONFIG);
    expect(await run()).toBe("promoted");
    expect((await cliHere(["rollback", "--registry", "directory:registry"], { cwd })).code).toBe(0);
    expect((await diagnose()).json.links.find(({ link }) => link === "policy")).toMatchObject({ status: "waiting", code: "held" });
  });

  it("names the earlier of two causes first and lists the other", async () => {
    const { cwd, batch, diagnose } = await home();
    await batch(3);
    const path = join(cwd, "data/data_20260103.csv");
    await writeFile(path, (await readFile(path, "utf8")).replace("x0,", "amount_x0,"));
    await rm(join(cwd, NIGHTLY));
    const { json } = await diagnose();
    expect(json.cause).toMatchObject({ link: "trigger", code: "no-workflow" });
    expect(statusOf(json, "checks")).toContain("broken");
    expect(json.answer).toContain("broken further on");
  });

  it("counts the nights that a gate turned away", async () => {
    const { cwd, run, diagnose } = await home();
    await writeFile(
      join(cwd, "retrain.yml"),
      `${CONFIG}checks: {label-noise: off, label-swap: off, class-share: off, leak: off, backdoor: off}\n`,
    );
    await writeBatch(join(cwd, "data/data_20260103.csv"), inverted(rows(600, 3)));
    const verdict = await run();
    expect(["rejected", "kept"]).toContain(verdict);
    await run();
    const { json } = await diagnose();
    const gates = json.links.find(({ link }) => link === "gates")!;
    expect(gates.status).toBe(verdict === "kept" ? "waiting" : "broken");
    expect(gates.evidence).toContain("The last 2 runs, since ");
  });

  it("finds a damaged registry, and an empty one", async () => {
    const { cwd, diagnose } = await home();
    const [entry] = await readdir(join(cwd, "registry/history"));
    await writeFile(join(cwd, "registry/history", entry!), "{}");
    const { code, json } = await diagnose();
    expect(code).toBe(1);
    expect(json.cause).toMatchObject({ link: "registry", code: "damaged" });
    await rm(join(cwd, "registry"), { recursive: true });
    expect((await diagnose()).json.links.find(({ link }) => link === "registry")).toMatchObject({ status: "waiting", code: "empty" });
  });

  it("asks GitHub about the workflow and what is deployed", async () => {
    const { cwd, diagnose } = await home();
    const github = await FakeGitHub.start({ owner: "acme", repo: "weather" });
    onTestFinished(() => github.close());
    const env = github.environment(READER);
    const run = { event: "schedule", status: "completed", conclusion: "success", time: new Date().toISOString() };
    const workflow = { id: 7, path: NIGHTLY, state: "active", time: run.time, runs: [run] };
    github.world.workflows.push(workflow);
    expect(statusOf((await diagnose([], env)).json, "trigger")).toEqual(["fine"]);
    workflow.state = "disabled_inactivity";
    expect((await diagnose([], env)).json.cause).toMatchObject({ link: "trigger", code: "disabled-inactivity" });
    workflow.state = "active";
    expect((await diagnose(["--deployment-environment", "production"], env)).json.cause).toMatchObject({
      link: "deployment",
      code: "never-deployed",
    });
    expect((await diagnose(["--deployed-id", await championOf(cwd)], env)).json.cause).toBeNull();
    expect(github.writes()).toEqual([]);
  });

  it("prints one answer, a line a link and what to do", async () => {
    const { cwd } = await home();
    await rm(join(cwd, NIGHTLY));
    const { code, stdout } = await cliHere(["diagnose"], { cwd });
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(/^Nothing starts a retrain: /);
    expect(stdout).toMatch(/^ {2}trigger +BROKEN {4}/m);
    expect(stdout).toMatch(/^To do:\n {2}trigger: Run `init`/m);
  });
});

describe("history", () => {
  it("tells the line of champions with the runs between, and who was champion when", async () => {
    const { cwd, batch, run } = await home();
    const first = await championOf(cwd);
    await batch(3);
    expect(await run()).toBe("promoted");
    const second = await championOf(cwd);
    expect((await cliHere(["rollback", "--registry", "directory:registry", "--reason", "too bold"], { cwd })).code).toBe(0);
    const registry = ["--registry", "directory:registry"];
    const { json } = await cliJsonHere<{
      champion: { id: string };
      rows: { what: string; model: string; state: string | null; time: string }[];
    }>(["history", ...registry], { cwd });
    expect(json.champion.id).toBe(first);
    expect(json.rows.map(({ what, model, state }) => [what, model, state])).toEqual([
      ["promotion", first, "champion"],
      ["promotion", second, "rolled back"],
      ["rollback", first, "past"],
    ]);
    const then = await cliHere(["history", ...registry, "--at", json.rows[1]!.time], { cwd });
    expect(then.stdout).toContain(second);
    const text = (await cliHere(["history", ...registry], { cwd })).stdout;
    expect(text).toContain("too bold");
    expect((await cliHere(["history", ...registry, "--at", "yesterday"], { cwd })).code).toBe(2);
  });
});

describe("docs/diagnose.md", () => {
  it("shows commands that run", async () => {
    const { cwd } = await home();
    const page = await readFile(join(ROOT, "docs/diagnose.md"), "utf8");
    const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((match) => match[1]!.trim().split("\n"));
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const [node, path, ...words] = command.split(" ");
      expect([node, path]).toEqual(["node", "dist/cli.js"]);
      const { code, stdout } = await cliHere(words, { cwd, env: { ...process.env, GITHUB_TOKEN: undefined } });
      expect(code, command).toBe(0);
      expect(stdout.length).toBeGreaterThan(40);
    }
  });

  it("lists the causes of a trigger that the code has, and no other", async () => {
    const page = await readFile(join(ROOT, "docs/diagnose.md"), "utf8");
    const source = await readFile(join(ROOT, "src/diagnose/trigger.ts"), "utf8");
    const section = page.slice(page.indexOf("## Causes of `trigger`"), page.indexOf("# Who was champion"));
    const listed = [...section.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]!).filter((word) => word !== "trigger");
    const known = [...source.matchAll(/(?:broken|waiting)\(\s*"trigger",\s*"([a-z-]+)"/g)].map((match) => match[1]!);
    expect(new Set(listed)).toEqual(new Set([...known, "cron-invalid", "cron-never"]));
  });
});
