import { execFileSync } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readOnnx } from "../../src/model/onnx/onnx-read.ts";
import { README_MARK } from "../../src/publish/chain/readme.ts";
import { DirectoryStore } from "../../src/publish/homes/directory.ts";
import { canonicalBytes } from "../../src/publish/records/canonical.ts";
import { encodeEntry, encodePointer } from "../../src/publish/records/entry.ts";
import { entryPath, manifestPath, modelPath } from "../../src/publish/records/ids.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import { ConfigError, DamagedError, explain, LostRace, ServiceError } from "../../src/types/errors.ts";
import type { RunRecord } from "../../src/types/registry.ts";
import { type FakeGitHub, READER } from "../fakes/github/server.ts";
import { type LoggedRequest, RULES } from "../fakes/github/world.ts";
import { BRANCH, clone, logOf, newGitHub, registryOn, sound, storeOn } from "./branch-fixture.ts";
import { promote, RECORD } from "./fixture.ts";
import { promotionFor } from "./models.ts";

const RUN: RunRecord = {
  time: "2026-03-01T12:00:00.000Z",
  verdict: "rejected",
  reason: "F1",
  modelId: null,
  championId: null,
  f1: null,
  profile: null,
};
const isMove = ({ method, path }: LoggedRequest) => (method === "PATCH" || method === "POST") && path.startsWith("/git/refs");

describe("publishing", () => {
  test("starts an orphan, and a clone shows files whose names are their hashes", async () => {
    const github = await newGitHub();
    const main = await github.git.ref("heads/main");
    const registry = registryOn(github);
    expect(await registry.read()).toMatchObject({ champion: null, accepted: [], held: [] });
    const pointer = await promote(registry, 1, { json: true });
    expect(registry.commit).toBe(await github.git.ref(`heads/${BRANCH}`));
    const folder = await clone(github);
    const files = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith(".git")).sort();
    const model = `model/model_${pointer.id}`;
    expect(files).toEqual(
      [
        "README.md",
        "champion.json",
        "history",
        `history/${pointer.entry}.json`,
        "model",
        `${model}.json`,
        `${model}.manifest.json`,
        `${model}.onnx`,
      ].sort(),
    );
    const sum = (path: string) => execFileSync("sha256sum", [join(folder, path)], { encoding: "utf8" }).slice(0, 64);
    expect(sum(`${model}.manifest.json`)).toBe(pointer.id);
    expect(sum(`history/${pointer.entry}.json`)).toBe(pointer.entry);
    const { files: described } = JSON.parse(await readFile(join(folder, `${model}.manifest.json`), "utf8"));
    expect(described.map((file: { digest: string }) => file.digest)).toContain(`sha256:${sum(`${model}.onnx`)}`);
    expect(await logOf(github)).toEqual([
      expect.stringMatching(new RegExp(`^Promote ${pointer.id.slice(0, 12)}: f1 0\\.\\d{3} on \\d+ held-out rows$`)),
    ]);
    expect(await github.git.ref("heads/main")).toBe(main);
    await sound(github);
  });

  test("what was published is read back, by another process too, and verifies", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const second = await promote(registryOn(github), 2, { sources: ["file-1", "file-2"] });
    const registry = registryOn(github);
    const state = await registry.read();
    expect(state.champion?.pointer).toEqual(second);
    expect(state.champion?.model).toEqual(readOnnx(promotionFor(2).files[0]!.bytes));
    expect(state.accepted.map(({ name }) => name)).toEqual(["file-1", "file-2"]);
    const report = await registry.verify();
    expect(report).toMatchObject({ models: 2, entries: 2, unreachable: 0, championId: second.id });
    expect(report.checks.map((check) => check.status)).toEqual(report.checks.map(() => "pass"));
  });

  test("one commit per promotion, by the workflow's bot, whose text is ours alone", async () => {
    const github = await newGitHub();
    const hostile = {
      ...promotionFor(1),
      entry: { ...promotionFor(1).entry, reason: "[skip ci]\n\nskip-checks: true", actor: "@everyone", run: "closes #1" },
    };
    await registryOn(github).publish(hostile, null);
    const text = await github.git.text(["log", "-1", "--format=%an <%ae>%n%B", BRANCH]);
    expect(text).toContain("github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>");
    expect(text).not.toMatch(/skip|@everyone|#1/);
  });

  test("into an empty repository", async () => {
    const github = await newGitHub({ empty: true });
    const pointer = await promote(registryOn(github), 1);
    expect((await registryOn(github).read()).champion?.pointer).toEqual(pointer);
    expect(await logOf(github)).toEqual([expect.stringMatching(/^Promote/), "Begin the model registry"]);
    // GitHub may take the first branch for the default one.
    github.world.defaultBranch = BRANCH;
    await promote(registryOn(github), 2);
    await sound(github);
  });

  test("never into the default branch", async () => {
    const github = await newGitHub({ defaultBranch: BRANCH });
    const failure = explain(
      await registryOn(github)
        .read()
        .catch((error) => error),
    );
    expect(failure).toMatchObject({ kind: "config", exitCode: 2 });
    expect(failure.problems[0]!.message).toMatch(/branch:model-registry is the default branch of octo-org\/weather/);
    await expect(registryOn(github).publish(promotionFor(1), null)).rejects.toThrow(ConfigError);
    expect(github.writes()).toEqual([]);
  });

  test("a person's file and edit of the README stay", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    await github.git.push(BRANCH, { "README.md": "# Our models\n", "notes/why.md": "because\n" });
    const pointer = await promote(registryOn(github), 2);
    const folder = await clone(github);
    expect(await readFile(join(folder, "README.md"), "utf8")).toBe("# Our models\n");
    expect(await readFile(join(folder, "notes/why.md"), "utf8")).toBe("because\n");
    expect(JSON.parse(await readFile(join(folder, "champion.json"), "utf8"))).toEqual(pointer);
  });
});

