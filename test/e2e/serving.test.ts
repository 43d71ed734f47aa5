// The places that `serving` names: compared by diagnose, and by the run that promotes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Diagnosis } from "../../src/diagnose/link.ts";
import { put } from "../fakes/s3/store.ts";
import { rows, writeBatch } from "./batches.ts";
import { openS3 } from "./bucket.ts";
import { newFolder } from "./cli.ts";
import { cliHere, cliJsonHere } from "./here.ts";

const CONFIG = `data: {files: "data/data_{YYYYMMDD}.csv"}
target: label
split: {salt: serving}
train: {trees: 5}
gates: {f1-threshold: 0.6, champion: {margin: 0.3}}
`;

async function listening(answer: (response: ServerResponse) => unknown): Promise<string> {
  const server = createServer((_, response) => void answer(response));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
}

async function home(serving: string) {
  const cwd = await newFolder();
  await mkdir(join(cwd, "data"));
  const configure = (text: string) => writeFile(join(cwd, "retrain.yml"), `${CONFIG}${text}`);
  const batch = (day: number) => writeBatch(join(cwd, `data/data_2026010${day}.csv`), rows(200, day));
  const champion = async () => (JSON.parse(await readFile(join(cwd, "registry/champion.json"), "utf8")) as { id: string }).id;
  await configure(serving);
  await batch(1);
  return { cwd, configure, batch, champion };
}

const states = ({ links }: Diagnosis) => links.filter(({ link }) => link === "serving").map(({ status, code }) => `${status} ${code}`);

describe("serving", () => {
  it("is compared by diagnose: by header, by a path in JSON, in a file and in an object", async () => {
    const s3 = await openS3();
    const { cwd, configure, batch, champion } = await home("");
    expect((await cliJsonHere(["run"], { cwd })).json.verdict).toBe("promoted");
    const first = await champion();
    const byHeader = await listening((response) => response.setHeader("x-version", first).end("{}"));
    const byPath = await listening((response) => response.end(JSON.stringify({ id: "f".repeat(64), model: { version: { id: first } } })));
    await writeFile(join(cwd, "served.json"), JSON.stringify({ id: first }));
    put(s3.buckets.create("sales"), "prod/champion.json", JSON.stringify({ id: first }));
    await configure(`serving:
  - {url: "${byHeader}", header: x-version}
  - {url: "${byPath}", json-path: model.version.id}
  - {file: served.json}
  - {object: "s3://sales/prod/champion.json"}
  - {object: "s3://sales/prod/none.json"}
`);
    const env = { ...process.env, ...s3.env, GITHUB_TOKEN: undefined, GITHUB_REPOSITORY: undefined };
    const now = await cliJsonHere<Diagnosis>(["diagnose"], { cwd, env });
    expect(states(now.json)).toEqual([...Array<string>(4).fill("fine serves"), "broken unreachable"]);
    expect(now.json.links.find(({ code }) => code === "unreachable")!.evidence).toContain("there is no such object");
    await batch(2);
    expect((await cliJsonHere(["run"], { cwd, env })).json.verdict).toBe("promoted");
    const later = await cliJsonHere<Diagnosis>(["diagnose"], { cwd, env });
    expect(states(later.json)).toEqual([...Array<string>(4).fill("broken other-model"), "broken unreachable"]);
    expect(later.code).toBe(1);
  });

  it("is waited for after a promotion, and never changes the verdict", async () => {
    const { cwd, configure, batch, champion } = await home("");
    const reloads = await listening(async (response) => response.setHeader("x-model-id", await champion().catch(() => "none")).end());
    const stays = await listening((response) => response.setHeader("x-model-id", "e".repeat(64)).end());
    await configure(`serving: [{url: "${reloads}", within: 1m}, {url: "${stays}", within: 0.02m}, {url: "${stays}"}]\n`);
    const told = async (words: string[]) => {
      const { code, json } = await cliJsonHere(words, { cwd });
      const served = json.checks.filter(({ code }) => code === "serving");
      return { code, verdict: json.verdict, served: served.map(({ status, subject }) => [status, subject]), last: served.at(-1)?.message };
    };
    const served = [
      ["pass", reloads],
      ["warn", stays],
    ];
    expect(await told(["run"])).toMatchObject({ code: 0, verdict: "promoted", served, last: expect.stringContaining("e".repeat(12)) });
    expect(await told(["run"])).toMatchObject({ code: 0, verdict: "skipped", served: [] });
    await batch(2);
    expect(await told(["run"])).toMatchObject({ code: 0, verdict: "promoted", served });
    expect(await told(["check"])).toMatchObject({ served: [] });
  });

  it("says every mistake with its place", async () => {
    const { cwd } = await home(`serving:
  - {url: "https://a.example", file: b.json}
  - {file: c.json, header: x-id}
  - {url: "https://user:secret@a.example"}
  - {url: "https://a.example", within: 2h}
  - {object: "s3://sales"}
`);
    const { code, stderr, stdout } = await cliHere(["run"], { cwd });
    expect(code).toBe(2);
    const said = stdout + stderr;
    for (const part of [
      "one of url, file and object",
      "a header only beside url",
      "without a user or password",
      "a duration of at most 1h",
      "s3://bucket/ and a key",
    ])
      expect(said).toContain(part);
    expect(said).not.toContain("secret");
    expect(said).toContain("retrain.yml:");
  });
});
