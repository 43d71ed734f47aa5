// Event payloads as GitHub sends them, cut to what a workflow could look at; names and numbers are made up.
import type { JsonValue } from "../../src/types/problem.ts";

type Payload = { [key: string]: JsonValue };

export const REPOSITORY = { id: 41, name: "repo", full_name: "owner/repo", private: false, fork: false, default_branch: "main" };
const STRANGER = { id: 42, name: "repo", full_name: "stranger/repo", private: false, fork: true, default_branch: "main" };

const person = (login: string) => ({ login, id: 7, type: login.endsWith("[bot]") ? "Bot" : "User" });

export interface PullRequestParts {
  base?: string;
  head?: string;
  from?: "own" | "fork" | "dependabot" | "deleted fork";
  action?: "opened" | "synchronize" | "reopened";
  branch?: string;
  title?: string;
}

export function pullRequest({
  base,
  head,
  from = "own",
  action = "opened",
  branch = "topic",
  title = "A change",
}: PullRequestParts = {}): Payload {
  const author = from === "dependabot" ? "dependabot[bot]" : from === "own" ? "somebody" : "stranger";
  const repo = from === "fork" ? STRANGER : from === "deleted fork" ? null : REPOSITORY;
  return {
    action,
    number: 12,
    pull_request: {
      id: 99,
      number: 12,
      state: "open",
      title,
      body: title,
      user: person(author),
      author_association: from === "own" ? "MEMBER" : "NONE",
      head: { label: `${author}:${branch}`, ref: branch, sha: head ?? "1".repeat(40), user: person(author), repo },
      base: { label: "owner:main", ref: "main", sha: base ?? "2".repeat(40), user: person("owner"), repo: REPOSITORY },
      merged: false,
      draft: false,
    },
    repository: REPOSITORY,
    sender: person(author),
  };
}

export function mergeGroup(base: string, head: string): Payload {
  const ref = `refs/heads/gh-readonly-queue/main/pr-12-${base}`;
  return {
    action: "checks_requested",
    merge_group: {
      head_sha: head,
      head_ref: ref,
      base_sha: base,
      base_ref: "refs/heads/main",
      head_commit: { id: head, message: "Merge" },
    },
    repository: REPOSITORY,
    sender: person("github-merge-queue[bot]"),
  };
}

export function push(ref = "refs/heads/main", message = "New data"): Payload {
  const commit = {
    id: "3".repeat(40),
    message,
    author: { name: "somebody", email: "somebody@example.org" },
    added: ["data/data_20260102.csv"],
  };
  return {
    ref,
    before: "4".repeat(40),
    after: commit.id,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    commits: [commit],
    head_commit: commit,
    repository: REPOSITORY,
    pusher: { name: "somebody" },
    sender: person("somebody"),
  };
}

/** GitHub's payload of a schedule names the repository; a runner of other people's may send the schedule alone. */
export const schedule = (bare = false): Payload =>
  bare ? { schedule: "0 3 * * *" } : { schedule: "0 3 * * *", repository: REPOSITORY, workflow: ".github/workflows/retrain.yml" };

export function workflowDispatch(inputs: { [key: string]: JsonValue } | null = null, ref = "refs/heads/main"): Payload {
  return { inputs, ref, repository: REPOSITORY, sender: person("somebody"), workflow: ".github/workflows/retrain.yml" };
}

export function repositoryDispatch(client_payload: JsonValue = {}): Payload {
  return { action: "new-data", branch: "main", client_payload, repository: REPOSITORY, sender: person("somebody") };
}

export function workflowRun({
  conclusion = "success",
  from = "own",
  event = "push",
}: {
  conclusion?: string;
  from?: "own" | "fork";
  event?: string;
} = {}): Payload {
  const head_repository = from === "own" ? REPOSITORY : STRANGER;
  return {
    action: "completed",
    workflow_run: {
      id: 8,
      name: "export",
      head_branch: "main",
      head_sha: "5".repeat(40),
      event,
      status: "completed",
      conclusion,
      repository: REPOSITORY,
      head_repository,
    },
    workflow: { id: 3, name: "export", path: ".github/workflows/export.yml" },
    repository: REPOSITORY,
    sender: person("somebody"),
  };
}
