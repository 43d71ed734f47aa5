// Assumes a role by GitHub's OIDC token; the temporary credentials stay in this process.
import { ConfigError, problem, ServiceError } from "../../types/errors.ts";
import type { Services } from "../../types/run.ts";
import { proxyAgents } from "../proxy.ts";

export interface TemporaryCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** What AWS expects in the token's `aud`, and what its identity provider for GitHub is set up with. */
const AUDIENCE = "sts.amazonaws.com";
/** Three parts of base64url: what is anything else is no token, and goes nowhere. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;
/** A run is bounded by limits.minutes; the SDK asks again before this ends. */
const DURATION_SECONDS = 3600;

/** Asked again whenever credentials are about to expire. Throws ConfigError at a terminal, ServiceError when either service refuses. */
export function roleCredentials(role: string, region: string | null, { identityToken }: Services): () => Promise<TemporaryCredentials> {
  return async () => {
    if (identityToken === null) {
      throw new ConfigError(
        `role-to-assume ${role} needs GitHub's OIDC token, which only a workflow has; at a terminal leave the key out and use AWS_PROFILE or AWS_ACCESS_KEY_ID.`,
      );
    }
    const webIdentityToken = await identityToken(AUDIENCE).catch((error: unknown) => {
      throw new ServiceError(problem(tokenSentence(error, role)), { cause: error });
    });
    if (typeof webIdentityToken !== "string" || !TOKEN.test(webIdentityToken))
      throw new ServiceError(problem(tokenSentence(new Error("no token in the answer"), role)));
    const { fromWebToken } = await import("@aws-sdk/credential-provider-web-identity");
    const assume = fromWebToken({
      roleArn: role,
      roleSessionName: sessionName(process.env.GITHUB_RUN_ID),
      webIdentityToken,
      durationSeconds: DURATION_SECONDS,
      clientConfig: { ...(region === null ? {} : { region }), requestHandler: proxyAgents() },
    });
    const given = await assume().catch((error: unknown) => {
      throw new ServiceError(problem(roleSentence(error, role)), { cause: error });
    });
    if (!isUsable(given)) throw new ServiceError(problem(malformedRole(role)));
    return given;
  };
}

/** What no header can hold would be quoted by whoever sends it. */
function isUsable({ accessKeyId, secretAccessKey, sessionToken, expiration }: TemporaryCredentials): boolean {
  const parts = [accessKeyId, secretAccessKey, ...(sessionToken === undefined ? [] : [sessionToken])];
  const isText = parts.every((part) => typeof part === "string" && /^[\x21-\x7e]+$/.test(part));
  return isText && (expiration === undefined || Number.isFinite(expiration.getTime()));
}

function malformedRole(role: string): string {
  return `STS answered AssumeRoleWithWebIdentity for ${role} with what are no credentials: a proxy or an outage may be behind it; run again later.`;
}

/** Shown in CloudTrail: which run it was. */
function sessionName(run: string | undefined): string {
  return `gated-retrain-${(run ?? "local").replace(/[^\w+=,.@-]/g, "-")}`.slice(0, 64);
}

function tokenSentence(error: unknown, role: string): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/ACTIONS_ID_TOKEN_REQUEST/.test(said))
    return `GitHub gives this job no OIDC token, which ${role} is assumed with: give the job\npermissions:\n  id-token: write\n`;
  return `GitHub's token service gave no OIDC token to assume ${role} with: run again later.`;
}

/** By STS's code without "Exception", which the SDK adds to some. */
const REASONS: Record<string, string> = {
  AccessDenied:
    'it is not allowed to be assumed with this token: compare its trust policy with the repository and the ref (condition "token.actions.githubusercontent.com:sub") and with the audience sts.amazonaws.com (":aud")',
  InvalidIdentityToken:
    "AWS does not accept GitHub's token: the account needs the identity provider https://token.actions.githubusercontent.com with the audience sts.amazonaws.com",
  ExpiredToken: "GitHub's token had expired when it arrived: check the clock of this machine and run again",
  IDPCommunicationError: "AWS could not reach GitHub's identity provider: run again later",
  RegionDisabled: "STS is not switched on in this region: set AWS_REGION to one that is, or switch it on in the account",
  ValidationError: "AWS does not take it for a role: expected arn:aws:iam::ACCOUNT:role/NAME",
};

/** Nothing of the answer is repeated: it could hold the token. */
function roleSentence(error: unknown, role: string): string {
  const { name: thrown = "", $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const name = thrown.replace(/Exception$/, "");
  const reason = Object.hasOwn(REASONS, name) ? REASONS[name] : undefined;
  const status = $metadata?.httpStatusCode;
  if ((status !== undefined && status >= 200 && status < 300) || /invalid response/i.test(error instanceof Error ? error.message : ""))
    return malformedRole(role);
  if (reason !== undefined) return `The role ${role} could not be assumed (STS: ${[status, name].filter(Boolean).join(" ")}): ${reason}.`;
  if (status === undefined) return `STS could not be reached to assume ${role}: check the network and AWS_REGION, then run again.`;
  return `The role ${role} could not be assumed (STS: ${status} ${name.replace(/[^\w.-]/g, "")}): run again later.`;
}
