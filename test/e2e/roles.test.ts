// Roles by GitHub's OIDC token: one reads the data, another publishes, and neither's credentials leave the process.
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { AUDIENCE, type Oidc, startOidc } from "../fakes/oidc/server.ts";
import { startProxy } from "../fakes/proxy.ts";
import { type S3Server, startS3 } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { batch, keyOf, PATTERN } from "./bucket.ts";
import { newFolder } from "./cli.ts";
import { runStep, type StepResult } from "./step.ts";

const SUBJECT = "repo:owner/repo:ref:refs/heads/main";
const READER = "arn:aws:iam::123456789012:role/data-reader";
const WRITER = "arn:aws:iam::123456789012:role/model-writer";
const SETTINGS = [
  "train.trees=5",
  "split.salt=roles",
  `data.role-to-assume=${READER}`,
  "registry.to=s3://models/churn",
  `registry.role-to-assume=${WRITER}`,
].join("\n");

interface World {
  s3: S3Server;
  oidc: Oidc;
  workspace: string;
  temp: string;
  step: (env?: Record<string, string>) => Promise<StepResult>;
}

async function world(trusts: Record<string, string> = { [READER]: SUBJECT, [WRITER]: SUBJECT }): Promise<World> {
  const [s3, oidc] = await Promise.all([startS3(), startOidc(SUBJECT, trusts)]);
  onTestFinished(async () => void (await Promise.all([s3.close(), oidc.close()])));
  put(s3.buckets.create("sales", { versioned: true }), keyOf(1), batch(1));
  s3.buckets.create("models");
  const roleOf = new Map<string, string>();
  // Nobody but the two roles, and each only in its bucket.
  s3.accounts.clear();
  oidc.onIssue = ({ role, accessKeyId, secretAccessKey, sessionToken }) => {
    roleOf.set(accessKeyId, role);
    s3.accounts.set(accessKeyId, { secret: secretAccessKey, token: sessionToken });
  };
  s3.before = ({ bucket, operation, headers }) => {
    const role = roleOf.get(/Credential=([^/]+)/.exec(headers.authorization ?? "")?.[1] ?? "");
    const allowed = role === READER ? bucket === "sales" && operation !== "put" : role === WRITER && bucket === "models";
    return allowed ? null : { status: 403, code: "AccessDenied", message: "Access Denied" };
  };
  const [workspace, temp] = await Promise.all([newFolder(), newFolder()]);
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...environment } = s3.env;
  const inputs = { data: PATTERN, registry: "", set: SETTINGS };
  const step = (env: Record<string, string> = {}) => runStep({ workspace, temp }, { inputs, env: { ...environment, ...oidc.env, ...env } });
  return { s3, oidc, workspace, temp, step };
}

async function everythingUnder(folder: string): Promise<string> {
  const items = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = items.filter((item) => item.isFile()).map((item) => readFile(join(item.parentPath, item.name), "latin1"));
  return (await Promise.all(texts)).join("\n");
}

describe("roles by OIDC", () => {
  it("two at once: the reader's for the data, the writer's for the registry; audience and subject reach STS", async () => {
    const { s3, oidc, step } = await world();
    const first = await step();
    expect(first.outputs, first.stdout + first.stderr).toMatchObject({ verdict: "promoted", "exit-code": "0" });
    const assumed = oidc.asked.filter(({ service }) => service === "sts");
    expect(new Set(assumed.map(({ role }) => role))).toEqual(new Set([READER, WRITER]));
    for (const { audience, subject } of assumed) expect({ audience, subject }).toEqual({ audience: AUDIENCE, subject: SUBJECT });
    expect(oidc.asked.filter(({ service }) => service === "token").every(({ audience }) => audience === AUDIENCE)).toBe(true);
    for (const { session } of oidc.issued) expect(session).toBe("gated-retrain-7");
    const models = [...s3.buckets.all.get("models")!.objects.keys()];
    expect(models).toContain("churn/champion.json");
    expect(models.filter((key) => /^churn\/model\/model_[0-9a-f]{64}\.onnx$/.test(key))).toHaveLength(1);
    expect((await step()).outputs).toMatchObject({ verdict: "skipped" });
  });

  it("by way of a proxy, STS too", async () => {
    const { s3, oidc, step } = await world();
    const { url, asked } = await startProxy();
    const { outputs, stdout } = await step({ HTTP_PROXY: url });
    expect(outputs, stdout).toMatchObject({ verdict: "promoted" });
    const hosts = new Set(asked.map((one) => new URL(one.split(" ")[1]!).host));
    expect(hosts).toContain(new URL(s3.url).host);
    expect(hosts).toContain(new URL(oidc.env.AWS_ENDPOINT_URL_STS!).host);
  });

  it("no credential and no token in log, outputs, summary, files or the environment of later steps", async () => {
    const { oidc, workspace, temp, step } = await world();
    const files = { GITHUB_ENV: join(temp, "env"), GITHUB_PATH: join(temp, "path"), GITHUB_STATE: join(temp, "state") };
    await mkdir(temp, { recursive: true });
    const done = await step({ ...files, ACTIONS_STEP_DEBUG: "true", RUNNER_DEBUG: "1" });
    expect(done.outputs.verdict).toBe("promoted");
    // The line that has the runner mask the token is the runner's own, and never shown.
    const log = `${done.stdout}\n${done.stderr}`.replace(/^::add-mask::.*$/gm, "");
    const seen = [log, JSON.stringify(done.outputs), done.summary, await everythingUnder(workspace), await everythingUnder(temp)].join(
      "\n",
    );
    const secrets = [
      ...oidc.tokens.flatMap((token) => [token, token.split(".")[2]!]),
      ...oidc.issued.flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [accessKeyId, secretAccessKey, sessionToken]),
    ];
    expect(secrets.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(seen.includes(secret)).toBe(false);
    expect(seen).not.toContain(oidc.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN!);
  });

  it("a job without id-token: write is told the line to add", async () => {
    const { oidc, step } = await world();
    const done = await step({ ACTIONS_ID_TOKEN_REQUEST_URL: "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" });
    expect(done.code).toBe(3);
    expect(done.outputs).toMatchObject({ verdict: "", error: "service", "exit-code": "3" });
    expect(done.outputs.reason).toContain("id-token: write");
    expect(oidc.issued).toEqual([]);
  });

  it.each([
    ["AccessDenied", /trust policy/],
    ["ExpiredTokenException", /clock/],
    ["IDPCommunicationError", /identity provider/],
    ["InvalidIdentityToken", /audience sts\.amazonaws\.com/],
  ])("STS refuses with %s: a sentence, exit 3, nothing written", async (code, says) => {
    const { s3, oidc, step } = await world();
    oidc.refusal = code;
    const done = await step();
    expect(done.code, done.stdout).toBe(3);
    expect(done.outputs.reason).toMatch(says);
    expect(done.outputs.reason).toContain(code.replace(/Exception$/, ""));
    expect(done.summary).toContain(READER.split(":role/")[1]!);
    expect(s3.requests).toEqual([]);
  });

  it("a branch that the writer's trust policy does not name reads, judges and cannot publish", async () => {
    const { s3, step } = await world({ [READER]: SUBJECT, [WRITER]: "repo:owner/repo:ref:refs/heads/release" });
    const done = await step();
    expect(done.code).toBe(3);
    expect(done.outputs.reason).toContain(WRITER);
    expect(s3.requests.filter(({ operation }) => operation === "put")).toEqual([]);
  });
});
