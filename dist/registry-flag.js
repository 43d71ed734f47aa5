import { I as registryOf, L as RESERVED, N as DEFAULT_REGISTRY, P as REGISTRY, z as reservedIn } from "./onnx-read.js";
import { t as openRegistry } from "./registry.js";
import { t as ConfigError } from "./errors2.js";
// src/commands/common/registry-flag.ts
function registryAt(value, cwd, services) {
	const given = value ?? DEFAULT_REGISTRY.terminal;
	const config = registryOf(given, cwd);
	if (config === null) throw new ConfigError(`--registry is "${given}", which names no registry: use ${REGISTRY}.`);
	const reserved = config.kind === "directory" ? reservedIn(config.path) : null;
	if (reserved !== null) throw new ConfigError(`--registry is "${given}", and "${reserved}" ${RESERVED}: choose another name.`);
	return openRegistry(config, services);
}
export { registryAt as t };
