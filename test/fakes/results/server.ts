// The upload service of a workflow run over HTTP, as @actions/artifact speaks with it: create, blocks into a signed blob, finalize.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { unzip } from "./unzip.ts";

type Route = "create" | "block" | "commit" | "finalize";

/** A status to answer with, no answer at all, or a connection that breaks off; null: all is well. */
type Fault = number | "hang" | "cut" | null;

interface Request {
  method: string;
  path: string;
  route: Route | null;
  status: number | "hang" | "cut";
}

interface Upload {
  id: number;
  name: string;
  run: string;
  /** Names without a leading slash. */
  files: Map<string, Buffer>;
}

export interface ResultsService {
  url: string;
  /** What the runner gives to an action of the job. */
  env: { ACTIONS_RESULTS_URL: string; ACTIONS_RUNTIME_TOKEN: string };
  requests: Request[];
  /** Finalized, in order. */
  uploads: Upload[];
  /** Asked before each answer. */
  faults: { of: (route: Route, times: number) => Fault };
  close(): Promise<void>;
}

const SIGNATURE = "sig=c2lnbmF0dXJlIG9mIHRoZSB0ZXN0cw%3D%3D";

interface Open {
  id: number;
  name: string;
  run: string;
  blob: Buffer | null;
}

export async function startResults(run = "run-1"): Promise<ResultsService> {
  const token = tokenOf(run, "job-1");
  const state = { token, opened: new Map<string, Open>(), blocks: new Map<string, Buffer>(), times: new Map<Route, number>() };
  const service: Pick<ResultsService, "requests" | "uploads" | "faults"> = { requests: [], uploads: [], faults: { of: () => null } };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    const route = routeOf(request.method ?? "", pathname, searchParams);
    const times = route === null ? 0 : (state.times.get(route) ?? 0) + 1;
    if (route !== null) state.times.set(route, times);
    const fault = route === null ? null : service.faults.of(route, times);
    const log = (status: Request["status"]) => service.requests.push({ method: request.method ?? "", path: pathname, route, status });
    if (fault === "hang") return void log("hang");
    if (fault === "cut") {
      log("cut");
      return void request.socket.destroy();
    }
    const said =
      fault === null ? reply(route, request, searchParams, pathname, body) : { status: fault, json: { msg: "a fault of the test" } };
    log(said.status);
    response.writeHead(said.status, { "content-type": "application/json" }).end(said.json === null ? "" : JSON.stringify(said.json));
  }

  function reply(route: Route | null, request: IncomingMessage, query: URLSearchParams, path: string, body: Buffer): Reply {
    if (route === null) return { status: 404, json: {} };
    if (route === "block" || route === "commit") return store(route, query, path, body);
    if (request.headers.authorization !== `Bearer ${state.token}`) return { status: 401, json: { code: "unauthenticated" } };
    const asked = JSON.parse(body.toString()) as { workflow_run_backend_id: string; name: string; hash?: string; size?: string };
    if (asked.workflow_run_backend_id !== run) return { status: 403, json: { code: "permission_denied" } };
    return route === "create" ? create(asked.name) : finalize(asked);
  }

  function create(name: string): Reply {
    if (state.opened.has(name)) {
      return { status: 409, json: { code: "already_exists", msg: "an artifact with this name already exists on the workflow run" } };
    }
    state.opened.set(name, { id: state.opened.size + 1001, name, run, blob: null });
    return { status: 200, json: { ok: true, signed_upload_url: `${url}/blob/${encodeURIComponent(name)}?${SIGNATURE}` } };
  }

  function store(route: "block" | "commit", query: URLSearchParams, path: string, body: Buffer): Reply {
    const open = state.opened.get(decodeURIComponent(path.slice("/blob/".length)));
    if (open === undefined || `sig=${encodeURIComponent(query.get("sig") ?? "")}` !== SIGNATURE) return { status: 403, json: {} };
    if (route === "block") state.blocks.set(`${open.name} ${query.get("blockid")}`, body);
    else {
      const ids = [...body.toString().matchAll(/<Latest>([^<]*)<\/Latest>/g)].map((match) => match[1]);
      open.blob = Buffer.concat(ids.map((id) => state.blocks.get(`${open.name} ${id}`) ?? Buffer.alloc(0)));
    }
    return { status: 201, json: null };
  }

  function finalize({ name, hash, size }: { name: string; hash?: string; size?: string }): Reply {
    const open = state.opened.get(name);
    const digest = open?.blob ? `sha256:${createHash("sha256").update(open.blob).digest("hex")}` : null;
    if (!open?.blob || hash !== digest || size !== String(open.blob.length))
      return { status: 400, json: { code: "invalid_argument", msg: "size or hash" } };
    const files = new Map([...unzip(open.blob)].map(([path, bytes]) => [path.replace(/^\//, ""), bytes]));
    service.uploads.push({ id: open.id, name, run, files });
    return { status: 200, json: { ok: true, artifact_id: String(open.id) } };
  }

  return {
    ...service,
    url,
    env: { ACTIONS_RESULTS_URL: `${url}/`, ACTIONS_RUNTIME_TOKEN: token },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  status: number;
  json: object | null;
}

function routeOf(method: string, path: string, query: URLSearchParams): Route | null {
  if (method === "POST" && path.endsWith(".ArtifactService/CreateArtifact")) return "create";
  if (method === "POST" && path.endsWith(".ArtifactService/FinalizeArtifact")) return "finalize";
  if (method !== "PUT" || !path.startsWith("/blob/")) return null;
  return query.get("comp") === "block" ? "block" : query.get("comp") === "blocklist" ? "commit" : null;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A JWT of the runner's shape; nobody checks its signature. */
function tokenOf(run: string, job: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ scp: `Actions.GenericRead:0:0 Actions.Results:${run}:${job}` })}.signature`;
}
