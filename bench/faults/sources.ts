// `validate` in this process, for quick rounds while the checks change.
import { parseFlags } from "../../src/commands/common/flags.ts";
import { validateCommand } from "../../src/commands/validate.ts";
import { hostHere } from "../../test/e2e/surface.ts";

/** What `gated-retrain validate` with these words ends in. Throws what it throws. */
export const validateWith = (words: string[], root: string) =>
  validateCommand.run(parseFlags(words, validateCommand.flags), hostHere(root));
