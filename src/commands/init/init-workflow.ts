// The workflow that init writes: examples/nightly.yml with this checkout's name of the action.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Checkout, checkoutOf } from "../../clients/git/git.ts";

const SAMPLE = "examples/nightly.yml";
/** How the samples name the action. */
const USE = /OWNER\/gated-retrain@[0-9a-f]{40}( # v\d+)?/;
const HOW_TO_COPY = /^# To use it: .*\n/m;

/** The workflow. `home`: folder of the installed action. */
export async function workflowYaml(home: string): Promise<string> {
  return named(await readFile(join(home, SAMPLE), "utf8"), await checkoutOf(home));
}

const SCRIPT_SAMPLE = "examples/script-nightly.yml";
const INSTALL = /^ {6}- name: Install what the script needs\n(?: {8}.*\n)+/m;

/** The workflow for engine: command, with Python packages and secrets of the script. */
export async function scriptWorkflowYaml(home: string, command: string[], env: string[]): Promise<string> {
  const sample = named(await readFile(join(home, SCRIPT_SAMPLE), "utf8"), await checkoutOf(home));
  const isPython = /^python|\.py$/.test(`${command[0]}`) || command.some((word) => word.endsWith(".py"));
  const installed = isPython ? sample : sample.replace(INSTALL, "      # Install here what the script needs.\n");
  if (env.length === 0) return installed;
  const secrets = env.map((name) => `          ${name}: \${{ secrets.${name} }}\n`).join("");
  return installed.replace(/^ {8}id: retrain\n/m, (line) => `${line}        env:\n${secrets}`);
}

/** The sample with the action's owner and commit; without a checkout the owner is left to fill in. */
export function named(sample: string, checkout: Checkout | null): string {
  const use = checkout ? `${checkout.owner}/${checkout.name}@${checkout.commit}` : "OWNER/gated-retrain@v1";
  const still = checkout ? "" : "# Put the owner you took the action from in place of OWNER, and pin it by commit.\n";
  return sample.replace(USE, use).replace(HOW_TO_COPY, still);
}