describe("races", () => {
  test("the loser of a race for champion.json is told so; its blobs are on no branch", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const [left, right] = [registryOn(github), registryOn(github)];
    const expected = (await left.read()).champion!.pointer;
    await right.read();
    const hold = github.faults.hold(isMove);
    const first = left.publish(promotionFor(2), expected);
    await github.faults.arrival(isMove);
    await right.publish(promotionFor(3), expected);
    hold.release();
    await expect(first).rejects.toThrow(LostRace);
    expect(await logOf(github)).toHaveLength(2);
    expect((await registryOn(github).read()).champion?.pointer.id).toBe(promotionFor(3).id);
    await sound(github);
  });

  test("somebody's unrelated commit is no lost race: the same promotion goes on top of it", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const registry = registryOn(github);
    const expected = (await registry.read()).champion!.pointer;
    const hold = github.faults.hold(isMove);
    const publishing = registry.publish(promotionFor(2), expected);
    await github.faults.arrival(isMove);
    await github.git.push(BRANCH, { "README.md": "# Ours\n" }, "A person's edit");
    hold.release();
    const pointer = await publishing;
    expect((await logOf(github)).slice(1)).toEqual(["A person's edit", expect.stringMatching(/^Promote/)]);
    const folder = await clone(github);
    expect(await readFile(join(folder, "README.md"), "utf8")).toBe("# Ours\n");
    expect(JSON.parse(await readFile(join(folder, "champion.json"), "utf8"))).toEqual(pointer);
    expect(github.log.filter(({ method, path }) => method === "POST" && path === "/git/blobs").length).toBeLessThan(11);
  });

  test("two first promotions at once: one orphan, one loser", async () => {
    const github = await newGitHub();
    const results = await Promise.allSettled([
      registryOn(github).publish(promotionFor(1), null),
      registryOn(github).publish(promotionFor(2), null),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: expect.any(LostRace) });
    expect(await logOf(github)).toHaveLength(1);
  });

  test.each(["before", "after"])("a connection cut %s the ref moved", async (when) => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const registry = registryOn(github);
    const expected = (await registry.read()).champion!.pointer;
    if (when === "before") github.order({ when: isMove, times: 1, answer: "cut" });
    else github.order({ when: isMove, times: 1, answer: "cut", afterwards: true });
    const pointer = await registry.publish(promotionFor(2), expected);
    expect((await registryOn(github).read()).champion?.pointer).toEqual(pointer);
    expect(await logOf(github)).toHaveLength(2);
  });

  test("who commits without end is outlasted or named", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const registry = registryOn(github);
    const expected = (await registry.read()).champion!.pointer;
    let n = 0;
    github.faults.before(isMove, async () => {
      await github.git.push(BRANCH, { "log.txt": `${n++}\n` });
    });
    const error = await registry.publish(promotionFor(2), expected).catch((caught) => caught);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error.message).toMatch(/Others committed to branch:model-registry of octo-org\/weather before each of 8 tries/);
    expect(n).toBe(8);
  });

  test("a rollback that lost to a promotion rolls nothing back", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    await promote(registryOn(github), 2);
    const hold = github.faults.hold(isMove);
    const back = registryOn(github).rollback(null, RECORD);
    await github.faults.arrival(isMove);
    await promote(registryOn(github), 3);
    hold.release();
    await expect(back).rejects.toThrow(/Another run made .* champion meanwhile: nothing was rolled back/);
    expect((await registryOn(github).read()).champion?.pointer.id).toBe(promotionFor(3).id);
  });
});

