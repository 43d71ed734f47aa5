import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { GitHub, GitHubError } from "../../src/clients/github/github.ts";
import { createFirstFile, readFileAt } from "../../src/clients/github/github-contents.ts";
import {
  createBlob,
  createCommit,
  createRef,
  createTree,
  moveRef,
  readBlob,
  readCommit,
  readRef,
  readTree,
} from "../../src/clients/github/github-git.ts";
import { changedFiles, createComment, listComments, readPull, updateComment } from "../../src/clients/github/github-pulls.ts";
import { RETRY_POLICY } from "../../src/clients/github/github-retry.ts";
import { explain } from "../../src/types/errors.ts";
import { watched } from "../fakes/github/contract.ts";
import { FakeGitHub, type FakeOptions, READER, STRANGER } from "../fakes/github/server.ts";

const HASTY = { requestMs: 2000, totalMs: 1500, firstWaitMs: 20, longestWaitMs: 100 };

async function fake(options?: FakeOptions): Promise<FakeGitHub> {
  const server = await FakeGitHub.start(options);
  const said = watched(server);
  onTestFinished(async () => {
    await server.close();
    expect(said).toEqual([]);
  });
  return server;
}

async function failureOf(work: Promise<unknown>): Promise<GitHubError> {
  const error = (await work.catch((caught: unknown) => caught)) as GitHubError;
  expect(error).toBeInstanceOf(GitHubError);
  expect(explain(error)).toMatchObject({ kind: "service", exitCode: 3 });
  return error;
}

