import { resolve } from "node:path";
import { ConfigError } from "../errors.ts";
import { openRegistry } from "../publish/registry.ts";
import type { Registry } from "../types.ts";

/** `directory:PATH` or a plain path, against the working directory. */
export function registryAt(value: string | undefined, cwd: string): Registry {
  const given = value ?? "directory:registry";
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(given)?.[1];
  if (scheme !== undefined && scheme !== "directory") {
    throw new ConfigError(
      `--registry ${given}: registries of the kind "${scheme}:" are not available in this version; use directory:PATH.`,
    );
  }
  const path = given.replace(/^directory:/, "");
  if (path === "") throw new ConfigError("--registry names no directory: use directory:PATH.");
  return openRegistry({ kind: "directory", path: resolve(cwd, path) });
}
