// Errors of S3, each as one sentence with the setting to change.

import { ConfigError, problem, RefusedObject, ServiceError } from "../../types/errors.ts";
import type { S3Access } from "../../types/s3.ts";
import { deniedSentence, type Operation } from "./s3-denied.ts";

/** An error of the SDK; answers to HEAD have a status only. */
interface Thrown {
  name?: string;
  Code?: string;
  code?: string;
  message?: string;
  Region?: string;
  Endpoint?: string;
  StorageClass?: string;
  cause?: unknown;
  $metadata?: { httpStatusCode?: number; attempts?: number };
  $response?: { headers?: Record<string, string> };
}

/** The HTTP status that S3 answered with; null: it did not answer. */
export function statusOf(error: unknown): number | null {
  return (error as Thrown)?.$metadata?.httpStatusCode ?? null;
}

/** The service's own code, such as NoSuchKey; empty when it named none. */
export function codeOf(error: unknown): string {
  const { name = "", Code, code } = error as Thrown;
  return Code ?? (/^(Error|UnknownError|Unknown)$/.test(name) ? (code ?? "") : name);
}

/** An S3 error as ServiceError or RefusedObject with one sentence; own errors unchanged. */
export function refusalOf(error: unknown, operation: Operation, access: S3Access, key: string | null): Error {
  if (error instanceof ServiceError || error instanceof ConfigError) return error;
  const sentence = problem(sentenceOf(error as Thrown, operation, access, key));
  const code = codeOf(error);
  const isRefusal = (statusOf(error) === 403 && !Object.hasOwn(KNOWN, code)) || code.startsWith("KMS.");
  const isOfOne = key !== null && operation.startsWith("read") && isRefusal;
  return isOfOne ? new RefusedObject(sentence, { cause: error }) : new ServiceError(sentence, { cause: error });
}

function sentenceOf(error: Thrown, operation: Operation, access: S3Access, key: string | null): string {
  const { bucket } = access;
  const code = codeOf(error);
  const status = statusOf(error);
  const said = `S3: ${[status, code].filter((part) => part !== null && part !== "").join(" ") || "no answer"}`;
  const object = key === null ? `the bucket ${quoted(bucket)}` : `${quoted(`s3://${bucket}/${key}`)}`;
  if (status !== null && status >= 200 && status < 300)
    return malformedAnswerSentence(operation, access, key, "a body that cannot be read");
  const known = Object.hasOwn(KNOWN, code) ? KNOWN[code] : undefined;
  if (known) return `${known(object, access)} (${said}).`;
  if (isRegion(error, code, status)) return regionSentence(error, access, said);
  if (code === "NoSuchBucket" || (status === 404 && key === null))
    return `There is no bucket ${quoted(bucket)}: check its name and, for a compatible store, s3.endpoint (${said}).`;
  if (code === "InvalidObjectState") return archivedSentence(error, object, said);
  if (/^KMS\./.test(code) && code !== "KMS.AccessDeniedException")
    return `The key of KMS that encrypts ${object} cannot be used (${said}, "${oneLine(error.message ?? "")}"): enable it or cancel its deletion.`;
  if (code === "AccessDenied" || status === 403 || code === "KMS.AccessDeniedException")
    return deniedSentence({ operation, access, object, said, message: wordsOf(error, code) });
  if (/CredentialsProviderError|CredentialsError/.test(code) || /Could not load credentials/i.test(error.message ?? ""))
    return `No AWS credentials were found for ${object}: set data.role-to-assume (in a workflow), or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`;
  if (/region is missing/i.test(error.message ?? ""))
    return `No AWS region is known for ${object}: set s3: {region: …} in retrain.yml, or AWS_REGION.`;
  const certificate = CERTIFICATES[reasonOf(error)];
  if (certificate !== undefined) return `S3 could not be reached safely for ${object} (${reasonOf(error)}): ${certificate}.`;
  if (status === null) return `S3 could not be reached for ${object}${tries(error)} (${reasonOf(error)}): ${endpointHint(access)}.`;
  if (status === 429 || status >= 500) return `S3 failed at ${object}${tries(error)} (${said}): run again later.`;
  return `S3 refused to ${operation} ${object} (${said}${error.message ? `, "${oneLine(error.message)}"` : ""}).`;
}

/** Message for a malformed successful answer, such as a proxy's page or a truncated body. Does not quote it. */
export function malformedAnswerSentence(operation: Operation, { bucket, endpoint }: S3Access, key: string | null, what: string): string {
  const host = endpoint === null ? "" : ` (${oneLine(URL.canParse(endpoint) ? new URL(endpoint).host : endpoint)})`;
  const call = `${operation} ${quoted(`s3://${bucket}${key === null ? "" : `/${key}`}`)}`;
  return `S3${host} answered ${call} with ${what}: a proxy or an outage may be behind it, or a store that is not compatible enough with S3; run again later.`;
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

function archivedSentence({ StorageClass }: Thrown, object: string, said: string): string {
  const where = StorageClass !== undefined && /^[A-Z_]{1,40}$/.test(StorageClass) ? StorageClass : "GLACIER or DEEP_ARCHIVE";
  return `${object} is archived (${where}; ${said}): restore it, or leave it out by data.window or data.exclude in retrain.yml.`;
}

/** By Node's code. */
const AUTHORITY =
  "its certificate is not signed by an authority that Node knows; set NODE_EXTRA_CA_CERTS to the file of your authority's certificate (PEM), in a workflow in the step's `env:`";
const CERTIFICATES: Record<string, string> = {
  SELF_SIGNED_CERT_IN_CHAIN: AUTHORITY,
  DEPTH_ZERO_SELF_SIGNED_CERT: AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: AUTHORITY,
  CERT_HAS_EXPIRED: "its certificate has expired; renew it, and check the clock of this machine",
  CERT_NOT_YET_VALID: "its certificate is not valid yet; check the clock of this machine",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "its certificate is for another name; check the address, and for a bucket with dots in its name set s3: {path-style: true}",
};

/** The service's own words, where it has any besides the code. */
function wordsOf({ message = "" }: Thrown, code: string): string {
  return message === code || /^(UnknownError|Unknown|Access Denied|Forbidden)$/.test(message) ? "" : oneLine(message);
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
  const said = error.message ?? error.name ?? "unknown";
  // It may quote the header, which is a credential.
  return /header/i.test(said) ? "a header could not be sent: check the credentials for line breaks" : oneLine(said);
}

/** A server may repeat what it was sent. */
function withoutSecrets(text: string): string {
  const { AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  const secrets = [AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN].filter((secret) => secret !== undefined && secret.length >= 4);
  return secrets.reduce((left: string, secret) => left.replaceAll(secret!, "***"), text);
}

/** A server's words and a bucket's keys are not trusted: one line, bounded. */
function oneLine(text: string): string {
  const line = withoutSecrets(text)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}

function quoted(text: string): string {
  return `"${oneLine(text)}"`;
}
