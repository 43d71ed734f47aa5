// reset and accept: promotions by a person against the comparisons, recorded with a reason.

import { type Invocation, loadConfig } from "../config/load.ts";
import { type Override, overriding } from "../publish/chain/overriding.ts";
import { openRegistry } from "../publish/registry.ts";
import { acceptRows } from "../run/accept-rows.ts";
import type { Config } from "../types/config.ts";
import { ConfigError } from "../types/errors.ts";
import { type Command, type Flag, type FlagValues, type Host, text } from "./common/command.ts";
import { type Prepare, type Prepared, retraining } from "./common/pipeline.ts";
import { RUN_FLAGS, runAndRender } from "./run.ts";

const REASON: Flag = { takes: "one", placeholder: "TEXT", about: "why, for the history (needed)" };

export const reset: Command = {
  usage: "--reason TEXT [flags of run]",
  about:
    "Begins a new line of champions: trains and judges without a champion, under today's split and schema. The models before stay, and rollback leads back to them.",
  flags: { ...RUN_FLAGS, reason: REASON },
  judges: true,
  run: (flags, host) => overridden("reset", flags, host),
};

const FILE: Flag = { takes: "one", placeholder: "NAME", about: "accept what fails in the new rows of this file, and promote nothing" };

export const accept: Command = {
  usage: "--reason TEXT [--file NAME] [flags of run]",
  about:
    "With --file: records that the new rows of a file are right although data checks fail on them; the next run takes them. Without: promotes although the comparison with the champion, the best model or the accepted batches does not allow it. Floors and types hold.",
  flags: { ...RUN_FLAGS, reason: REASON, file: FILE },
  judges: true,
  run: (flags, host) => overridden("accept", flags, host),
};

function overridden(kind: Override["kind"], flags: FlagValues, host: Host) {
  const { reason, file, ...rest } = flags;
  const prepare =
    file === undefined
      ? prepareOverride(kind, text({ reason }, "reason"))
      : prepareAcceptance(text({ file }, "file"), text({ reason }, "reason"));
  return runAndRender(rest, host, true, prepare);
}

/** accept --file: accepts rows of a file. Throws ConfigError without a reason or a name, and where nothing may be published. */
export function prepareAcceptance(file: string | undefined, given: string | undefined, configOf: ConfigOf = loadConfig): Prepare {
  return async (invocation, host) => {
    const reason = reasonOf("accept", given);
    const name = file?.trim().normalize("NFC") ?? "";
    if (name === "") throw new ConfigError("--file (the input file) is empty, expected the name of a file as the finding tells it.");
    const config = await configOf(invocation, host);
    if (!config.publish)
      throw new ConfigError("accept writes into the registry, and this run may not: it is a dry run, or not on the default branch.");
    if (config.command?.evidence === "reported")
      throw new ConfigError(
        "accept --file needs data checks: a script that reports reads its own rows (train.predict would have it judged here).",
      );
    const registry = openRegistry(config.registry, host.services);
    const judge: Prepared["judge"] = (recorder) => acceptRows(config, registry, recorder, host, { file: name, reason });
    return { config, registry, command: "accept", judge };
  };
}

function reasonOf(kind: Override["kind"], given: string | undefined): string {
  const reason = given?.trim() ?? "";
  if (reason === "") throw new ConfigError(`${kind} needs a reason, a few words that the history keeps: --reason, or the input reason.`);
  return reason.slice(0, 1000);
}

type ConfigOf = (invocation: Invocation, host: Host) => Promise<Config>;

/** reset, or accept of a candidate. Throws ConfigError without a reason, and where nothing may be published. */
export function prepareOverride(kind: Override["kind"], given: string | undefined, configOf: ConfigOf = loadConfig): Prepare {
  return async (invocation, host) => {
    const reason = reasonOf(kind, given);
    const config = await configOf(invocation, host);
    if (!config.publish) throw new ConfigError(`${kind} publishes, and this run may not: it is a dry run, or not on the default branch.`);
    const gates = kind === "accept" ? { ...config.gates, accept: true as const } : config.gates;
    const override = { kind, reason, actor: host.origin.actor };
    return { ...retraining({ ...config, gates }, host, [], (registry) => overriding(registry, override)), command: kind };
  };
}
