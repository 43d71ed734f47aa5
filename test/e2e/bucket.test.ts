// Data in a bucket: what is listed is what is trained on, and what breaks on the way is noticed.
import { readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { S3Server } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { batch, count, keyOf, openS3, run } from "./bucket.ts";
import { sha256 } from "./cli.ts";

const fileOf = (json: Awaited<ReturnType<typeof run>>["json"]) => json.data!.files[0]!;
const digest = (content: string | Uint8Array) => `sha256:${sha256(content)}`;

describe("a pattern in a bucket", () => {
  it("promotes on what it lists, pinned to versions", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales", { versioned: true });
    const objects = [1, 2, 3].map((day) => put(bucket, keyOf(day), batch(day)));
    put(bucket, "new/", "");
    const { json, code } = await run(s3);
    expect([code, json.verdict]).toEqual([0, "promoted"]);
    expect(json.data!.files).toEqual(
      objects.map(({ key, bytes, versionId }) => ({
        name: key.slice("new/".length),
        digest: digest(bytes),
        bytes: bytes.length,
        rows: 300,
        uri: `s3://sales/${key}`,
        versionId,
      })),
    );
    // Several at once, so in any order.
    const versions = s3.requests.filter((one) => one.operation === "get").map((one) => one.query.get("versionId"));
    expect(versions.sort()).toEqual(objects.map((object) => object.versionId).sort());
  });

  it("finds the newest of 5,000 objects with five pages, and reads only that one", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales");
    // None of a day that is still to come.
    for (let day = -4_998; day <= -1; day++) put(bucket, keyOf(day), "x0,label\n1,a\n");
    const newest = put(bucket, keyOf(0), batch(7));
    put(bucket, "new/readme.txt", "");
    const { json } = await run(s3, { set: ["data.window=latest"] });
    expect(json.verdict).toBe("promoted");
    expect(json.data!.files.map((file) => file.uri)).toEqual([`s3://sales/${newest.key}`]);
    expect(s3.requests.filter((one) => one.operation === "list" && one.query.get("prefix") === "new/")).toHaveLength(5);
    expect([count(s3, "head"), count(s3, "get")]).toEqual([1, 1]);
  });

  it("takes gzip and a second pattern, and names stay apart", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales");
    put(bucket, "a/data.csv.gz", gzipSync(batch(1)));
    put(bucket, "b/data.csv", batch(2));
    const { json } = await run(s3, { data: ["s3://sales/a/*.csv.gz", "s3://sales/b/data.csv"] });
    expect(json.data?.files.map(({ name, uri, versionId }) => [name, uri, versionId])).toEqual([
      ["data.csv", "s3://sales/b/data.csv", null],
      ["data.csv.gz", "s3://sales/a/data.csv.gz", null],
    ]);
  });
});

describe("an object that is overwritten", () => {
  const [before, after] = [batch(1), batch(2)];

  /** Overwrites once, at the nth request of an operation. */
  function overwriteAt(s3: S3Server, operation: string, times = 1): void {
    s3.before = (request) => {
      if (request.operation === operation && request.key === keyOf(1) && request.times === times)
        put(s3.buckets.all.get("sales")!, keyOf(1), after);
      return null;
    };
  }

  it.each(["head", "get"])("between the listing and the %s: a versioned bucket gives what was listed", async (operation) => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales", { versioned: true });
    const listed = put(bucket, keyOf(1), before);
    overwriteAt(s3, operation);
    const { json } = await run(s3);
    expect(json.verdict).toBe("promoted");
    expect(fileOf(json)).toMatchObject({ digest: digest(before), versionId: listed.versionId });
  });

  it.each(["head", "get"])(
    "between the listing and the %s: an unversioned one is listed again, and its new bytes have their own digest",
    async (operation) => {
      const s3 = await openS3();
      put(s3.buckets.create("sales"), keyOf(1), before);
      overwriteAt(s3, operation);
      const { json } = await run(s3);
      expect(json.verdict).toBe("promoted");
      expect(fileOf(json)).toMatchObject({ digest: digest(after), versionId: null });
    },
  );

  it("in the middle of a body that breaks off: never a mixture", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), before);
    s3.before = ({ operation, key, times }) => {
      if (operation !== "get" || times > 2) return null;
      if (times === 2) put(s3.buckets.all.get("sales")!, key, after);
      return times === 1 ? "cut" : null;
    };
    const { json } = await run(s3);
    expect(fileOf(json).digest).toBe(digest(after));
  });

  it("again and again ends with a sentence, and nothing is published", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), before);
    s3.before = ({ operation, key, times }) => {
      if (operation === "get") put(s3.buckets.all.get("sales")!, key, batch(10 + times));
      return null;
    };
    const { json, code, dir } = await run(s3);
    expect([code, json.verdict, json.error!.kind]).toEqual([3, null, "service"]);
    expect(json.error!.problems[0]!.message).toContain(`s3://sales/${keyOf(1)} was overwritten while it was read`);
    expect(await readdir(dir)).toEqual([]);
  });

  it("by being deleted: said, not skipped", async () => {
    const s3 = await openS3();
    const bucket = s3.buckets.create("sales");
    put(bucket, keyOf(1), before);
    s3.before = ({ operation }) => {
      if (operation === "head") bucket.objects.clear();
      return null;
    };
    const { json, code } = await run(s3);
    expect([code, json.verdict]).toEqual([1, "rejected"]);
    expect(json.reason).toContain("vanished after it was listed");
  });
});

describe("a body that does not arrive whole", () => {
  it.each(["cut", "short", "flipped", "wrong-checksum", "drop"] as const)("%s: noticed and read again", async (fault) => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), batch(1));
    s3.before = ({ operation, times }) => (operation === "get" && times <= 2 ? fault : null);
    const { json, dir } = await run(s3);
    expect(json.verdict).toBe("promoted");
    expect(fileOf(json).digest).toBe(digest(batch(1)));
    expect(count(s3, "get")).toBe(3);
    expect((await readdir(dir)).filter((name) => name !== "registry")).toEqual([]);
  });

  it("flipped where no checksum is stored: the ETag tells", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), batch(1), { checksum: "none" });
    s3.before = ({ operation, times }) => (operation === "get" && times === 1 ? "flipped" : null);
    const { json } = await run(s3);
    expect(fileOf(json).digest).toBe(digest(batch(1)));
    expect(count(s3, "get")).toBe(2);
  });

  it("an ETag that is no MD5 is settled by two transfers that agree", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), batch(1), { checksum: "none", etag: `"${"0".repeat(32)}"` });
    s3.before = ({ operation, times }) => (operation === "get" && times === 1 ? "flipped" : null);
    const { json } = await run(s3);
    expect(fileOf(json).digest).toBe(digest(batch(1)));
    expect(count(s3, "get")).toBe(3);
  });

  it("never: exit 3 after bounded tries", async () => {
    const s3 = await openS3();
    put(s3.buckets.create("sales"), keyOf(1), batch(1));
    s3.before = ({ operation }) => (operation === "get" ? "cut" : null);
    const { json, code } = await run(s3);
    expect(code).toBe(3);
    expect(json.error!.problems[0]!.message).toBe(
      `s3://sales/${keyOf(1)} did not arrive whole in 6 tries (the connection was cut): run again later.`,
    );
  });
});
