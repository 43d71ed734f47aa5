// examples/data-push.yml for data in a bucket, under act: the event names the object, a role read by OIDC reads it, the branch gets the model.
import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "../../e2e/batches.ts";
import { ROOT } from "../../e2e/cli.ts";
import { UserRepository } from "./repository.ts";

const MOTO = process.env.GR_MOTO ?? join(ROOT, ".venv/bin/moto_server");
const BUCKET = "measurements";
const ROLE = "arn:aws:iam::123456789012:role/data-reader";
const REQUEST_TOKEN = "request-token-of-the-runner";

const day = (number: number) => `new_data/data_202601${String(number).padStart(2, "0")}.csv`;
const listening = async (server: Server) => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** S3 and STS on one port. */
async function startMoto(): Promise<{ url: string; process: ChildProcess }> {
  const probe = createServer();
  const url = await listening(probe);
  await new Promise((done) => probe.close(done));
  const process = spawn(MOTO, ["-H", "127.0.0.1", "-p", new URL(url).port], { stdio: "ignore" });
  for (let attempt = 0; attempt < 300; attempt++) {
    const up = await fetch(`${url}/moto-api/data.json`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { url, process };
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("moto did not start within a minute");
}

describe("a bucket's event", () => {
  let repository: UserRepository;
  let moto: { url: string; process: ChildProcess };
  let issuer: Server;
  let tokens: string;
  let s3: S3Client;
  const audiences: (string | null)[] = [];
  const jwt = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"sub":"repo:owner/repo:ref:refs/heads/main"}').toString("base64url")}.c2lnbmVk`;

  const put = (key: string, seed: number, count: number, flip?: number) => {
    const lines = rows(count, seed, flip).map((row) => row.join(","));
    return s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: `x0,x1,color,noise,label\n${lines.join("\n")}\n` }));
  };
  const arrived = (key: string) =>
    repository.run({
      workflow: "data-push.yml",
      event: "repository_dispatch",
      payload: { action: "new-data", branch: "main", client_payload: { files: [key] } },
      env: {
        AWS_ENDPOINT_URL_S3: moto.url,
        AWS_ENDPOINT_URL_STS: moto.url,
        AWS_REGION: "us-east-1",
        ACTIONS_ID_TOKEN_REQUEST_URL: `${tokens}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST_TOKEN,
      },
    });

  beforeAll(async () => {
    moto = await startMoto();
    issuer = createServer((request, response) => {
      audiences.push(new URL(request.url ?? "/", "http://issuer").searchParams.get("audience"));
      const known = request.headers.authorization === `Bearer ${REQUEST_TOKEN}`;
      response.writeHead(known ? 200 : 401, { "content-type": "application/json" }).end(JSON.stringify({ value: jwt }));
    });
    tokens = await listening(issuer);
    s3 = new S3Client({
      endpoint: moto.url,
      forcePathStyle: true,
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
    });
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    await put(day(1), 1, 1000);
    repository = await UserRepository.create();
    const config = await readFile(join(repository.dir, "retrain.yml"), "utf8");
    const data = `  files: s3://${BUCKET}/new_data/data_{YYYYMMDD}.csv\n  role-to-assume: ${ROLE}`;
    await repository.write("retrain.yml", config.replace(/^ {2}files: .*$/m, data));
    await repository.push("Data from the bucket");
  });
  afterAll(async () => {
    moto.process.kill();
    s3.destroy();
    await new Promise((done) => issuer.close(done));
    await repository.remove();
  });

  it("trains on the object that arrived, promotes and deploys; no credential is seen", async () => {
    const run = await arrived(day(1));
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success", deploy: "success" },
      outputs: { retrain: { verdict: "promoted" } },
    });
    expect(repository.lastReport().data!.files).toMatchObject([{ name: "data_20260101.csv", uri: `s3://${BUCKET}/${day(1)}`, rows: 1000 }]);
    expect(audiences).toEqual(["sts.amazonaws.com"]);
    expect(run.log).not.toContain(jwt);
    expect(run.log).not.toMatch(/ASIA[A-Z0-9]{12}/);
    for (const bytes of repository.results.uploads.at(-1)!.files.values()) expect(bytes.toString("utf8")).not.toMatch(/ASIA[A-Z0-9]{12}/);
  });

  it("is refused while the object that it names is not there", async () => {
    const run = await arrived(day(2));
    expect(run, run.log).toMatchObject({ code: 1, jobs: { retrain: "failure" }, outputs: { retrain: { verdict: "rejected" } } });
    expect(run.outputs.retrain!.reason).toContain("data_20260102.csv");
  });

  it("promotes again when it has arrived", async () => {
    await put(day(2), 2, 1000, 0);
    const run = await arrived(day(2));
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { deploy: "success" },
      outputs: { retrain: { verdict: "promoted", rows: "2000" } },
    });
  });
});
