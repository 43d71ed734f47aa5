// A registry in a bucket over HTTP: what a reader finds, races, damage, and stores that ignore conditions.
import { describe, expect, it, onTestFinished } from "vitest";
import { S3Bucket } from "../../src/clients/s3/s3.ts";
import { S3Store } from "../../src/publish/homes/s3.ts";
import { sha256Hex } from "../../src/publish/records/ids.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import { DamagedError, LostRace, ServiceError } from "../../src/types/errors.ts";
import { type S3Server, startS3 } from "../fakes/s3/server.ts";
import { put } from "../fakes/s3/store.ts";
import { promote, RECORD } from "./fixture.ts";
import { NOWHERE, promotionFor } from "./models.ts";

async function newBucket(): Promise<{ s3: S3Server; registry: () => StoredRegistry }> {
  const s3 = await startS3();
  s3.buckets.create("models");
  const before = { ...process.env };
  Object.assign(process.env, s3.env);
  onTestFinished(async () => {
    process.env = before;
    await s3.close();
  });
  const access = { bucket: "models", owner: null, role: null, region: "us-east-1", endpoint: s3.url, pathStyle: null };
  return { s3, registry: () => new StoredRegistry(new S3Store(new S3Bucket(access, NOWHERE), "churn")) };
}

const stored = (s3: S3Server) =>
  new Map([...s3.buckets.all.get("models")!.objects].map(([key, versions]) => [key, versions.at(-1)!.bytes] as const));

