// The three homes as the golden registries keep them: a folder, a git bundle, the objects of a bucket; packed and unpacked.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { FakeGitHub } from "../../fakes/github/server.ts";
import { startS3 } from "../../fakes/s3/server.ts";
import { put } from "../../fakes/s3/store.ts";

/** What a run needs to find the registry, and how what lies there is kept. */
export interface Home {
  flags: string[];
  env: Record<string, string>;
  /** Writes all of it below `kept`. */
  pack(kept: string): Promise<void>;
  close(): Promise<void>;
}

const BRANCH = "model-registry";
const RUNS = "refs/gated-retrain/runs";
const BUCKET = "models";

function directoryHome(work: string, kept: string | null): Home {
  const registry = join(work, "registry");
  if (kept !== null) cpSync(join(kept, "registry"), registry, { recursive: true });
  return {
    flags: ["--registry", `directory:${registry}`],
    env: {},
    pack: async (into) => cpSync(registry, join(into, "registry"), { recursive: true }),
    close: async () => {},
  };
}

async function branchHome(kept: string | null): Promise<Home> {
  const github = await FakeGitHub.start();
  if (kept !== null) {
    const file = join(kept, "repository.bundle");
    await github.git.run(["fetch", "--quiet", file, `refs/heads/${BRANCH}:refs/heads/${BRANCH}`, `${RUNS}:${RUNS}`]);
  }
  return {
    flags: ["--registry", `branch:${BRANCH}`],
    env: github.environment(),
    pack: async (into) =>
      void (await github.git.run(["bundle", "create", "--quiet", join(into, "repository.bundle"), `refs/heads/${BRANCH}`, RUNS])),
    close: () => github.close(),
  };
}

async function bucketHome(kept: string | null): Promise<Home> {
  const s3 = await startS3();
  const bucket = s3.buckets.create(BUCKET, { versioned: true });
  if (kept !== null) {
    const root = join(kept, "bucket");
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      put(bucket, path.slice(root.length + 1).split(sep).join("/"), readFileSync(path));
    }
  }
  return {
    flags: ["--registry", `s3://${BUCKET}/line`],
    env: s3.env,
    pack: async (into) => {
      for (const [key, versions] of bucket.objects) {
        const newest = versions.at(-1);
        if (newest === undefined || newest.deleted) continue;
        const path = join(into, "bucket", ...key.split("/"));
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, newest.bytes);
      }
    },
    close: () => s3.close(),
  };
}

/** `kept`: what was packed before; null: an empty home. `work` is the folder of the pipeline. */
export function openHome(kind: "directory" | "branch" | "bucket", work: string, kept: string | null): Promise<Home> {
  if (kept !== null && !existsSync(kept)) throw new Error(`no golden registry at ${kept}`);
  if (kind === "branch") return branchHome(kept);
  return kind === "bucket" ? bucketHome(kept) : Promise.resolve(directoryHome(work, kept));
}