test("blobs, tree, commit and ref as git itself sees them; a clone has the files", async () => {
  const server = await fake();
  const github = new GitHub(server.repository());
  const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 256);
  const [blob, text] = [await createBlob(github, bytes), await createBlob(github, Buffer.from("grüße\n"))];
  const tree = await createTree(github, null, [
    { path: "model/a.bin", sha: blob },
    { path: "text.txt", sha: text },
  ]);
  const commit = await createCommit(github, "Two files", tree, []);
  await createRef(github, "heads/models", commit);
  expect(await readRef(github, "heads/models")).toBe(commit);
  expect(await readRef(github, "heads/other")).toBeNull();
  expect(await readCommit(github, commit)).toEqual({ sha: commit, tree, parents: [] });
  expect((await readTree(github, tree)).map(({ path, type }) => `${type} ${path}`)).toEqual([
    "tree model",
    "blob model/a.bin",
    "blob text.txt",
  ]);
  expect(Buffer.from(await readBlob(github, blob)).equals(Buffer.from(bytes))).toBe(true);

  const second = await createTree(github, tree, [{ path: "text.txt", sha: null }]);
  await moveRef(github, "heads/models", await createCommit(github, "One file", second, [commit]));
  const folder = await mkdtemp(join(tmpdir(), "clone-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await promisify(execFile)("git", ["clone", "--quiet", "--branch", "models", server.git.dir, folder]);
  expect((await readFile(join(folder, "model/a.bin"))).equals(Buffer.from(bytes))).toBe(true);
  await expect(readFile(join(folder, "text.txt"))).rejects.toThrow("ENOENT");
  await server.git.run(["fsck", "--strict"]);
});

test("a ref moves by fast-forward only", async () => {
  const server = await fake();
  const github = new GitHub(server.repository());
  const first = (await readRef(github, "heads/main")) as string;
  const { tree } = await readCommit(github, first);
  const [left, right] = [await createCommit(github, "left", tree, [first]), await createCommit(github, "right", tree, [first])];
  await moveRef(github, "heads/main", left);
  const refused = await failureOf(moveRef(github, "heads/main", right));
  expect(refused).toMatchObject({ status: 422, answer: "Update is not a fast forward" });
  expect(await failureOf(createRef(github, "heads/main", right))).toMatchObject({ status: 422, answer: "Reference already exists" });
  expect(await failureOf(moveRef(github, "heads/none", right))).toMatchObject({ status: 422, answer: "Reference does not exist" });
  expect(await server.git.ref("heads/main")).toBe(left);
});

test("an empty repository takes nothing but a first file", async () => {
  const server = await fake({ empty: true });
  const github = new GitHub(server.repository());
  expect(await readRef(github, "heads/models")).toBe("empty");
  expect(await failureOf(createBlob(github, Buffer.from("a")))).toMatchObject({ status: 409, answer: "Git Repository is empty." });
  const commit = await createFirstFile(github, "models", { path: "README.md", bytes: Buffer.from("# Models\n"), message: "First" });
  expect(await server.git.ref("heads/models")).toBe(commit);
  expect(Buffer.from((await readFileAt(github, "README.md", "models", 100))!).toString()).toBe("# Models\n");
});

test("a token without the permission: the line to add, nothing written", async () => {
  const server = await fake();
  const { message } = await failureOf(createBlob(new GitHub(server.repository(READER)), Buffer.from("a")));
  expect(message).toContain("`permissions: {contents: write}`");
  expect(message).toContain("Resource not accessible by integration");
  const comment = await failureOf(createComment(new GitHub(server.repository(READER)), 1, "hello"));
  expect(comment.message).toContain("`permissions: {pull-requests: write}`");
  expect(comment.isPermission).toBe(true);
  expect(await failureOf(readRef(new GitHub(server.repository("wrong")), "heads/main"))).toMatchObject({ status: 401 });
  const secret = await fake({ private: true });
  expect(await failureOf(readRef(new GitHub(secret.repository(STRANGER)), "heads/main"))).toMatchObject({ status: 403 });
  expect(server.writes().every((line) => line.endsWith(" 403"))).toBe(true);
});

test.each([
  ["500", { status: 500 }],
  ["502", { status: 502 }],
  ["a cut connection", "cut" as const],
  ["429", { status: 429, headers: { "retry-after": "0" } }],
  [
    "a secondary rate limit",
    { status: 403, message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again." },
  ],
])("%s passes: tried again", async (_name, answer) => {
  const server = await fake();
  server.order({ times: 3, answer });
  expect(await readRef(new GitHub(server.repository(), HASTY), "heads/main")).toMatch(/^[0-9a-f]{40}$/);
  expect(server.log).toHaveLength(4);
});

test("what does not pass ends when the patience does, with one sentence", async () => {
  const server = await fake();
  server.order({ times: 1000, answer: { status: 503 } });
  const started = Date.now();
  const error = await failureOf(readRef(new GitHub(server.repository(), HASTY), "heads/main"));
  expect(error.message).toMatch(/^GitHub failed with 503 at GET .* after \d+ tries: run again later\.$/);
  expect(Date.now() - started).toBeLessThan(HASTY.totalMs + 500);
  expect(server.log.length).toBeGreaterThan(10);
});

test("a wait longer than the patience is not waited for", async () => {
  const server = await fake();
  server.order({
    answer: {
      status: 403,
      message: "API rate limit exceeded for installation.",
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4102444800" },
    },
  });
  const { message } = await failureOf(readRef(new GitHub(server.repository()), "heads/main"));
  expect(message).toContain("run again after 2100-01-01T00:00:00.000Z");
  expect(server.log).toHaveLength(1);
});

test("no answer, nobody there, no address: said", async () => {
  const server = await fake();
  server.order({ times: 100, answer: "silence" });
  const silent = await failureOf(readRef(new GitHub(server.repository(), { ...HASTY, requestMs: 200, totalMs: 300 }), "heads/main"));
  expect(silent.message).toContain("no answer in time");
  const gone = await FakeGitHub.start();
  const nobody = gone.repository();
  await gone.close();
  expect((await failureOf(readRef(new GitHub(nobody, HASTY), "heads/main"))).message).toContain("ECONNREFUSED");
  await expect(readRef(new GitHub({ ...nobody, apiUrl: "nowhere" }), "heads/main")).rejects.toThrow(/GITHUB_API_URL is "nowhere"/);
});

test("a comment is not written twice: only what was turned away is repeated", async () => {
  const server = await fake();
  const github = new GitHub(server.repository(), HASTY);
  server.order({ answer: { status: 429 } });
  const comment = await createComment(github, 7, "first");
  await updateComment(github, comment.id, "second");
  expect(await listComments(github, 7)).toMatchObject([{ body: "second", user: { login: "github-actions[bot]" } }]);
  server.order({ answer: { status: 502 } });
  await failureOf(createComment(github, 7, "third"));
  expect(await listComments(github, 7)).toHaveLength(1);
});

test("a pull request's files, with the hunks that git shows", async () => {
  const server = await fake();
  const base = await server.git.push("main", { "schema.yml": "fields:\n  - name: a\n", "old.csv": "a,b\n1,2\n3,4\n5,6\n" });
  await server.git.run(["update-ref", "refs/heads/change", base]);
  const head = await server.git.push("change", {
    "schema.yml": "fields:\n  - name: b\n",
    "old.csv": null,
    "new.csv": "a,b\n1,2\n3,4\n5,6\n",
  });
  const user = { login: "ada", id: 7, type: "User" as const, name: "Ada" };
  server.world.pulls.set(5, {
    number: 5,
    head: { ref: "change", sha: head, fullName: "ada/weather", fork: true },
    base: { ref: "main", sha: base },
    user,
    title: "b",
  });
  const github = new GitHub(server.repository(READER));
  expect(await readPull(github, 5)).toMatchObject({
    head: { sha: head, repo: { fork: true, full_name: "ada/weather" } },
    base: { sha: base },
  });
  expect(await changedFiles(github, 5)).toMatchObject([
    { filename: "new.csv", previous_filename: "old.csv", status: "renamed" },
    { filename: "schema.yml", status: "modified", patch: "@@ -1,2 +1,2 @@\n fields:\n-  - name: a\n+  - name: b" },
  ]);
});

test("an outage of 30 seconds is survived", async () => {
  const server = await fake();
  server.order({ forMs: 30_000, answer: { status: 500 } });
  const started = Date.now();
  expect(await readRef(new GitHub(server.repository()), "heads/main")).toMatch(/^[0-9a-f]{40}$/);
  expect(Date.now() - started).toBeGreaterThan(30_000);
  expect(Date.now() - started).toBeLessThan(RETRY_POLICY.totalMs);
  expect(server.log.length).toBeLessThan(40);
});

test("a model of 40 MiB, the most that limits.model-bytes allows by itself, goes up and comes down", async () => {
  const server = await fake();
  const github = new GitHub(server.repository());
  const bytes = Buffer.alloc(40 * 2 ** 20, "0123456789n,");
  const sha = await createBlob(github, bytes);
  expect(await server.git.text(["cat-file", "-s", sha])).toBe(String(bytes.length));
  expect(Buffer.compare(await readBlob(github, sha), bytes)).toBe(0);
});