describe("refusals leave the branch untouched, with one sentence", () => {
  const cases: [string, number, string, RegExp][] = [
    [
      "a ruleset's pull request",
      422,
      RULES.pullRequest,
      /"Changes must be made through a pull request\." \(422\).*Settings → Rules → Rulesets/,
    ],
    ["a ruleset's signatures", 422, RULES.signatures, /"Commits must have verified signatures\."/],
    ["a ruleset's restricted updates", 422, RULES.updates, /"Cannot update this protected ref\."/],
    ["a ruleset's status checks", 422, RULES.checks, /"Required status check "build" is expected\."/],
    ["branch protection", 422, RULES.protectedReview, /"At least 1 approving review is required.*Settings → Branches/],
    ["restricted pushes", 403, RULES.protectedPush, /"You're not authorized to push to this branch\..*Settings → Branches/],
    ["an archived repository", 403, RULES.archived, /archived.*unarchive/],
    ["an unexplained refusal", 422, "Reference update failed", /"Reference update failed" \(422\): a rule or protection/],
    ["a fast-forward that is none, on an unmoved head", 422, "Update is not a fast forward", /a rule or protection/],
  ];
  test.each(cases)("%s", async (_name, status, message, sentence) => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const before = await github.git.ref(`heads/${BRANCH}`);
    github.world.rules.push({ ref: "heads/model-*", on: ["update", "create"], status, message });
    const error = await promote(registryOn(github), 2).catch((caught) => caught);
    expect(explain(error)).toMatchObject({ kind: "service", exitCode: 3 });
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain("branch:model-registry of octo-org/weather");
    expect(await github.git.ref(`heads/${BRANCH}`)).toBe(before);
    expect(github.writes().filter((line) => line.startsWith("PATCH"))).toEqual([`PATCH /git/refs/heads/model-registry ${status}`]);
  });

  test("a ruleset that restricts creations", async () => {
    const github = await newGitHub();
    github.world.rules.push({ ref: "heads/*", on: ["create"], status: 422, message: RULES.creations });
    const error = await promote(registryOn(github), 1).catch((caught) => caught);
    expect(error.message).toMatch(/Cannot create ref due to creations being restricted/);
    expect(await github.git.ref(`heads/${BRANCH}`)).toBeNull();
  });

  test("a token without contents: write", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const before = await github.git.ref(`heads/${BRANCH}`);
    const reader = registryOn(github, { token: READER });
    expect((await reader.read()).champion?.pointer.id).toBe(promotionFor(1).id);
    const error = await promote(reader, 2).catch((caught) => caught);
    expect(explain(error)).toMatchObject({ kind: "service", exitCode: 3 });
    expect(error.message).toContain("`permissions: {contents: write}`");
    await expect(reader.record(RUN)).rejects.toThrow("contents: write");
    expect(await github.git.ref(`heads/${BRANCH}`)).toBe(before);
  });
});

