// What a store's refusal is about, the keys that mend it, and the ways to a store: proxies, certificates, the environment.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, it } from "vitest";
import { listening, startProxy } from "../fakes/proxy.ts";
import type { Fault, S3Request, S3Server } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { batch, keyOf, openS3, run } from "./bucket.ts";
import { newFolder } from "./cli.ts";

async function sales(days = [1]): Promise<S3Server> {
  const s3 = await openS3();
  s3.buckets.create("models");
  const bucket = s3.buckets.create("sales");
  for (const day of days) put(bucket, keyOf(day), batch(day));
  return s3;
}

const TO_MODELS = ["--registry", "s3://models/churn"];
const reads = ({ operation }: S3Request) => operation === "get" || operation === "head";
const denied = (message: string): Fault => ({ status: 403, code: "AccessDenied", message });
const unauthorized = (action: string, resource: string, why: string) =>
  denied(`User: arn:aws:sts::111122223333:assumed-role/r/x is not authorized to perform: ${action} on resource: "${resource}" ${why}`);
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/abc";

describe("a refusal says what it is about", () => {
  type Case = [name: string, when: (request: S3Request) => boolean, fault: Fault, says: RegExp, never: RegExp | null];
  it.each<Case>([
    [
      "an archive",
      reads,
      { status: 403, code: "InvalidObjectState" },
      /is archived \(GLACIER .*restore it, or leave it out by data\.window/,
      /s3:GetObject/,
    ],
    [
      "a key of KMS, at HEAD too",
      reads,
      unauthorized("kms:Decrypt", KEY, "because no identity-based policy allows it"),
      /"kms:Decrypt", "Resource": "arn:aws:kms:.*key\/abc"/,
      /"s3:GetObject"/,
    ],
    [
      "a disabled key",
      reads,
      { status: 400, code: "KMS.DisabledException", message: "arn is disabled." },
      /key of KMS .* cannot be used .*KMS\.DisabledException/,
      /s3:GetObject/,
    ],
    [
      "a key's right to encrypt",
      ({ operation }) => operation === "put",
      unauthorized("kms:GenerateDataKey", KEY, "because no resource-based policy allows it"),
      /kms:GenerateDataKey/,
      /"s3:PutObject"/,
    ],
    [
      "a bucket's policy",
      ({ operation }) => operation === "put",
      unauthorized("s3:PutObject", "arn:aws:s3:::models/x", "with an explicit deny in a resource-based policy"),
      /the bucket's policy denies it .*s3: \{encryption: AES256\}/,
      /"Effect": "Allow"/,
    ],
    [
      "an organisation's policy",
      reads,
      unauthorized("s3:GetObject", "arn:aws:s3:::sales/x", "with an explicit deny in a service control policy"),
      /the service control policy denies it/,
      /"Effect": "Allow"|encryption/,
    ],
    [
      "another right than the obvious one",
      reads,
      unauthorized(
        "s3:GetObjectVersion",
        "arn:aws:s3:::sales/new/x",
        "because no identity-based policy allows the s3:GetObjectVersion action",
      ),
      /"Action": "s3:GetObjectVersion", "Resource": "arn:aws:s3:::sales\/new\/x"/,
      /requester/,
    ],
    [
      "no right that is named",
      reads,
      denied("Access Denied"),
      /"Action": "s3:GetObject".*whose requester pays, without s3: \{requester-pays: true\}/,
      null,
    ],
  ])("%s", async (_name, when, fault, says, never) => {
    const s3 = await sales();
    s3.before = (asked) => (when(asked) ? fault : null);
    const { code, json } = await run(s3, { flags: TO_MODELS });
    expect([code, json.error?.kind]).toEqual([3, "service"]);
    expect(json.error!.problems[0]!.message).toMatch(says);
    if (never !== null) expect(json.error!.problems[0]!.message.replace(/"User: .*?"\)/, "")).not.toMatch(never);
  });

  it("hostile words of an answer stay on one bounded line", async () => {
    const s3 = await sales();
    s3.before = (asked) => (reads(asked) ? denied(`not authorized to perform: x:y\n::error::${"z".repeat(5000)}`) : null);
    const { json } = await run(s3);
    expect(json.error!.problems[0]!.message).not.toContain("\n");
    expect(json.error!.problems[0]!.message.length).toBeLessThan(1500);
  });
});

