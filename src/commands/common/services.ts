// What the environment says of GitHub, the same in a workflow and at a terminal.

import type { Repository } from "../../types/run.ts";
import type { Host } from "./command.ts";

/** The repository and token of the environment; null: one of them is not set. */
export function repositoryOf(env: Record<string, string | undefined>, token: string | undefined): Repository | null {
  const [owner, name] = (env.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !name || !token) return null;
  return { apiUrl: env.GITHUB_API_URL || "https://api.github.com", owner, name, token };
}

/** What run.json tells of the machine; memory in bytes. */
export function environmentOf(threads: number): ReturnType<Host["environment"]> {
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  return { node: process.version, platform: `${process.platform}-${process.arch}`, threads, peakMemoryBytes };
}
