// A publishing process of the tests: publisher.mjs MODE ROOT NUMBER…
import { appendFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { acquireLock } from "../../src/publish/homes/lock.ts";
import { openRegistry } from "../../src/publish/registry.ts";
import { LostRace } from "../../src/types/errors.ts";
import type { Registry } from "../../src/types/registry.ts";
import { NOWHERE, promotionFor } from "./models.ts";

const [mode, root = "", number = "0"] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Publishes, goes back, records, without end. */
async function loop(registry: Registry, first: number): Promise<void> {
  for (let n = first; ; n++) {
    const { champion } = await registry.read();
    if (n === first) say("publishing");
    await registry.publish(promotionFor(n, { json: n % 2 === 0 }), champion?.pointer ?? null);
    const run = { time: new Date().toISOString(), verdict: null, reason: "", modelId: null, championId: null, f1: null, profile: null };
    await registry.record(run);
    const origin = { reason: "", actor: null, run: null, time: new Date().toISOString() };
    if (n % 3 === 2) await registry.rollback(null, origin).catch(() => {});
  }
}

/** Reads when told a number, publishes when told to go. */
async function race(registry: Registry): Promise<void> {
  let round = { n: 0, expected: (await registry.read()).champion?.pointer ?? null };
  say("ready");
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === "go") {
      try {
        await registry.publish(promotionFor(round.n), round.expected);
        say("won");
      } catch (error) {
        say(error instanceof LostRace ? "lost" : String(error));
      }
    } else {
      round = { n: Number(line), expected: (await registry.read()).champion?.pointer ?? null };
      say("read");
    }
  }
}

/** Enters and leaves the lock, or dies inside it at the end; the log tells who was where. */
async function contend(log: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const lock = await acquireLock(root);
    await appendFile(log, `enter ${process.pid}\n`);
    await lock.sweep();
    await sleep(Math.random() * 4);
    if (i === times - 1) {
      await appendFile(log, `die ${process.pid}\n`);
      process.kill(process.pid, "SIGKILL");
    }
    await appendFile(log, `leave ${process.pid}\n`);
    await lock.release();
  }
}

const registry = openRegistry({ kind: "directory", path: root }, NOWHERE);
if (mode === "loop") await loop(registry, Number(number));
else if (mode === "race") await race(registry);
else if (mode === "contend") await contend(`${root}.log`, Number(number));
else if (mode === "hold") {
  await acquireLock(root);
  say("held");
  await sleep(600_000);
}
