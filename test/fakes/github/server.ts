// GitHub's REST API for one repository, over HTTP and a real bare git repository: same paths, codes and messages.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { actionRoutes } from "./actions.ts";
import { commentRoutes } from "./comments.ts";
import { contentRoutes } from "./contents.ts";
import { deploymentRoutes } from "./deployments.ts";
import { type Fault, Faults } from "./faults.ts";
import { BareRepository } from "./git.ts";
import { gitRoutes } from "./git-routes.ts";
import { graphqlRoutes } from "./graphql.ts";
import { pullRoutes } from "./pulls.ts";
import { type LoggedRequest, Refused, type Route, type Token, type User, type World } from "./world.ts";

/** What went over the wire, for those who compare it with GitHub's own description. */
export interface Exchange extends LoggedRequest {
  /** The whole path as it was asked for. */
  url: string;
  answer: unknown;
}

export interface FakeOptions {
  owner?: string;
  repo?: string;
  defaultBranch?: string;
  private?: boolean;
  /** Nothing was ever committed. */
  empty?: boolean;
}

export const WRITER = "ghs_writer";
export const READER = "ghs_reader";
export const STRANGER = "ghs_nothing";

const ACTIONS_BOT: User = { login: "github-actions[bot]", id: 41898282, type: "Bot", name: "github-actions[bot]" };

export class FakeGitHub {
  readonly world: World;
  readonly log: LoggedRequest[] = [];
  readonly faults = new Faults();
  /** Called after each answer. */
  onExchange: (exchange: Exchange) => void = () => {};
  readonly #server: Server;

  private constructor(world: World) {
    this.world = world;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on a free port; the default branch has one commit unless `empty`. */
  static async start(options: FakeOptions = {}): Promise<FakeGitHub> {
    const defaultBranch = options.defaultBranch ?? "main";
    const git = await BareRepository.create(defaultBranch);
    if (!options.empty) await git.push(defaultBranch, { "README.md": "# Somebody's project\n" }, "Initial commit");
    const tokens = new Map<string, Token>([
      [WRITER, { user: ACTIONS_BOT, contents: "write", pullRequests: "write", kind: "integration" }],
      [READER, { user: ACTIONS_BOT, contents: "read", pullRequests: "read", kind: "integration" }],
      [STRANGER, { user: ACTIONS_BOT, contents: "none", pullRequests: "none", kind: "integration" }],
    ]);
    const { owner = "octo-org", repo = "weather" } = options;
    const fake = new FakeGitHub({
      git,
      owner,
      repo,
      defaultBranch,
      private: options.private ?? false,
      tokens,
      rules: [],
      pulls: new Map(),
      comments: [],
      deployments: [],
      workflows: [],
      isFork: false,
      pushed: new Date().toISOString(),
      apiUrl: "",
    });
    await new Promise<void>((done) => fake.#server.listen(0, "127.0.0.1", done));
    fake.world.apiUrl = `http://127.0.0.1:${(fake.#server.address() as AddressInfo).port}`;
    return fake;
  }

  get apiUrl(): string {
    return this.world.apiUrl;
  }

  get git(): BareRepository {
    return this.world.git;
  }

  /** For `new GitHub(…)` and Services. */
  repository(token = WRITER) {
    return { apiUrl: this.apiUrl, owner: this.world.owner, name: this.world.repo, token };
  }

  /** For a process of the bundle. */
  environment(token: string | null = WRITER): Record<string, string> {
    const { owner, repo } = this.world;
    return { GITHUB_API_URL: this.apiUrl, GITHUB_REPOSITORY: `${owner}/${repo}`, ...(token === null ? {} : { GITHUB_TOKEN: token }) };
  }

  /** Requests that would change something, refused ones too. */
  writes(): string[] {
    const changes = this.log.filter(({ method, path }) => method !== "GET" && path !== "/graphql");
    return changes.map(({ method, path, status }) => `${method} ${path} ${status}`);
  }

  order(fault: Fault): void {
    this.faults.order(fault);
  }

  async close(): Promise<void> {
    this.faults.release();
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
    await this.git.remove();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.apiUrl);
    const prefix = `/repos/${this.world.owner}/${this.world.repo}`.toLowerCase();
    const whole = decodeURIComponent(url.pathname);
    const path = whole.toLowerCase().startsWith(prefix) ? whole.slice(prefix.length) : whole;
    const isOurs = path !== whole && (path === "" || path.startsWith("/"));
    const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
    const logged: LoggedRequest = {
      method: request.method ?? "",
      path,
      query: Object.fromEntries(url.searchParams),
      body: null,
      status: 0,
      token,
    };
    this.log.push(logged);
    try {
      logged.body = await bodyOf(request);
      if (await this.faults.strike(logged, response)) {
        logged.status = response.statusCode;
        return;
      }
      const asksForBlobs = path === "/graphql" && JSON.stringify(logged.body ?? null).includes("... on Blob");
      const said = () => (path === "/graphql" ? this.#viewer(token) : notFound());
      const { status, data, headers } = isOurs || asksForBlobs ? await this.#answer(logged, request.headers.accept ?? "") : said();
      logged.status = status;
      await this.faults.delay(logged, "answer");
      if (this.faults.loses(logged, response)) return;
      send(response, status, data, headers);
      this.onExchange({ ...logged, url: url.pathname, answer: data });
    } catch (error) {
      const refused =
        error instanceof Refused ? error : new Refused(500, `the fake failed: ${error instanceof Error ? error.stack : error}`);
      logged.status = refused.status;
      const data = {
        message: refused.message,
        ...(refused.errors ? { errors: refused.errors } : {}),
        documentation_url: "https://docs.github.com/rest",
        status: String(refused.status),
      };
      send(response, refused.status, data);
      this.onExchange({ ...logged, url: url.pathname, answer: data });
    }
  }

  /** The one question of GraphQL that we ask; an app's token is not told who it is by REST. */
  #viewer(token: string | null) {
    const actor = token === null ? undefined : this.world.tokens.get(token);
    if (actor === undefined) throw new Refused(401, "Bad credentials");
    return { status: 200, data: { data: { viewer: { login: actor.user.login } } }, headers: {} };
  }

  async #answer(logged: LoggedRequest, accept: string) {
    const actor = logged.token === null ? null : this.world.tokens.get(logged.token);
    if (actor === undefined) throw new Refused(401, "Bad credentials");
    if (actor === null && (this.world.private || logged.method !== "GET"))
      throw logged.method === "GET" ? new Refused(404, "Not Found") : new Refused(401, "Requires authentication");
    const routes: Route[] = [
      ...repositoryRoutes,
      ...gitRoutes,
      ...contentRoutes,
      ...pullRoutes,
      ...commentRoutes,
      ...deploymentRoutes,
      ...actionRoutes,
      ...graphqlRoutes,
    ];
    for (const route of routes) {
      const match = route.method === logged.method ? route.path.exec(logged.path) : null;
      if (match === null) continue;
      authorize(this.world, actor, route);
      return await route.answer({
        world: this.world,
        actor,
        parts: match.slice(1),
        query: logged.query,
        body: (logged.body ?? {}) as Record<string, unknown>,
        accept,
      });
    }
    return notFound();
  }
}

