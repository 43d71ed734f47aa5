import { cn as registryOf, on as DEFAULT_REGISTRY, sn as REGISTRY } from "./validate.js";
import { t as ConfigError } from "./errors2.js";
import { t as openRegistry } from "./registry.js";
// src/commands/registry-flag.ts
function registryAt(value, cwd, services) {
	const given = value ?? DEFAULT_REGISTRY.terminal;
	const config = registryOf(given, cwd);
	if (config === null) throw new ConfigError(`--registry is "${given}", which names no registry: use ${REGISTRY}.`);
	return openRegistry(config, services);
}
export { registryAt as t };
