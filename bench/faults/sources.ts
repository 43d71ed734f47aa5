// `validate` in this process, for quick rounds while the checks change.
import type { Host } from "../../src/commands/common/command.ts";
import { parseFlags } from "../../src/commands/common/flags.ts";
import { validateCommand } from "../../src/commands/validate.ts";

const hostAt = (root: string): Host => ({
  cwd: root,
  now: Date.now,
  threads: 1,
  progress: () => {},
  origin: { run: null, actor: null, event: "bench" },
  services: { identityToken: null, repository: null },
  environment: () => ({ node: process.version, platform: process.platform, threads: 1, peakMemoryBytes: 0 }),
  home: root,
});

/** What `gated-retrain validate` with these words ends in. Throws what it throws. */
export const validateWith = (words: string[], root: string) => validateCommand.run(parseFlags(words, validateCommand.flags), hostAt(root));
