import { judge } from "../evaluate/judge.ts";
import { Ledger } from "../report/ledger.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { Registry, VerifyReport } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, JSON_FLAG, REGISTRY_FLAG, text } from "./command.ts";
import { contextOf } from "./pipeline.ts";
import { registryAt } from "./registry-flag.ts";

export const verify: Command = {
  usage: "[--registry branch:NAME|directory:PATH|s3://…]",
  about: "Re-hashes every file that champion.json leads to, and parses every model.",
  flags: { registry: REGISTRY_FLAG, json: JSON_FLAG },
  judges: true,
  async run(flags, surface) {
    const { result, found } = await verified(registryAt(text(flags, "registry"), surface.cwd, surface.services), new Ledger(surface));
    const { models, entries, unreachable } = found;
    return {
      exitCode: result.exitCode,
      json: { ...runToJson(result), models, entries, unreachable },
      text: renderTerminal(result, contextOf(surface, "verify", text(flags, "registry") ?? null), surface.terminal),
    };
  },
};

export async function verified(registry: Registry, ledger: Ledger): Promise<{ result: RunResult; found: VerifyReport }> {
  const found = await ledger.stage("verify", () => registry.verify());
  ledger.stops(found.checks);
  ledger.facts.championId = found.championId;
  const { verdict, reason } = judge(found.checks, { undecided: "keep" });
  const sound = `${found.models} models and ${found.entries} history entries verified; ${found.unreachable} unreachable files (no fault).`;
  const result = ledger.close(verdict === "promoted" ? { verdict: "checked", reason: sound } : { verdict, reason });
  return { result, found };
}