describe("models that leave the tree", () => {
  test("stay in git's history: verify, load and rollback find them", async () => {
    const github = await newGitHub();
    const pointers = [];
    for (let n = 1; n <= 6; n++) pointers.push(await promote(registryOn(github, { keep: 2 }), n, { json: n === 1 }));
    const onnx = async () =>
      (await readdir(join(await clone(github), "model"))).filter((name) => /\.(onnx|(?<!manifest\.)json)$/.test(name)).sort();
    const files = (...ns: number[]) => ns.map((n) => `model_${promotionFor(n).id}.onnx`).sort();
    expect(await onnx()).toEqual(files(5, 6));
    expect((await readdir(join(await clone(github), "model"))).filter((name) => name.endsWith(".manifest.json"))).toHaveLength(6);
    const registry = registryOn(github, { keep: 2 });
    expect((await registry.read()).champion?.pointer).toEqual(pointers[5]);
    const report = await registry.verify();
    expect(report).toMatchObject({ models: 6, unreachable: 0 });
    expect(report.checks.filter((check) => check.status !== "pass")).toEqual([]);
    expect(report.checks.filter((check) => check.code === "model")).toHaveLength(7);
    const first = promotionFor(1, { json: true });
    expect((await registry.load(pointers[0]!.id)).forest).toEqual(readOnnx(first.files[0]!.bytes));

    const back = await registryOn(github, { keep: 2 }).rollback(pointers[0]!.id, RECORD);
    expect(await onnx()).toEqual([...files(5, 6), `model_${first.id}.json`, `model_${first.id}.onnx`].sort());
    expect((await registryOn(github).read()).champion?.pointer).toEqual(back);
    await promote(registryOn(github, { keep: 2 }), 7);
    expect(await onnx()).toEqual(files(6, 7));
    await sound(github);
  });

  test("a model that git's history lost too is damage that verify names", async () => {
    const github = await newGitHub();
    for (let n = 1; n <= 3; n++) await promote(registryOn(github, { keep: 1 }), n);
    const tree = await github.git.text(["rev-parse", `${BRANCH}^{tree}`]);
    const squashed = await github.git.commit(tree, [], "Squashed", { name: "A", email: "a@example.com" });
    await github.git.run(["update-ref", `refs/heads/${BRANCH}`, squashed]);
    const { checks } = await registryOn(github).verify();
    expect(checks.filter((check) => check.status === "fail").map((check) => check.subject)).toEqual(
      [1, 2].map((n) => `model/model_${promotionFor(n).id}.onnx`),
    );
    expect((await registryOn(github).read()).champion?.pointer.id).toBe(promotionFor(3).id);
    await expect(registryOn(github).rollback(null, RECORD)).rejects.toThrow(DamagedError);
  });
});

describe("damage", () => {
  test.each([
    ["champion.json", (id: string) => ({ "champion.json": `{"entry":"${"0".repeat(64)}","id":"${id}"}` })],
    ["the champion's model", (id: string) => ({ [`model/model_${id}.onnx`]: "other bytes" })],
    ["its manifest", (id: string) => ({ [`model/model_${id}.manifest.json`]: "{}" })],
    ["a missing manifest of an earlier model", () => ({ [`model/model_${promotionFor(1).id}.manifest.json`]: null })],
    ["a missing champion.json", () => ({ "champion.json": null })],
  ])("%s: nothing is written", async (_name, change) => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    await promote(registryOn(github), 2);
    const { id } = await promote(registryOn(github), 3);
    await github.git.push(BRANCH, change(id));
    await expect(registryOn(github).read()).rejects.toThrow(DamagedError);
    expect((await registryOn(github).verify()).checks.some((check) => check.status === "fail")).toBe(true);
  });

  test("a link in the place of a file is refused", async () => {
    const github = await newGitHub();
    const { id } = await promote(registryOn(github), 1);
    const target = await github.git.blob(Buffer.from("/etc/passwd"));
    const tree = await github.git.makeTree(BRANCH, [{ path: `model/model_${id}.onnx`, mode: "120000", sha: target }]);
    const head = (await github.git.ref(`heads/${BRANCH}`))!;
    await github.git.moveRef(`heads/${BRANCH}`, await github.git.commit(tree, [head], "link", { name: "A", email: "a@example.com" }), head);
    await expect(registryOn(github).read()).rejects.toThrow(/is a symbolic link/);
  });
});

