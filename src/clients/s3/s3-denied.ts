// Causes of a 403 of S3: a missing permission, a KMS key, an archived object, a deny policy, or requester pays.
import type { S3Access } from "../../types/s3.ts";

/** The operations that are used, with the permission that each needs. */
const PERMISSIONS = {
  list: { action: "s3:ListBucket", on: "" },
  read: { action: "s3:GetObject", on: "/*" },
  "read version": { action: "s3:GetObjectVersion", on: "/*" },
  write: { action: "s3:PutObject", on: "/*" },
} as const;

export type Operation = keyof typeof PERMISSIONS;

export interface Denial {
  operation: Operation;
  access: S3Access;
  /** As a sentence names it: a key with its bucket, or the bucket. */
  object: string;
  /** Status and code of the answer. */
  said: string;
  /** The answer's own words; empty: none, as HEAD answers have no body. */
  message: string;
}

/** "is not authorized to perform: kms:Decrypt on resource: arn:… because no identity-based policy allows …" */
const UNAUTHORIZED = /not authorized to perform: ([a-z0-9-]{1,40}:[A-Za-z]{1,60})(?: on resource: "?(arn:[\w+=,.@:/*-]{1,300}))?/;
const DENIED_BY = /explicit deny in an? ([a-z -]{1,60}?) ?policy/;

/** One sentence: what is denied, by what, and what to change. */
export function deniedSentence(denial: Denial): string {
  const { operation, access, object, said, message } = denial;
  const [, named = null, resource = null] = UNAUTHORIZED.exec(message) ?? [];
  const head = `S3 denies to ${operation} ${object} (${said}${message === "" ? "" : `, "${message}"`})`;
  if (named?.startsWith("kms:") || /\bkms\b/i.test(said)) return `${head}: ${kmsReason(named ?? "kms:Decrypt", resource, access)}.`;
  if (/explicit deny/.test(message)) return `${head}: ${denyReason(DENIED_BY.exec(message)?.[1] ?? null, operation)}.`;
  const { action, on } = PERMISSIONS[operation];
  const needs = statement(named ?? action, resource ?? `arn:aws:s3:::${access.bucket}${on}`);
  return `${head}: ${who(access)} ${needs}${named === null ? guesses(denial) : ""}.`;
}

function who({ role }: S3Access): string {
  return role === null ? "the credentials need" : `the role ${role} needs`;
}

function statement(action: string, resource: string): string {
  return `{"Effect": "Allow", "Action": "${action}", "Resource": "${resource}"}`;
}

function kmsReason(action: string, key: string | null, access: S3Access): string {
  const resource = key ?? "the key's ARN";
  return `the bucket's objects are encrypted by a key of KMS: ${who(access)} ${statement(action, resource)}, and the key's policy must allow it too`;
}

function denyReason(policy: string | null, operation: Operation): string {
  const where = policy === null ? "a policy" : policy.trim() === "resource-based" ? "the bucket's policy" : `the ${policy.trim()} policy`;
  const remedy = `a statement of ${where} denies it whatever else is allowed; look there for its condition`;
  if (operation !== "write") return remedy;
  return `${remedy}. If it asks for encryption, set s3: {encryption: AES256} or s3: {encryption: "aws:kms", kms-key: ARN} in retrain.yml`;
}

/** Without a named right 403 says the same of a key that is absent and may not be listed, of another account's bucket, and of a bill. */
function guesses({ operation, access: { bucket, owner, requesterPays } }: Denial): string {
  const others = [
    ...(operation === "list" ? [] : [`a key that is not there, without s3:ListBucket on arn:aws:s3:::${bucket}`]),
    ...(owner === null ? [] : [`a bucket that does not belong to the account of bucket-owner, ${owner}`]),
    ...(requesterPays ? [] : ["a bucket whose requester pays, without s3: {requester-pays: true} in retrain.yml"]),
  ];
  return others.length === 0 ? "" : `; the same is answered for ${others.join(", and for ")}`;
}
