// Deployments and their statuses; a success makes earlier ones of the environment inactive.
import { type Answer, type Call, page, Refused, type Route, type StoredDeployment, userJson, type World } from "./world.ts";

const one = { permission: "deployments" } as const;

export const deploymentRoutes: Route[] = [
  { ...one, method: "GET", path: /^\/deployments$/, access: "read", answer: list },
  { ...one, method: "POST", path: /^\/deployments$/, access: "write", answer: create },
  { ...one, method: "GET", path: /^\/deployments\/(\d+)\/statuses$/, access: "read", answer: statuses },
  { ...one, method: "POST", path: /^\/deployments\/(\d+)\/statuses$/, access: "write", answer: report },
];

function json(world: World, { id, environment, ref, sha, payload, user, time }: StoredDeployment) {
  const url = `${world.apiUrl}/repos/${world.owner}/${world.repo}/deployments/${id}`;
  return {
    id,
    node_id: `D_${id}`,
    url,
    sha,
    ref,
    task: "deploy",
    payload,
    original_environment: environment,
    environment,
    description: null,
    creator: userJson(user),
    created_at: time,
    updated_at: time,
    statuses_url: `${url}/statuses`,
    repository_url: `${world.apiUrl}/repos/${world.owner}/${world.repo}`,
    transient_environment: false,
    production_environment: true,
  };
}

function statusJson(world: World, { id, environment, user }: StoredDeployment, status: StoredDeployment["statuses"][number]) {
  const url = `${world.apiUrl}/repos/${world.owner}/${world.repo}/deployments/${id}`;
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: `DS_${status.id}`,
    state: status.state,
    creator: userJson(user),
    description: "",
    environment,
    target_url: "",
    created_at: status.time,
    updated_at: status.time,
    deployment_url: url,
    repository_url: `${world.apiUrl}/repos/${world.owner}/${world.repo}`,
    environment_url: "",
    log_url: "",
  };
}

async function list({ world, query }: Call): Promise<Answer> {
  const wanted = world.deployments.filter(({ environment }) => query.environment === undefined || environment === query.environment);
  const { items, headers } = page([...wanted].reverse(), query);
  return { status: 200, data: items.map((deployment) => json(world, deployment)), headers };
}

async function create({ world, actor, body }: Call): Promise<Answer> {
  const { ref, environment = "production", payload = "" } = body as { ref?: string; environment?: string; payload?: unknown };
  if (typeof ref !== "string") throw new Refused(422, 'Invalid request.\n\n"ref" wasn\'t supplied.');
  const id = world.deployments.length + 1;
  const sha = /^[0-9a-f]{40}$/.test(ref) ? ref : ((await world.git.ref("heads/main")) ?? "0".repeat(40));
  const deployment = { id, environment, ref, sha, payload, user: actor!.user, time: new Date().toISOString(), statuses: [] };
  world.deployments.push(deployment);
  return { status: 201, data: json(world, deployment) };
}

function found({ world, parts }: Call): StoredDeployment {
  const deployment = world.deployments.find(({ id }) => id === Number(parts[0]));
  if (deployment === undefined) throw new Refused(404, "Not Found");
  return deployment;
}

async function statuses(call: Call): Promise<Answer> {
  const deployment = found(call);
  const { items, headers } = page([...deployment.statuses].reverse(), call.query);
  return { status: 200, data: items.map((status) => statusJson(call.world, deployment, status)), headers };
}

async function report(call: Call): Promise<Answer> {
  const deployment = found(call);
  const { state } = call.body as { state?: string };
  if (typeof state !== "string") throw new Refused(422, 'Invalid request.\n\n"state" wasn\'t supplied.');
  const add = (to: StoredDeployment, what: string) => {
    const status = { id: to.id * 1000 + to.statuses.length, state: what, time: new Date().toISOString() };
    to.statuses.push(status);
    return status;
  };
  if (state === "success") {
    const earlier = call.world.deployments.filter((one) => one.environment === deployment.environment && one.id < deployment.id);
    for (const one of earlier.filter(({ statuses: said }) => said.at(-1)?.state === "success")) add(one, "inactive");
  }
  return { status: 201, data: statusJson(call.world, deployment, add(deployment, state)) };
}
