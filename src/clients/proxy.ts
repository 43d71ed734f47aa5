// HTTPS_PROXY, HTTP_PROXY and NO_PROXY for the AWS SDK, which ignores them.
import { type ClientRequest, Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { BlockList, isIP } from "node:net";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";

type Environment = Record<string, string | undefined>;

interface Target {
  host?: string | null | undefined;
  port?: number | string | null | undefined;
}

/** Options of the SDK's request handler; empty without a proxy. Never throws: an invalid proxy address fails at the first request. */
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
 * Whether NO_PROXY excludes a host. Entries are separated by commas or spaces. `*` is every host; `example.com` and `.example.com` are a name and all below it; `10.0.0.0/8` and
 * `fd00::/8` are subnets, for hosts that are written as addresses; `host:9000` and `[::1]:9000` are one port.
 */
export function isExcluded(env: Environment): (target: Target) => boolean {
  const entries = (env.no_proxy || env.NO_PROXY || "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .map(entryOf);
  return ({ host, port }) => {
    const asked = withoutBrackets((host ?? "").toLowerCase());
    return entries.some((entry) => (entry.port === null || entry.port === String(port)) && entry.holds(asked));
  };
}

/** One entry of NO_PROXY. `port`: null is any. */
function entryOf(entry: string): { port: string | null; holds: (host: string) => boolean } {
  if (entry === "*") return { port: null, holds: () => true };
  const [, name = entry, port = null] = isIP(entry) === 6 ? [] : (/^(.*?):(\d+)$/.exec(entry) ?? []);
  const subnet = subnetOf(withoutBrackets(name));
  if (subnet !== null) return { port, holds: (host) => isIP(host) !== 0 && subnet.check(host, familyOf(host)) };
  const bare = name.replace(/^\*?\./, "");
  return { port, holds: (host) => host === bare || host.endsWith(`.${bare}`) };
}

/** The addresses of `10.0.0.0/8`, or of one address; null: neither is written here. */
function subnetOf(text: string): BlockList | null {
  const [address = "", length] = text.split("/");
  const family = familyOf(address);
  const bits = length === undefined ? MOST_BITS[family] : /^\d{1,3}$/.test(length) ? Number(length) : -1;
  if (isIP(address) === 0 || bits < 0 || bits > MOST_BITS[family]) return null;
  const list = new BlockList();
  list.addSubnet(address, bits, family);
  return list;
}

const MOST_BITS = { ipv4: 32, ipv6: 128 };
const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");
const withoutBrackets = (host: string) => host.replace(/^\[(.*)\]$/, "$1");

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
