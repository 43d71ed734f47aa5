// A user's repository: data, what init writes for it, and the samples, on a disk and on the GitHub of the tests.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { RunResult } from "../../../src/types/run.ts";
import { type Row, rows, writeBatch } from "../../e2e/batches.ts";
import { cli, newFolder, sha256 } from "../../e2e/cli.ts";
import { FakeGitHub, WRITER } from "../../fakes/github/server.ts";
import { type ResultsService, startResults } from "../../fakes/results/server.ts";
import { type ActRun, Runner, samples, type Trigger } from "./act.ts";

const execute = promisify(execFile);

export const day = (number: number) => `data/data_202601${String(number).padStart(2, "0")}.csv`;

export class UserRepository {
  readonly dir: string;
  readonly github: FakeGitHub;
  readonly results: ResultsService;
  readonly runner: Runner;

  private constructor(dir: string, github: FakeGitHub, results: ResultsService, runner: Runner) {
    this.dir = dir;
    this.github = github;
    this.results = results;
    this.runner = runner;
  }

  /** With one day of data and the files of `init`, its registry on the default branch `model-registry`. */
  static async create(): Promise<UserRepository> {
    const dir = await newFolder();
    const github = await FakeGitHub.start({ owner: "owner", repo: "repo", empty: true });
    const repository = new UserRepository(dir, github, await startResults(), await Runner.create());
    await repository.git("init", "--quiet", "--initial-branch=main");
    await repository.git("remote", "add", "origin", github.git.dir);
    await repository.batch(day(1), rows(1000, 1));
    const { code, stderr } = await cli(["init", "--data", "data/data_{YYYYMMDD}.csv", "--target", "label"], { cwd: dir });
    if (code !== 0) throw new Error(stderr);
    await repository.#settle();
    await rm(join(dir, ".github/workflows/retrain.yml"));
    for (const [name, text] of Object.entries(await samples())) await repository.write(`.github/workflows/${name}`, text);
    await repository.push("Data and configuration");
    return repository;
  }

  /** The salt that init draws decides by chance whether a sound batch is promoted or kept: here always the same rows are held out. */
  async #settle(): Promise<void> {
    const text = await readFile(join(this.dir, "retrain.yml"), "utf8");
    const settled = text.replace(/^( *salt: ).*$/m, "$1act").replace(/^( *f1-threshold: ).*$/m, "$10.8");
    if (!settled.includes("salt: act") || !settled.includes("f1-threshold: 0.8")) throw new Error(text);
    await this.write("retrain.yml", settled);
  }

  async remove(): Promise<void> {
    await Promise.all([this.github.close(), this.results.close(), this.runner.remove()]);
    await rm(this.dir, { recursive: true, force: true });
  }

  async git(...args: string[]): Promise<string> {
    const person = ["-c", "user.name=A Person", "-c", "user.email=person@example.com"];
    return (await execute("git", [...person, ...args], { cwd: this.dir })).stdout.trim();
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.dir, path)), { recursive: true });
    await writeFile(join(this.dir, path), text);
  }

  async batch(path: string, batch: Row[]): Promise<void> {
    await mkdir(dirname(join(this.dir, path)), { recursive: true });
    await writeBatch(join(this.dir, path), batch);
  }

  /** Commits everything on the branch that is checked out, and pushes it to the GitHub of the tests. Answers the commit. */
  async push(message: string): Promise<string> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
    await this.git("push", "--quiet", "origin", "HEAD");
    return await this.git("rev-parse", "HEAD");
  }

  /** The workflow as GitHub would start it here. */
  run(trigger: Omit<Trigger, "payload"> & { payload?: object }): Promise<ActRun> {
    const { owner, repo } = this.github.world;
    const env = { GITHUB_API_URL: this.github.apiUrl, GITHUB_REPOSITORY: `${owner}/${repo}`, ...this.results.env, ...trigger.env };
    const payload = { repository: { default_branch: "main", full_name: `${owner}/${repo}` }, ...trigger.payload };
    return this.runner.run(this.dir, { token: WRITER, ...trigger, payload, env });
  }

  /** sha256 of a model's bytes on the registry branch. */
  async modelHash(id: string): Promise<string> {
    return sha256(await this.github.git.run(["cat-file", "blob", `refs/heads/model-registry:model/model_${id}.onnx`]));
  }

  /** run.json of the newest uploaded report. */
  lastReport(): RunResult {
    const bytes = this.results.uploads.at(-1)?.files.get("run.json");
    if (bytes === undefined) throw new Error("no report was uploaded");
    return JSON.parse(bytes.toString("utf8"));
  }
}
