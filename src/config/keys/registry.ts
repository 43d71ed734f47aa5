// Where models live: `branch:NAME`, `directory:PATH`, `s3://bucket/prefix` or a plain path, as configuration, flag and input say it alike.
import path from "node:path";
import type { RegistryConfig, S3Settings } from "../../types/config.ts";
import { isBranchName } from "./branch-name.ts";
import { bucketPath, settingsOf } from "./bucket.ts";

export const REGISTRY = "branch:NAME, directory:PATH or s3://bucket/prefix";
const DEFAULT_KEEP = 10;
/** Where nobody names one. */
export const DEFAULT_REGISTRY = { workflow: "branch:model-registry", terminal: "directory:registry" };

export interface RegistryOptions {
  keep?: number | undefined;
  s3?: S3Settings;
}

/** null: of no kind that there is. */
export function registryOf(
  text: string,
  base: string,
  { keep = DEFAULT_KEEP, s3 = settingsOf({}, {}) }: RegistryOptions = {},
): RegistryConfig | null {
  const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(text) ?? [null, "directory", text];
  if (scheme === "branch") return isBranchName(rest) ? { kind: "branch", branch: rest, keep } : null;
  if (scheme === "s3") return inBucket(text, s3);
  return scheme === "directory" && rest !== "" ? { kind: "directory", path: path.resolve(base, rest) } : null;
}

function inBucket(text: string, settings: S3Settings): RegistryConfig | null {
  const found = bucketPath(text);
  if (found === null || /[*{}]|\/\//.test(found.key)) return null;
  return { kind: "s3", prefix: found.key.replace(/\/$/, ""), access: { bucket: found.bucket, ...settings } };
}
