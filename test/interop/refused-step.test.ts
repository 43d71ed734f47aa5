// Steps of the built action that a real S3 server refuses, with the registry on a branch.
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { batch, keyOf, PATTERN } from "../e2e/bucket.ts";
import { newFolder } from "../e2e/cli.ts";
import { refusedStep } from "../e2e/refused-step.ts";
import { runStep } from "../e2e/step.ts";
import { FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { KEY_ID, SECRET, type Store, startVersitygw } from "./versitygw.ts";

let store: Store;
let github: FakeGitHub;
let env: Record<string, string>;

beforeAll(async () => {
  [store, github] = await Promise.all([startVersitygw(), FakeGitHub.start()]);
  env = { AWS_ENDPOINT_URL_S3: store.url, AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET };
  const credentials = { accessKeyId: KEY_ID, secretAccessKey: SECRET };
  const client = new S3Client({ region: "us-east-1", endpoint: store.url, forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: "sales" }));
  await client.send(new PutObjectCommand({ Bucket: "sales", Key: keyOf(1), Body: batch(1) }));
  client.destroy();
}, 60_000);
afterAll(() => Promise.all([store.close(), github.close()]));

const owned = (owner: string) => `data.bucket-owner="${owner}"\ntrain.trees=5\nsplit.salt=s`;

it("promotes while everything is right, the bucket's owner too", async () => {
  const runner = { workspace: await newFolder(), temp: await newFolder() };
  const inputs = { data: PATTERN, registry: "branch:model-registry", "github-token": WRITER, set: owned(KEY_ID) };
  const done = await runStep(runner, { inputs, env: { ...github.environment(null), ...env } });
  expect(done, done.stdout).toMatchObject({ code: 0, outputs: { verdict: "promoted" } });
}, 60_000);

it.each<[string, RegExp, Record<string, string>, Record<string, string>]>([
  ["another account's bucket", /bucket-owner, 999999999999/, { set: owned("999999999999") }, {}],
  ["a wrong secret", /secret key does not fit/, {}, { AWS_SECRET_ACCESS_KEY: "wrong-wrong-wrong" }],
  ["an unknown access key", /AWS_ACCESS_KEY_ID is wrong or was deleted/, {}, { AWS_ACCESS_KEY_ID: "AKIAUNKNOWN" }],
  ["a bucket that is not there", /^There is no bucket "elsewhere"/, { data: "s3://elsewhere/data_{YYYYMMDD}.csv" }, {}],
])(
  "is refused: %s",
  async (_, says, inputs, more) => {
    expect(await refusedStep(github, { inputs: { data: PATTERN, ...inputs }, env: { ...env, ...more } })).toMatch(says);
  },
  60_000,
);
