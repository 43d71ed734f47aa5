import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalBytes } from "../../src/publish/records/canonical.ts";
import { sha256Hex } from "../../src/publish/records/ids.ts";
import { DamagedError, explain } from "../../src/types/errors.ts";
import type { Registry } from "../../src/types/registry.ts";
import { sampled } from "../times.ts";
import { newRegistry, promote, RECORD } from "./fixture.ts";

/** A, B with stock JSON, back to A, C: a held model, a rollback and two branches. */
async function storied(): Promise<{ root: string; registry: Registry; files: string[] }> {
  const { root, registry } = await newRegistry();
  await promote(registry, 1);
  await promote(registry, 2, { json: true });
  await registry.rollback(null, RECORD);
  await promote(registry, 3);
  const names = async (folder: string) => (await readdir(join(root, folder))).sort().map((name) => `${folder}/${name}`);
  return { root, registry, files: ["champion.json", ...(await names("history")), ...(await names("model"))] };
}

async function expectDamaged(registry: Registry, file: string): Promise<void> {
  const failure = await registry.read().then(
    () => null,
    (error) => error,
  );
  expect(failure, `read() after damage to ${file}`).toBeInstanceOf(DamagedError);
  const { problems, exitCode } = explain(failure);
  expect(exitCode).toBe(1);
  for (const problem of problems) expect(problem.message).toMatch(/^The registry directory:.* is damaged: \S+ .*\./);
  const { checks } = await registry.verify();
  expect(checks.filter((check) => check.status === "fail").length).toBeGreaterThan(0);
}

describe("no byte changes unnoticed", () => {
  test("flipped anywhere, in any file that champion.json leads to", async () => {
    const { root, registry, files } = await storied();
    const originals = await Promise.all(files.map((file) => readFile(join(root, file))));
    expect((await registry.verify()).checks.every((check) => check.status === "pass")).toBe(true);
    const flip = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      mask: fc.integer({ min: 1, max: 255 }),
    });
    await fc.assert(
      fc.asyncProperty(flip, async ({ file, at, mask }) => {
        const path = join(root, files[file]!);
        const bytes = Buffer.from(originals[file]!);
        const offset = Math.floor(at * bytes.length);
        bytes[offset] = bytes[offset]! ^ mask;
        await writeFile(path, bytes);
        await expectDamaged(registry, files[file]!);
        await writeFile(path, originals[file]!);
      }),
      { numRuns: sampled(150) },
    );
    await registry.read();
  });

  test("every byte of champion.json, every bit", async () => {
    const { root, registry } = await newRegistry();
    await promote(registry, 1);
    const path = join(root, "champion.json");
    const whole = await readFile(path);
    for (let offset = 0; offset < whole.length; offset++) {
      const bytes = Buffer.from(whole);
      bytes[offset] = bytes[offset]! ^ (1 << (offset % 8));
      await writeFile(path, bytes);
      await expect(registry.read(), `byte ${offset}`).rejects.toThrow(DamagedError);
    }
  });

  test("cut, lengthened, removed, exchanged, a folder, a link, a pipe", async () => {
    const { root, registry, files } = await storied();
    const damages: ((path: string) => Promise<unknown>)[] = [
      (path) => truncate(path, 0),
      (path) => truncate(path, 10),
      (path) => writeFile(path, "\0", { flag: "a" }),
      (path) => rm(path),
      (path) => writeFile(path, "{}"),
      (path) => rm(path).then(() => mkdir(path)),
      (path) => rename(path, `${path}.moved`).then(() => symlink(`${path}.moved`, path)),
      (path) => rm(path).then(() => symlink("/dev/zero", path)),
      async (path) => {
        await rm(path);
        execFileSync("mkfifo", [path]);
      },
    ];
    for (const file of files) {
      const path = join(root, file);
      const whole = await readFile(path);
      for (const damage of damages) {
        await damage(path);
        await expectDamaged(registry, `${file} by ${damage}`);
        await rm(path, { recursive: true, force: true });
        await writeFile(path, whole);
      }
    }
    await registry.read();
  });

  test("verify lists every fault, not only the first, and says what was expected and what to do", async () => {
    const { root, registry, files } = await storied();
    const models = files.filter((file) => file.startsWith("model/"));
    for (const file of models) await writeFile(join(root, file), "x", { flag: "a" });
    const failed = (await registry.verify()).checks.filter((check) => check.status === "fail");
    // A damaged manifest cannot say what its model files should hold.
    const manifests = models.filter((file) => file.endsWith(".manifest.json"));
    expect(failed.map((check) => check.subject).sort()).toEqual(manifests);
    expect(failed[0]).toMatchObject({
      code: "manifest",
      expected: expect.stringMatching(/^sha256:/),
      observed: expect.stringMatching(/^sha256:/),
    });
    expect(failed[0]!.suggestion).toMatch(/^Restore the file/);
    for (const file of manifests) await truncate(join(root, file), (await readFile(join(root, file))).length - 1);
    const blobs = (await registry.verify()).checks.filter((check) => check.status === "fail").map((check) => check.subject);
    expect(blobs.sort()).toEqual(models.filter((file) => !file.endsWith(".manifest.json")));
  });

  test("with a broken chain verify still looks at every file", async () => {
    const { root, registry, files } = await storied();
    const entries = files.filter((file) => file.startsWith("history/"));
    const onnx = files.find((file) => file.endsWith(".onnx"))!;
    for (const file of [...entries, onnx]) await writeFile(join(root, file), "x", { flag: "a" });
    const failed = (await registry.verify()).checks.filter((check) => check.status === "fail").map((check) => check.subject);
    expect(failed.sort()).toEqual([...entries, onnx].sort());
  });

  test("nothing is written into a damaged history", async () => {
    const { root, registry, files } = await storied();
    const pointer = (await registry.read()).champion!.pointer;
    await writeFile(join(root, files.find((file) => file.startsWith("history/"))!), "x", { flag: "a" });
    const { promotionFor } = await import("./models.ts");
    await expect(registry.publish(promotionFor(9), pointer)).rejects.toThrow(DamagedError);
    await expect(registry.rollback(null, RECORD)).rejects.toThrow(DamagedError);
    expect(JSON.parse(await readFile(join(root, "champion.json"), "utf8"))).toEqual(pointer);
  });
});

