import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads a config from there.
export default defineConfig({ test: { include: ["test/golden/registries/record.ts"], testTimeout: 300_000 } });
