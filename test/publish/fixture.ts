// Real directories for the tests of the registry.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { DirectoryStore } from "../../src/publish/homes/directory.ts";
import { StoredRegistry } from "../../src/publish/registry.ts";
import type { ChampionPointer, Registry } from "../../src/types/registry.ts";
import { type PromotionOptions, promotionFor } from "./models.ts";

export const RECORD = { reason: "worse in production", actor: "operator", run: null, time: "2026-02-01T00:00:00.000Z" };

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "registry-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Made when the first promotion needs it. */
export async function newRegistry(
  patience?: ConstructorParameters<typeof DirectoryStore>[1],
): Promise<{ root: string; registry: Registry; store: DirectoryStore }> {
  const root = join(await temporaryFolder(), "registry");
  const store = new DirectoryStore(root, patience);
  return { root, store, registry: new StoredRegistry(store) };
}

/** Publishes on top of what is there. */
export async function promote(registry: Registry, n: number, options?: PromotionOptions): Promise<ChampionPointer> {
  const { champion } = await registry.read();
  return await registry.publish(promotionFor(n, options), champion?.pointer ?? null);
}

export async function snapshot(root: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const item of (await readdir(root, { withFileTypes: true, recursive: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(item.parentPath, item.name);
    if (item.isFile()) files.set(path.slice(root.length + 1), (await readFile(path)).toString("base64"));
  }
  return files;
}
