// What a bucket refuses, and what its keys may try: one clear sentence each, and nothing is written.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Fault, S3Server } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { parseMarkdown, parsePage, textOf, walk } from "../report/parsed.ts";
import { batch, count, keyOf, openS3, run, type S3Run } from "./bucket.ts";

async function sales(days = [1]): Promise<S3Server> {
  const s3 = await openS3();
  const bucket = s3.buckets.create("sales");
  for (const day of days) put(bucket, keyOf(day), batch(day));
  return s3;
}

/** The one sentence of a run that a service ended; nothing was left behind. */
async function refusal({ code, json, dir }: S3Run): Promise<string> {
  expect([code, json.verdict, json.error?.kind, json.error?.problems.length]).toEqual([3, null, "service", 1]);
  expect(await readdir(dir)).toEqual([]);
  return json.error!.problems[0]!.message;
}

describe("a bucket that refuses", () => {
  it("is not there", async () => {
    const s3 = await openS3();
    expect(await refusal(await run(s3))).toMatch(/^There is no bucket "sales": .*404 NoSuchBucket/);
    expect(s3.requests).toHaveLength(1);
  });

  it("denies: the permission that is missing", async () => {
    const s3 = await sales();
    s3.before = ({ operation }) => (operation === "list" ? { status: 403, code: "AccessDenied" } : null);
    expect(await refusal(await run(s3))).toContain('"Action": "s3:ListBucket", "Resource": "arn:aws:s3:::sales"');
    s3.before = ({ operation }) => (operation === "head" ? { status: 403, code: "AccessDenied" } : null);
    expect(await refusal(await run(s3))).toContain('"Action": "s3:GetObject", "Resource": "arn:aws:s3:::sales/*"');
  });

  it.each([
    ["a wrong secret", { AWS_SECRET_ACCESS_KEY: "wrong" }, "The secret key does not fit"],
    ["an unknown key", { AWS_ACCESS_KEY_ID: "AKIAUNKNOWN" }, "AWS_ACCESS_KEY_ID is wrong or was deleted"],
    ["another region", { AWS_REGION: "eu-west-1" }, 'The bucket "sales" is not in the region'],
  ])("%s", async (_, env, words) => {
    const s3 = await sales();
    expect(await refusal(await run(s3, { env }))).toContain(words);
    expect(count(s3, "get")).toBe(0);
  });

  it("another region by a redirect", async () => {
    const s3 = await sales();
    s3.before = () => ({ status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-central-1" } });
    expect(await refusal(await run(s3))).toContain("it is in eu-central-1: set s3: {region: eu-central-1}");
  });

  it("an expired token", async () => {
    const s3 = await sales();
    s3.accounts.set("ASIATEMPORARY", { secret: "s", token: "t", expired: true });
    const env = { AWS_ACCESS_KEY_ID: "ASIATEMPORARY", AWS_SECRET_ACCESS_KEY: "s", AWS_SESSION_TOKEN: "t" };
    expect(await refusal(await run(s3, { env }))).toMatch(/The session token .* has expired: .*400 ExpiredToken/);
  });

  it("is another account's", async () => {
    const s3 = await sales();
    expect(await refusal(await run(s3, { set: ['data.bucket-owner="210987654321"'] }))).toContain("bucket-owner, 210987654321");
  });
});

describe("a bucket that recovers", () => {
  it.each<[string, Fault]>([
    ["500", { status: 500, code: "InternalError" }],
    ["503", { status: 503, code: "SlowDown" }],
    ["a closed connection", "drop"],
  ])("after %s", async (_, fault) => {
    const s3 = await sales();
    s3.before = ({ operation, times }) => (operation !== "put" && times <= 2 ? fault : null);
    expect((await run(s3)).json.verdict).toBe("promoted");
  });

  it("from a clock that is an hour off", async () => {
    const s3 = await sales();
    s3.clockAheadMs = 3_600_000;
    expect((await run(s3)).json.verdict).toBe("promoted");
    expect(s3.requests.filter((request) => request.status === 403)).not.toHaveLength(0);
  });
});

describe("a data check on a bucket", () => {
  const failing = async (s3: S3Server, options: Parameters<typeof run>[1] = {}) => {
    const { code, json } = await run(s3, options);
    expect([code, json.verdict]).toEqual([1, "rejected"]);
    return json.checks.find((check) => check.status === "fail")!;
  };

  it("no file: what is there, and the pattern that takes it", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), "new/data_2026-01-01.csv", batch(1));
    const check = await failing(s3);
    expect(check.message).toBe("No file matches s3://sales/new/data_{YYYYMMDD}.csv: 1 file is there, the nearest is data_2026-01-01.csv.");
    expect(check.suggestion).toContain('files: ["s3://sales/new/data_{YYYY}-{MM}-{DD}.csv"]');
    expect((await failing(s3, { data: ["s3://sales/old/deep/*.csv"] })).message).toContain("there is no folder s3://sales/old.");
    expect((await failing(s3, { data: ["s3://sales/new"] })).suggestion).toContain("s3://sales/new/*.csv");
  });

  it.each(["new/new_data_20260105.csv", "new/archive/data_20260105.csv", "newer/data_20260105.csv", "data_20260105.csv"])(
    "near miss: %s",
    async (key) => {
      const s3 = await sales([1, 2]);
      put(s3.buckets.all.get("sales")!, key, batch(3));
      const check = await failing(s3);
      expect(check.code).toBe("near-miss");
      expect(check.suggestion).toContain("s3://sales/");
    },
  );

  it("nobody who may list one prefix only is refused for looking around", async () => {
    const s3 = await sales();
    s3.before = ({ operation, query }) =>
      operation === "list" && !query.get("prefix")!.startsWith("new/") ? { status: 403, code: "AccessDenied" } : null;
    expect((await run(s3)).json.verdict).toBe("promoted");
    expect((await failing(s3, { data: ["s3://sales/new/deep/*.csv"] })).message).toContain("there is no folder s3://sales/new/deep.");
    s3.buckets.all.get("sales")!.objects.clear();
    expect((await failing(s3)).message).toContain("there is no folder s3://sales/new.");
  });

  it("stale, by the date in the name and by LastModified", async () => {
    const s3 = await sales();
    expect((await failing(s3, { set: ["data.freshness=36h"] })).code).toBe("stale");
    const bucket = s3.buckets.all.get("sales")!;
    put(bucket, "plain.csv", batch(1), { modified: Date.now() - 3 * 86_400_000 });
    const check = await failing(s3, { data: ["s3://sales/plain.csv"], set: ["data.freshness=36h"] });
    expect(check.message).toContain("is 3 days old (last changed");
  });
});

