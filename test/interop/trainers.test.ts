// examples/engines with the real packages: each is promoted, kept and rejected once, by data that was damaged on purpose.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliJson, newFolder, ROOT } from "../e2e/cli.ts";

const BIN = dirname(process.env.GR_PYTHON ?? join(ROOT, ".venv/bin/python"));
const KINDS = ["sun", "rain", "fog", "snow", "drizzle"];

interface Example {
  name: string;
  /** The column that is damaged, and in which shares of the rows: a night that is kept, and one that is rejected. */
  damages: "weather" | "temp_max";
  shares: [number, number];
  set?: string[];
}

const EXAMPLES: Example[] = [
  { name: "scikit-learn", damages: "weather", shares: [0.1, 0.7] },
  { name: "lightgbm", damages: "weather", shares: [0.06, 0.7] },
  { name: "xgboost", damages: "weather", shares: [0.15, 0.9] },
  { name: "regression", damages: "temp_max", shares: [0.02, 0.3] },
  { name: "forecast", damages: "temp_max", shares: [0.02, 0.3] },
  { name: "r", damages: "weather", shares: [0.08, 0.7] },
];

/** A copy of the examples, whose data each night says how much of it is damaged. */
async function copyOf({ name, damages }: Example) {
  const home = await newFolder();
  await cp(join(ROOT, "examples"), join(home, "examples"), { recursive: true });
  const cwd = join(home, "examples/engines", name);
  const weather = join(home, "examples/seattle-weather");
  const files = readdirSync(weather).filter((file) => file.endsWith(".csv"));
  const whole = new Map(files.map((file) => [file, readFileSync(join(weather, file), "utf8")]));
  const env = { PATH: `${BIN}:${process.env.PATH}`, HOME: home, PYSPARK_PYTHON: join(BIN, "python"), SPARK_LOCAL_IP: "127.0.0.1" };
  const night = async (share: number, set: string[] = []) => {
    for (const [file, text] of whole) await writeFile(join(weather, file), damaged(text, damages, share));
    return (await cliJson(["run", ...(set.length > 0 ? ["--set", ...set] : [])], { cwd, env })).json;
  };
  const verify = async () => (await cliJson(["verify", "--registry", "registry"], { cwd, env })).json;
  return { cwd, night, verify };
}

/** Every so many rows get another value; which ones and what is fixed. */
function damaged(text: string, column: Example["damages"], share: number): string {
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const at = header.split(",").indexOf(column);
  const changed = lines.map((line, i) => {
    if (((i * 7919) % 1000) / 1000 >= share) return line;
    const cells = line.split(",");
    cells[at] = column === "weather" ? KINDS[(i * 31) % KINDS.length]! : String(Number(cells[at]) + (i % 2 === 0 ? 25 : -25));
    return cells.join(",");
  });
  return `${[header, ...changed].join("\n")}\n`;
}

async function threeNights(example: Example): Promise<void> {
  const { cwd, night, verify } = await copyOf(example);
  const [few, many] = example.shares;
  const first = await night(0, example.set);
  expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "reported" });
  const kept = await night(few, example.set);
  expect(kept, kept.reason).toMatchObject({ verdict: "kept", championId: first.modelId });
  const rejected = await night(many, example.set);
  expect(rejected, rejected.reason).toMatchObject({ verdict: "rejected", championId: first.modelId });
  expect(rejected.checks.find(({ status }) => status === "fail")?.code).toBe("reported-floor");
  expect(await verify()).toMatchObject({ verdict: "checked" });
  expect(await readFile(join(cwd, "metrics.json"), "utf8")).toContain("{");
}

