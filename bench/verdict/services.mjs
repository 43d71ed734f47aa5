// What both sides talk to: a real S3 server with the data, and GitHub's API over a real bare repository.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { rolldown } from "rolldown";

const KEY = "123456789012";
const SECRET = "secretsecretsecret";
const REGION = "us-east-1";

/** Where test/interop/run.sh installed a program; null when it did not. */
function installed(root, named, path) {
  const places = [named, join(homedir(), ".cache/gated-retrain", path), join(root, ".tools", path)];
  return places.find((place) => place && existsSync(place)) ?? null;
}

export const versitygwPath = (root) => installed(root, process.env.GR_VERSITYGW, "versitygw/versitygw");

/** The Node that runs the action (`runs.using: node24`); where it is not installed, the one that runs this. */
export const actionNode = (root) =>
  installed(root, process.env.GR_NODE24, `node24/node_modules/node-${process.platform}-${process.arch}/bin/node`) ?? process.execPath;

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A bucket with one object; `env` is what the AWS clients of both sides read. */
export async function startBucket(program, dir, { bucket, key, file }) {
  const port = await freePort();
  const data = join(dir, "s3");
  await mkdir(data);
  const server = spawn(program, ["--quiet", "--port", `127.0.0.1:${port}`, "posix", data], {
    env: { PATH: process.env.PATH, HOME: dir, ROOT_ACCESS_KEY: KEY, ROOT_SECRET_KEY: SECRET },
    stdio: "ignore",
  });
  const env = {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: KEY,
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
  };
  const client = new S3Client({
    endpoint: env.AWS_ENDPOINT_URL_S3,
    forcePathStyle: true,
    region: REGION,
    credentials: { accessKeyId: KEY, secretAccessKey: SECRET },
    maxAttempts: 20,
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: await readFile(file) }));
  client.destroy();
  return { env, stop: () => server.kill() };
}

/** The GitHub of the tests, bundled in memory so that any Node runs it. */
export async function startGitHub(root, dir) {
  const bundle = await rolldown({ input: join(root, "test/fakes/github/server.ts"), platform: "node", cwd: root });
  const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
  await bundle.close();
  const file = join(dir, "github.mjs");
  await writeFile(file, output[0].code);
  const { FakeGitHub, WRITER } = await import(file);
  return { github: await FakeGitHub.start(), token: WRITER };
}
