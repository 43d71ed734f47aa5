// What S3 refused, as one sentence that says what to change.
import { ConfigError, problem, ServiceError } from "../errors.ts";
import type { S3Access } from "../types/config.ts";

/** The operations that are used, with the permission that each needs. */
const PERMISSIONS = {
  list: { action: "s3:ListBucket", on: "" },
  read: { action: "s3:GetObject", on: "/*" },
  "read version": { action: "s3:GetObjectVersion", on: "/*" },
  write: { action: "s3:PutObject", on: "/*" },
} as const;

export type Operation = keyof typeof PERMISSIONS;

/** As the SDK throws it; HEAD answers have no body, so only a status. */
interface Thrown {
  name?: string;
  Code?: string;
  code?: string;
  message?: string;
  Region?: string;
  Endpoint?: string;
  cause?: unknown;
  $metadata?: { httpStatusCode?: number; attempts?: number };
  $response?: { headers?: Record<string, string> };
}

export function statusOf(error: unknown): number | null {
  return (error as Thrown)?.$metadata?.httpStatusCode ?? null;
}

/** The service's own code, such as NoSuchKey; empty when it named none. */
export function codeOf(error: unknown): string {
  const { name = "", Code, code } = error as Thrown;
  return Code ?? (/^(Error|UnknownError|Unknown)$/.test(name) ? (code ?? "") : name);
}

/** Already a sentence, or made one. */
export function refusalOf(error: unknown, operation: Operation, access: S3Access, key: string | null): Error {
  if (error instanceof ServiceError || error instanceof ConfigError) return error;
  return new ServiceError(problem(sentenceOf(error as Thrown, operation, access, key)), { cause: error });
}

function sentenceOf(error: Thrown, operation: Operation, access: S3Access, key: string | null): string {
  const { bucket } = access;
  const code = codeOf(error);
  const status = statusOf(error);
  const said = `S3: ${[status, code].filter((part) => part !== null && part !== "").join(" ") || "no answer"}`;
  const object = key === null ? `the bucket ${quoted(bucket)}` : `${quoted(`s3://${bucket}/${key}`)}`;
  const known = KNOWN[code];
  if (known) return `${known(object, access)} (${said}).`;
  if (isRegion(error, code, status)) return regionSentence(error, access, said);
  if (code === "NoSuchBucket" || (status === 404 && key === null))
    return `There is no bucket ${quoted(bucket)}: check its name and, for a compatible store, s3.endpoint (${said}).`;
  if (code === "AccessDenied" || status === 403) return deniedSentence(operation, access, object, said);
  if (/CredentialsProviderError|CredentialsError/.test(code) || /Could not load credentials/i.test(error.message ?? ""))
    return `No AWS credentials were found for ${object}: set data.role-to-assume (in a workflow), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  if (/region is missing/i.test(error.message ?? ""))
    return `No AWS region is known for ${object}: set s3: {region: …} in retrain.yml, or AWS_REGION.`;
  if (status === null) return `S3 could not be reached for ${object}${tries(error)} (${reasonOf(error)}): ${endpointHint(access)}.`;
  if (status === 429 || status >= 500) return `S3 failed at ${object}${tries(error)} (${said}): run again later.`;
  return `S3 refused to ${operation} ${object} (${said}${error.message ? `, "${oneLine(error.message)}"` : ""}).`;
}

const KNOWN: Record<string, (object: string, access: S3Access) => string> = {
  InvalidAccessKeyId: (object) => `S3 does not know the access key that was used for ${object}: AWS_ACCESS_KEY_ID is wrong or was deleted`,
  SignatureDoesNotMatch: (object) =>
    `The secret key does not fit the access key that was used for ${object}: set AWS_SECRET_ACCESS_KEY again, without spaces or line breaks`,
  ExpiredToken: (object) =>
    `The session token that was used for ${object} has expired: get new credentials in the same job, or let role-to-assume do it`,
  TokenRefreshRequired: (object) => `The session token that was used for ${object} must be renewed: get new credentials in the same job`,
  InvalidToken: (object) => `The session token that was used for ${object} is not valid: AWS_SESSION_TOKEN must belong to the access key`,
  RequestTimeTooSkewed: (object) => `The clock of this machine is too far from S3's, at ${object}: set the clock`,
  InvalidBucketName: (_object, { bucket }) => `${quoted(bucket)} is no name of a bucket`,
  NotImplemented: (object) => `This store does not implement what is asked of it at ${object}: it is not compatible enough with S3`,
};

/** 403 says the same whether a right is missing, the key is absent and may not be listed, or the bucket is another account's. */
function deniedSentence(operation: Operation, { bucket, owner, role }: S3Access, object: string, said: string): string {
  const { action, on } = PERMISSIONS[operation];
  const who = role === null ? "the credentials need" : `the role ${role} needs`;
  const needs = `${who} {"Effect": "Allow", "Action": "${action}", "Resource": "arn:aws:s3:::${bucket}${on}"}`;
  const listed = operation === "list" ? "" : `; a key that is not there is answered so too without s3:ListBucket on arn:aws:s3:::${bucket}`;
  const owned = owner === null ? "" : `; so is a bucket that does not belong to the account of bucket-owner, ${owner}`;
  return `S3 denies to ${operation} ${object} (${said}): ${needs}${listed}${owned}.`;
}

function isRegion(error: Thrown, code: string, status: number | null): boolean {
  if (code === "PermanentRedirect" || code === "TemporaryRedirect" || code === "IllegalLocationConstraintException") return true;
  if (status === 301 || status === 307) return true;
  return code === "AuthorizationHeaderMalformed" && /region/i.test(error.message ?? "");
}

function regionSentence(error: Thrown, { bucket, region }: S3Access, said: string): string {
  const told =
    error.$response?.headers?.["x-amz-bucket-region"] ?? error.Region ?? /expecting '([a-z0-9-]+)'/.exec(error.message ?? "")?.[1];
  const right = told && /^[a-z0-9-]{2,40}$/.test(told) ? told : null;
  const set = right === null ? "set its region" : `it is in ${right}: set`;
  const line = right === null ? "s3.region" : `s3: {region: ${right}}`;
  return `The bucket ${quoted(bucket)} is not in the region ${region ?? "that was asked"}; ${set} ${line} in retrain.yml, or AWS_REGION (${said}).`;
}

function tries({ $metadata }: Thrown): string {
  const attempts = $metadata?.attempts ?? 1;
  return attempts > 1 ? ` after ${attempts} tries` : "";
}

function endpointHint({ endpoint }: S3Access): string {
  return endpoint === null ? "check the network, then run again" : `check the address ${oneLine(endpoint)}, then run again`;
}

function reasonOf(error: Thrown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string" && at.code !== "") return at.code;
  }
  return oneLine(error.message ?? error.name ?? "unknown");
}

/** A server's words and a bucket's keys are not trusted: one line, bounded. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function quoted(text: string): string {
  return `"${oneLine(text)}"`;
}
