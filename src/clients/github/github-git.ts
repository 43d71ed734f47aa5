// Git Data: refs, commits, trees and blobs of one repository.
import { z } from "zod";
import type { GitHub } from "./github.ts";
import { FIRST_PARENTS, OBJECT_ID, REF, SHA } from "./github-forms.ts";

export interface TreeItem {
  path: string;
  /** 100644 and 100755 are files, 120000 a symbolic link, 040000 a folder, 160000 a submodule. */
  mode: string;
  type: string;
  sha: string;
  size?: number;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
}

/** One path of a new tree; sha null removes it. */
export interface TreeChange {
  path: string;
  sha: string | null;
}

export interface RepositoryFacts {
  default_branch: string;
  private: boolean;
}

const READ = "contents: read" as const;
const WRITE = "contents: write" as const;

/** The default branch, and whether the repository is private. */
export async function readRepository(github: GitHub): Promise<RepositoryFacts> {
  const form = z.object({ default_branch: z.string().min(1), private: z.boolean() });
  return await github.require({ route: "GET /repos/{owner}/{repo}", needs: READ, form });
}

/** The object that `heads/main` points to; null: no such ref; "empty": nothing was ever committed to this repository. */
export async function readRef(github: GitHub, ref: string): Promise<string | null | "empty"> {
  try {
    const found = await github.ask({
      route: "GET /repos/{owner}/{repo}/git/ref/{ref}",
      parameters: { ref },
      needs: READ,
      form: REF,
      absent: [404],
    });
    return found === null ? null : found.object.sha;
  } catch (error) {
    if (isEmptyRepository(error)) return "empty";
    throw error;
  }
}

