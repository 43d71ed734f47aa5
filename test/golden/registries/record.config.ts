import { defineConfig } from "vitest/config";

export const recorder = defineConfig({ test: { include: ["test/golden/registries/record.ts"], testTimeout: 300_000 } });

// biome-ignore lint/style/noDefaultExport: vitest reads a config from there.
export default recorder;
