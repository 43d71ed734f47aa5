// GitHub's token service and AWS STS over HTTP: who asks with which claims gets which credentials.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Issued {
  role: string;
  session: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface Oidc {
  /** For the process under test: as a runner sets it in a job with `id-token: write`, and where STS is. */
  env: Record<string, string>;
  /** A refusal of STS to order, by its code. */
  refusal: string | null;
  /** What reached the two services, in order. */
  asked: { service: "token" | "sts"; audience?: string; subject?: string; role?: string }[];
  tokens: string[];
  issued: Issued[];
  onIssue: (issued: Issued) => void;
  close(): Promise<void>;
}

const BEARER = "runner-bearer-2f81c6";
export const AUDIENCE = "sts.amazonaws.com";

/** `trusts`: role → the subject that its trust policy names. */
export async function startOidc(subject: string, trusts: Record<string, string>): Promise<Oidc> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const oidc: Oidc = {
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
      AWS_ENDPOINT_URL_STS: url,
    },
    refusal: null,
    asked: [],
    tokens: [],
    issued: [],
    onIssue: () => {},
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const asked = new URL(request.url ?? "/", url);
    if (asked.pathname === "/token") giveToken(request, response, asked.searchParams.get("audience") ?? "");
    else assume(response, new URLSearchParams(Buffer.concat(chunks).toString()));
  }

  function giveToken(request: IncomingMessage, response: ServerResponse, audience: string): void {
    oidc.asked.push({ service: "token", audience });
    if (request.headers.authorization !== `Bearer ${BEARER}`) {
      response.writeHead(401).end("{}");
      return;
    }
    const claims = { iss: "https://token.actions.githubusercontent.com", aud: audience, sub: subject };
    const token = [{ alg: "RS256", typ: "JWT" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    oidc.tokens.push(`${token}.${randomBytes(24).toString("base64url")}`);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ value: oidc.tokens.at(-1) }));
  }

  function assume(response: ServerResponse, asked: URLSearchParams): void {
    const [role, session, token] = ["RoleArn", "RoleSessionName", "WebIdentityToken"].map((name) => asked.get(name) ?? "") as [
      string,
      string,
      string,
    ];
    const { aud = "", sub = "" } = oidc.tokens.includes(token) ? JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()) : {};
    oidc.asked.push({ service: "sts", role, audience: aud, subject: sub });
    const refusal = oidc.refusal ?? (aud !== AUDIENCE ? "InvalidIdentityToken" : trusts[role] !== sub ? "AccessDenied" : null);
    if (refusal !== null) {
      refuse(response, refusal);
      return;
    }
    const issued: Issued = {
      role,
      session,
      accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(20).toString("hex"),
      sessionToken: randomBytes(60).toString("base64url"),
    };
    oidc.issued.push(issued);
    oidc.onIssue(issued);
    response.writeHead(200, { "content-type": "text/xml" }).end(assumed(issued));
  }
  return oidc;
}

/** As STS documents its answer (API version 2011-06-15). */
function assumed({ role, session, accessKeyId, secretAccessKey, sessionToken }: Issued): string {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  return `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey><SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials><AssumedRoleUser><Arn>${role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")}/${session}</Arn><AssumedRoleId>AROA:${session}</AssumedRoleId></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
}

function refuse(response: ServerResponse, code: string): void {
  const status = code === "AccessDenied" ? 403 : 400;
  const message = code === "AccessDenied" ? "Not authorized to perform sts:AssumeRoleWithWebIdentity" : "refused";
  response
    .writeHead(status, { "content-type": "text/xml" })
    .end(
      `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    );
}
