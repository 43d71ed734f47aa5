// One repository on GitHub: requests with patience, refusals as sentences. Everything of GitHub goes through it.
import { ServiceError } from "../errors.ts";
import type { Repository } from "../types/run.ts";
import { GitHubError, refusalOf } from "./github-errors.ts";
import { isPassing, PATIENCE, type Patience, waitBefore } from "./github-patience.ts";
import type { Ask, Said } from "./github-request.ts";

type Send = (route: string, parameters: Record<string, unknown>) => Promise<{ data: unknown }>;

const PAGE = 100;

export class GitHub {
  readonly repository: Repository;
  readonly patience: Patience;
  #send: Promise<Send> | null = null;

  constructor(repository: Repository, patience: Patience = PATIENCE) {
    this.repository = repository;
    this.patience = patience;
  }

  /** `owner/repo`. */
  get name(): string {
    return `${this.repository.owner}/${this.repository.name}`;
  }

  /** Throws GitHubError; null only for a status among `absent`. */
  async ask<T>(ask: Ask): Promise<T | null> {
    const started = Date.now();
    for (let attempt = 1; ; attempt++) {
      const said = await this.#try<T>(ask);
      if ("data" in said) return said.data;
      if (said.status !== null && ask.absent?.includes(said.status)) return null;
      const wait = isPassing(said, ask.once === true) ? waitBefore(attempt, said, this.patience, Date.now() - started) : null;
      if (wait === null) throw refusalOf(said, ask, this.name, attempt);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** For what must be there. */
  async require<T>(ask: Omit<Ask, "absent">): Promise<T> {
    return (await this.ask<T>(ask)) as T;
  }

  /** Page after page, at most `most` items. */
  async list<T>(ask: Ask, most: number): Promise<T[]> {
    const items: T[] = [];
    for (let page = 1; items.length < most; page++) {
      const found = await this.ask<T[]>({ ...ask, parameters: { ...ask.parameters, per_page: PAGE, page } });
      items.push(...(found ?? []));
      if (found === null || found.length < PAGE) break;
    }
    return items.slice(0, most);
  }

  async #try<T>({ route, parameters }: Ask): Promise<Said | { data: T }> {
    this.#send ??= this.#open();
    const send = await this.#send;
    const signal = AbortSignal.timeout(this.patience.requestMs);
    try {
      // Octokit's own reading of JSON gives up on what is as large as a model.
      const { data } = await send(route, { ...parameters, request: { signal, parseSuccessResponseBody: false } });
      const text = isStream(data) ? await new Response(data).text() : "";
      return { data: (text === "" ? null : JSON.parse(text)) as T };
    } catch (error) {
      return saidBy(error);
    }
  }

  async #open(): Promise<Send> {
    const { owner, name, token, apiUrl } = this.repository;
    if (!URL.canParse(apiUrl))
      throw new ServiceError(`GITHUB_API_URL is "${apiUrl}", which is no address: expected one such as https://api.github.com.`);
    const { getOctokit } = await import("@actions/github");
    const octokit = getOctokit(token, { baseUrl: apiUrl.replace(/\/+$/, ""), log: QUIET });
    return async (route, parameters) => await octokit.request(route, { owner, repo: name, ...parameters });
  }
}

export { GitHubError };

function isStream(data: unknown): data is ReadableStream {
  return typeof data === "object" && data !== null && "getReader" in data;
}

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A thrown error as far as GitHub said something; status null: nothing arrived. */
function saidBy(error: unknown): Said {
  const { response, message } = error as {
    response?: { status: number; headers: Record<string, string>; data: unknown };
    message?: string;
  };
  if (!response) return { status: null, message: networkReason(error) ?? message ?? String(error), headers: {} };
  const data = response.data as { message?: unknown; errors?: unknown } | null;
  const stated = typeof data === "object" && data !== null ? [data.message, ...detailsOf(data.errors)] : [];
  const text = stated.filter((part) => typeof part === "string" && part !== "").join(" ");
  return { status: response.status, message: text, headers: response.headers };
}

function detailsOf(errors: unknown): unknown[] {
  const list = Array.isArray(errors) ? errors.slice(0, 5) : [errors];
  return list.map((one) => (typeof one === "object" && one !== null && "message" in one ? one.message : one));
}

function networkReason(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at.name === "TimeoutError") return "no answer in time";
    if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
  }
  return null;
}