describe("an accepted file outside the window", () => {
  it.each<[string, Fault]>([
    ["archived", { status: 403, code: "InvalidObjectState" }],
    ["denied", denied("Access Denied")],
    ["encrypted by a key that is gone", { status: 400, code: "KMS.NotFoundException", message: "Key does not exist" }],
  ])("%s is a warning by name; in the window it ends the run", async (_name, fault) => {
    const s3 = await sales([2, 3]);
    const set = ["data.window=2 files", "gates.champion.margin=0.5"];
    const options = { flags: TO_MODELS, set };
    expect((await run(s3, options)).json.verdict).toBe("promoted");
    for (const day of [4, 5]) put(s3.buckets.all.get("sales")!, keyOf(day), batch(day));
    s3.before = (asked) => (reads(asked) && asked.key === keyOf(2) ? fault : null);
    const { code, json } = await run(s3, options);
    expect([code, json.error]).toEqual([0, null]);
    const warning = json.checks.find(({ subject, status }) => subject === "data_20260102.csv" && status === "warn");
    expect(warning?.message).toMatch(
      /accepted file data_20260102\.csv can no longer be read: its rows are neither trained on nor judged\. .*S3: \d+/,
    );
    s3.before = (asked) => (reads(asked) && asked.key === keyOf(5) ? fault : null);
    expect((await run(s3, options)).code).toBe(3);
  });
});

describe("keys that a bucket asks for", () => {
  it("requester-pays and encryption reach every request that they are for", async () => {
    const s3 = await sales();
    s3.before = ({ bucket, operation, headers }) => {
      const isPaid = bucket !== "sales" || headers["x-amz-request-payer"] === "requester";
      const isEncrypted = operation !== "put" || headers["x-amz-server-side-encryption"] === "aws:kms";
      return isPaid && isEncrypted ? null : denied("Access Denied");
    };
    expect((await run(s3, { flags: TO_MODELS })).code).toBe(3);
    const set = ["s3.requester-pays=true", "s3.encryption=aws:kms", `s3.kms-key=${KEY}`];
    expect((await run(s3, { flags: TO_MODELS, set })).json).toMatchObject({ verdict: "promoted", error: null });
    const puts = s3.requests.filter(({ operation, status }) => operation === "put" && status === 200);
    expect(new Set(puts.map(({ headers }) => headers["x-amz-server-side-encryption-aws-kms-key-id"]))).toEqual(new Set([KEY]));
  });

  it("a store that answers 501 to checksums is asked without them; one that goes on is told", async () => {
    const s3 = await sales();
    const asks = ({ headers }: S3Request) => Object.keys(headers).some((name) => /^x-amz-(checksum|sdk-checksum|trailer)/.test(name));
    const refusal: Fault = {
      status: 501,
      code: "NotImplemented",
      message: "A header you provided implies functionality that is not implemented",
    };
    s3.before = (asked) => (asks(asked) ? refusal : null);
    expect((await run(s3, { flags: TO_MODELS })).json).toMatchObject({ verdict: "promoted", error: null });
    s3.before = ({ operation }) => (operation === "put" ? refusal : null);
    const { code, json } = await run(s3, { flags: ["--registry", "s3://models/other"] });
    expect(code).toBe(3);
    expect(json.error!.problems[0]!.message).toMatch(/does not implement what is asked of it/);
  });
});

