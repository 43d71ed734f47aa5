import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inverted, type Row, random, rows, writeBatch } from "./batches.ts";
import { CLI, newFolder, node, snapshot } from "./cli.ts";
import { cliHere, cliJsonHere } from "./here.ts";

interface Failed {
  error: { kind: string; problems: { message: string; where: { file: string; line: number } | null }[] };
}

let dir: string;

beforeEach(async () => {
  dir = await newFolder();
  await mkdir(join(dir, "data"));
  for (let day = 1; day <= 3; day++) await writeBatch(join(dir, `data/data_2026010${day}.csv`), rows(300, day));
});

describe("init", () => {
  it("writes files after which run needs no flag, and says what it assumed", async () => {
    const made = await cliJsonHere<{ target: string; threshold: number; f1: number; dummy: number; average: string }>(
      ["init", "--data", "data/data_{YYYYMMDD}.csv"],
      { cwd: dir },
    );
    expect(made).toMatchObject({ code: 0, json: { target: "label", average: "weighted", predicts: true } });
    const { f1, dummy, threshold } = made.json;
    expect(threshold).toBe(Math.max(Math.floor((f1 - 0.05) * 100) / 100, Math.ceil((dummy + 0.05) * 100) / 100));
    const config = parse(await readFile(join(dir, "retrain.yml"), "utf8"));
    expect(config.gates["f1-threshold"]).toBe(threshold);
    expect(config.split.salt).toMatch(/^[0-9a-f]{32}$/);
    expect(parse(await readFile(join(dir, "schema.yml"), "utf8"))).toMatchObject({ fieldsMatch: "equal" });
    expect((await cliJsonHere(["run"], { cwd: dir })).json).toMatchObject({ verdict: "promoted", evaluation: expect.anything() });
    const again = await cliJsonHere<Failed>(["init", "--data", "data/data_{YYYYMMDD}.csv"], { cwd: dir });
    expect(again.code).toBe(2);
    const there = again.json.error.problems.map(({ message }) => message.match(/^(\S+) is there already: nothing was written/)?.[1]);
    expect(there).toEqual(["retrain.yml", "schema.yml", ".github/workflows/retrain.yml"]);
    expect((await cliHere(["init", "--data", "data/data_{YYYYMMDD}.csv", "--force"], { cwd: dir })).code).toBe(0);
  });

  it("writes YAML that reads the same by version 1.1, as Python's readers go by, and is told what its comments say", async () => {
    const odd = ["No", "1_000", "12:30", "2026-01-05", "0b1", "~x", "y"];
    const line = (i: number) => `${i % 2 === 0 ? "Yes" : "No"},${odd[i % odd.length]},${(i * 37) % 101},${i % 2 === 0 ? "on" : "off"}\n`;
    const home = await newFolder();
    await writeFile(join(home, "d.csv"), `answer,No,x,class\n${Array.from({ length: 30 }, (_, i) => line(i)).join("")}`);
    const made = await cliHere(["init", "--data", "d.csv", "--target", "class"], { cwd: home });
    expect(made.code, made.stderr).toBe(0);
    for (const name of ["schema.yml", "retrain.yml"]) {
      const text = await readFile(join(home, name), "utf8");
      expect(parse(text, { version: "1.1" }), text).toEqual(parse(text));
    }
    // The split's salt is random: few or many rows may be held out.
    const [, comment = ""] = /# The first fit: (.*)/.exec(await readFile(join(home, "retrain.yml"), "utf8")) ?? [];
    expect(comment).toMatch(/^weighted F1 on \d+ held-out rows? is \d\.\d{3}/);
    const doubt = "sound batches may miss the threshold by chance";
    expect(made.stdout.includes(doubt)).toBe(comment.includes(doubt));
  });

  it("marks its bounds as a guess: barely breaking them is a warning, until a person takes the mark away", async () => {
    await cliHere(["init", "--data", "data/data_{YYYYMMDD}.csv"], { cwd: dir });
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("promoted");
    const schema = await readFile(join(dir, "schema.yml"), "utf8");
    const { fields } = parse(schema) as { fields: { name: string; inferred?: boolean; constraints: { maximum?: number } }[] };
    expect(fields.map(({ inferred }) => inferred)).toEqual(fields.map(() => true));
    const most = fields.find(({ name }) => name === "noise")!.constraints.maximum!;
    const beyond = rows(300, 4).map((row, i): Row => (i === 7 ? [row[0], row[1], row[2], most + 5, row[4]] : row));
    await writeBatch(join(dir, "data/data_20260104.csv"), beyond);
    const range = ({ checks }: { checks: { code: string; subject: string; status: string }[] }) =>
      checks
        .filter(({ code, subject, status }) => code === "range" && subject === "noise" && status !== "pass")
        .map(({ status }) => status);
    const guessed = await cliJsonHere(["check"], { cwd: dir });
    expect({ code: guessed.code, range: range(guessed.json) }).toEqual({ code: 0, range: ["warn"] });
    await writeFile(join(dir, "schema.yml"), schema.replaceAll("    inferred: true\n", ""));
    const held = await cliJsonHere(["check"], { cwd: dir });
    expect({ code: held.code, range: range(held.json) }).toEqual({ code: 1, range: ["fail"] });
  });

  it("says so when a shell expanded the pattern, and how to quote it", async () => {
    const names = [1, 2, 3].map((day) => `data/data_2026010${day}.csv`);
    const made = await cliHere(["init", "--data", ...names], { cwd: dir });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining("--data 'data/data_{YYYYMMDD}.csv'") });
  });

  it("lists the columns when none is named like a target, and says that data does not predict", async () => {
    const next = random(5);
    const noise = Array.from({ length: 6000 }, () => `${next().toFixed(3)},${next().toFixed(3)},${next() < 0.5 ? "a" : "b"}`);
    await writeFile(join(dir, "noise.csv"), `u,v,kind\n${noise.join("\n")}\n`);
    const unnamed = await cliJsonHere<Failed>(["init", "--data", "noise.csv"], { cwd: dir });
    expect(unnamed).toMatchObject({ code: 2, json: { error: { kind: "config" } } });
    expect(unnamed.json.error.problems[0]?.message).toContain("u, v, kind");
    const made = await cliHere(["init", "--data", "noise.csv", "--target", "kind"], { cwd: dir });
    expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining("does not predict kind") });
    expect(await readFile(join(dir, "retrain.yml"), "utf8")).toContain("does not predict");
    expect((await cliJsonHere(["run"], { cwd: dir })).json.verdict).toBe("rejected");
  });

  it("refuses a numeric target with many values: regression", async () => {
    const next = random(6);
    await writeFile(
      join(dir, "houses.csv"),
      `size,target\n${Array.from({ length: 300 }, () => `${next()},${next() * 1000}`).join("\n")}\n`,
    );
    const refused = await cliJsonHere<Failed>(["init", "--data", "houses.csv"], { cwd: dir });
    expect(refused).toMatchObject({ code: 2, json: { error: { kind: "config" } } });
    expect(refused.json.error.problems[0]?.message).toMatch(/regression/i);
  });
});

