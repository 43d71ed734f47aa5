// Each answer of GitHub, S3, STS and the token service cut, garbled or replaced in turn. ANSWERS=all tries every call × every kind, ANSWERS=10-20 those calls.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Garbling } from "../fakes/garbling/proxy.ts";
import { FakeGitHub } from "../fakes/github/server.ts";
import { type Oidc, startOidc } from "../fakes/oidc/server.ts";
import { type S3Server, startS3 } from "../fakes/s3/server.ts";
import { put, type StoredObject } from "../fakes/s3/store.ts";
import { expectAllHonest, type Home, runAt } from "./answers.ts";
import { BRANCH, newHome } from "./branch.ts";
import { batch, keyOf, PATTERN } from "./bucket.ts";
import { newFolder } from "./cli.ts";
import { DATA, writeDay } from "./days.ts";

// No answer is late here, whatever else the machine does; what fails for good is not asked for long.
const HASTY = { requestMs: 120_000, totalMs: 400, firstWaitMs: 10, longestWaitMs: 50 };
const SAMPLE = 8;
/** Of the whole measure on a busy machine. */
const LONG = 6 * 3_600_000;

describe("GitHub", () => {
  let github: FakeGitHub;
  let home: Home;

  beforeAll(async () => {
    github = await FakeGitHub.start();
    const cwd = await newHome();
    const garbling = await Garbling.before([github.apiUrl]);
    const repository = { ...github.repository(), apiUrl: garbling.urls[0]!, retryPolicy: HASTY };
    const refs = [`refs/heads/${BRANCH}`, "refs/gated-retrain/runs"];
    const base: string[] = [];
    home = {
      cwd,
      set: [],
      values: { data: DATA, target: "label", "f1-threshold": "0.6", registry: `branch:${BRANCH}` },
      services: { identityToken: null, repository },
      garbling,
      pointer: async () => (JSON.parse(await github.git.text(["show", `${BRANCH}:champion.json`])) as { id: string }).id,
      reset: async () => {
        for (const [i, ref] of refs.entries()) await github.git.run(["update-ref", ref, base[i]!]);
      },
    };
    expect((await runAt(home)).verdict).toBe("promoted");
    for (const ref of refs) base.push(await github.git.text(["rev-parse", ref]));
    await writeDay(join(cwd, "data"), 3, { rows: 80, seed: 33 });
  }, LONG);

  afterAll(async () => {
    home.garbling.close();
    await github.close();
    await rm(home.cwd, { recursive: true });
  });

  it(
    "says of champion.json what is so, whatever one answer is",
    async () => {
      await expectAllHonest(home, SAMPLE, 7);
    },
    LONG,
  );
});

describe("S3, STS and the token service", () => {
  let s3: S3Server;
  let oidc: Oidc;
  let home: Home;
  const role = "arn:aws:iam::123456789012:role/writer";
  const before = { ...process.env };

  beforeAll(async () => {
    [s3, oidc] = await Promise.all([startS3(), startOidc("subject", { [role]: "subject" })]);
    oidc.onIssue = ({ accessKeyId, secretAccessKey, sessionToken }) =>
      s3.accounts.set(accessKeyId, { secret: secretAccessKey, token: sessionToken });
    const garbling = await Garbling.before([s3.url, new URL(oidc.env.ACTIONS_ID_TOKEN_REQUEST_URL!).origin]);
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...environment } = s3.env;
    Object.assign(process.env, environment, { AWS_ENDPOINT_URL_S3: garbling.urls[0], AWS_ENDPOINT_URL_STS: garbling.urls[1] });
    const ask = async (audience: string) => {
      const url = oidc.env.ACTIONS_ID_TOKEN_REQUEST_URL!.replace(/^http:\/\/[^/]+/, garbling.urls[1]!);
      const headers = { authorization: `Bearer ${oidc.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` };
      // As @actions/core does: whatever JSON says is the value.
      return ((await (await fetch(`${url}&audience=${audience}`, { headers })).json()) as { value: string }).value;
    };
    const sales = s3.buckets.create("sales", { versioned: true });
    const models = s3.buckets.create("models");
    for (const day of [1, 2]) put(sales, keyOf(day), batch(day, 120));
    let base = new Map<string, StoredObject[]>();
    home = {
      cwd: await newFolder(),
      values: { data: PATTERN, target: "label", "f1-threshold": "0.6" },
      set: [`data.role-to-assume=${role}`, "registry.to=s3://models/m", `registry.role-to-assume=${role}`],
      services: { identityToken: ask, repository: null },
      garbling,
      pointer: async () => (JSON.parse(models.objects.get("m/champion.json")!.at(-1)!.bytes.toString()) as { id: string }).id,
      reset: async () => {
        models.objects.clear();
        for (const [key, versions] of base) models.objects.set(key, [...versions]);
      },
    };
    expect((await runAt(home)).verdict).toBe("promoted");
    base = new Map([...models.objects].map(([key, versions]) => [key, [...versions]]));
    put(sales, keyOf(3), batch(3, 120));
  }, LONG);

  afterAll(async () => {
    home.garbling.close();
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await Promise.all([s3.close(), oidc.close()]);
  });

  it(
    "say of champion.json what is so, whatever one answer is",
    async () => {
      await expectAllHonest(home, SAMPLE, 11);
    },
    LONG,
  );
});
