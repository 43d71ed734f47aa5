import { DEFAULT_REGISTRY, REGISTRY, registryOf } from "../../config/keys/registry.ts";
import { RESERVED, reservedIn } from "../../config/keys/reserved-names.ts";
import { openRegistry } from "../../publish/registry.ts";
import { ConfigError } from "../../types/errors.ts";
import type { Registry } from "../../types/registry.ts";
import type { Services } from "../../types/run.ts";

/** The registry of a flag, written as in retrain.yml; paths are relative to the working directory. */
export function registryAt(value: string | undefined, cwd: string, services: Services): Registry {
  const given = value ?? DEFAULT_REGISTRY.terminal;
  const config = registryOf(given, cwd);
  if (config === null) throw new ConfigError(`--registry is "${given}", which names no registry: use ${REGISTRY}.`);
  const reserved = config.kind === "directory" ? reservedIn(config.path) : null;
  if (reserved !== null) throw new ConfigError(`--registry is "${given}", and "${reserved}" ${RESERVED}: choose another name.`);
  return openRegistry(config, services);
}