describe("train and predict", () => {
  it("train on all rows; predict writes one line per row, in order, with and without the target", async () => {
    const trained = await cliJsonHere(["train", "--data", "data/*.csv", "--target", "label", "--trees", "30", "--out", "model"], {
      cwd: dir,
    });
    expect(trained).toMatchObject({ code: 0, json: { rows: 900, features: 4, model: { files: ["model.onnx"] } } });
    const { timings } = trained.json as unknown as { timings: Record<string, number> };
    expect(Object.keys(timings)).toEqual(["read", "train", "export", "total"]);
    for (const ms of Object.values(timings)) expect(ms).toBeGreaterThanOrEqual(0);
    expect(timings.read! + timings.train! + timings.export!).toBe(timings.total);
    const file = join(dir, "data/data_20260101.csv");
    const truth = (await readFile(file, "utf8")).trimEnd().split("\n").slice(1);
    await writeFile(
      join(dir, "unlabelled.csv"),
      `noise,color,x1,x0\n${truth.map((line) => line.split(",").slice(0, 4).reverse().join(",")).join("\n")}\n`,
    );
    for (const data of ["data/data_20260101.csv", "unlabelled.csv"]) {
      expect(await cliJsonHere(["predict", "--model", "model", "--data", data, "--out", "out.csv"], { cwd: dir })).toMatchObject({
        code: 0,
        json: { rows: 300 },
      });
      const [header, ...lines] = (await readFile(join(dir, "out.csv"), "utf8")).trimEnd().split("\n");
      expect(header).toBe("prediction,p_no,p_yes");
      expect(lines).toHaveLength(300);
      const right = lines.filter((line, i) => line.split(",")[0] === truth[i]!.split(",")[4]).length;
      expect(right).toBeGreaterThan(290);
      for (const line of lines) {
        const [label, no, yes] = line.split(",");
        expect(Number(no) + Number(yes)).toBeCloseTo(1, 6);
        expect(label).toBe(Number(yes) > 0.5 ? "yes" : "no");
      }
    }
  });

  it("predict says the same of many rows where the process has no memory for WebAssembly, or has it switched off", async () => {
    const many = Array.from({ length: 60 }, (_, day) => rows(300, day + 10)).flat();
    await writeBatch(join(dir, "many.csv"), many);
    expect(
      (await cliHere(["train", "--data", "data/*.csv", "--target", "label", "--trees", "5", "--out", "model"], { cwd: dir })).code,
    ).toBe(0);
    const said = async (out: string, ...flags: string[]) => {
      const words = ["predict", "--model", "model", "--data", "many.csv", "--out", out];
      expect((await node([...flags, CLI, ...words], { cwd: dir })).code).toBe(0);
      return await readFile(join(dir, out), "utf8");
    };
    const usual = await said("usual.csv");
    expect(usual.trim().split("\n")).toHaveLength(many.length + 1);
    expect(await said("little.csv", "--wasm-max-mem-pages=1")).toBe(usual);
    expect(await said("without.csv", "--jitless", "--no-expose-wasm")).toBe(usual);
  });

  it("predict names every missing and unreadable column, with exit 1 and no file", async () => {
    await cliHere(["train", "--data", "data/*.csv", "--target", "label", "--trees", "5", "--out", "model"], { cwd: dir });
    await writeFile(join(dir, "odd.csv"), "x0,color\n1,red\nsecret-value,blue\n");
    const failed = await cliJsonHere<Failed>(["predict", "--model", "model", "--data", "odd.csv", "--out", "out.csv"], { cwd: dir });
    expect(failed.code).toBe(1);
    const said = failed.json.error.problems.map(({ message }) => message).join("\n");
    expect(said).toMatch(/"x0"[\s\S]*line 3[\s\S]*"x1" is missing[\s\S]*"noise" is missing/);
    expect(said).not.toContain("secret-value");
    expect(Object.keys(await snapshot(dir))).not.toContain("/out.csv");
  });

  it("predict counts what the model cannot know, and fails on it with --strict", async () => {
    await cliHere(["train", "--data", "data/*.csv", "--target", "label", "--trees", "5", "--out", "model"], { cwd: dir });
    const [header = "", first = "", second = ""] = (await readFile(join(dir, "data/data_20260101.csv"), "utf8")).split("\n");
    const at = (name: string) => header.split(",").indexOf(name);
    const changed = (row: string, name: string, cell: string) =>
      row
        .split(",")
        .map((old, i) => (i === at(name) ? cell : old))
        .join(",");
    const odd = [header, first, changed(first, "color", "never-seen"), changed(second, "x0", "secret-value"), changed(second, "x1", "")];
    await writeFile(join(dir, "odd.csv"), `${odd.join("\n")}\n`);
    const asked = ["predict", "--model", "model", "--data", "odd.csv", "--out", "odd-out.csv"];
    const done = await cliHere(asked, { cwd: dir });
    expect(done.code).toBe(0);
    const said = done.stdout + done.stderr;
    expect(said).toContain('Column "color": 1 of 4 cells are values that the model has never seen; first at odd.csv:3:');
    expect(said).toContain('Column "x0": 1 of 4 cells cannot be read; first at odd.csv:4:');
    expect(said).toContain('Column "x1": 1 of 4 cells are missing');
    expect(said).not.toContain("secret-value");
    expect((await readFile(join(dir, "odd-out.csv"), "utf8")).trim().split("\n")).toHaveLength(5);
    const counted = await cliJsonHere<{ columns: { column: string; unknown: number; unreadable: number }[] }>(asked, { cwd: dir });
    expect(counted.json.columns.find(({ column }) => column === "color")).toMatchObject({ unknown: 1, unreadable: 0 });
    expect((await cliHere([...asked, "--strict"], { cwd: dir })).code).toBe(1);
  });

  it("predict takes no dollars for euros, and numbers without a sign as they are", async () => {
    const rows = Array.from({ length: 200 }, (_, i) => [`€${i % 40}.50`, i % 40 < 20 ? "low" : "high"]);
    await writeFile(join(dir, "euros.csv"), `price,label\n${rows.map((row) => row.join(",")).join("\n")}\n`);
    await cliHere(["train", "--data", "euros.csv", "--target", "label", "--trees", "5", "--out", "model"], { cwd: dir });
    await writeFile(join(dir, "mixed.csv"), "price\n€39.50\n$1.50\n1.50\n");
    const asked = ["predict", "--model", "model", "--data", "mixed.csv", "--out", "mixed-out.csv"];
    const done = await cliHere(asked, { cwd: dir });
    expect(done.stdout + done.stderr).toContain(
      'Column "price": 1 of 3 cells have another unit or currency than the model\'s training data; first at mixed.csv:3:1.',
    );
    const said = (await readFile(join(dir, "mixed-out.csv"), "utf8")).trim().split("\n");
    expect([said[1], said[3]].map((line) => line?.split(",")[0])).toEqual(["high", "low"]);
    expect((await cliHere([...asked, "--strict"], { cwd: dir })).code).toBe(1);
  });

  it("predict takes the champion of a registry, verified, and refuses a damaged one", async () => {
    await cliHere(["run", "--data", "data/*.csv", "--target", "label", "--set", "train.trees=5"], { cwd: dir });
    expect((await cliHere(["predict", "--data", "data/data_20260102.csv", "--out", "out.csv"], { cwd: dir })).code).toBe(0);
    const { id } = JSON.parse(await readFile(join(dir, "registry/champion.json"), "utf8")) as { id: string };
    const model = join(dir, `registry/model/model_${id}.onnx`);
    const bytes = await readFile(model);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(model, bytes);
    expect((await cliHere(["predict", "--data", "data/data_20260102.csv", "--out", "out.csv"], { cwd: dir })).code).toBe(1);
    const run = await cliJsonHere(["run", "--data", "data/*.csv", "--target", "label", "--set", "train.trees=6"], { cwd: dir });
    expect(run).toMatchObject({ code: 1, json: { verdict: "inconclusive" } });
    expect(await cliJsonHere(["verify"], { cwd: dir })).toMatchObject({
      code: 1,
      json: { verdict: expect.stringMatching(/rejected|inconclusive/) },
    });
  });
});

