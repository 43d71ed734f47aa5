import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readOnnx } from "../../src/model/onnx/onnx-read.ts";
import { profileOf } from "../../src/profile/profile.ts";
import { canonicalBytes } from "../../src/publish/records/canonical.ts";
import { sha256Hex } from "../../src/publish/records/ids.ts";
import { inputsDigest } from "../../src/publish/records/manifest.ts";
import type { Store, Writer } from "../../src/publish/records/store.ts";
import { openRegistry, StoredRegistry } from "../../src/publish/registry.ts";
import { ConfigError, DamagedError, explain, LostRace } from "../../src/types/errors.ts";
import type { RunRecord } from "../../src/types/registry.ts";
import type { Column } from "../../src/types/table.ts";
import { newRegistry, promote, RECORD, snapshot, temporaryFolder } from "./fixture.ts";
import { NOWHERE, PASSED, promotionFor, sourceOf } from "./models.ts";

const RUN: RunRecord = {
  time: "2026-03-01T12:00:00.000Z",
  verdict: "rejected",
  reason: "column `age` is missing",
  modelId: null,
  championId: null,
  f1: null,
  profile: null,
};

/** A disk that loses the last byte of what is written under one place. */
class ForgetfulStore implements Store {
  readonly label = "directory:forgetful";
  readonly #store: Store;
  readonly #place: string;

  constructor(store: Store, place: string) {
    this.#store = store;
    this.#place = place;
  }

  read(path: string, maxBytes: number): Promise<Uint8Array | null> {
    return this.#store.read(path, maxBytes);
  }

  list(folder: string): Promise<string[]> {
    return this.#store.list(folder);
  }

  leftovers(): Promise<string[]> {
    return this.#store.leftovers();
  }

  exclusively<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    const kept = (path: string, bytes: Uint8Array) => (path.startsWith(this.#place) ? bytes.subarray(0, -1) : bytes);
    return this.#store.exclusively((writer) =>
      work({
        create: (path, bytes) => writer.create(path, kept(path, bytes)),
        replace: (path, bytes) => writer.replace(path, kept(path, bytes)),
        compareAndSwap: (path, expected, bytes) => writer.compareAndSwap(path, expected, kept(path, bytes)),
      }),
    );
  }
}

/** As the ONNX says it. */
const forestOf = (n: number) => readOnnx(promotionFor(n).files[0]!.bytes);

const inputsOf = (n: number) => {
  const { rows, schema, recipe, split } = promotionFor(n).manifest;
  return inputsDigest({ rows: rows.digest, schema, recipe, split });
};

describe("an empty home", () => {
  test.each(["a missing directory", "an empty one", "one with somebody's files"])("%s has no champion", async (kind) => {
    const { root, registry } = await newRegistry();
    if (kind !== "a missing directory") await mkdir(root);
    if (kind === "one with somebody's files") {
      await mkdir(join(root, "model"));
      await writeFile(join(root, "model", "notes.txt"), "mine");
      await writeFile(join(root, "README.md"), "# My data\n");
    }
    const before = kind === "a missing directory" ? null : await snapshot(root);
    expect(await registry.read()).toEqual({
      pointer: null,
      named: [],
      acceptances: [],
      champion: null,
      reported: null,
      accepted: [],
      unhashed: [],
      rows: null,
      made: [],
      batches: [],
      held: [],
      best: null,
      looks: null,
      reference: null,
    });
    const report = await registry.verify();
    expect(report).toMatchObject({ models: 0, entries: 0, championId: null });
    expect(report.checks.filter((check) => check.status === "inconclusive").map((check) => check.message)).toEqual([
      "The registry holds no champion yet: nothing to verify.",
    ]);
    await expect(registry.load(null)).rejects.toThrow(ConfigError);
    await expect(registry.rollback(null, RECORD)).rejects.toThrow(ConfigError);
    if (before !== null) expect(await snapshot(root)).toEqual(before);
  });

  test("a file in its place is the user's mistake", async () => {
    const path = join(await temporaryFolder(), "file");
    await writeFile(path, "");
    const registry = openRegistry({ kind: "directory", path }, NOWHERE);
    const acts = [
      () => registry.verify(),
      () => registry.publish(promotionFor(1), null),
      () => registry.record(RUN),
      () => registry.read(),
    ];
    for (const act of acts) {
      await expect(act()).rejects.toThrow(/is a file: `registry` must name a directory/);
    }
  });
});

