// A second opinion: the same sequence against an emulation of GitHub's API by others (npm emulate), which knows nothing of our fake.
import { createServer } from "node:net";
import { createEmulator } from "emulate";
import { expect, onTestFinished, test } from "vitest";
import { GitHub } from "../../src/clients/github/github.ts";
import { BranchStore } from "../../src/publish/homes/branch.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import { LostRace } from "../../src/types/errors.ts";
import { BRANCH, HASTY, QUICK_CONTEST } from "./branch-fixture.ts";
import { RECORD } from "./fixture.ts";
import { promotionFor } from "./models.ts";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

async function emulated(): Promise<() => StoredRegistry> {
  const seed = {
    tokens: { tok: { login: "ada", scopes: ["repo"] } },
    github: { users: [{ login: "ada" }], repos: [{ owner: "ada", name: "weather", auto_init: true }] },
  };
  const emulator = await createEmulator({ service: "github", port: await freePort(), seed });
  onTestFinished(() => emulator.close());
  const repository = { apiUrl: emulator.url, owner: "ada", name: "weather", token: "tok" };
  const store = (ref: string, keep: number) => new BranchStore(new GitHub(repository, HASTY), { ref, keep, retries: QUICK_CONTEST });
  return () => new StoredRegistry(store(`heads/${BRANCH}`, 2), store("gated-retrain/runs", 10));
}

test("orphan, promotions, a lost race, pruning, rollback, records: the same as with our own", async () => {
  const open = await emulated();
  const first = await open().publish(promotionFor(1), null);
  expect((await open().read()).champion?.pointer).toEqual(first);
  const racing = [open(), open()];
  for (const registry of racing) await registry.read();
  const results = await Promise.allSettled(racing.map((registry, i) => registry.publish(promotionFor(2 + i), first)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(LostRace) });
  for (const n of [4, 5]) {
    const { champion } = await open().read();
    await open().publish(promotionFor(n), champion!.pointer);
  }
  const report = await open().verify();
  expect(report).toMatchObject({ models: 4, entries: 4, unreachable: 0, championId: promotionFor(5).id });
  expect(report.checks.filter(({ status }) => status === "fail")).toEqual([]);
  const back = await open().rollback(first.id, RECORD);
  expect((await open().read()).champion?.pointer).toEqual(back);
  const run = { time: "2026-03-01T12:00:00.000Z", verdict: null, reason: "", modelId: null, championId: null, f1: null, profile: null };
  await open().record(run);
  await expect(open().publish(promotionFor(6), first)).rejects.toThrow(LostRace);
});
