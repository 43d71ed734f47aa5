// What every home of a registry keeps, whatever is done to it in whatever order: the same suite over each.
import fc from "fast-check";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { S3Bucket } from "../../src/clients/s3/s3.ts";
import { S3Store } from "../../src/publish/homes/s3.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import { LostRace, UnknownChampion } from "../../src/types/errors.ts";
import type { ChampionPointer, Registry } from "../../src/types/registry.ts";
import { FakeGitHub } from "../fakes/github/server.ts";
import { startS3 } from "../fakes/s3/server.ts";
import { registryOn } from "./branch-fixture.ts";
import { newRegistry, RECORD } from "./fixture.ts";
import { NOWHERE, promotionFor } from "./models.ts";

interface Home {
  /** A baseline that lost may leave blobs behind: no fault. */
  leavesStrays?: boolean;
  /** As another run would: nothing is known of earlier reads. */
  open(): Promise<Registry>;
}

const HOMES: [string, number, () => Promise<Home>][] = [
  [
    "a directory",
    15,
    async () => {
      const { registry } = await newRegistry();
      return { open: async () => registry };
    },
  ],
  [
    "a branch",
    5,
    async () => {
      const github = await FakeGitHub.start();
      onTestFinished(() => github.close());
      return { open: async (): Promise<StoredRegistry> => registryOn(github, { keep: 1 }) };
    },
  ],
  [
    "a bucket",
    5,
    async () => {
      const server = await startS3();
      onTestFinished(() => server.close());
      for (const [name, value] of Object.entries(server.env)) vi.stubEnv(name, value);
      server.buckets.create("models");
      const access = { bucket: "models", owner: null, role: null, region: null, endpoint: server.url, pathStyle: true };
      const open = async () => new StoredRegistry(new S3Store(new S3Bucket(access, NOWHERE), "weather"));
      return { open, leavesStrays: true };
    },
  ],
];

afterEach(() => {
  vi.unstubAllEnvs();
});

type Act = { kind: "promote" | "stale" | "back" | "race" | "record"; n: number };

const act = fc.record<Act>({
  kind: fc.constantFrom("promote", "promote", "promote", "stale", "back", "race", "record"),
  n: fc.integer({ min: 1, max: 4 }),
});

/** What should be there, kept beside it: the champions one after the other. */
interface Expected {
  pointers: ChampionPointer[];
  /** Models promoted so far. */
  models: Set<string>;
}

async function perform({ kind, n }: Act, home: Home, expected: Expected): Promise<void> {
  const registry = await home.open();
  const champion = expected.pointers.at(-1) ?? null;
  if (kind === "record") {
    await registry.record({
      time: "2026-03-01T12:00:00.000Z",
      verdict: "kept",
      reason: `${n}`,
      modelId: null,
      championId: null,
      f1: null,
      profile: null,
    });
  } else if (kind === "stale") {
    const wrong = { id: promotionFor(9).id, entry: "0".repeat(64) };
    // What a run had read and is no longer there at all is no race that could be judged again.
    await expect(registry.publish(promotionFor(n), wrong)).rejects.toThrow(champion === null ? UnknownChampion : LostRace);
  } else if (kind === "back") {
    const target = [...expected.models].find((id) => id !== champion?.id);
    if (target === undefined) return;
    expected.pointers.push(
      await registry.rollback(target, { ...RECORD, time: new Date(Date.UTC(2026, 1, expected.pointers.length)).toISOString() }),
    );
  } else {
    const rivals = [n, n + 4].slice(0, kind === "race" ? 2 : 1);
    const results = await Promise.allSettled(rivals.map(async (one) => (await home.open()).publish(promotionFor(one), champion)));
    const won = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(won).toHaveLength(1);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(LostRace);
    expected.pointers.push(won[0]!);
    expected.models.add(won[0]!.id);
  }
}

async function check(home: Home, { pointers, models }: Expected): Promise<void> {
  const registry = await home.open();
  expect((await registry.read()).champion?.pointer ?? null).toEqual(pointers.at(-1) ?? null);
  const report = await registry.verify();
  expect(report.checks.filter(({ status }) => status === "fail")).toEqual([]);
  expect(report).toMatchObject({ models: models.size, entries: pointers.length, championId: pointers.at(-1)?.id ?? null });
  if (!home.leavesStrays) expect(report.unreachable).toBe(0);
  for (const id of models) expect((await registry.load(id)).id).toBe(id);
}

test.each(HOMES)(
  "%s: publishes in order, refuses what is stale, loses one of two rivals, finds every model again",
  async (_name, runs, make) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 7 }), async (acts) => {
        const home = await make();
        const expected: Expected = { pointers: [], models: new Set() };
        for (const one of acts) await perform(one, home, expected);
        await check(home, expected);
      }),
      { numRuns: runs, seed: 7, endOnFailure: true },
    );
  },
);
