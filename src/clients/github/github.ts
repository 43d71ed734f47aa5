// One repository on GitHub: retries, checks answers against their schema, and turns refusals into one sentence. All requests to GitHub go through it.
import { z } from "zod";
import { ServiceError } from "../../types/errors.ts";
import type { Repository, RetryPolicy } from "../../types/run.ts";
import { GitHubError, refusalOf } from "./github-errors.ts";
import type { FailedAnswer, GitHubRequest } from "./github-request.ts";
import { isRetryable, RETRY_POLICY, retryDelay } from "./github-retry.ts";

type Send = (route: string, parameters: Record<string, unknown>) => Promise<{ data: unknown }>;

const PAGE = 100;
/** Milliseconds for which later requests are retried once a request has exhausted its retries. */
const AFTER_OUTAGE_MS = 5_000;

export class GitHub {
  readonly repository: Repository;
  readonly retryPolicy: RetryPolicy;
  #send: Promise<Send> | null = null;
  /** The last request exhausted its retries; the next one is retried for AFTER_OUTAGE_MS only. */
  #isDown = false;

  constructor(repository: Repository, retryPolicy: RetryPolicy = repository.retryPolicy ?? RETRY_POLICY) {
    this.repository = repository;
    this.retryPolicy = retryPolicy;
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
  async ask<T>(ask: GitHubRequest<T>): Promise<T | null> {
    const started = Date.now();
    const retryPolicy = this.#isDown
      ? { ...this.retryPolicy, totalMs: Math.min(this.retryPolicy.totalMs, AFTER_OUTAGE_MS) }
      : this.retryPolicy;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#try(ask);
      if ("data" in answer) {
        this.#isDown = false;
        return answer.data;
      }
      if (answer.status !== null && ask.absent?.includes(answer.status)) return null;
      const passes = isRetryable(answer, ask.once === true, attempt);
      const wait = passes ? retryDelay(attempt, answer, retryPolicy, Date.now() - started) : null;
      if (wait === null) {
        this.#isDown = passes && ask.once !== true;
        throw refusalOf(answer, ask, { repository: this.name, host: this.host }, attempt);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  /** `ask` for a resource that must exist: never null. Throws GitHubError. */
  async require<T>(ask: Omit<GitHubRequest<T>, "absent">): Promise<T> {
    return (await this.ask<T>(ask)) as T;
  }

  /** All pages, at most `most` items of `form`. Throws GitHubError. */
  async list<T>(ask: GitHubRequest<T>, most: number): Promise<T[]> {
    const items: T[] = [];
    const form = z.array(ask.form);
    for (let page = 1; items.length < most; page++) {
      const found = await this.ask<T[]>({ ...ask, form, parameters: { ...ask.parameters, per_page: PAGE, page } });
      items.push(...(found ?? []));
      if (found === null || found.length < PAGE) break;
    }
    return items.slice(0, most);
  }

  async #try<T>({ route, parameters, form }: GitHubRequest<T>): Promise<FailedAnswer | { data: T }> {
    this.#send ??= this.#open();
    const send = await this.#send;
    const signal = AbortSignal.timeout(this.retryPolicy.requestMs);
    try {
      // Octokit's own reading of JSON gives up on what is as large as a model.
      const { data } = await send(route, { ...parameters, request: { signal, parseSuccessResponseBody: false } });
      return formed(isStream(data) ? await new Response(data).text() : "", form);
    } catch (error) {
      return withoutSecret(failedAnswerOf(error), this.repository.token);
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

/** The body, parsed by `form`. A failure names the path and the kind of the problem; it never quotes the body. */
function formed<T>(text: string, form: z.ZodType<T>): FailedAnswer | { data: T } {
  const malformedAnswer = (message: string): FailedAnswer => ({ status: 200, message, headers: {}, malformed: true });
  let json: unknown;
  try {
    json = text === "" ? null : JSON.parse(text);
  } catch {
    return malformedAnswer(/^\s*</.test(text) ? "a page of HTML or XML, not JSON" : "a body that is no whole JSON");
  }
  const parsed = form.safeParse(json);
  if (parsed.success) return { data: parsed.data };
  if (json === null) return malformedAnswer("an empty body or null");
  const { path = [] } = parsed.error.issues[0] ?? {};
  return malformedAnswer(
    `JSON without ${path.length === 0 ? "the form of this answer" : `a proper ${path.slice(0, 4).map(String).join(".").slice(0, 60)}`}`,
  );
}

/** Masks the token: HTTP clients quote invalid headers, and servers may echo a request. */
function withoutSecret(answer: FailedAnswer, secret: string): FailedAnswer {
  return { ...answer, message: secret.length < 4 ? answer.message : answer.message.replaceAll(secret, "***") };
}

function isStream(data: unknown): data is ReadableStream {
  return typeof data === "object" && data !== null && "getReader" in data;
}

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The answer in an error that octokit threw; status null: GitHub did not answer. */
function failedAnswerOf(error: unknown): FailedAnswer {
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

/** Drops messages about headers: they may contain the token. */
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
