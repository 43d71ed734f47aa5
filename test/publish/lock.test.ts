import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acquireLock, LOCK_TIMEOUTS } from "../../src/publish/homes/lock.ts";
import { encodeOwner, lifeOf, newOwner, type Owner, parseOwner } from "../../src/publish/homes/owner.ts";
import { sha256Hex } from "../../src/publish/records/ids.ts";
import { explain, ServiceError } from "../../src/types/errors.ts";
import { temporaryFolder } from "./fixture.ts";
import { bundlePublisher, Publisher } from "./processes.ts";

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "locker-"));
  script = await bundlePublisher(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const IMPATIENT = { ...LOCK_TIMEOUTS, waitMs: 400, silenceMs: 150 };
const lockPath = (root: string) => join(root, "registry.lock");

async function ownerOfDeadProcess(root: string): Promise<Owner> {
  const holder = new Publisher(script, "hold", root);
  expect(await holder.says()).toBe("held");
  const owner = parseOwner(await readFile(lockPath(root)));
  await holder.kill();
  return owner!;
}

describe("the lock", () => {
  test("is exclusive within a process, and leaves nothing behind", async () => {
    const root = await temporaryFolder();
    let inside = 0;
    const turns = Array.from({ length: 20 }, async () => {
      const lock = await acquireLock(root);
      expect(++inside).toBe(1);
      await sleep(1);
      inside--;
      await lock.release();
    });
    await Promise.all(turns);
    expect(await readdir(root)).toEqual([]);
  });

  test("of a living process is waited for, then its owner is named", async () => {
    const root = await temporaryFolder();
    const holder = new Publisher(script, "hold", root);
    expect(await holder.says()).toBe("held");
    const failure = await acquireLock(root, IMPATIENT).catch((error) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    expect(explain(failure).problems[0]!.message).toContain(`process ${holder.process.pid} on `);
    await holder.kill();
    await (await acquireLock(root, IMPATIENT)).release();
    expect(await readdir(root)).toEqual([]);
  });

  test("of a process that stands still is not taken while it can be seen to live", async () => {
    const root = await temporaryFolder();
    const holder = new Publisher(script, "hold", root);
    expect(await holder.says()).toBe("held");
    holder.process.kill("SIGSTOP");
    await expect(acquireLock(root, IMPATIENT)).rejects.toThrow(ServiceError);
    await holder.kill();
  });

  test("of a reused pid is taken over", async () => {
    const root = await temporaryFolder();
    const me = await newOwner();
    await writeFile(lockPath(root), encodeOwner({ ...me, started: "1" }));
    await (await acquireLock(root, IMPATIENT)).release();
    expect(await readdir(root)).toEqual([]);
  });

  test("of another host is taken only when its heartbeat stops", async () => {
    const root = await temporaryFolder();
    await writeFile(lockPath(root), encodeOwner({ ...(await newOwner()), host: "elsewhere|boot|" }));
    let beats = 0;
    const heart = setInterval(() => void utimes(lockPath(root), 1, ++beats), 20);
    await expect(acquireLock(root, IMPATIENT)).rejects.toThrow(/on elsewhere since/);
    clearInterval(heart);
    await (await acquireLock(root, IMPATIENT)).release();
    expect(await readdir(root)).toEqual([]);
  });

  test("a holder whose lock was broken notices", async () => {
    const root = await temporaryFolder();
    const lock = await acquireLock(root);
    expect(await lock.isHeld()).toBe(true);
    await rm(lockPath(root));
    const next = await acquireLock(root);
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(await next.isHeld()).toBe(true);
    await next.release();
  });

  test.each(["", "{}", "garbage", '{"pid":-1}', '{"pid":0,"host":"","started":null,"nonce":"","time":""}', "[".repeat(3000), "\u0000"])(
    "that says nothing we wrote is taken over after silence: %.20j",
    async (text) => {
      const root = await temporaryFolder();
      await writeFile(lockPath(root), text);
      await (await acquireLock(root, IMPATIENT)).release();
      expect(await readdir(root)).toEqual([]);
    },
  );

  test("a folder in its place is said", async () => {
    const root = await temporaryFolder();
    await mkdir(lockPath(root));
    await expect(acquireLock(root, IMPATIENT)).rejects.toThrow(/registry\.lock is not a plain file/);
  });
});

describe("taking over", () => {
  test("goes on where dead breakers stopped, and the next holder sweeps what they left", async () => {
    const root = await temporaryFolder();
    const dead = await ownerOfDeadProcess(root);
    const key = sha256Hex(await readFile(lockPath(root))).slice(0, 32);
    for (const k of [1, 2]) await writeFile(`${lockPath(root)}.${key}.${k}`, encodeOwner({ ...dead, nonce: String(k) }));
    await writeFile(`${lockPath(root)}.${"0".repeat(32)}.1`, encodeOwner({ ...dead, nonce: "older" }));
    await writeFile(`${lockPath(root)}.${"1".repeat(32)}.tmp`, encodeOwner(dead));
    const lock = await acquireLock(root, IMPATIENT);
    await lock.sweep();
    expect(await readdir(root)).toEqual(["registry.lock"]);
    await lock.release();
  });

  test("is left to a breaker that lives", async () => {
    const root = await temporaryFolder();
    await ownerOfDeadProcess(root);
    const key = sha256Hex(await readFile(lockPath(root))).slice(0, 32);
    await writeFile(`${lockPath(root)}.${key}.1`, encodeOwner(await newOwner()));
    await expect(acquireLock(root, IMPATIENT)).rejects.toThrow(ServiceError);
    await rm(`${lockPath(root)}.${key}.1`);
    await (await acquireLock(root, IMPATIENT)).release();
  });

  test("by many at once within one process: one breaks the lock, one at a time is inside", async () => {
    const root = await temporaryFolder();
    const dead = await ownerOfDeadProcess(root);
    for (let round = 0; round < 15; round++) {
      await writeFile(lockPath(root), encodeOwner({ ...dead, nonce: String(round) }));
      let inside = 0;
      const turns = Array.from({ length: 12 }, async () => {
        const lock = await acquireLock(root);
        expect(++inside).toBe(1);
        await sleep(2);
        expect(await lock.isHeld()).toBe(true);
        inside--;
        await lock.release();
      });
      await Promise.all(turns);
    }
    expect(await readdir(root)).toEqual([]);
  });

  test("by many at once, of processes that die holding it: never two inside", async () => {
    const root = await temporaryFolder();
    const log = `${root}.log`;
    await writeFile(log, "");
    // Each dies inside its last turn, so every death is a take-over by whoever is left.
    const processes = Array.from({ length: 10 }, (_, i) => new Publisher(script, "contend", root, String(3 + (i % 4))));
    await Promise.all(processes.map((one) => one.exited));
    const lines = (await readFile(log, "utf8")).trim().split("\n");
    await rm(log);
    let inside: string | null = null;
    for (const line of lines) {
      const [what, pid] = line.split(" ");
      if (what === "enter") {
        expect(inside, `${line} while ${inside} was inside`).toBeNull();
        inside = pid!;
      } else {
        expect(pid).toBe(inside);
        inside = null;
      }
    }
    expect(lines.filter((line) => line.startsWith("die"))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("enter"))).toHaveLength(10 * 3 + [0, 1, 2, 3, 0, 1, 2, 3, 0, 1].reduce((a, b) => a + b));
    await (await acquireLock(root)).release();
  });
});

test("a process knows itself to live, and an exited one to be dead", async () => {
  const me = await newOwner();
  expect(await lifeOf(me)).toBe("alive");
  const root = await temporaryFolder();
  expect(await lifeOf(await ownerOfDeadProcess(root))).toBe("dead");
  expect(await lifeOf({ ...me, host: "elsewhere" })).toBe("unknown");
});