describe("hostile bytes", () => {
  const hex = "a".repeat(64);
  test.each<[string, string | Uint8Array]>([
    ["nothing", ""],
    ["huge", " ".repeat(1_000_000)],
    ["deep", "[".repeat(4000)],
    ["an array", "[]"],
    ["null", "null"],
    ["a number for id", `{"entry":"${hex}","id":1}`],
    ["a path for entry", `{"entry":"../../../../etc/passwd","id":"${hex}"}`],
    ["an id in capitals", `{"entry":"${hex.toUpperCase()}","id":"${hex}"}`],
    ["an id and a line break", `{"entry":"${hex}\\n","id":"${hex}"}`],
    ["one key too many", `{"entry":"${hex}","id":"${hex}","also":1}`],
    ["a prototype", `{"entry":"${hex}","__proto__":{"id":"${hex}"}}`],
    ["an entry that is not there", `{"entry":"${hex}","id":"${hex}"}`],
    ["binary", Uint8Array.from({ length: 300 }, (_, i) => i % 256)],
  ])("champion.json: %s", async (_, bytes) => {
    const { root, registry } = await newRegistry();
    await mkdir(root);
    await writeFile(join(root, "champion.json"), bytes);
    await expectDamaged(registry, "champion.json");
  });

  /** Writes entries whose names are right, whatever they say. */
  async function forged(entries: ((previous: string | null) => unknown)[]): Promise<Registry> {
    const { root, registry } = await newRegistry();
    await mkdir(join(root, "history"), { recursive: true });
    let previous: string | null = null;
    for (const entry of entries) {
      const bytes = canonicalBytes(entry(previous));
      previous = sha256Hex(bytes);
      await writeFile(join(root, "history", `${previous}.json`), bytes);
    }
    await writeFile(join(root, "champion.json"), `{"entry": "${previous}", "id": "${hex}"}\n`);
    return registry;
  }
  const sound = {
    kind: "promotion",
    id: hex,
    previous: null,
    gates: [],
    sources: [],
    run: null,
    actor: null,
    time: "2026-01-01T00:00:00Z",
    reason: "",
  };

  test.each<[string, unknown, RegExp]>([
    ["an id that is a path", { ...sound, id: "../x" }, /is not a history entry: id: not 64 hex digits/],
    ["a previous that is a path", { ...sound, previous: "../../champion" }, /previous: not 64 hex digits/],
    ["an unknown kind", { ...sound, kind: "blessing" }, /kind/],
    ["sources that are none", { ...sound, sources: [{ name: 1 }] }, /sources\.0/],
    ["a gate without a status", { ...sound, gates: [{ code: "f1-threshold" }] }, /gates\.0/],
    ["a list", [], /is not a history entry/],
    ["another model than champion.json", { ...sound, id: "b".repeat(64) }, /names champion a+, but its entry [0-9a-f]+ made b+ champion/],
    ["a rollback to what was never promoted", { ...sound, kind: "rollback" }, /goes back to model a+, which was not promoted before/],
    ["a predecessor that is not there", { ...sound, previous: "c".repeat(64) }, /history\/c+\.json is missing/],
    ["a model that is not there", sound, /model\/model_a+\.manifest\.json is missing/],
  ])("an entry with %s", async (_, entry, message) => {
    const registry = await forged([() => entry]);
    await expect(registry.read()).rejects.toThrow(message);
    await expectDamaged(registry, "history");
  });

  test("a manifest that hashes well but says nonsense", async () => {
    const { root, registry } = await newRegistry();
    await mkdir(join(root, "history"), { recursive: true });
    await mkdir(join(root, "model"), { recursive: true });
    for (const text of ["{}", "[]", '{"version":1}', '{"version": 1}', `{"files":[],"version":1}`, "null"]) {
      const id = sha256Hex(new TextEncoder().encode(text));
      await writeFile(join(root, "model", `model_${id}.manifest.json`), text);
      const bytes = canonicalBytes({ ...sound, id });
      await writeFile(join(root, "history", `${sha256Hex(bytes)}.json`), bytes);
      await writeFile(join(root, "champion.json"), JSON.stringify({ entry: sha256Hex(bytes), id }));
      await expect(registry.read()).rejects.toThrow(/is not (a manifest|canonical JSON)/);
      await expectDamaged(registry, "manifest");
    }
  });

  test("a mended champion.json may hold white space", async () => {
    const { root, registry } = await newRegistry();
    const { id, entry } = await promote(registry, 1);
    await writeFile(join(root, "champion.json"), `{\n  "id": "${id}",\n  "entry": "${entry}"\n}\n`);
    await promote(registry, 2);
    expect(await registry.verify()).toMatchObject({ entries: 2 });
  });
});

