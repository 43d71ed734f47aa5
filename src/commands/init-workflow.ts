// The workflow that init writes: examples/nightly.yml, with the action as this very checkout of it names itself.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Checkout, checkoutOf } from "../clients/git.ts";

const SAMPLE = "examples/nightly.yml";
/** As the samples name the action, released or not yet. */
const USE = /OWNER\/gated-retrain@[0-9a-f]{40}( # v\d+)?/;
const HOW_TO_COPY = /^# To use it: .*\n/m;

/** `home`: the folder of the installed action. */
export async function workflowYaml(home: string): Promise<string> {
  return named(await readFile(join(home, SAMPLE), "utf8"), await checkoutOf(home));
}

/** Without a checkout that says whose the action is, the owner is for a person to fill in. */
export function named(sample: string, checkout: Checkout | null): string {
  const use = checkout ? `${checkout.owner}/${checkout.name}@${checkout.commit}` : "OWNER/gated-retrain@v1";
  const still = checkout ? "" : "# Put the owner you took the action from in place of OWNER, and pin it by commit.\n";
  return sample.replace(USE, use).replace(HOW_TO_COPY, still);
}