describe("publishing", () => {
  test("leaves the layout of the design, every name the hash of what it names", async () => {
    const { root, registry } = await newRegistry();
    const pointer = await promote(registry, 1, { json: true });
    expect((await readdir(root)).sort()).toEqual(["README.md", "champion.json", "history", "model"]);
    expect(await readdir(join(root, "history"))).toEqual([`${pointer.entry}.json`]);
    const names = (await readdir(join(root, "model"))).sort();
    expect(names).toEqual(["json", "manifest.json", "onnx"].map((extension) => `model_${pointer.id}.${extension}`));
    const sum = (path: string) => execFileSync("sha256sum", [join(root, path)], { encoding: "utf8" }).slice(0, 64);
    expect(sum(`model/model_${pointer.id}.manifest.json`)).toBe(pointer.id);
    expect(sum(`history/${pointer.entry}.json`)).toBe(pointer.entry);
    const manifest = JSON.parse(await readFile(join(root, `model/model_${pointer.id}.manifest.json`), "utf8"));
    const described = manifest.files.map((file: { digest: string }) => file.digest);
    expect(described).toContain(`sha256:${sum(`model/model_${pointer.id}.onnx`)}`);
    expect(described).toContain(`sha256:${sum(`model/model_${pointer.id}.json`)}`);
    expect(JSON.parse(await readFile(join(root, "champion.json"), "utf8"))).toEqual(pointer);
  });

  test("what was published is read back", async () => {
    const { registry } = await newRegistry();
    const first = await promote(registry, 1);
    const second = await promote(registry, 2, { sources: ["file-1", "file-2"] });
    const state = await registry.read();
    expect(state.champion?.pointer).toEqual(second);
    expect(state.champion?.manifest).toEqual(promotionFor(2).manifest);
    expect(state.champion?.model).toEqual(forestOf(2));
    expect(state.accepted).toEqual([sourceOf("file-1"), sourceOf("file-2")]);
    expect(state.held).toEqual([]);
    expect((await registry.load(null)).id).toBe(second.id);
    expect(await registry.load(first.id)).toEqual({ id: first.id, manifest: promotionFor(1).manifest, forest: forestOf(1) });
    expect(await registry.verify()).toMatchObject({ models: 2, entries: 2, unreachable: 0, championId: second.id });
    const { checks } = await registry.verify();
    expect(checks.map((check) => check.status)).toEqual(checks.map(() => "pass"));
    expect(new Set(checks.map((check) => check.code))).toEqual(new Set(["champion-pointer", "history", "manifest", "model"]));
  });

  test("loses when the pointer is not the expected one, and writes nothing", async () => {
    const { root, registry } = await newRegistry();
    const first = await promote(registry, 1);
    const second = await promote(registry, 2);
    const before = await snapshot(root);
    for (const expected of [null, first, { ...second, entry: first.entry }, { ...second, id: first.id }]) {
      await expect(registry.publish(promotionFor(3), expected)).rejects.toThrow(LostRace);
    }
    expect(await snapshot(root)).toEqual(before);
  });

  test("of eight at once in one process exactly one wins each round", async () => {
    const { root, registry } = await newRegistry();
    for (let round = 0; round < 5; round++) {
      const expected = (await registry.read()).champion?.pointer ?? null;
      const rivals = Array.from({ length: 8 }, (_, i) =>
        openRegistry({ kind: "directory", path: root }, NOWHERE).publish(promotionFor(round * 8 + i), expected),
      );
      const results = await Promise.allSettled(rivals);
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(LostRace);
    }
    expect(await registry.verify()).toMatchObject({ entries: 5, unreachable: 0 });
  });

  test("refuses a promotion whose parts do not fit together", async () => {
    const { root, registry } = await newRegistry();
    const [one, two] = [promotionFor(1), promotionFor(2)];
    const wrong = [
      { ...one, id: two.id },
      { ...one, files: two.files },
      { ...one, files: [] },
      { ...one, files: [...one.files, ...two.files] },
      { ...one, manifest: two.manifest },
      { ...one, id: "../../etc/passwd", entry: { ...one.entry, id: "../../etc/passwd" } },
    ];
    for (const promotion of wrong) await expect(registry.publish(promotion, null)).rejects.toThrow();
    const nan = { ...one.entry, gates: [{ ...PASSED, estimate: Number.NaN }] };
    await expect(registry.publish({ ...one, entry: nan }, null)).rejects.toThrow("NaN");
    await expect(registry.publish({ ...one, entry: { ...one.entry, time: "yesterday" } }, null)).rejects.toThrow("time");
    expect((await registry.read()).champion).toBeNull();
    expect(await readdir(root)).not.toContain("champion.json");
  });

  test("takes over what a killed run left, and overwrites what an interrupted disk left half", async () => {
    const { root, registry } = await newRegistry();
    const promotion = promotionFor(1);
    await mkdir(join(root, "model"), { recursive: true });
    await writeFile(join(root, `model/model_${promotion.id}.onnx`), promotion.files[0]!.bytes);
    await writeFile(join(root, `model/model_${promotion.id}.manifest.json`), "{");
    await writeFile(join(root, `registry.${"a".repeat(32)}.tmp`), "half");
    await registry.publish(promotion, null);
    expect(await registry.verify()).toMatchObject({ models: 1, unreachable: 0 });
    expect((await readdir(root)).sort()).toEqual(["README.md", "champion.json", "history", "model"]);
  });

  test.each(["model", "history", "champion.json"])("notices storage that keeps other bytes than it was given: %s", async (place) => {
    const { store } = await newRegistry();
    const unreliable = new StoredRegistry(new ForgetfulStore(store, place));
    const { message } = await unreliable.publish(promotionFor(1), null).catch((error) => error);
    expect(message).toMatch(new RegExp(`^${place}.* was read back with other bytes than were written`));
    if (place !== "champion.json") expect(await store.read("champion.json", 4096)).toBeNull();
  });

  test("a link in the place of a model file is replaced, one in the place of a folder refused", async () => {
    const { root, registry } = await newRegistry();
    const outside = join(await temporaryFolder(), "outside");
    await mkdir(outside);
    await writeFile(join(outside, "victim"), "mine");
    const promotion = promotionFor(1);
    await mkdir(join(root, "model"), { recursive: true });
    await symlink(join(outside, "victim"), join(root, `model/model_${promotion.id}.onnx`));
    await symlink(outside, join(root, "history"));
    await expect(registry.publish(promotion, null)).rejects.toThrow(/history is not a folder/);
    await rm(join(root, "history"));
    await registry.publish(promotion, null);
    expect(await snapshot(outside)).toEqual(new Map([["victim", Buffer.from("mine").toString("base64")]]));
    expect(await registry.verify()).toMatchObject({ models: 1 });
  });

  test.runIf(process.platform === "linux")("a file system that refuses is an outside service's refusal", async () => {
    const registry = openRegistry({ kind: "directory", path: "/proc/registry" }, NOWHERE);
    const failure = explain(await registry.publish(promotionFor(1), null).catch((error) => error));
    expect(failure).toMatchObject({ kind: "service", exitCode: 3, problems: [{ message: expect.stringContaining("/proc/registry") }] });
  });
});

