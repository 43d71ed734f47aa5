// A proxy in front of a fake service that spoils single answers: the work is done, and what comes back is something else.
import type { ChildProcess } from "node:child_process";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** cut: the connection breaks in mid-body; half: the body ends early as if whole; types: texts for numbers and numbers for texts. */
export const KINDS = ["cut", "half", "{}", "null", "html", "types"] as const;
type Kind = (typeof KINDS)[number];

/** Ends the process that asked, instead of doing the work, or once it is done. */
export const ENDS = ["kill before", "kill after"] as const;
/** The work is done and the connection gone, or not even begun; as `cut` for good, these are what a network does. */
export const LOSSES = ["lost", "refused"] as const;

export interface Call {
  /** The host asked, as its place in the list of upstreams. */
  upstream: number;
  method: string;
  url: string;
}

export interface Spoiler {
  /** Counted over all upstreams, from 0. */
  at: number;
  kind: Kind | (typeof ENDS)[number] | (typeof LOSSES)[number];
  /** All calls to the same upstream from there on. */
  lasting: boolean;
}

export class Garbling {
  readonly urls: string[] = [];
  calls: Call[] = [];
  spoiler: Spoiler | null = null;
  /** Who asks: ended where the spoiler says so. */
  asking: ChildProcess | null = null;
  /** How many answers were spoiled. */
  spoiled = 0;
  readonly #close: (() => void)[] = [];

  static async before(upstreams: string[]): Promise<Garbling> {
    const garbling = new Garbling();
    for (const [index, upstream] of upstreams.entries()) {
      const server = createServer((asked, answer) => void garbling.#pass(index, new URL(upstream), asked, answer));
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      garbling.urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      garbling.#close.push(() => {
        server.close();
        server.closeAllConnections();
      });
    }
    return garbling;
  }

  /** Forgets the calls so far and spoils from now on; null: nothing. */
  begin(spoiler: Spoiler | null): void {
    this.calls = [];
    this.spoiled = 0;
    this.spoiler = spoiler;
  }

  close(): void {
    for (const close of this.#close) close();
  }

  #isStruck(call: Call): boolean {
    const { spoiler, calls } = this;
    const index = calls.push(call) - 1;
    if (spoiler === null) return false;
    const isLater = spoiler.lasting && index > spoiler.at && calls[spoiler.at]?.upstream === call.upstream;
    if (index !== spoiler.at && !isLater) return false;
    this.spoiled++;
    return true;
  }

  #lose(kind: Spoiler["kind"], answer: ServerResponse): void {
    if (kind.startsWith("kill")) this.asking?.kill("SIGKILL");
    answer.destroy();
  }

  async #pass(upstream: number, to: URL, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const isStruck = this.#isStruck({ upstream, method: asked.method ?? "", url: asked.url ?? "" });
    const kind = isStruck ? this.spoiler?.kind : undefined;
    if (kind === "kill before" || kind === "refused") return this.#lose(kind, answer);
    const options = { host: to.hostname, port: to.port, method: asked.method, path: asked.url, headers: asked.headers, agent: false };
    const forward = request(options, (given) => {
      const chunks: Buffer[] = [];
      given.on("data", (chunk: Buffer) => chunks.push(chunk));
      given.on("error", () => answer.destroy());
      given.on("end", () => {
        const body = Buffer.concat(chunks);
        if (kind === "kill after" || kind === "lost") this.#lose(kind, answer);
        else if (kind !== undefined) spoil(kind, given, body, answer);
        else answer.writeHead(given.statusCode ?? 500, given.headers).end(body);
      });
    });
    forward.on("error", () => answer.destroy());
    asked.pipe(forward);
  }
}

function spoil(kind: Kind, given: IncomingMessage, body: Buffer, answer: ServerResponse): void {
  const { "content-length": _length, "transfer-encoding": _encoding, ...headers } = given.headers;
  const status = given.statusCode ?? 500;
  switch (kind) {
    case "cut":
      answer.writeHead(status, { ...headers, "content-length": Math.max(1, body.length) });
      answer.write(body.subarray(0, body.length >> 1), () => setTimeout(() => answer.destroy(), 5));
      return;
    case "half":
      answer.writeHead(status, headers).end(body.subarray(0, body.length >> 1));
      return;
    case "types":
      answer.writeHead(status, headers).end(otherTypes(body));
      return;
    case "html":
      answer.writeHead(200, { "content-type": "text/html" }).end("<html><body><h1>Welcome</h1><p>Please sign in.</body></html>");
      return;
    default:
      answer.writeHead(200, { "content-type": "application/json" }).end(kind);
  }
}

/** Of JSON the types of all values; of anything else its digits and letters. */
function otherTypes(body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(turned(JSON.parse(body.toString("utf8")))));
  } catch {
    return Buffer.from(
      body.toString("latin1").replace(/>[^<]+</g, (text) => `${text.replace(/[0-9]/g, "x")}`),
      "latin1",
    );
  }
}

function turned(value: unknown): unknown {
  if (typeof value === "string") return 7;
  if (typeof value === "number" || typeof value === "boolean") return "seven";
  if (Array.isArray(value)) return { 0: value.map(turned) };
  return value === null ? [] : Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, turned(inner)]));
}