/** The refs that begin so, as `heads/models/a`; none in a repository without commits. */
export async function refsBelow(github: GitHub, beginning: string): Promise<string[]> {
  const route = "GET /repos/{owner}/{repo}/git/matching-refs/{ref}";
  const form = z.array(z.object({ ref: z.string() }));
  const found = await github.ask({ route, parameters: { ref: beginning }, needs: READ, form, absent: [404, 409] });
  return (found ?? []).map(({ ref }) => ref.replace(/^refs\//, ""));
}

function isEmptyRepository(error: unknown): boolean {
  return (
    error instanceof Error &&
    "status" in error &&
    error.status === 409 &&
    "answer" in error &&
    /repository is empty/i.test(String(error.answer))
  );
}

/** A commit's tree and parents. */
export async function readCommit(github: GitHub, sha: string): Promise<Commit> {
  const form = z.object({ sha: z.literal(sha), tree: SHA, parents: FIRST_PARENTS });
  const route = "GET /repos/{owner}/{repo}/git/commits/{commit_sha}";
  const { tree, parents } = await github.require({ route, parameters: { commit_sha: sha }, needs: READ, form });
  return { sha, tree: tree.sha, parents: parents.map((parent) => parent.sha) };
}

/** All files below a tree; GitHub cuts very large trees short, then folder by folder. */
export async function readTree(github: GitHub, sha: string, prefix = ""): Promise<TreeItem[]> {
  const whole = await oneTree(github, sha, true);
  if (!whole.truncated) return whole.tree.map((item) => ({ ...item, path: prefix + item.path }));
  const items: TreeItem[] = [];
  for (const item of (await oneTree(github, sha, false)).tree) {
    const path = prefix + item.path;
    items.push({ ...item, path });
    if (item.type === "tree") items.push(...(await readTree(github, item.sha, `${path}/`)));
  }
  return items;
}

const TREE = z.object({
  tree: z.array(
    z.object({
      path: z.string().min(1),
      mode: z.string(),
      type: z.string(),
      sha: OBJECT_ID,
      size: z.number().int().min(0).exactOptional(),
    }),
  ),
  truncated: z.boolean(),
});

async function oneTree(github: GitHub, sha: string, recursive: boolean): Promise<{ tree: TreeItem[]; truncated: boolean }> {
  const parameters = { tree_sha: sha, ...(recursive ? { recursive: "1" } : {}) };
  return await github.require({ route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}", parameters, needs: READ, form: TREE });
}

/** The bytes of a blob. */
export async function readBlob(github: GitHub, sha: string): Promise<Uint8Array> {
  const form = z.object({ content: z.string(), encoding: z.string() });
  const route = "GET /repos/{owner}/{repo}/git/blobs/{file_sha}";
  const { content, encoding } = await github.require({ route, parameters: { file_sha: sha }, needs: READ, form });
  return Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
}

/**
 * Many small text files in one request; null where GitHub has no text of one. The hourly limit of a workflow's token is 1,000 requests,
 * which a history of a year would use up in three runs, read file by file.
 */
export async function readTexts(github: GitHub, shas: string[]): Promise<(Uint8Array | null)[]> {
  const form = z.object({
    data: z
      .object({ repository: z.record(z.string(), z.unknown()).nullable() })
      .nullable()
      .exactOptional(),
  });
  const objects = shas.map((sha, i) => `b${i}: object(oid: "${sha}") { ... on Blob { text } }`).join("\n");
  const query = `query ($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { ${objects} } }`;
  const { owner, name, apiUrl } = github.repository;
  // A server of one's own has its REST API at /api/v3 and this one at /api/graphql.
  const url = `${apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
  const parameters = { query, variables: { owner, name }, owner: undefined, repo: undefined };
  const { data } = await github.require({ route: `POST ${url}`, parameters, needs: READ, form });
  return shas.map((_, i) => {
    const text = (data?.repository?.[`b${i}`] as { text?: unknown } | null | undefined)?.text;
    return typeof text === "string" ? Buffer.from(text, "utf8") : null;
  });
}

/** Stores a blob and returns its hash. */
export async function createBlob(github: GitHub, bytes: Uint8Array): Promise<string> {
  // As text, so that octokit does not look for large numbers in it.
  const parameters = { data: JSON.stringify({ content: Buffer.from(bytes).toString("base64"), encoding: "base64" }) };
  const { sha } = await github.require({ route: "POST /repos/{owner}/{repo}/git/blobs", parameters, needs: WRITE, form: SHA });
  return sha;
}

/** base null: a tree of these changes alone. */
export async function createTree(github: GitHub, base: string | null, changes: TreeChange[]): Promise<string> {
  const tree = changes.map(({ path, sha }) => ({ path, mode: "100644", type: "blob", sha }));
  const parameters = { tree, ...(base === null ? {} : { base_tree: base }) };
  const { sha } = await github.require({ route: "POST /repos/{owner}/{repo}/git/trees", parameters, needs: WRITE, form: SHA });
  return sha;
}

/** Without an author GitHub takes the token's: github-actions[bot] in a workflow, and signs for it. */
export async function createCommit(github: GitHub, message: string, tree: string, parents: string[]): Promise<string> {
  const parameters = { message, tree, parents };
  const { sha } = await github.require({ route: "POST /repos/{owner}/{repo}/git/commits", parameters, needs: WRITE, form: SHA });
  return sha;
}

/** `ref` as `heads/main`. Throws GitHubError 422 when it is there already. */
export async function createRef(github: GitHub, ref: string, sha: string): Promise<void> {
  const parameters = { ref: `refs/${ref}`, sha };
  await github.require({ route: "POST /repos/{owner}/{repo}/git/refs", parameters, needs: WRITE, form: refAt(sha) });
}

/** Fast-forward only unless forced: throws GitHubError 422 when the ref is elsewhere. */
export async function moveRef(github: GitHub, ref: string, sha: string, force = false): Promise<void> {
  const parameters = { ref, sha, force };
  await github.require({ route: "PATCH /repos/{owner}/{repo}/git/refs/{ref}", parameters, needs: WRITE, form: refAt(sha) });
}

/** Only an answer that names this very commit says that the ref is there. */
const refAt = (sha: string) => z.object({ object: z.object({ sha: z.literal(sha) }) });

/** The commits on a line that touched a path, newest first. */
export async function commitsOf(github: GitHub, from: string, path: string, most: number): Promise<{ sha: string; parents: string[] }[]> {
  const form = z.array(z.object({ sha: OBJECT_ID, parents: FIRST_PARENTS }));
  const parameters = { sha: from, path, per_page: Math.min(most, 100) };
  const found = await github.require({ route: "GET /repos/{owner}/{repo}/commits", parameters, needs: READ, form });
  return found.map(({ sha, parents }) => ({ sha, parents: parents.map((parent) => parent.sha) }));
}

/** One that is not there is no fault. */
export async function deleteRef(github: GitHub, ref: string): Promise<void> {
  const route = "DELETE /repos/{owner}/{repo}/git/refs/{ref}";
  await github.ask({ route, parameters: { ref }, needs: WRITE, form: z.null(), absent: [404, 422] });
}