describe("going back", () => {
  test("holds the inputs of the model that was rolled back and forgets its sources", async () => {
    const { registry } = await newRegistry();
    const a = await promote(registry, 1);
    const b = await promote(registry, 2);
    const back = await registry.rollback(null, RECORD);
    expect(back.id).toBe(a.id);
    let state = await registry.read();
    expect(state.champion?.pointer).toEqual(back);
    expect(state.champion?.model).toEqual(forestOf(1));
    expect(state.accepted).toEqual([sourceOf("file-1")]);
    expect(state.held).toEqual([{ inputs: inputsOf(2), id: b.id, rows: null }]);

    await promote(registry, 3);
    state = await registry.read();
    expect(state.accepted).toEqual([sourceOf("file-1"), sourceOf("file-3")]);
    expect(state.held.map((one) => one.id)).toEqual([b.id]);

    await registry.rollback(b.id, RECORD);
    state = await registry.read();
    expect(state.accepted).toEqual([sourceOf("file-1"), sourceOf("file-2")]);
    expect(state.held.map((one) => one.inputs)).toEqual([inputsOf(3)]);
    expect(await registry.verify()).toMatchObject({ models: 3, entries: 5, championId: b.id });
  });

  test("repeated, goes back one promotion each time, to the first", async () => {
    const { registry } = await newRegistry();
    const pointers = [await promote(registry, 1), await promote(registry, 2), await promote(registry, 3)];
    expect((await registry.rollback(null, RECORD)).id).toBe(pointers[1]!.id);
    expect((await registry.rollback(null, RECORD)).id).toBe(pointers[0]!.id);
    await expect(registry.rollback(null, RECORD)).rejects.toThrow(/No model was promoted before the champion .*: name one of/);
  });

  test.each(["0".repeat(64), "../../etc/passwd", "", "__proto__", "a\u0000b", "x".repeat(1e6), "A".repeat(64)])(
    "an id it does not know is the user's mistake: %.20s",
    async (id) => {
      const { root, registry } = await newRegistry();
      const a = await promote(registry, 1);
      await promote(registry, 2);
      const before = await snapshot(root);
      for (const act of [() => registry.rollback(id, RECORD), () => registry.load(id)]) {
        const failure = explain(await act().catch((error) => error));
        expect(failure).toMatchObject({ kind: "config", exitCode: 2 });
        expect(failure.problems[0]!.message).toContain(a.id);
        expect(failure.problems[0]!.message.length).toBeLessThan(1000);
      }
      expect(await snapshot(root)).toEqual(before);
    },
  );

  test("the champion itself and the only model cannot be gone back to", async () => {
    const { registry } = await newRegistry();
    const { id } = await promote(registry, 1);
    await expect(registry.rollback(id, RECORD)).rejects.toThrow("is the champion already");
    await expect(registry.rollback(null, RECORD)).rejects.toThrow("it is the only model of this registry");
  });

  test("verifies the target before the pointer moves, and can leave a damaged champion", async () => {
    const { root, registry } = await newRegistry();
    const a = await promote(registry, 1);
    const b = await promote(registry, 2);
    const path = join(root, `model/model_${a.id}.onnx`);
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(1));
    const before = await snapshot(root);
    await expect(registry.rollback(null, RECORD)).rejects.toThrow(DamagedError);
    expect(await snapshot(root)).toEqual(before);
    await writeFile(path, whole);
    await writeFile(join(root, `model/model_${b.id}.onnx`), "gone");
    await registry.rollback(null, RECORD);
    expect((await registry.load(null)).id).toBe(a.id);
  });
});

