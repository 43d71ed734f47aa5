// One repository on GitHub: requests with patience, refusals as sentences. Everything of GitHub goes through it.
import { z } from "zod";
import { ServiceError } from "../../types/errors.ts";
import type { Patience, Repository } from "../../types/run.ts";
import { GitHubError, refusalOf } from "./github-errors.ts";
import { isPassing, PATIENCE, waitBefore } from "./github-patience.ts";
import type { Ask, Said } from "./github-request.ts";

type Send = (route: string, parameters: Record<string, unknown>) => Promise<{ data: unknown }>;

const PAGE = 100;
/** After an outage that used up the patience: how long the next requests are tried. */
const AFTER_OUTAGE_MS = 5_000;

export class GitHub {
  readonly repository: Repository;
  readonly patience: Patience;
  #send: Promise<Send> | null = null;
  /** The last request was given up: the next one is not waited for as long. */
  #isDown = false;

  constructor(repository: Repository, patience: Patience = repository.patience ?? PATIENCE) {
    this.repository = repository;
    this.patience = patience;
  }

  /** `owner/repo`. */
  get name(): string {
    return `${this.repository.owner}/${this.repository.name}`;
  }

  /** The host that is asked; the address as it is where it is none. */
  get host(): string {
    const { apiUrl } = this.repository;
    return URL.canParse(apiUrl) ? new URL(apiUrl).host : apiUrl;
  }

  /** Throws GitHubError, also for an answer of another form than `form`; null only for a status among `absent`. */
  async ask<T>(ask: Ask<T>): Promise<T | null> {
    const started = Date.now();
    const patience = this.#isDown ? { ...this.patience, totalMs: Math.min(this.patience.totalMs, AFTER_OUTAGE_MS) } : this.patience;
    for (let attempt = 1; ; attempt++) {
      const said = await this.#try(ask);
      if ("data" in said) {
        this.#isDown = false;
        return said.data;
      }
      if (said.status !== null && ask.absent?.includes(said.status)) return null;
      const passes = isPassing(said, ask.once === true, attempt);
      const wait = passes ? waitBefore(attempt, said, patience, Date.now() - started) : null;
      if (wait === null) {
        this.#isDown = passes && ask.once !== true;
        throw refusalOf(said, ask, { repository: this.name, host: this.host }, attempt);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** For what must be there. */
  async require<T>(ask: Omit<Ask<T>, "absent">): Promise<T> {
    return (await this.ask<T>(ask)) as T;
  }

  /** Page after page, at most `most` items of `form`. */
  async list<T>(ask: Ask<T>, most: number): Promise<T[]> {
    const items: T[] = [];
    const form = z.array(ask.form);
    for (let page = 1; items.length < most; page++) {
      const found = await this.ask<T[]>({ ...ask, form, parameters: { ...ask.parameters, per_page: PAGE, page } });
      items.push(...(found ?? []));
      if (found === null || found.length < PAGE) break;
    }
    return items.slice(0, most);
  }

  async #try<T>({ route, parameters, form }: Ask<T>): Promise<Said | { data: T }> {
    this.#send ??= this.#open();
    const send = await this.#send;
    const signal = AbortSignal.timeout(this.patience.requestMs);
    try {
      // Octokit's own reading of JSON gives up on what is as large as a model.
      const { data } = await send(route, { ...parameters, request: { signal, parseSuccessResponseBody: false } });
      return formed(isStream(data) ? await new Response(data).text() : "", form);
    } catch (error) {
      return withoutSecret(saidBy(error), this.repository.token);
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

/** The body as `form` has it. What is wrong with it is said by its place and kind, never in its words. */
function formed<T>(text: string, form: z.ZodType<T>): Said | { data: T } {
  const misshapen = (message: string): Said => ({ status: 200, message, headers: {}, misshapen: true });
  let json: unknown;
  try {
    json = text === "" ? null : JSON.parse(text);
  } catch {
    return misshapen(/^\s*</.test(text) ? "a page of HTML or XML, not JSON" : "a body that is no whole JSON");
  }
  const parsed = form.safeParse(json);
  if (parsed.success) return { data: parsed.data };
  if (json === null) return misshapen("an empty body or null");
  const { path = [] } = parsed.error.issues[0] ?? {};
  return misshapen(
    `JSON without ${path.length === 0 ? "the form of this answer" : `a proper ${path.slice(0, 4).map(String).join(".").slice(0, 60)}`}`,
  );
}

/** A header that cannot be sent is quoted by the client that refuses it, and a server may repeat what it was sent. */
function withoutSecret(said: Said, secret: string): Said {
  return { ...said, message: secret.length < 4 ? said.message : said.message.replaceAll(secret, "***") };
}

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
  if (!response) return { status: null, message: networkReason(error) ?? reasonWithoutValues(message), headers: {} };
  const data = response.data as { message?: unknown; errors?: unknown } | null;
  const stated = typeof data === "object" && data !== null ? [data.message, ...detailsOf(data.errors)] : [];
  const text = stated.filter((part) => typeof part === "string" && part !== "").join(" ");
  return { status: response.status, message: text, headers: response.headers };
}

function detailsOf(errors: unknown): unknown[] {
  const list = Array.isArray(errors) ? errors.slice(0, 5) : [errors];
  return list.map((one) => (typeof one === "object" && one !== null && "message" in one ? one.message : one));
}

/** A message that speaks of a header may hold its value, escaped or not. */
function reasonWithoutValues(message: string | undefined): string {
  if (message === undefined) return "no reason was given";
  if (/header/i.test(message))
    return "a header could not be sent: the token holds characters, such as a line break, that no header may hold";
  return message;
}

function networkReason(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at.name === "TimeoutError") return "no answer in time";
    if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
  }
  return null;
}