describe("an example of a script behind the gate", () => {
  it.each(EXAMPLES)("$name is promoted, kept and rejected", threeNights);

  it("an app loads the pickle that was copied for it", async () => {
    const { cwd, night } = await copyOf(EXAMPLES[0]!);
    await night(0);
    const load = "import pickle, sys; print(pickle.load(open('app/model.pkl', 'rb')).predict([[0, 30, 15, 2]])[0])";
    const child = spawn(join(BIN, "python"), ["-W", "ignore", "-c", load], { cwd, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    child.stdout.on("data", (chunk) => (said += chunk));
    await once(child, "close");
    expect(said.trim()).toBe("sun");
  });
});

describe("an example that is judged by us", () => {
  const JUDGED = ["judged-scikit-learn", "judged-lightgbm", "judged-xgboost", "judged-regression", "judged-forecast"];

  it.each(JUDGED)("%s is promoted, and the next night asks the champion again", async (name) => {
    const { night, verify } = await copyOf({ name, damages: "weather", shares: [0, 0] });
    const first = await night(0, [
      `data.files=${JSON.stringify([2012, 2013, 2014].map((year) => `../../seattle-weather/weather_${year}.csv`))}`,
    ]);
    expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "judged" });
    const second = await night(0);
    expect(["promoted", "kept"], second.reason).toContain(second.verdict);
    expect(second.checks.find(({ code }) => code === "champion")?.bound).not.toBeNull();
    expect(second.checks.find(({ code }) => code === "champion-answers")).toMatchObject({
      status: "pass",
      message: expect.stringContaining("as it did"),
    });
    expect(await verify()).toMatchObject({ verdict: "checked" });
  });
});

describe("Spark on a standalone cluster of two workers", () => {
  const running: ChildProcess[] = [];
  let address = "";
  let said = "";

  beforeAll(async () => {
    const home = await newFolder();
    const [port, ui] = [await freePort(), await freePort()];
    const java = (main: string, ...words: string[]) => {
      const env = {
        ...process.env,
        PATH: `${BIN}:${process.env.PATH}`,
        SPARK_LOCAL_IP: "127.0.0.1",
        SPARK_LOG_DIR: home,
        SPARK_WORKER_DIR: home,
        SPARK_DAEMON_MEMORY: "256m",
      };
      const child = spawn(join(BIN, "spark-class"), [`org.apache.spark.deploy.${main}`, ...words], {
        cwd: home,
        env,
        stdio: ["ignore", "ignore", "pipe"],
      });
      child.stderr.on("data", (chunk) => (said = (said + chunk).slice(-4000)));
      running.push(child);
    };
    address = `spark://127.0.0.1:${port}`;
    java("master.Master", "--host", "127.0.0.1", "--port", `${port}`, "--webui-port", `${ui}`);
    await untilWorkers(`http://127.0.0.1:${ui}/json/`, 0, () => said);
    for (let i = 0; i < 2; i++)
      java("worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g", "--webui-port", `${await freePort()}`, address);
    await untilWorkers(`http://127.0.0.1:${ui}/json/`, 2, () => said);
  });

  afterAll(() => {
    for (const child of running) child.kill("SIGKILL");
  });

  it("is promoted, kept and rejected", async () => {
    const submit = [
      "spark-submit",
      "--master",
      address,
      "--total-executor-cores",
      "2",
      "--executor-cores",
      "1",
      "--executor-memory",
      "700m",
      "train.py",
    ];
    const example: Example = { name: "pyspark", damages: "weather", shares: [0.1, 0.7], set: [`train.command=${JSON.stringify(submit)}`] };
    const { cwd, night, verify } = await copyOf(example);
    const first = await night(0, example.set);
    expect(first, first.reason).toMatchObject({ verdict: "promoted", evidence: "reported" });
    expect(JSON.parse(await readFile(join(cwd, "metrics.json"), "utf8")).executors).toBe(2);
    expect(await night(0.1, example.set)).toMatchObject({ verdict: "kept", championId: first.modelId });
    expect(await night(0.7, example.set)).toMatchObject({ verdict: "rejected", championId: first.modelId });
    expect(await verify()).toMatchObject({ verdict: "checked" });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function untilWorkers(url: string, wanted: number, said: () => string): Promise<void> {
  for (let look = 0; look < 600; look++) {
    const alive = await fetch(url)
      .then(async (answer) => ((await answer.json()) as { aliveworkers: number }).aliveworkers)
      .catch(() => -1);
    if (alive >= wanted) return;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`the cluster has not ${wanted} workers:\n${said()}`);
}