describe("the best model of the line", () => {
  async function modelsOf(github: FakeGitHub): Promise<string[]> {
    return (await readdir(join(await clone(github), "model"))).filter((name) => name.endsWith(".onnx")).sort();
  }
  const files = (...ns: [n: number, f1: number][]) => ns.map(([n, f1]) => `model_${promotionFor(n, { f1 }).id}.onnx`).sort();

  test("stays in sight, so that a copy of the branch can be run on; a better one takes its place", async () => {
    const github = await newGitHub();
    const keep = 1;
    for (const [n, f1] of [
      [1, 0.7],
      [2, 0.9],
      [3, 0.8],
      [4, 0.8],
      [5, 0.85],
    ] as const)
      await promote(registryOn(github, { keep }), n, { f1 });
    expect(await modelsOf(github)).toEqual(files([2, 0.9], [5, 0.85]));
    const copy = new StoredRegistry(new DirectoryStore(await clone(github)));
    expect((await copy.read()).best?.id).toBe(promotionFor(2, { f1: 0.9 }).id);
    const { checks } = await copy.verify();
    expect(checks.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(checks.map(({ message }) => message).join(" ")).toContain("3 older models are not in this folder: retired by the branch");
    await promote(registryOn(github, { keep }), 6, { f1: 0.95 });
    expect(await modelsOf(github)).toEqual(files([6, 0.95]));
  });

  test("comes back into sight where a rollback makes an older one the best", async () => {
    const github = await newGitHub();
    const keep = 1;
    const ids: string[] = [];
    for (const [n, f1] of [
      [1, 0.9],
      [2, 0.8],
      [3, 0.95],
    ] as const)
      ids.push((await promote(registryOn(github, { keep }), n, { f1 })).id);
    expect(await modelsOf(github)).toEqual(files([3, 0.95]));
    await registryOn(github, { keep }).rollback(ids[1]!, RECORD);
    expect(await modelsOf(github)).toEqual(files([1, 0.9], [2, 0.8], [3, 0.95]));
    expect((await new StoredRegistry(new DirectoryStore(await clone(github))).read()).best?.id).toBe(ids[0]);
  });
});

describe("a copy of the branch in a folder", () => {
  async function copies(): Promise<{ ids: string[]; folder: string; registry: StoredRegistry }> {
    const github = await newGitHub();
    const ids: string[] = [];
    for (const n of [1, 2, 3, 4]) ids.push((await promote(registryOn(github, { keep: 2 }), n)).id);
    const folder = await clone(github);
    return { ids, folder, registry: new StoredRegistry(new DirectoryStore(folder)) };
  }
  const failing = async (registry: StoredRegistry) => (await registry.verify()).checks.filter(({ status }) => status !== "pass");

  test.each(["a clone", "an archive, without .git"])("%s verifies, and says which models the branch retired", async (kind) => {
    const { ids, folder, registry } = await copies();
    if (kind !== "a clone") await rm(join(folder, ".git"), { recursive: true });
    expect(await failing(registry)).toEqual([]);
    const said = (await registry.verify()).checks.map(({ message }) => message).join(" ");
    expect(said).toContain("2 older models are not in this folder: retired by the branch");
    expect((await registry.load(null)).id).toBe(ids[3]);
    const wanted = registry.load(ids[0]!).catch((error: Error) => error.message);
    expect(await wanted).toMatch(/is not in this copy of a branch.*registry: branch:NAME/);
    expect(await wanted).not.toContain("backup");
  });

  test("what no branch takes away is damage: the champion's model, a newer one than those that are there, a manifest, other bytes", async () => {
    const { ids, folder, registry } = await copies();
    const [old, kept, champion] = [ids[1]!, ids[2]!, ids[3]!];
    for (const path of [modelPath(champion, "onnx"), manifestPath(old)]) {
      const bytes = await readFile(join(folder, path));
      await rm(join(folder, path));
      expect((await failing(registry)).map(({ subject }) => subject)).toEqual([path]);
      await writeFile(join(folder, path), bytes);
    }
    // The oldest is back, so that the second is a gap.
    await writeFile(join(folder, modelPath(ids[0]!, "onnx")), promotionFor(1).files[0]!.bytes);
    expect((await failing(registry)).map(({ subject }) => subject)).toEqual([modelPath(old, "onnx")]);
    await rm(join(folder, modelPath(ids[0]!, "onnx")));
    await writeFile(join(folder, modelPath(kept, "onnx")), "other");
    expect((await failing(registry)).map(({ subject }) => subject)).toEqual([modelPath(kept, "onnx")]);
  });
});

describe("run records", () => {
  test("live on a ref of their own; the branch does not move", async () => {
    const github = await newGitHub();
    await promote(registryOn(github), 1);
    const before = await github.git.ref(`heads/${BRANCH}`);
    await Promise.all([1, 2, 3].map((day) => registryOn(github).record({ ...RUN, time: `2026-03-0${day}T12:00:00.000Z` })));
    expect(await github.git.ref(`heads/${BRANCH}`)).toBe(before);
    const names = (await github.git.text(["ls-tree", "-r", "--name-only", "refs/gated-retrain/runs"])).split("\n");
    expect(names).toEqual(
      [1, 2, 3].map((day) => expect.stringMatching(new RegExp(`^runs/2026030${day}T120000000Z-[0-9a-f]{12}-[0-9a-f]{8}\\.json$`))),
    );
    expect((await github.git.refs("")).map(({ name }) => name)).toEqual([
      "refs/gated-retrain/runs",
      "refs/heads/main",
      `refs/heads/${BRANCH}`,
    ]);
  });

  test("are looks at the hold-out of their own registry alone, those of older versions by the champion they name", async () => {
    const github = await newGitHub();
    const runs = () => storeOn(github, { ref: "gated-retrain/runs" });
    const [a, b] = ["model-a", "model-b"].map((branch) => new StoredRegistry(storeOn(github, { ref: `heads/${branch}` }), runs()));
    const first = await promote(a!, 1);
    await promote(b!, 2);
    const judged = (day: number, championId: string | null = null) => ({
      ...RUN,
      modelId: promotionFor(9).id,
      championId,
      time: `2026-03-0${day}T12:00:00.000Z`,
    });
    for (const day of [1, 2, 3]) await a!.record(judged(day));
    await b!.record(judged(4));
    await b!.record({ ...judged(5), modelId: null });
    expect([(await a!.read()).looks, (await b!.read()).looks]).toEqual([3, 1]);
    // As versions before wrote them: without the registry in the name.
    const before = new StoredRegistry(runs());
    await before.record(judged(6, first.id));
    await before.record(judged(7, promotionFor(8).id));
    expect([(await a!.read()).looks, (await b!.read()).looks]).toEqual([4, 1]);
  });
});

test("500 for a while is survived, also in the middle of publishing", async () => {
  const github = await newGitHub();
  const registry = registryOn(github);
  await registry.read();
  github.order({ when: isMove, forMs: 400, answer: { status: 500 } });
  await registry.publish(promotionFor(1), null);
  expect(await logOf(github)).toHaveLength(1);
});

/** The files of a registry after so many promotions. */
function chainOf(length: number): Record<string, Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  let previous: string | null = null;
  for (let n = 1; n <= length; n++) {
    const { id, manifest, files: models, entry } = promotionFor(n);
    const { hash, bytes } = encodeEntry({ ...entry, previous });
    files[entryPath(hash)] = bytes;
    files[manifestPath(id)] = canonicalBytes(manifest);
    files[modelPath(id, "onnx")] = models[0]!.bytes;
    files["champion.json"] = encodePointer({ id, entry: hash });
    previous = hash;
  }
  return files;
}

