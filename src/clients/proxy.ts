// HTTPS_PROXY, HTTP_PROXY and NO_PROXY for the AWS SDK, which knows none of them.
import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";

type Environment = Record<string, string | undefined>;

interface Target {
  host?: string | null | undefined;
  port?: number | string | null | undefined;
}

/** Options of the SDK's request handler; empty where no proxy is named. Throws nothing: a proxy that is no address is one that cannot be reached. */
export function proxyAgents(env: Environment = process.env): { httpAgent?: HttpAgent; httpsAgent?: HttpsAgent } {
  const [forHttp, forHttps] = [proxyNamed("http_proxy", env), proxyNamed("https_proxy", env)];
  const none = isExcluded(env);
  return {
    ...(forHttp === null ? {} : { httpAgent: new ForwardingAgent(forHttp, none) }),
    ...(forHttps === null ? {} : { httpsAgent: new TunnellingAgent(forHttps, none) }),
  };
}

function proxyNamed(name: string, env: Environment): URL | null {
  const said = env[name] || env[name.toUpperCase()] || "";
  const address = said === "" || said.includes("://") ? said : `http://${said}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/**
 * NO_PROXY: names apart by commas or spaces, `*` for all; `example.com` and `.example.com` hold for what lies below too, `host:9000` for that port.
 */
function isExcluded(env: Environment): (target: Target) => boolean {
  const entries = (env.no_proxy || env.NO_PROXY || "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "");
  return ({ host, port }) =>
    entries.some((entry) => {
      if (entry === "*") return true;
      const [, name = entry, only] = /^(.*?):(\d+)$/.exec(entry) ?? [];
      if (only !== undefined && only !== String(port)) return false;
      const bare = name.replace(/^\*?\./, "");
      const asked = (host ?? "").toLowerCase();
      return asked === bare || asked.endsWith(`.${bare}`);
    });
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

/** A name that certificates can be for: none of an address of numbers. */
function servernameOf({ host, servername }: Target & { servername?: string | undefined }): string {
  return servername ?? (isIP(host ?? "") ? "" : (host ?? ""));
}

const portOf = (proxy: URL) => Number(proxy.port || (proxy.protocol === "https:" ? 443 : 80));

/** To an https address: through a tunnel, so that the proxy sees bytes it cannot read. */
class TunnellingAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #none: (target: Target) => boolean;

  constructor(proxy: URL, none: (target: Target) => boolean) {
    super({ keepAlive: true, maxSockets: 50 });
    this.#proxy = proxy;
    this.#none = none;
  }

  override createConnection(
    ...[options, callback]: Parameters<HttpsAgent["createConnection"]>
  ): ReturnType<HttpsAgent["createConnection"]> {
    if (this.#none(options)) return super.createConnection(options, callback);
    const target = `${options.host}:${options.port ?? 443}`;
    const ask = this.#proxy.protocol === "https:" ? httpsRequest : httpRequest;
    const asked = ask({
      host: this.#proxy.hostname,
      port: portOf(this.#proxy),
      method: "CONNECT",
      path: target,
      headers: { host: target, ...authorization(this.#proxy) },
      agent: false,
    });
    const failed = (error: Error) => callback?.(error, undefined as never);
    asked.once("error", failed);
    asked.once("connect", ({ statusCode }, socket) => {
      if (statusCode === 200)
        return callback?.(null, tlsConnect({ ...(options as ConnectionOptions), socket, servername: servernameOf(options) }));
      socket.destroy();
      failed(Object.assign(new Error(`the proxy answered ${statusCode}`), { code: `PROXY_ANSWERED_${statusCode}` }));
    });
    asked.end();
    return undefined;
  }
}

/** To an http address: the proxy is asked for the whole address. */
class ForwardingAgent extends HttpAgent {
  readonly #proxy: URL;
  readonly #none: (target: Target) => boolean;

  constructor(proxy: URL, none: (target: Target) => boolean) {
    super({ keepAlive: true, maxSockets: 50 });
    this.#proxy = proxy;
    this.#none = none;
  }

  /** Node's own hook between a request and its connection; not in its types. */
  addRequest(request: ClientRequest, options: Target): void {
    const next = Object.getPrototypeOf(ForwardingAgent.prototype) as { addRequest(request: ClientRequest, options: Target): void };
    let to = options;
    if (!this.#none(options)) {
      request.path = `http://${options.host}:${options.port ?? 80}${request.path}`;
      for (const [name, value] of Object.entries(authorization(this.#proxy))) request.setHeader(name, value);
      to = { ...options, host: this.#proxy.hostname, port: portOf(this.#proxy) };
    }
    next.addRequest.call(this, request, to);
  }
}
