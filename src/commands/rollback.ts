import { loadConfig } from "../config/load.ts";
import { exclude } from "../findings/remedies.ts";
import { openRegistry } from "../publish/registry.ts";
import { runToJson } from "../report/run-json.ts";
import type { ReportContext } from "../report/sentences/view.ts";
import { renderTerminal } from "../report/terminal.ts";
import { RunRecorder } from "../run/recorder.ts";
import type { CheckResult } from "../types/judgement.ts";
import type { Registry, UndoneRows } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, type Host, JSON_FLAG, REGISTRY_FLAG, text } from "./common/command.ts";
import { deliver } from "./common/deliver.ts";
import { contextOf } from "./common/pipeline.ts";
import { registryAt } from "./common/registry-flag.ts";

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
  async run(flags, host) {
    const recorder = new RunRecorder(host);
    const request = { modelId: text(flags, "model-id"), reason: text(flags, "reason") };
    const context = contextOf(host, "rollback", text(flags, "registry") ?? null);
    const went = async () => {
      const registry = registryAt(text(flags, "registry"), host.cwd, host.services);
      const result = await rolledBack(registry, request, recorder, host);
      return { ...result, checks: [...result.checks, ...(await brought(registry, result, context, host))] };
    };
    const result = await went().catch((error: unknown) => recorder.closeThrown(error));
    return { exitCode: result.exitCode, json: runToJson(result), text: renderTerminal(result, context, host.terminal) };
  },
};

/** Delivers the restored champion if the configuration here uses this registry; otherwise the next run does. */
async function brought(registry: Registry, result: RunResult, context: ReportContext, host: Host): Promise<CheckResult[]> {
  const { cwd, threads, services } = host;
  const config = await loadConfig({ caller: "terminal", cwd, values: {}, set: [], publish: true, threads }).catch(() => null);
  if (config?.delivery == null || openRegistry(config.registry, services).label !== registry.label) return [];
  return (await deliver({ config: config.delivery, registry, result, context, minutes: config.limits.minutes, host })).checks;
}

export interface RollbackRequest {
  /** The model to restore; absent: the one promoted before the champion. */
  modelId: string | undefined;
  reason: string | undefined;
}

/** Makes an earlier model champion, and returns a run result. */
export async function rolledBack(registry: Registry, request: RollbackRequest, recorder: RunRecorder, host: Host): Promise<RunResult> {
  const reason = request.reason ?? `no reason given (${host.origin.event})`;
  const time = new Date(host.now()).toISOString();
  const go = () => registry.rollback(request.modelId ?? null, { reason, time, ...host.origin });
  const pointer = await recorder.stage("rollback", go).catch(async (error: unknown) => {
    recorder.facts.championId = await registry.championId();
    throw error;
  });
  recorder.addChecks(registry.undone.map((one) => undoneCheck(one, reason)));
  return recorder.closePromoted(pointer.id, `rollback to ${pointer.id}`);
}

/** A warning with the rows that were undone: a run with new data would train on them again. */
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
