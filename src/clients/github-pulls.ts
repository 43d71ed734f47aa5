// Pull requests: what changed, and the comments below.
import type { GitHub } from "./github.ts";

export interface ChangedFile {
  filename: string;
  status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed" | "unchanged";
  previous_filename?: string;
  /** Unified diff hunks; absent for large or binary files. */
  patch?: string;
}

export interface PullRequest {
  number: number;
  head: { sha: string; ref: string; repo: { full_name: string; fork: boolean } | null };
  base: { sha: string; ref: string; repo: { full_name: string } };
  user: { login: string; type: string } | null;
}

export interface Comment {
  id: number;
  body: string;
  user: { login: string; type: string } | null;
}

const MOST_FILES = 3000;
const MOST_COMMENTS = 3000;

export async function readPull(github: GitHub, number: number): Promise<PullRequest> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}";
  return await github.require({ route, parameters: { pull_number: number }, needs: "pull-requests: read" });
}

export async function changedFiles(github: GitHub, number: number): Promise<ChangedFile[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/files";
  return await github.list({ route, parameters: { pull_number: number }, needs: "pull-requests: read" }, MOST_FILES);
}

/** A pull request's comments are those of its issue. */
export async function listComments(github: GitHub, number: number): Promise<Comment[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  return await github.list({ route, parameters: { issue_number: number }, needs: "pull-requests: read" }, MOST_COMMENTS);
}

export async function createComment(github: GitHub, number: number, body: string): Promise<Comment> {
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  return await github.require({ route, parameters: { issue_number: number, body }, needs: "pull-requests: write", once: true });
}

export async function updateComment(github: GitHub, id: number, body: string): Promise<Comment> {
  const route = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";
  return await github.require({ route, parameters: { comment_id: id, body }, needs: "pull-requests: write" });
}
