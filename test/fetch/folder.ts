// A folder of files for one test, gone afterwards.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { DataConfig, Limits } from "../../src/types/config.ts";
import type { Services } from "../../src/types/run.ts";

export const ROWS = "a,b\n1,x\n2,y\n";

export function folderOf(files: Record<string, string | Uint8Array> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "fetch-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) put(folder, name, content);
  return folder;
}

export function put(folder: string, name: string, content: string | Uint8Array = ROWS, modified?: number): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  if (modified !== undefined) utimesSync(path, modified / 1000, modified / 1000);
  return path;
}

const S3_DEFAULTS: DataConfig["s3"] = { owner: null, role: null, region: null, endpoint: null, pathStyle: null };

export function dataConfig(folder: string, files: string | string[], rest: Partial<DataConfig> = {}): DataConfig {
  const patterns = (Array.isArray(files) ? files : [files]).map((file) => `${folder}/${file}`);
  return {
    files: patterns,
    window: { kind: "all" },
    freshnessSeconds: null,
    ignore: [],
    exclude: [],
    excludeRows: [],
    golden: null,
    s3: S3_DEFAULTS,
    ...rest,
  };
}

export const LIMITS: Limits = { bytes: 50e6, rows: 1e6, columns: 10_000, cell: 1 << 20, modelBytes: 1e9, minutes: 30, memory: null };

/** A world without a workflow and a repository. */
export const NO_SERVICES: Services = { identityToken: null, repository: null };

export const NOW = Date.UTC(2026, 0, 10);

const NOBODY = 65534;

/** Root may read everything: where the tests run as root, the work is done as nobody, who may enter the folder but owns nothing in it. */
export async function withoutPrivilege<T>(folder: string, work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await work();
  chmodSync(folder, 0o755);
  process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
