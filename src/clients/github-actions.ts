// Workflows of the repository and their newest runs; who changed a path last.
import { z } from "zod";
import type { GitHub } from "./github/github.ts";

/** Most runs read per workflow, newest first. */
const MOST_RUNS = 20;

const REPOSITORY = z.object({
  default_branch: z.string().min(1),
  fork: z.boolean().optional(),
  pushed_at: z.string().nullable().optional(),
});
const WORKFLOWS = z.object({ workflows: z.array(z.object({ id: z.number().int(), path: z.string(), state: z.string() })) });
const RUNS = z.object({
  workflow_runs: z.array(
    z.object({ event: z.string(), status: z.string().nullable(), conclusion: z.string().nullable(), created_at: z.string() }),
  ),
});
const COMMITS = z.array(
  z.object({
    author: z.object({ login: z.string() }).nullable(),
    commit: z.object({ committer: z.object({ date: z.string().optional() }).nullable() }),
  }),
);

export interface ListedRun {
  event: string;
  status: string;
  conclusion: string | null;
  /** Milliseconds since 1970. */
  created: number;
}

/** State of the repository; times in milliseconds since 1970, 0: unknown. Throws GitHubError. */
export async function repositoryState(github: GitHub): Promise<{ defaultBranch: string; isFork: boolean; pushed: number }> {
  const { default_branch, fork, pushed_at } = await github.require({
    route: "GET /repos/{owner}/{repo}",
    needs: "contents: read",
    form: REPOSITORY,
  });
  return { defaultBranch: default_branch, isFork: fork === true, pushed: Date.parse(pushed_at ?? "") || 0 };
}

/** The workflows among `paths` that GitHub lists, with their newest runs; one request, and one per workflow. Throws GitHubError. */
export async function workflowsAt(github: GitHub, paths: string[]): Promise<Map<string, { state: string; runs: ListedRun[] }>> {
  const route = "GET /repos/{owner}/{repo}/actions/workflows";
  const { workflows } = await github.require({ route, parameters: { per_page: 100 }, needs: "actions: read", form: WORKFLOWS });
  const found = new Map<string, { state: string; runs: ListedRun[] }>();
  for (const { id, path, state } of workflows) if (paths.includes(path)) found.set(path, { state, runs: await runsOf(github, id) });
  return found;
}

async function runsOf(github: GitHub, id: number): Promise<ListedRun[]> {
  const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
  const parameters = { workflow_id: id, per_page: MOST_RUNS };
  const { workflow_runs } = await github.require({ route, parameters, needs: "actions: read", form: RUNS });
  return workflow_runs.map(({ event, status, conclusion, created_at }) => ({
    event,
    status: status ?? "completed",
    conclusion,
    created: Date.parse(created_at) || 0,
  }));
}

/** Author and time of the last commit below a path of the default branch; null: none. Throws GitHubError. */
export async function lastChange(github: GitHub, path: string): Promise<{ author: string; time: number } | null> {
  const route = "GET /repos/{owner}/{repo}/commits";
  const [last] = await github.require({ route, parameters: { path, per_page: 1 }, needs: "contents: read", form: COMMITS });
  if (last === undefined) return null;
  return { author: last.author?.login ?? "", time: Date.parse(last.commit.committer?.date ?? "") || 0 };
}