describe("the environment's own mistakes", () => {
  it.each([
    ["AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n", "a line break"],
    ["AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7\r\nEXAMPLE", "a line break"],
    ["AWS_SESSION_TOKEN", "abc def", "a space"],
    ["AWS_REGION", "eu-central-1 ", "a space"],
  ])("%s with white space is named, and not shown", async (name, value, holds) => {
    const s3 = await sales();
    const { code, json, stdout, stderr } = await run(s3, { env: { [name]: value } });
    expect([code, json.error?.kind]).toEqual([2, "config"]);
    expect(json.error!.problems[0]!.message).toContain(`${name} holds ${holds}`);
    if (name.includes("KEY") || name.includes("TOKEN")) expect(stdout + stderr).not.toContain(value.trim());
  });

  it("an empty region, token and profile count as not set", async () => {
    const s3 = await sales();
    const env = { AWS_REGION: "", AWS_DEFAULT_REGION: "us-east-1", AWS_SESSION_TOKEN: "", AWS_PROFILE: "", AWS_ENDPOINT_URL: "" };
    expect((await run(s3, { env })).json).toMatchObject({ verdict: "promoted", error: null });
  });

  it("no region at all, for AWS itself, is said", async () => {
    const s3 = await sales();
    const env = { AWS_REGION: "", AWS_DEFAULT_REGION: " ", AWS_ENDPOINT_URL_S3: "", AWS_ENDPOINT_URL: "" };
    const { code, json } = await run(s3, { env });
    expect(code).toBe(3);
    expect(json.error!.problems[0]!.message).toMatch(/^No AWS region is known .*s3: \{region: …\}/);
  });
});

/** The same store behind TLS, under a certificate that no authority knows. */
async function withTls(s3: S3Server): Promise<{ endpoint: string; certificate: string }> {
  const folder = await newFolder();
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const names = ["-subj", "/CN=store.test", "-addext", "subjectAltName=DNS:store.test,DNS:localhost"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2", ...names], {
    stdio: "ignore",
  });
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
    const onward = connect(Number(new URL(s3.url).port), "127.0.0.1");
    for (const one of [socket, onward]) one.on("error", () => undefined);
    socket.pipe(onward).pipe(socket);
  });
  return { endpoint: `https://store.test:${await listening(server)}`, certificate };
}

describe("a proxy", () => {
  it("forwards to http addresses, but not to those of NO_PROXY", async () => {
    const s3 = await sales();
    const { url, asked } = await startProxy();
    expect((await run(s3, { env: { HTTP_PROXY: url } })).json).toMatchObject({ verdict: "promoted", error: null });
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked.map((one) => one.split("/", 3).join("/")))).toEqual(new Set([`GET ${s3.url}`, `HEAD ${s3.url}`]));
    for (const NO_PROXY of ["*", "localhost, 127.0.0.1", `127.0.0.1:${new URL(s3.url).port}`, "10.0.0.0/8 127.0.0.0/8"]) {
      asked.length = 0;
      expect((await run(s3, { env: { HTTP_PROXY: url, NO_PROXY } })).json.verdict).toBe("promoted");
      expect(asked).toEqual([]);
    }
  });

  it("tunnels to https addresses, with its user and password; the certificate is the store's", async () => {
    const s3 = await sales();
    const { endpoint, certificate } = await withTls(s3);
    const { url, asked } = await startProxy("pass");
    const env = {
      https_proxy: url,
      AWS_ENDPOINT_URL_S3: endpoint,
      NODE_EXTRA_CA_CERTS: certificate,
      NO_PROXY: "example.org,.test.example",
    };
    const { json, stderr } = await run(s3, { env, flags: TO_MODELS, isOwnProcess: true });
    expect(json, stderr).toMatchObject({ verdict: "promoted", error: null });
    expect(new Set(asked)).toEqual(new Set([`CONNECT ${new URL(endpoint).host}`]));
    const wrong = await run(s3, { env: { ...env, https_proxy: url.replace("pass", "wrong") }, isOwnProcess: true });
    expect(wrong.code).toBe(3);
    expect(wrong.json.error!.problems[0]!.message).toContain("PROXY_ANSWERED_407");
  });

  it("a certificate of an unknown authority is said, with the variable that names it", async () => {
    const s3 = await sales();
    const { endpoint } = await withTls(s3);
    const { url } = await startProxy();
    const { code, json } = await run(s3, { env: { HTTPS_PROXY: url, AWS_ENDPOINT_URL_S3: endpoint } });
    expect(code).toBe(3);
    expect(json.error!.problems[0]!.message).toMatch(/DEPTH_ZERO_SELF_SIGNED_CERT\): its certificate .*NODE_EXTRA_CA_CERTS/);
  });
});
