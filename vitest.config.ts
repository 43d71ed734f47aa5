import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/interop/**"],
    globalSetup: "test/temporary.ts",
    // No test has a limit of its own: how long one takes is the machine's affair. This one names a test that hangs.
    testTimeout: 1_800_000,
    hookTimeout: 1_800_000,
    pool: "forks",
    // Most of a test's time is spent in a process that it started.
    maxWorkers: "100%",
  },
});
