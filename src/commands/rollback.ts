import { loadConfig } from "../config/load.ts";
import { exclude } from "../findings/remedies.ts";
import { openRegistry } from "../publish/registry.ts";
import { Ledger } from "../report/ledger.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { ReportContext } from "../report/view.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, UndoneRows } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, JSON_FLAG, REGISTRY_FLAG, type Surface, text } from "./command.ts";
import { deliver } from "./deliver.ts";
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
    const context = contextOf(surface, "rollback", text(flags, "registry") ?? null);
    const went = async () => {
      const registry = registryAt(text(flags, "registry"), surface.cwd, surface.services);
      const result = await rolledBack(registry, request, ledger, surface);
      return { ...result, checks: [...result.checks, ...(await brought(registry, result, context, surface))] };
    };
    const result = await went().catch((error: unknown) => ledger.closeThrown(error));
    return { exitCode: result.exitCode, json: runToJson(result), text: renderTerminal(result, context, surface.terminal) };
  },
};

/** Where the configuration here publishes from this registry, what it wants besides is brought back too; else the next run does it. */
async function brought(registry: Registry, result: RunResult, context: ReportContext, surface: Surface): Promise<CheckResult[]> {
  const { cwd, threads, services } = surface;
  const config = await loadConfig({ surface: "terminal", cwd, values: {}, set: [], publish: true, threads }).catch(() => null);
  if (config?.delivery == null || openRegistry(config.registry, services).label !== registry.label) return [];
  return (await deliver({ config: config.delivery, registry, result, context, minutes: config.limits.minutes, surface })).checks;
}

export interface RollbackRequest {
  /** The one promoted before the champion when it is not given. */
  modelId: string | undefined;
  reason: string | undefined;
}

export async function rolledBack(registry: Registry, request: RollbackRequest, ledger: Ledger, surface: Surface): Promise<RunResult> {
  const reason = request.reason ?? `asked for by ${surface.origin.event}`;
  const time = new Date(surface.now()).toISOString();
  const go = () => registry.rollback(request.modelId ?? null, { reason, time, ...surface.origin });
  const pointer = await ledger.stage("rollback", go).catch(async (error: unknown) => {
    ledger.facts.championId = await registry.championId();
    throw error;
  });
  ledger.stops(registry.undone.map((one) => undoneCheck(one, reason)));
  return ledger.promotes(pointer.id, `rollback to ${pointer.id}`);
}

/** Held only as long as nothing else changes: the next new file would bring them back. */
function undoneCheck({ rows, file, count, id }: UndoneRows, reason: string): CheckResult {
  const message = `${count.toLocaleString("en")} ${count === 1 ? "row" : "rows"} of ${file} made model ${id}, which is undone: the next run that has other new rows too trains on them again.`;
  return {
    code: "held-rows",
    subject: file,
    status: "warn",
    observed: count,
    expected: null,
    message,
    suggestion: "If they are what was wrong, keep them out.",
    remedies: [exclude({ rows }, `rolled back: ${reason.slice(0, 200)}`)],
    where: null,
  };
}
