// reset and accept: a person's word against the gates' caution, with a reason, in the history.
import { type Invocation, loadConfig } from "../config/load.ts";
import { ConfigError } from "../errors.ts";
import { type Override, overriding } from "../publish/overriding.ts";
import type { Config } from "../types/config.ts";
import { type Command, type Flag, type FlagValues, type Surface, text } from "./command.ts";
import { type Prepare, retraining } from "./pipeline.ts";
import { RUN_FLAGS, runAndRender } from "./run.ts";

const REASON: Flag = { takes: "one", placeholder: "TEXT", about: "why, for the history (needed)" };

export const reset: Command = {
  usage: "--reason TEXT [flags of run]",
  about:
    "Begins a new line of champions: trains and judges without a champion, under today's split and schema. The models before stay, and rollback leads back to them.",
  flags: { ...RUN_FLAGS, reason: REASON },
  judges: true,
  run: (flags, surface) => overridden("reset", flags, surface),
};

export const accept: Command = {
  usage: "--reason TEXT [flags of run]",
  about:
    "Promotes although the comparison with the champion, the best model or the accepted batches does not allow it. Floors and data checks hold.",
  flags: { ...RUN_FLAGS, reason: REASON },
  judges: true,
  run: (flags, surface) => overridden("accept", flags, surface),
};

function overridden(kind: Override["kind"], flags: FlagValues, surface: Surface) {
  const { reason: _reason, ...rest } = flags;
  return runAndRender(rest, surface, true, prepareOverride(kind, text(flags, "reason")));
}

type ConfigOf = (invocation: Invocation, surface: Surface) => Promise<Config>;

/** Throws ConfigError without a reason, and where nothing may be published. */
export function prepareOverride(kind: Override["kind"], given: string | undefined, configOf: ConfigOf = loadConfig): Prepare {
  return async (invocation, surface) => {
    const reason = given?.trim() ?? "";
    if (reason === "") throw new ConfigError(`${kind} needs a reason, a few words that the history keeps: --reason, or the input reason.`);
    const config = await configOf(invocation, surface);
    if (!config.publish) throw new ConfigError(`${kind} publishes, and this run may not: it is a dry run, or not on the default branch.`);
    const gates = kind === "accept" ? { ...config.gates, accept: true as const } : config.gates;
    const override = { kind, reason: reason.slice(0, 1000), actor: surface.origin.actor };
    return { ...retraining({ ...config, gates }, surface, [], (registry) => overriding(registry, override)), command: kind };
  };
}
