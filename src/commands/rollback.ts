import { Ledger } from "../report/ledger.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { RunResult } from "../types.ts";
import { type Command, type FlagValues, JSON_FLAG, REGISTRY_FLAG, type Surface, text } from "./command.ts";
import { contextOf } from "./pipeline.ts";
import { registryAt } from "./registry-flag.ts";

export const rollback: Command = {
  usage: "[--model-id ID] [--reason TEXT] [--registry branch:NAME|directory:PATH]",
  about:
    "Makes an earlier model champion again; without an id the one promoted before the champion. What it undoes is held until data, schema or recipe changes.",
  flags: {
    "model-id": { takes: "one", placeholder: "ID", about: "the model to go back to" },
    reason: { takes: "one", placeholder: "TEXT", about: "why, for the history" },
    registry: REGISTRY_FLAG,
    json: JSON_FLAG,
  },
  judges: true,
  async run(flags, surface) {
    const ledger = new Ledger(surface);
    const result = await undo(flags, surface, ledger).catch((error: unknown) => ledger.closeThrown(error));
    return {
      exitCode: result.exitCode,
      json: runToJson(result),
      text: renderTerminal(result, contextOf(surface, "rollback", text(flags, "registry") ?? null)),
    };
  },
};

async function undo(flags: FlagValues, surface: Surface, ledger: Ledger): Promise<RunResult> {
  const registry = registryAt(text(flags, "registry"), surface.cwd, surface.services);
  const reason = text(flags, "reason") ?? "asked for at the terminal";
  const time = new Date(surface.now()).toISOString();
  const pointer = await ledger.stage("rollback", () =>
    registry.rollback(text(flags, "model-id") ?? null, { reason, time, ...surface.origin }),
  );
  return ledger.promotes(pointer.id, `rollback to ${pointer.id}`);
}
