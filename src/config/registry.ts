// Where models live: `branch:NAME`, `directory:PATH` or a plain path, as configuration, flag and input say it alike.
import path from "node:path";
import type { RegistryConfig } from "../types.ts";
import { isBranchName } from "./branch-name.ts";

export const REGISTRY = "branch:NAME or directory:PATH";
export const DEFAULT_KEEP = 10;
/** Where nobody names one. */
export const DEFAULT_REGISTRY = { workflow: "branch:model-registry", terminal: "directory:registry" };

/** null: of no kind that there is. */
export function registryOf(text: string, base: string, keep = DEFAULT_KEEP): RegistryConfig | null {
  const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]+):(.*)$/s.exec(text) ?? [null, "directory", text];
  if (scheme === "branch") return isBranchName(rest) ? { kind: "branch", branch: rest, keep } : null;
  return scheme === "directory" && rest !== "" ? { kind: "directory", path: path.resolve(base, rest) } : null;
}
