// Where models live: `branch:NAME`, `directory:PATH`, `s3://bucket/prefix` or a plain path, in configuration, flags and inputs alike.
import path from "node:path";
import { z } from "zod";
import type { RegistryConfig } from "../../types/config.ts";
import type { S3Settings } from "../../types/s3.ts";
import { bucketPath, owner, role, settingsOf } from "./bucket.ts";
import { integer, section, text } from "./leaves.ts";
import { reservedIn } from "./reserved-names.ts";

export const REGISTRY = "branch:NAME, directory:PATH or s3://bucket/prefix";
const DEFAULT_KEEP = 10;
/** The registry where none is configured. */
export const DEFAULT_REGISTRY = { workflow: "branch:model-registry", terminal: "directory:registry" };

/** What a home takes from other keys; `base`: the folder that paths are relative to. */
interface HomeSettings {
  base: string;
  keep: number;
  s3: S3Settings;
}

/** For each scheme, the home that the text after `SCHEME:` names; null: it is not of its form. A new home has one line here. */
const HOMES: Record<string, (rest: string, settings: HomeSettings) => RegistryConfig | null> = {
  directory: (rest, { base }) => (rest === "" ? null : { kind: "directory", path: path.resolve(base, rest) }),
  branch: (rest, { keep }) => (isBranchName(rest) ? { kind: "branch", branch: rest, keep } : null),
  s3: (rest, { s3 }) => inBucket(`s3:${rest}`, s3),
};

/** The home that a text names; a text without a scheme is a directory. null: no home. */
export function registryOf(
  written: string,
  base: string,
  { keep = DEFAULT_KEEP, s3 = settingsOf({}, {}) }: { keep?: number | undefined; s3?: S3Settings } = {},
): RegistryConfig | null {
  const [, scheme = "directory", rest = written] = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(written) ?? [];
  return Object.hasOwn(HOMES, scheme) ? HOMES[scheme]!(rest, { base, keep, s3 }) : null;
}

function inBucket(text: string, settings: S3Settings): RegistryConfig | null {
  const found = bucketPath(text);
  if (found === null || /[*{}]|\/\//.test(found.key)) return null;
  return { kind: "s3", prefix: found.key.replace(/\/$/, ""), access: { bucket: found.bucket, ...settings } };
}

/** Whether git check-ref-format and GitHub accept a branch name; a name like a commit's hash is refused. */
function isBranchName(name: string): boolean {
  if (name === "" || name === "HEAD" || name.startsWith("-") || name.endsWith(".") || new TextEncoder().encode(name).length > 240)
    return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids them
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^@$|^[0-9a-f]{40}$/i.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}

const home = text(REGISTRY)
  .regex(new RegExp(`^((${Object.keys(HOMES).join("|")}):.+|(?![A-Za-z][A-Za-z0-9+.-]+:).+)$`), { error: REGISTRY })
  .refine((to) => !/^branch:./.test(to) || registryOf(to, "/") !== null, {
    error: "branch: and a name that git allows for a branch, such as branch:model-registry",
  })
  .refine((to) => /^(branch|s3):/.test(to) || reservedIn(to.replace(/^directory:/, "")) === null, {
    error: "a directory without a name that Windows keeps for a device",
  })
  .refine((to) => !/^s3:./.test(to) || registryOf(to, "/") !== null, {
    error: "s3://bucket/prefix with the name of a bucket and a prefix without wildcards, such as s3://models/churn",
  });
/** The value of `registry`: a home alone, or a mapping. */
export const REGISTRY_KEYS = z.union(
  [
    home,
    section({
      to: home.optional().describe("branch:NAME, directory:PATH, s3://bucket/prefix, or a plain path."),
      keep: integer(1, 1000)
        .optional()
        .describe("On a branch: of how many models besides the champion the files stay in its tree (10); older ones are in git's history."),
      "bucket-owner": owner.optional().describe("On S3: account that the bucket must belong to."),
      "role-to-assume": role.optional().describe("On S3: role for publishing, assumed by GitHub's OIDC token inside this process only."),
    }),
  ],
  { error: REGISTRY },
);
