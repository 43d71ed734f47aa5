import { Ledger } from "../report/ledger.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { Registry } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, JSON_FLAG, REGISTRY_FLAG, type Surface, text } from "./command.ts";
import { contextOf } from "./pipeline.ts";
import { registryAt } from "./registry-flag.ts";

export const rollback: Command = {
  usage: "[--model-id ID] [--reason TEXT] [--registry branch:NAME|directory:PATH|s3://…]",
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
    const request = { modelId: text(flags, "model-id"), reason: text(flags, "reason") };
    const result = await (async () =>
      rolledBack(registryAt(text(flags, "registry"), surface.cwd, surface.services), request, ledger, surface))().catch((error: unknown) =>
      ledger.closeThrown(error),
    );
    return {
      exitCode: result.exitCode,
      json: runToJson(result),
      text: renderTerminal(result, contextOf(surface, "rollback", text(flags, "registry") ?? null), surface.terminal),
    };
  },
};

export interface RollbackRequest {
  /** The one promoted before the champion when it is not given. */
  modelId: string | undefined;
  reason: string | undefined;
}

export async function rolledBack(registry: Registry, request: RollbackRequest, ledger: Ledger, surface: Surface): Promise<RunResult> {
  const reason = request.reason ?? `asked for by ${surface.origin.event}`;
  const time = new Date(surface.now()).toISOString();
  const pointer = await ledger.stage("rollback", () => registry.rollback(request.modelId ?? null, { reason, time, ...surface.origin }));
  return ledger.promotes(pointer.id, `rollback to ${pointer.id}`);
}
