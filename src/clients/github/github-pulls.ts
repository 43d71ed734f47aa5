// Pull requests: what changed, and the comments below.
import { z } from "zod";
import type { GitHub } from "./github.ts";
import { OBJECT_ID } from "./github-forms.ts";

const USER = z.object({ login: z.string(), type: z.string() }).nullable();

const CHANGED_FILE = z.object({
  filename: z.string(),
  status: z.enum(["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"]),
  previous_filename: z.string().exactOptional(),
  /** Unified diff hunks; absent for large or binary files. */
  patch: z.string().exactOptional(),
});

const PULL_REQUEST = z.object({
  number: z.number().int(),
  head: z.object({ sha: OBJECT_ID, ref: z.string(), repo: z.object({ full_name: z.string(), fork: z.boolean() }).nullable() }),
  base: z.object({ sha: OBJECT_ID, ref: z.string(), repo: z.object({ full_name: z.string() }) }),
  user: USER,
});

const COMMENT = z.object({ id: z.number().int(), body: z.string(), user: USER });

export type ChangedFile = z.infer<typeof CHANGED_FILE>;
export type PullRequest = z.infer<typeof PULL_REQUEST>;
export type Comment = z.infer<typeof COMMENT>;

const MOST_FILES = 3000;
const MOST_COMMENTS = 3000;

/** A pull request. */
export async function readPull(github: GitHub, number: number): Promise<PullRequest> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  return await github.require({ route, parameters: { pull_number: number }, needs: "pull-requests: read", form: PULL_REQUEST });
}

/** The files that a pull request changes. */
export async function changedFiles(github: GitHub, number: number): Promise<ChangedFile[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
  return await github.list({ route, parameters: { pull_number: number }, needs: "pull-requests: read", form: CHANGED_FILE }, MOST_FILES);
}

/** A pull request's comments are those of its issue. */
export async function listComments(github: GitHub, number: number): Promise<Comment[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  return await github.list({ route, parameters: { issue_number: number }, needs: "pull-requests: read", form: COMMENT }, MOST_COMMENTS);
}

/** Writes a comment; asked once, since a second try could make two. */
export async function createComment(github: GitHub, number: number, body: string): Promise<Comment> {
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  return await github.require({
    route,
    parameters: { issue_number: number, body },
    needs: "pull-requests: write",
    once: true,
    form: COMMENT,
  });
}

/** Replaces a comment's text. */
export async function updateComment(github: GitHub, id: number, body: string): Promise<Comment> {
  const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
  return await github.require({ route, parameters: { comment_id: id, body }, needs: "pull-requests: write", form: COMMENT });
}

const LISTED_PULL = z.object({
  number: z.number().int(),
  state: z.enum(["open", "closed"]),
  body: z.string().nullable(),
  merged_at: z.string().nullable(),
  base: z.object({ ref: z.string() }),
});

export type ListedPull = z.infer<typeof LISTED_PULL>;

/** Newest first, whatever became of them. */
const MOST_PULLS = 100;

/** Pull requests from a branch of this repository. */
export async function listPullsOf(github: GitHub, branch: string): Promise<ListedPull[]> {
  const parameters = { state: "all", head: `${github.repository.owner}:${branch}`, sort: "created", direction: "desc" };
  return await github.list({ route: PULLS, parameters, needs: "pull-requests: read", form: LISTED_PULL }, MOST_PULLS);
}

const PULLS = "GET /repos/{owner}/{repo}/pulls";
const NUMBER = z.object({ number: z.number().int() });

/** Its number. */
export async function createPull(github: GitHub, given: { title: string; body: string; head: string; base: string }): Promise<number> {
  const route = "POST /repos/{owner}/{repo}/pulls";
  return (await github.require({ route, parameters: given, needs: "pull-requests: write", once: true, form: NUMBER })).number;
}

/** Replaces a pull request's title and text. */
export async function updatePull(
  github: GitHub,
  number: number,
  given: { title: string; body: string } | { state: "closed" },
): Promise<void> {
  const route = "PATCH /repos/{owner}/{repo}/pulls/{pull_number}";
  await github.require({ route, parameters: { ...given, pull_number: number }, needs: "pull-requests: write", form: NUMBER });
}

/** Closes a pull request without merging it. */
export async function closePull(github: GitHub, number: number): Promise<void> {
  await updatePull(github, number, { state: "closed" });
}