describe("run records", () => {
  test("append one file and touch nothing else", async () => {
    const { root, registry } = await newRegistry();
    await registry.record(RUN);
    await promote(registry, 1);
    const before = await snapshot(root);
    const column: Column = { kind: "number", name: "x", type: "number", values: Float64Array.of(Number.POSITIVE_INFINITY) };
    const profile = profileOf({ rows: 1, columns: [column] });
    const run = { ...RUN, time: "2026-03-02T12:00:00.000Z", profile };
    await registry.record(run);
    await registry.record(run);
    const after = await snapshot(root);
    const added = [...after.keys()].filter((path) => !before.has(path));
    expect(added).toHaveLength(1);
    expect(added[0]).toMatch(/^runs\/20260302T120000000Z-[0-9a-f]{12}\.json$/);
    const stored = JSON.parse(await readFile(join(root, added[0]!), "utf8"));
    expect(stored).toMatchObject({ verdict: "rejected", profile: { columns: [{ atoms: [1.79769313486e308] }] } });
    for (const [path, bytes] of before) expect(after.get(path)).toBe(bytes);
    expect(await registry.verify()).toMatchObject({ unreachable: 0 });
  });

  test("a time that is none cannot lead out of runs/", async () => {
    const { root, registry } = await newRegistry();
    await registry.record({ ...RUN, time: "../../../escape" });
    expect((await readdir(join(root, "runs")))[0]).toMatch(/^undated-[0-9a-f]{12}\.json$/);
  });
});

test("the id is the hash of the manifest's canonical bytes", () => {
  const { id, manifest } = promotionFor(7);
  expect(sha256Hex(canonicalBytes(manifest))).toBe(id);
  expect(manifest.profile.columns[0]).toMatchObject({ quantiles: [0.3, 1] });
});
