// examples/schema-check.yml under act, as it stands: pull requests of this repository, of a fork and of Dependabot.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PullRequestParts, pullRequest } from "../../e2e/payloads.ts";
import { READER } from "../../fakes/github/server.ts";
import { UserRepository } from "./repository.ts";

/** What the sample asks for: contents: read, pull-requests: write. */
const CHECKER = "ghs_checker";

const AUTHORS = ["own", "fork", "dependabot"] as const;
type Author = (typeof AUTHORS)[number];

let repository: UserRepository;
let schema: string;
let config: string;
let base: string;
let number = 0;

const edit = (text: string, from: string | RegExp, to: string): string => {
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`nothing to edit: ${from}`);
  return edited;
};

beforeAll(async () => {
  repository = await UserRepository.create();
  const { world } = repository.github;
  world.tokens.set(CHECKER, { ...world.tokens.get(READER)!, pullRequests: "write" });
  const first = await repository.run({ workflow: "nightly.yml", event: "schedule" });
  expect(first.outputs.retrain?.verdict, first.log).toBe("promoted");
  [schema, config] = (await Promise.all(["schema.yml", "retrain.yml"].map((name) => readFile(join(repository.dir, name), "utf8")))) as [
    string,
    string,
  ];
  base = await repository.git("rev-parse", "main");
});
afterAll(() => repository.remove());

/** A pull request with these files, checked out as its merge commit; what its check did. */
async function checked(files: Record<string, string>, from: Author, more: PullRequestParts = {}) {
  number += 1;
  await repository.git("checkout", "--quiet", "-B", `topic-${number}`, "main");
  for (const [name, text] of Object.entries(files)) await repository.write(name, text);
  const head = await repository.push("A change");
  const { github } = repository;
  const fullName = from === "fork" ? "stranger/repo" : "owner/repo";
  const user = { ...github.world.tokens.get(READER)!.user, login: from === "dependabot" ? "dependabot[bot]" : "somebody" };
  github.world.pulls.set(number, {
    number,
    head: { ref: `topic-${number}`, sha: head, fullName, fork: from === "fork" },
    base: { ref: "main", sha: base },
    user,
    title: "A change",
  });
  const asked = github.log.length;
  const registry = await github.git.refs("");
  const sent = pullRequest({ base, head, from, ...more });
  const payload = { ...sent, number, pull_request: { ...(sent.pull_request as object), number } };
  const env = { GITHUB_WORKFLOW_REF: `owner/repo/.github/workflows/schema-check.yml@refs/pull/${number}/merge` };
  const run = await repository.run({
    workflow: "schema-check.yml",
    event: "pull_request",
    payload,
    token: from === "own" ? CHECKER : READER,
    env,
  });
  const requests = github.log.slice(asked);
  expect(await github.git.refs("")).toEqual(registry);
  expect(requests.filter(({ method, path }) => method !== "GET" && path.startsWith("/git/"))).toEqual([]);
  const comments = github.world.comments.filter(({ issue }) => issue === number).map(({ body }) => body);
  return { run, outputs: run.outputs.check ?? run.outputs["1"] ?? {}, comments, requests };
}

const LOOSER = () => edit(schema, /minimum: \S+/, "minimum: -1000000");
const BROKEN = () => edit(schema, "name: x1\n    type: number", "name: x1\n    type: integer");
const REFORMATTED = () => `# Only a comment\n${edit(schema, "- name: x1\n    type: number", "- type: number\n    name: x1")}`;

describe.each(AUTHORS)("a pull request (%s)", (from) => {
  const where = from === "own" ? "comment" : "job summary";

  it(`that loosens the schema: checked, a warning on the line, said in the ${where}`, async () => {
    const { run, outputs, comments } = await checked({ "schema.yml": LOOSER() }, from);
    expect(outputs, run.log).toMatchObject({ verdict: "checked", "exit-code": "0" });
    expect(run).toMatchObject({ code: 0, jobs: { check: "success" } });
    const warning = run.annotations.find(({ properties }) => properties.title?.startsWith("schema-loosened"));
    expect(warning).toMatchObject({ level: "warning", properties: { file: "schema.yml" } });
    expect(lineOf(LOOSER(), warning!.properties.line!)).toContain("minimum: -1000000");
    expect(run.summaries.join("")).toContain("may now be");
    expect(comments).toEqual(from === "own" ? [expect.stringContaining("may now be")] : []);
    if (from !== "own") expect(run.summaries.join("")).toContain("takes the place of a comment");
  });

  it("that breaks it: rejected, its line is annotated", async () => {
    const { run, outputs, comments } = await checked({ "schema.yml": BROKEN() }, from);
    expect(outputs, run.log).toMatchObject({ verdict: "rejected", "exit-code": "1" });
    expect(run).toMatchObject({ code: 1, jobs: { check: "failure" } });
    const aboutX1 = run.annotations.filter(({ message }) => message.includes("`x1`"));
    expect(aboutX1.map(({ level }) => level)).toContain("error");
    const onItsLine = aboutX1.filter(({ properties }) => properties.file === "schema.yml");
    expect(onItsLine.map(({ properties }) => lineOf(BROKEN(), properties.line!))).toContainEqual(expect.stringContaining("type: integer"));
    expect(comments).toEqual(from === "own" ? [expect.stringContaining("Rejected")] : []);
    expect(run.summaries.join("")).toContain("Rejected");
  });

  it("that only reformats it: nothing changes, and that is said", async () => {
    const { run, outputs, comments } = await checked({ "schema.yml": REFORMATTED() }, from);
    expect(["checked", "skipped"], run.log).toContain(outputs.verdict);
    expect(run.code).toBe(0);
    expect(run.annotations.filter(({ level }) => level === "error")).toEqual([]);
    expect(run.summaries.join("")).toContain("No change of meaning");
    expect(comments).toEqual(from === "own" ? [expect.stringContaining("No change of meaning")] : []);
  });

  it("that points data and registry elsewhere: reported at its lines, not followed", async () => {
    const elsewhere = `${edit(config, "data/data_{YYYYMMDD}.csv", "elsewhere/data_{YYYYMMDD}.csv")}registry: branch:stolen\n`;
    const { run, requests } = await checked(
      { "retrain.yml": elsewhere, "schema.yml": LOOSER(), "elsewhere/data_20260101.csv": "a,b\n1,2\n" },
      from,
    );
    const overruled = run.annotations.filter(({ properties }) => properties.title?.startsWith("base-only-key"));
    expect(overruled.map(({ properties }) => properties.title).sort(), run.log).toEqual([
      "base-only-key: data.files",
      "base-only-key: registry",
    ]);
    for (const { properties } of overruled) expect(properties.file).toBe("retrain.yml");
    expect(JSON.stringify(requests)).not.toContain("stolen");
    expect(run.code).toBe(0);
  });
});

const lineOf = (text: string, line: string) => text.split("\n")[Number(line) - 1];