/** As GitHub answers: an app's token hears of the integration, a person's token that may not see is told nothing. */
function authorize(world: World, actor: Token | null, { permission, access, method }: Route): void {
  if (permission === null || (actor === null && access === "read")) return;
  const has = actor?.[permission] ?? (permission === "deployments" ? actor?.contents : undefined) ?? "none";
  if (has === "write" || (access === "read" && (has === "read" || !world.private))) return;
  if (method === "GET" && has === "none" && actor?.kind === "person") throw new Refused(404, "Not Found");
  if (actor?.kind === "person") throw new Refused(404, "Not Found");
  throw new Refused(403, "Resource not accessible by integration");
}

const repositoryRoutes: Route[] = [
  {
    method: "GET",
    path: /^\/?$/,
    permission: null,
    access: "read",
    answer: async ({ world, actor }) => ({ status: 200, data: repositoryJson(world, actor) }),
  },
];

function repositoryJson(world: World, actor: Token | null) {
  const { owner, repo, defaultBranch, apiUrl } = world;
  const push = actor?.contents === "write";
  return {
    id: 1296269,
    node_id: "R_kgDOAAAAAQ",
    name: repo,
    full_name: `${owner}/${repo}`,
    private: world.private,
    owner: { login: owner, id: 1, type: "Organization", url: `${apiUrl}/users/${owner}` },
    html_url: `https://github.com/${owner}/${repo}`,
    description: null,
    fork: world.isFork,
    pushed_at: world.pushed,
    url: `${apiUrl}/repos/${owner}/${repo}`,
    default_branch: defaultBranch,
    archived: false,
    disabled: false,
    permissions: { admin: false, maintain: false, push, triage: push, pull: true },
  };
}

function notFound() {
  return { status: 404, data: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" }, headers: {} };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused(400, "Problems parsing JSON");
  }
}

function send(response: ServerResponse, status: number, data: unknown, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  const raw = Buffer.isBuffer(data);
  response.writeHead(status, {
    "content-type": raw ? "application/vnd.github.raw+json; charset=utf-8" : "application/json; charset=utf-8",
    "x-github-media-type": raw ? "github.v3; param=raw; format=json" : "github.v3; format=json",
    ...headers,
  });
  response.end(status === 204 ? undefined : raw ? data : JSON.stringify(data));
}