describe("a registry in a bucket", () => {
  it("promotes, rolls back, verifies; each name is the hash of its bytes", async () => {
    const { s3, registry } = await newBucket();
    const first = await promote(registry(), 1);
    const second = await promote(registry(), 2);
    expect((await registry().read()).champion?.pointer).toEqual(second);
    expect(await registry().rollback(null, RECORD)).toMatchObject({ id: first.id });
    const report = await registry().verify();
    expect(report).toMatchObject({ models: 2, entries: 3, championId: first.id });
    expect(report.checks.filter(({ status }) => status !== "pass")).toEqual([]);
    for (const [key, bytes] of stored(s3)) {
      const named = /^churn\/(?:history\/|model\/model_)([0-9a-f]{64})\.(?:manifest\.)?json$/.exec(key)?.[1];
      if (named !== undefined) expect(sha256Hex(bytes)).toBe(named);
    }
    expect([...stored(s3).keys()]).toContain("churn/README.md");
  });

  it("of two that publish on the same champion one wins, the other has lost the race", async () => {
    const { registry } = await newBucket();
    const champion = await promote(registry(), 1);
    for (let round = 0; round < 10; round++) {
      const from = (await registry().read()).champion!.pointer;
      const both = await Promise.allSettled([2, 3].map((n) => registry().publish(promotionFor(10 * round + n), from)));
      const lost = both.filter((one) => one.status === "rejected");
      expect(lost.map(({ reason }) => reason)).toEqual([expect.any(LostRace)]);
    }
    const { models, entries, checks } = await registry().verify();
    expect({ models, entries, faults: checks.filter(({ status }) => status === "fail") }).toEqual({ models: 11, entries: 11, faults: [] });
    expect(champion.id).toMatch(/^[0-9a-f]{64}$/);
  });

  it("a first champion is nobody's to overwrite", async () => {
    const { registry } = await newBucket();
    const both = await Promise.allSettled([1, 2].map((n) => registry().publish(promotionFor(n), null)));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  const POINTER = "churn/champion.json";

  it("a promotion whose answer was lost is a promotion", async () => {
    const { s3, registry } = await newBucket();
    await promote(registry(), 1);
    s3.before = ({ operation, key, times }) => (operation === "put" && key === POINTER && times === 2 ? "drop" : null);
    const second = await promote(registry(), 2);
    expect(s3.requests.filter(({ operation, key, status }) => operation === "put" && key === POINTER && status === 412)).not.toEqual([]);
    expect((await registry().read()).champion?.pointer).toEqual(second);
  });

  it("a promotion that another one follows at once has succeeded, and leaves the newer README alone", async () => {
    const { s3, registry } = await newBucket();
    const expected = await promote(registry(), 1);
    const first = stored(s3).get(POINTER)!;
    const second = await promote(registry(), 2);
    const third = await promote(registry(), 3);
    const newest = stored(s3);
    const objects = s3.buckets.all.get("models")!;
    // As the second run saw it, which had read the registry before the third wrote.
    put(objects, POINTER, first);
    s3.before = ({ operation, key }) => {
      const isOurs = stored(s3).get(POINTER)!.includes(second.entry);
      if (operation === "get" && key === POINTER && isOurs) put(objects, POINTER, newest.get(POINTER)!);
      return null;
    };
    expect(await registry().publish(promotionFor(2), expected)).toEqual(second);
    expect((await registry().read()).champion?.pointer).toEqual(third);
    expect(stored(s3).get("churn/README.md")).toEqual(newest.get("churn/README.md"));
  });

  it("a rollback that lost to a promotion rolls nothing back, and says so", async () => {
    const { s3, registry } = await newBucket();
    await promote(registry(), 1);
    await promote(registry(), 2);
    const second = stored(s3).get(POINTER)!;
    const third = await promote(registry(), 3);
    const newest = stored(s3).get(POINTER)!;
    const objects = s3.buckets.all.get("models")!;
    put(objects, POINTER, second);
    s3.before = ({ operation, key }) => {
      if (operation === "put" && key === POINTER) put(objects, POINTER, newest);
      return null;
    };
    const refused = await registry()
      .rollback(null, RECORD)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ServiceError);
    expect(String(refused)).toMatch(/Another run made .* champion meanwhile: nothing was rolled back/);
    expect((await registry().read()).champion?.pointer).toEqual(third);
  });

  it("changed bytes are damage, whichever object they are in", async () => {
    const { s3, registry } = await newBucket();
    await promote(registry(), 1);
    for (const [key, bytes] of stored(s3)) {
      if (!/\/(model|history)\/|champion/.test(key)) continue;
      const changed = Buffer.from(bytes);
      changed[changed.length >> 1]! ^= 1;
      put(s3.buckets.all.get("models")!, key, changed);
      await expect(registry().read(), key).rejects.toThrow(DamagedError);
      put(s3.buckets.all.get("models")!, key, bytes);
    }
    await expect(registry().read()).resolves.toMatchObject({ champion: { manifest: { version: 1 } } });
  });

  it.each(["if-none-match", "if-match"])("a store that ignores %s is refused before champion.json moves", async (header) => {
    const { s3, registry } = await newBucket();
    s3.ignores = [header];
    await expect(registry().publish(promotionFor(1), null)).rejects.toThrow(/ignores If-(None-)?Match when it writes/);
    expect([...stored(s3).keys()]).not.toContain("churn/champion.json");
  });

  it("bodies that break off are read again, and given up with a sentence", async () => {
    const { s3, registry } = await newBucket();
    await promote(registry(), 1);
    s3.before = ({ operation, times }) => (operation === "get" && times % 2 === 1 ? "cut" : null);
    await expect(registry().read()).resolves.toMatchObject({ champion: expect.anything() });
    s3.before = ({ operation }) => (operation === "get" ? "cut" : null);
    await expect(registry().read()).rejects.toThrow(ServiceError);
  });

  it("a year of nightly promotions is read with few requests one after the other", async () => {
    const { s3, registry } = await newBucket();
    for (let n = 1; n <= 12; n++) await promote(registry(), n);
    s3.requests.length = 0;
    await registry().read();
    // The pointer, lists, twelve entries, and of the models the first, the best and the champion.
    expect(s3.requests.filter(({ operation }) => operation === "get").length).toBeLessThanOrEqual(1 + 12 + 3 * 2);
  });
});
