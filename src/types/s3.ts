// How buckets are reached.

/** How a bucket is reached. */
export interface S3Settings {
  /** Account that must own the bucket, 12 digits; null: not checked. */
  owner: string | null;
  /** Role to assume by GitHub's OIDC token; null: the environment's credentials. */
  role: string | null;
  /** null: from the environment or profile. */
  region: string | null;
  /** Endpoint of a compatible store; null: from the environment, else AWS. */
  endpoint: string | null;
  /** null: path style if there is an endpoint. */
  pathStyle: boolean | null;
  /** Sends the header of requester-pays buckets. */
  requesterPays?: boolean;
  /** Server-side encryption that is asked for with every write. */
  encryption?: "AES256" | "aws:kms";
  /** Key for `aws:kms`; absent: the account's default key. */
  kmsKey?: string;
}

export interface S3Access extends S3Settings {
  bucket: string;
}
