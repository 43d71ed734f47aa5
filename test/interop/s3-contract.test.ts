// One contract for three stores: the one of the tests, and two real ones. What the S3 client relies on is the same everywhere.
import { spawn } from "node:child_process";
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { S3Bucket } from "../../src/clients/s3/s3.ts";
import { startS3 } from "../fakes/s3/server.ts";
import { NO_SERVICES } from "../fetch/folder.ts";
import { freePort, KEY_ID, SECRET, type Store, started, startVersitygw } from "./versitygw.ts";

const STORES: [name: string, start: () => Promise<Store>][] = [
  ["the store of the tests", startFake],
  ["moto", startMoto],
  ["versitygw", startVersitygw],
];

describe.each(STORES)("%s", (name, start) => {
  let store: Store;
  let plain: S3Bucket;
  let versioned: S3Bucket;

  const bucketOf = (bucket: string, owner: string | null = null) =>
    new S3Bucket({ bucket, owner, role: null, region: "us-east-1", endpoint: store.url, pathStyle: true }, NO_SERVICES);

  beforeAll(async () => {
    process.env.AWS_ACCESS_KEY_ID = KEY_ID;
    process.env.AWS_SECRET_ACCESS_KEY = SECRET;
    store = await start();
    const client = new S3Client({ region: "us-east-1", endpoint: store.url, forcePathStyle: true });
    if (name !== "the store of the tests") {
      for (const Bucket of ["plain", "versioned"]) await client.send(new CreateBucketCommand({ Bucket }));
      const on = { Bucket: "versioned", VersioningConfiguration: { Status: "Enabled" as const } };
      await client.send(new PutBucketVersioningCommand(on));
    }
    client.destroy();
    plain = bucketOf("plain");
    versioned = bucketOf("versioned");
  }, 60_000);

  afterAll(() => store.close());

  it("lists keys in order over more than one page, whatever they hold; folders by delimiter, keys behind another", async () => {
    const keys = ["ü/漢字 +&%.csv", "a b/c.csv", ...Array.from({ length: 1003 }, (_, i) => `many/${String(i).padStart(4, "0")}`)];
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(keys.slice(at, at + 50).map((key) => plain.put(key, Buffer.from("x"), "always")));
    const sorted = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const all = await plain.list("", 10_000);
    expect([all.objects.map((object) => object.key), all.cut]).toEqual([sorted, false]);
    expect((await plain.list("", 10_000, { delimiter: "/" })).folders).toEqual(["a b/", "many/", "ü/"]);
    const behind = await plain.list("many/", 10, { after: "many/0999" });
    expect(behind.objects.map((object) => object.key)).toEqual(["many/1000", "many/1001", "many/1002"]);
    expect((await plain.list("many/", 5)).cut).toBe(true);
  }, 60_000);

  it("pins an unversioned object by its ETag, as listing, HEAD and GET tell it alike", async () => {
    await plain.put("pin.csv", Buffer.from("old"), "always");
    const [listed] = (await plain.list("pin.csv", 1)).objects;
    const head = await plain.head("pin.csv", { ifMatch: listed!.etag });
    expect(head).toMatchObject({ etag: listed!.etag, bytes: 3 });
    expect(await textOf(plain, "pin.csv", { ifMatch: listed!.etag })).toBe("old");
    await plain.put("pin.csv", Buffer.from("newer"), "always");
    expect(await plain.head("pin.csv", { ifMatch: listed!.etag })).toBe("changed");
    expect(await plain.get("pin.csv", { ifMatch: listed!.etag })).toBe("changed");
    expect(await plain.head("nothing.csv")).toBe("absent");
    expect(await plain.get("nothing.csv")).toBe("absent");
  });

  it("keeps versions: what was overwritten is found by its ETag and read by its id", async () => {
    await versioned.put("pin.csv", Buffer.from("old"), "always");
    const [listed] = (await versioned.list("pin.csv", 1)).objects;
    const head = await versioned.head("pin.csv", { ifMatch: listed!.etag });
    await versioned.put("pin.csv", Buffer.from("newer"), "always");
    expect(await versioned.head("pin.csv", { ifMatch: listed!.etag })).toBe("changed");
    const versionId = await versioned.versionOf("pin.csv", listed!.etag);
    expect(head).toMatchObject({ versionId });
    expect(versionId).toMatch(/^.{4,}$/);
    expect(await textOf(versioned, "pin.csv", { versionId })).toBe("old");
    expect(await textOf(versioned, "pin.csv")).toBe("newer");
  });

  it("gives back stored checksums, and ranges", async () => {
    await plain.put("sum.csv", Buffer.from("123456789"), "always");
    const head = await plain.head("sum.csv");
    // The check value of CRC-32, cbf43926.
    expect(head).toMatchObject({ checksums: { CRC32: "y/Q5Jg==" } });
    expect(await textOf(plain, "sum.csv", {}, 6)).toBe("789");
  });

  it("writes under conditions: of sixteen creators one wins, a stale ETag and a missing key lose", async () => {
    const created = await Promise.all(Array.from({ length: 16 }, (_, i) => plain.put("one", Buffer.from(`${i}`), "create")));
    expect(created.filter((put) => put !== "taken")).toHaveLength(1);
    const { etag } = created.find((put) => put !== "taken") as { etag: string };
    expect(await plain.put("one", Buffer.from("next"), { ifMatch: etag })).not.toBe("taken");
    expect(await plain.put("one", Buffer.from("late"), { ifMatch: etag })).toBe("taken");
    expect(await plain.put("none", Buffer.from("late"), { ifMatch: etag })).toBe("taken");
  });

  it("has no bucket of that name", async () => {
    await expect(bucketOf("missing-bucket").list("", 1)).rejects.toThrow(/^There is no bucket "missing-bucket"/);
  });

  // moto takes any secret and any owner for right, so there is nothing to hold it to.
  if (name === "moto") return;

  it("refuses another account's bucket and a wrong secret", async () => {
    await expect(bucketOf("plain", "999999999999").list("", 1)).rejects.toThrow(/bucket-owner, 999999999999/);
    expect((await bucketOf("plain", KEY_ID).list("one", 1)).objects).toHaveLength(1);
    process.env.AWS_SECRET_ACCESS_KEY = "wrong-wrong-wrong";
    await expect(bucketOf("plain").list("", 1)).rejects.toThrow(/secret key does not fit/);
    process.env.AWS_SECRET_ACCESS_KEY = SECRET;
  });
});

async function textOf(bucket: S3Bucket, key: string, at = {}, start = 0): Promise<string> {
  const got = await bucket.get(key, at, start);
  if (typeof got === "string") return got;
  const chunks: Buffer[] = [];
  for await (const chunk of got.body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function startFake(): Promise<Store> {
  const s3 = await startS3();
  s3.accounts.set(KEY_ID, { secret: SECRET });
  s3.buckets.create("plain", { owner: KEY_ID });
  s3.buckets.create("versioned", { owner: KEY_ID, versioned: true });
  return s3;
}

async function startMoto(): Promise<Store> {
  const port = await freePort();
  return await started(spawn(process.env.GR_MOTO!, ["-H", "127.0.0.1", "-p", `${port}`], { stdio: "ignore" }), port);
}