describe("hostile keys", () => {
  const KEYS = [
    "new/a\n::error::pwned_20260101.csv",
    "new/<script>alert(1)</script>_20260102.csv",
    "new/a|b`c`_20260103.csv",
    "new/\u202egnp_20260104.csv",
    "new/a b+c%20d&e=f?g#h_20260105.csv",
    `new/${"x".repeat(1024 - "new/_20260106.csv".length)}_20260106.csv`,
    "new/ü 漢字_20260107.csv",
    "new/../../etc_20260108.csv",
  ];

  it("are read like any other, under their own names, and nothing of them is interpreted", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales", { versioned: true });
    for (const [index, key] of KEYS.entries()) put(bucket, key, batch(index + 1));
    const { json, stderr, dir } = await run(s3, { data: ["s3://sales/new/**.csv"], flags: ["--report-dir", "report"] });
    const read = json.data!.files.map((file) => file.uri).sort();
    expect(read).toEqual(
      KEYS.filter((key) => !key.includes(".."))
        .map((key) => `s3://sales/${key}`)
        .sort(),
    );
    const [summary, html] = await Promise.all(["summary.md", "report.html"].map((name) => readFile(join(dir, "report", name), "utf8")));
    for (const text of [stderr, summary!, html!]) {
      expect(text).not.toMatch(/^::/m);
      expect(text).not.toContain("\u202e");
    }
    const rendered = [parsePage(html!), parseMarkdown(summary!)].flatMap((tree) => [...walk(tree)].map(({ name }) => name));
    expect(rendered).not.toContain("script");
    expect(textOf(parsePage(html!))).toContain("<script>alert(1)</script>_20260102.csv");
  });
});