test("a year of nightly promotions is read at once, and again with hardly a request", async () => {
  const YEAR = 365;
  const github = await newGitHub();
  await github.git.push(BRANCH, chainOf(YEAR));
  const registry = registryOn(github);
  expect((await registry.read()).accepted).toHaveLength(YEAR);
  // A workflow's token may ask 1,000 times in an hour.
  expect(github.log.length).toBeLessThan(25);
  github.log.length = 0;
  await registry.read();
  expect(github.log.map(({ path }) => path).sort()).toEqual(["/git/ref/gated-retrain/runs", `/git/ref/heads/${BRANCH}`]);
});

test("the README is ours where it is marked", async () => {
  const github = await newGitHub();
  await promote(registryOn(github), 1);
  expect(await readFile(join(await clone(github), "README.md"), "utf8")).toContain(README_MARK);
});

test.each([
  ["is not there", { status: 404, message: "Not Found" }],
  ["refuses", { status: 403, message: "Resource not accessible by integration" }],
])("where the API for many files at once %s, they are read one by one", async (_name, answer) => {
  const LENGTH = 120;
  const github = await newGitHub();
  await github.git.push(BRANCH, chainOf(LENGTH));
  github.order({ when: ({ path }) => path === "/graphql", times: 100, answer });
  expect((await registryOn(github).read()).accepted).toHaveLength(LENGTH);
});
