// What determines the model of a team's own script, as far as it can be known.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { CommandConfig, CommandRecipe, JudgedScript, ReportedScript } from "../../types/command.ts";
import { ConfigError } from "../../types/errors.ts";

const MOST_RECIPE_BYTES = 64 * 2 ** 20;

/** Of the contract between us and a script that is judged (docs/engines.md); raised when an old script could not follow it. */
export const CONTRACT_VERSION = 1;

/** The recipe: the words of the command and digests of the files it names. Throws ConfigError for a file that cannot be read. */
export async function reportedRecipe(script: ReportedScript): Promise<CommandRecipe> {
  const { model, outputs, score } = script;
  const parameters = { ...(await common(script)), model, outputs: { ...outputs }, score };
  return { engine: "command", version: "1", parameters, seed: 0 };
}

/** The same of a script that is judged. */
export async function judgedRecipe(script: JudgedScript, seed: number): Promise<CommandRecipe> {
  const parameters = { ...(await common(script)), predict: script.predict, contract: CONTRACT_VERSION };
  return { engine: "command", version: "1", parameters, seed };
}

async function common({ command, folder, files, env }: CommandConfig) {
  const contents = await Promise.all([...files].sort().map(async (name) => ({ name, digest: await digestOfFile(folder, name) })));
  return { command, files: contents, env: [...env].sort() };
}

async function digestOfFile(folder: string, name: string): Promise<string> {
  const { size } = (await stat(join(folder, name)).catch(() => null)) ?? { size: 0 };
  if (size > MOST_RECIPE_BYTES) throw new ConfigError(`train.files names ${name}, which is larger than 64 MiB; expected code or settings.`);
  const bytes = await readFile(join(folder, name)).catch(() => null);
  if (bytes === null)
    throw new ConfigError(`train.files names ${JSON.stringify(name)}, which cannot be read; expected a file of the repository.`);
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
