import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Folders whose files take longest, in this order; they begin first, so that no worker is left with a long one at the end. */
const SLOW = ["/walk/", "/e2e/", "/test/recipes", "/publish/", "/validate/"];

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => [...SLOW, ""].findIndex((part) => moduleId.includes(part));
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

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
    sequence: { sequencer: SlowFirst },
  },
});
