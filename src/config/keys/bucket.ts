// Settings of buckets: `s3://bucket/…`, role, owner, compatible stores.
import { z } from "zod";
import type { S3Settings } from "../../types/s3.ts";
import { flag, section, text } from "./leaves.ts";

const S3 = /^s3:\/\/([^/]*)\/?(.*)$/s;
/** Names of general purpose buckets. */
const BUCKET = /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/;
const ROLE = "a role such as arn:aws:iam::111122223333:role/data-reader";
const OWNER = 'the 12 digits of an AWS account, in quotes, such as "111122223333"';
const ENDPOINT = "an address such as https://minio.example.org:9000";
const ENCRYPTION = "AES256 or aws:kms";
const KMS_KEY = "the ARN of a key, such as arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d";
const REGION = "a region such as eu-central-1";

export const role = text(ROLE).regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/, { error: ROLE });
export const owner = text(OWNER).regex(/^\d{12}$/, { error: OWNER });

export const s3 = section({
  region: text(REGION)
    .regex(/^[a-z0-9-]{1,40}$/, { error: REGION })
    .optional()
    .describe("The region of the buckets; without it AWS_REGION or the profile's."),
  endpoint: z
    .string({ error: ENDPOINT })
    .max(2048, { error: ENDPOINT })
    .refine(isEndpoint, { error: ENDPOINT })
    .optional()
    .describe("A store that is compatible with S3; without it AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, else AWS."),
  "requester-pays": flag().optional().describe("Whether requests say that the requester pays, as a bucket may ask for."),
  encryption: z
    .enum(["AES256", "aws:kms"], { error: ENCRYPTION })
    .optional()
    .describe("Server-side encryption that a registry asks for with every write, where the bucket's policy wants that said."),
  "kms-key": text(KMS_KEY)
    .regex(/^arn:aws[a-z-]*:kms:[\w:/-]{1,300}$/, { error: KMS_KEY })
    .optional()
    .describe("Of aws:kms: the key's ARN; without it the account's own."),
  "path-style": flag().optional().describe("Whether the bucket stands in the path of the address; true where there is an endpoint."),
});

/** Bucket and key of `s3://bucket/…`; null: not of this form. */
export function bucketPath(address: string): { bucket: string; key: string } | null {
  const [, bucket = "", key = ""] = S3.exec(address) ?? [];
  return BUCKET.test(bucket) && !bucket.includes("..") ? { bucket, key } : null;
}

/** The settings of a bucket with defaults; `role` and `owner` come from the keys beside its address. */
export function settingsOf(
  store: z.output<typeof s3>,
  { role, owner }: { role?: string | undefined; owner?: string | undefined },
): S3Settings {
  return {
    owner: owner ?? null,
    role: role ?? null,
    region: store.region ?? null,
    endpoint: store.endpoint ?? null,
    pathStyle: store["path-style"] ?? null,
    ...(store["requester-pays"] ? { requesterPays: true } : {}),
    ...(store.encryption === undefined ? {} : { encryption: store.encryption }),
    ...(store["kms-key"] === undefined ? {} : { kmsKey: store["kms-key"] }),
  };
}

/** Whether an endpoint is https, or http in a private network. */
function isEndpoint(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, search, hash } = new URL(address);
  return /^https?:$/.test(protocol) && username === "" && password === "" && search === "" && hash === "";
}
