// Workflows and their runs, as somebody put them into the world.
import { type Answer, type Call, page, Refused, type Route, type StoredWorkflow, type World } from "./world.ts";

const one = { permission: "contents" } as const;

export const actionRoutes: Route[] = [
  { ...one, method: "GET", path: /^\/actions\/workflows$/, access: "read", answer: list },
  { ...one, method: "GET", path: /^\/actions\/workflows\/(\d+)\/runs$/, access: "read", answer: runs },
];

function json({ apiUrl, owner, repo }: World, { id, path, state, time }: StoredWorkflow) {
  const url = `${apiUrl}/repos/${owner}/${repo}/actions/workflows/${id}`;
  const page_ = `https://github.com/${owner}/${repo}/blob/main/${path}`;
  return {
    id,
    node_id: `W_${id}`,
    name: path.replace(/^.*\/|\.ya?ml$/g, ""),
    path,
    state,
    created_at: time,
    updated_at: time,
    url,
    html_url: page_,
    badge_url: `https://github.com/${owner}/${repo}/workflows/badge.svg`,
  };
}

async function list({ world, query }: Call): Promise<Answer> {
  const { items, headers } = page(world.workflows, query);
  return { status: 200, data: { total_count: world.workflows.length, workflows: items.map((workflow) => json(world, workflow)) }, headers };
}

async function runs({ world, parts, query }: Call): Promise<Answer> {
  const workflow = world.workflows.find(({ id }) => id === Number(parts[0]));
  if (workflow === undefined) throw new Refused(404, "Not Found");
  const { items, headers } = page([...workflow.runs].reverse(), query);
  const told = items.map(({ event, status, conclusion, time }, i) => ({
    id: workflow.id * 1000 + i,
    event,
    status,
    conclusion,
    created_at: time,
    head_branch: world.defaultBranch,
  }));
  return { status: 200, data: { total_count: workflow.runs.length, workflow_runs: told }, headers };
}
