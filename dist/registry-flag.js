import { t as ConfigError } from "./errors2.js";
import { t as openRegistry } from "./registry.js";
import { resolve } from "node:path";
// src/commands/registry-flag.ts
function registryAt(value, cwd) {
	const given = value ?? "directory:registry";
	const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(given)?.[1];
	if (scheme !== void 0 && scheme !== "directory") throw new ConfigError(`--registry ${given}: registries of the kind "${scheme}:" are not available in this version; use directory:PATH.`);
	const path = given.replace(/^directory:/, "");
	if (path === "") throw new ConfigError("--registry names no directory: use directory:PATH.");
	return openRegistry({
		kind: "directory",
		path: resolve(cwd, path)
	});
}
export { registryAt as t };