describe("validate", () => {
  const judge = (...words: string[]) => cliJsonHere(["validate", ...words], { cwd: dir });
  const reference = ["--reference", "data/data_20260101.csv", "data/data_20260102.csv"];

  it("lets a batch like the accepted ones pass, and rejects one with a renamed and a broken column", async () => {
    expect(await judge("--data", "data/data_20260103.csv", ...reference, "--target", "label")).toMatchObject({
      code: 0,
      json: { verdict: "checked" },
    });
    const text = await readFile(join(dir, "data/data_20260103.csv"), "utf8");
    await writeFile(join(dir, "renamed.csv"), text.replace("x1", "x1_new"));
    const renamed = await judge("--data", "renamed.csv", ...reference, "--target", "label");
    expect(renamed).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    const found = renamed.json.checks.find((check) => check.code === "column-renamed");
    expect(found?.suggestion).toContain("aliases: [x1_new]");
    await writeFile(join(dir, "broken.csv"), text.replace(/\n[\d.]+,/, "\nn/a?,"));
    const broken = await judge("--data", "broken.csv", ...reference, "--target", "label");
    expect(broken.json.checks.find((check) => check.status === "fail")).toMatchObject({
      code: "type",
      subject: "x0",
      where: { line: 2, column: 1 },
    });
  });

  it("judges labels by a model of the accepted batches, and no labels without a target", async () => {
    await writeBatch(join(dir, "inverted.csv"), inverted(rows(300, 9)));
    const wrong = await judge("--data", "inverted.csv", ...reference, "--target", "label");
    expect(wrong).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    const failed = wrong.json.checks.filter(({ status }) => status === "fail");
    expect(failed.map(({ code, subject }) => [code, subject])).toContainEqual(["label-swap", "label"]);
    expect(failed.every(({ subject }) => subject === "label")).toBe(true);
    const right = await judge("--data", "data/data_20260103.csv", ...reference, "--target", "label");
    expect(right.json.checks.find(({ code }) => code === "label-noise")).toMatchObject({ status: "pass", subject: "label" });
    expect((await judge("--data", "inverted.csv", ...reference)).json.checks.some(({ code }) => code.startsWith("label-"))).toBe(false);
  });

  it("is inconclusive with nothing to judge by; a broken NEW is rejected, a broken OLD is the user's mistake", async () => {
    expect(await judge("--data", "data/data_20260103.csv")).toMatchObject({ code: 1, json: { verdict: "inconclusive" } });
    await writeFile(join(dir, "ragged.csv"), "x0,x1,color,noise,label\n1,2\n");
    expect(await judge("--data", "ragged.csv", ...reference)).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    expect(await judge("--data", "missing.csv", ...reference)).toMatchObject({ code: 1, json: { verdict: "rejected" } });
    expect(await judge("--data", "data/data_20260103.csv", "--reference", "ragged.csv")).toMatchObject({
      code: 2,
      json: { verdict: null },
    });
    expect(await judge("--data", "data/data_20260103.csv", "--schema", "none.yml")).toMatchObject({
      code: 2,
      json: { error: { kind: "config" } },
    });
  });
});

