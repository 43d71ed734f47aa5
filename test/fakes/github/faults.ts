// Faults to order: an answer of 500 for a while, a cut connection, a request held until another one came by.
import type { ServerResponse } from "node:http";
import type { LoggedRequest } from "./world.ts";

type Matcher = (request: LoggedRequest) => boolean;

export interface Fault {
  /** Which requests; without it every one. */
  when?: Matcher;
  /** How many requests it strikes. */
  times?: number;
  /** For how long it strikes, from the first request it strikes on. */
  forMs?: number;
  /** A status, the connection cut before or after the work was done, or silence. */
  /** The work is done all the same, only the answer is lost; for "cut" and "silence". */
  afterwards?: boolean;
  answer: { status: number; message?: string; headers?: Record<string, string> } | "cut" | "silence";
}

interface Ordered extends Fault {
  left: number;
  until: number | null;
}

interface Hold {
  when: Matcher;
  at: "request" | "answer";
  left: number;
  released: Promise<void>;
}

export class Faults {
  #faults: Ordered[] = [];
  #holds: Hold[] = [];
  #release: (() => void)[] = [];
  #before: { when: Matcher; work: () => Promise<void> }[] = [];
  #watchers: { when: Matcher; seen: () => void }[] = [];

  order(fault: Fault): void {
    this.#faults.push({ ...fault, left: fault.times ?? (fault.forMs === undefined ? 1 : Number.POSITIVE_INFINITY), until: null });
  }

  /** Holds the next `times` matching requests (or, after the work, their answers) until `release` is called. */
  hold(when: Matcher, { times = 1, at = "request" as "request" | "answer" } = {}): { release: () => void } {
    let release = () => {};
    const released = new Promise<void>((done) => {
      release = done;
    });
    this.#holds.push({ when, at, left: times, released });
    this.#release.push(release);
    return { release };
  }

  /** Somebody else does something right before each matching request. */
  before(when: Matcher, work: () => Promise<void>): void {
    this.#before.push({ when, work });
  }

  /** Settles when a matching request has arrived from now on, `times` of them. */
  arrival(when: Matcher, times = 1): Promise<void> {
    return new Promise((done) => {
      let left = times;
      this.#watchers.push({ when, seen: () => --left === 0 && done() });
    });
  }

  /** Lets everything go and forgets what was ordered. */
  release(): void {
    for (const release of this.#release) release();
    this.#faults = [];
    this.#holds = [];
    this.#watchers = [];
    this.#before = [];
  }

  /** True when the request was answered here. */
  async strike(request: LoggedRequest, response: ServerResponse): Promise<boolean> {
    for (const watcher of this.#watchers) if (watcher.when(request)) watcher.seen();
    // Who gave up while it was held was never heard.
    if ((await this.delay(request, "request")) && response.destroyed) return true;
    for (const { when, work } of this.#before) if (when(request)) await work();
    const fault = this.#next(request, false);
    if (fault === null) return false;
    if (fault.answer === "silence") return true;
    if (fault.answer === "cut") {
      response.destroy();
      return true;
    }
    const { status, message = "Server Error", headers = {} } = fault.answer;
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(JSON.stringify({ message, documentation_url: "https://docs.github.com/rest", status: String(status) }));
    return true;
  }

  /** True when the answer to work that was done is lost. */
  loses(request: LoggedRequest, response: ServerResponse): boolean {
    const fault = this.#next(request, true);
    if (fault?.answer === "cut") response.destroy();
    return fault !== null;
  }

  #next(request: LoggedRequest, afterwards: boolean): Ordered | null {
    const fault = this.#faults.find((one) => (one.afterwards ?? false) === afterwards && isLive(one) && (one.when?.(request) ?? true));
    if (fault === undefined) return null;
    fault.left--;
    if (fault.forMs !== undefined) fault.until ??= Date.now() + fault.forMs;
    return fault;
  }

  /** True when it was held. */
  async delay(request: LoggedRequest, at: Hold["at"]): Promise<boolean> {
    const hold = this.#holds.find((one) => one.at === at && one.left > 0 && one.when(request));
    if (hold === undefined) return false;
    hold.left--;
    await hold.released;
    return true;
  }
}

function isLive({ left, until }: Ordered): boolean {
  return left > 0 && (until === null || Date.now() < until);
}
