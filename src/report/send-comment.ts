// One comment per pull request and configuration, kept up to date. Somebody else's comment with our marker is left alone.
import { createHash } from "node:crypto";
import { GitHub, GitHubError } from "../clients/github/github.ts";
import { permissionSentence } from "../clients/github/github-errors.ts";
import { createComment, listComments, updateComment } from "../clients/github/github-pulls.ts";
import { RETRY_POLICY } from "../clients/github/github-retry.ts";
import { viewerLogin } from "../clients/github/github-viewer.ts";
import type { Repository } from "../types/run.ts";

/** The verdict is out: a comment is worth half a minute. */
const COMMENT_PATIENCE = { ...RETRY_POLICY, requestMs: 15_000, totalMs: 30_000 };

/** The first line of our comments; what the key is made of (workflow, job, step, configuration) is not to be read from it. */
export function markerOf(parts: string[]): string {
  return `<!-- gated-retrain ${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16)} -->`;
}

/** `body` begins with `marker`. Null: done; else why there is no comment, with the line that a workflow lacks. */
export async function sendComment(repository: Repository, number: number, marker: string, body: string): Promise<string | null> {
  const github = new GitHub(repository, COMMENT_PATIENCE);
  try {
    const [login, comments] = await Promise.all([viewerLogin(github), listComments(github, number)]);
    const ours = comments.find((comment) => comment.user?.login === login && comment.body.startsWith(marker));
    if (ours === undefined) await createComment(github, number, body);
    else if (ours.body !== body) await updateComment(github, ours.id, body);
    return null;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const mayNot = error.isPermission || error.status === 403 || error.status === 404;
    return mayNot ? permissionSentence("pull-requests: write", github.name) : error.message;
  }
}