describe("the command line", () => {
  it("says that it has no --report-dir, and writes nothing there", async () => {
    const dir = await newFolder();
    const { code, json } = await cliJsonHere(["validate", "--data", "new.csv", "--report-dir", "report"], { cwd: dir });
    expect(code).toBe(2);
    expect(JSON.stringify(json)).toContain("Unknown flag --report-dir");
    expect(await readdir(dir)).toEqual([]);
  });

  it("prints its version and help, and one sentence for what it does not know", async () => {
    const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await cliHere(["--version"])).toMatchObject({ code: 0, stdout: `${version}\n` });
    const { stdout } = await cliHere(["--help"]);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1]!);
    expect(commands).toEqual([
      "run",
      "check",
      "validate",
      "init",
      "train",
      "predict",
      "diagnose",
      "history",
      "verify",
      "rollback",
      "reset",
      "accept",
      "plan",
      "demo",
    ]);
    for (const command of commands)
      expect(await cliHere([command, "--help"])).toMatchObject({ code: 0, stdout: expect.stringContaining("--json") });
    expect(await cliHere(["rnu"])).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean run") });
    expect(await cliHere(["run", "--datta", "x"])).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean --data") });
    expect(await cliJsonHere<Failed>(["__proto__"])).toMatchObject({ code: 2, json: { error: { kind: "config" } } });
  });
});