describe("champion.json gone", () => {
  test("from a registry that had one is damage, and verify prints the line that mends it", async () => {
    const { root, registry, files } = await storied();
    const whole = await readFile(join(root, "champion.json"), "utf8");
    await rm(join(root, "champion.json"));
    const failed = (await registry.verify()).checks.filter((check) => check.status === "fail");
    expect(failed).toHaveLength(1);
    expect(failed[0]).toMatchObject({ code: "champion-pointer", subject: "champion.json" });
    expect(failed[0]!.suggestion).toContain(whole);
    expect(files.length).toBeGreaterThan(10);
    await expectDamaged(registry, "champion.json");
    await expect(promote(registry, 4)).rejects.toThrow(DamagedError);
    await writeFile(join(root, "champion.json"), whole);
    await registry.read();
  });

  test("after one promotion too: the README proves it", async () => {
    const { root, registry } = await newRegistry();
    await promote(registry, 1);
    await rm(join(root, "champion.json"));
    await expectDamaged(registry, "champion.json");
  });

  test("as a killed first publish leaves it is no fault", async () => {
    const { root, registry } = await newRegistry();
    await promote(registry, 1);
    await rm(join(root, "champion.json"));
    await rm(join(root, "README.md"));
    expect((await registry.read()).champion).toBeNull();
    expect(await registry.verify()).toMatchObject({ models: 0, entries: 0, unreachable: 3, championId: null });
    await promote(registry, 1);
    expect(await registry.verify()).toMatchObject({ models: 1, entries: 1, unreachable: 0 });
  });
});
