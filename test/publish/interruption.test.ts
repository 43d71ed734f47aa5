import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newRegistry, promote } from "./fixture.ts";
import { bundlePublisher, Publisher } from "./processes.ts";

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "publisher-"));
  script = await bundlePublisher(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("killed with SIGKILL", () => {
  test("at 50 random instants: each time the registry verifies, and the next publish completes and clears up", async () => {
    const interrupted = await Promise.all([1, 2].map((home) => killTwentyFiveTimes(home * 1_000_000)));
    // Otherwise the kills did not land where they matter.
    expect(interrupted[0]! + interrupted[1]!).toBeGreaterThan(10);
  });

  /** Counts the kills that left something behind. */
  async function killTwentyFiveTimes(first: number): Promise<number> {
    let interrupted = 0;
    const { root, registry, store } = await newRegistry();
    for (let kill = 0; kill < 25; kill++) {
      const n = first + kill * 1000;
      const publisher = new Publisher(script, "loop", root, String(n));
      expect(await publisher.says()).toBe("publishing");
      await sleep(Math.random() * 60);
      await publisher.kill();

      const report = await registry.verify();
      expect(report.checks.filter((check) => check.status === "fail")).toEqual([]);
      if (report.unreachable > 0 || (await store.leftovers()).length > 0) interrupted++;
      const pointer = await promote(registry, n + 999);
      expect((await registry.read()).champion?.pointer).toEqual(pointer);
      expect(await store.leftovers()).toEqual([]);
    }
    const ours = ["README.md", "champion.json", "history", "model", "runs"];
    expect((await readdir(root)).filter((name) => !ours.includes(name))).toEqual([]);
    return interrupted;
  }
});

describe("two processes at once", () => {
  test("25 rounds from the same champion: one wins, the other loses the race, the history is linear", async () => {
    const { root, registry } = await newRegistry();
    const pair = [new Publisher(script, "race", root), new Publisher(script, "race", root)];
    const all = (lines: (i: number) => string) => {
      for (const [i, publisher] of pair.entries()) publisher.tell(lines(i));
      return Promise.all(pair.map((publisher) => publisher.says()));
    };
    expect(await Promise.all(pair.map((publisher) => publisher.says()))).toEqual(["ready", "ready"]);
    for (let round = 0; round < 25; round++) {
      // Every fifth pair has the same model to publish.
      expect(await all((i) => String(round * 2 + (round % 5 === 0 ? 0 : i)))).toEqual(["read", "read"]);
      expect((await all(() => "go")).sort()).toEqual(["lost", "won"]);
    }
    await Promise.all(pair.map((publisher) => publisher.kill()));
    expect(await registry.verify()).toMatchObject({ models: 25, entries: 25, unreachable: 0 });
    expect(await readdir(join(root, "history"))).toHaveLength(25);
  });

  test("one that reads while the other publishes always sees a whole registry", async () => {
    const { root, registry } = await newRegistry();
    const publisher = new Publisher(script, "loop", root, "1");
    expect(await publisher.says()).toBe("publishing");
    const seen = new Set<string | null>();
    while (seen.size < 6) seen.add((await registry.read()).champion?.pointer.entry ?? null);
    await publisher.kill();
    expect((await registry.verify()).checks.filter((check) => check.status === "fail")).toEqual([]);
  });
});
