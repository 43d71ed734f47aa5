// An HTTP proxy on this machine.
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect, type Server } from "node:net";
import { onTestFinished } from "vitest";

/** The port; the server is closed after the test. */
export async function listening<T extends Server>(server: T): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** Forwards whole addresses, and tunnels to any name as to this machine; says what was asked of it. */
export async function startProxy(password: string | null = null): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const allowed = ({ headers }: IncomingMessage) =>
    password === null || headers["proxy-authorization"] === `Basic ${Buffer.from(`us er:${password}`).toString("base64")}`;
  const proxy = createServer((incoming, answer) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    const { hostname, port, pathname, search } = new URL(incoming.url!);
    if (!allowed(incoming)) return void answer.writeHead(407).end();
    const onward = request(
      { host: hostname, port, path: pathname + search, method: incoming.method, headers: incoming.headers },
      (reply) => {
        answer.writeHead(reply.statusCode!, reply.headers);
        reply.pipe(answer);
      },
    );
    incoming.pipe(onward);
  });
  proxy.on("connect", (incoming, socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    socket.on("error", () => undefined);
    if (!allowed(incoming)) return void socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    const onward = connect(Number(incoming.url!.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
  });
  return { url: `http://${password === null ? "" : `us%20er:${password}@`}127.0.0.1:${await listening(proxy)}`, asked };
}
