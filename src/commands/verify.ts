import { judge } from "../evaluate/judge.ts";
import { plural } from "../findings/wording.ts";
import { runToJson } from "../report/run-json.ts";
import { renderTerminal } from "../report/terminal.ts";
import { RunRecorder } from "../run/recorder.ts";
import type { Registry, VerifyReport } from "../types/registry.ts";
import type { RunResult } from "../types/run.ts";
import { type Command, JSON_FLAG, REGISTRY_FLAG, text } from "./common/command.ts";
import { contextOf } from "./common/pipeline.ts";
import { registryAt } from "./common/registry-flag.ts";

export const verify: Command = {
  usage: "[--registry branch:NAME|directory:PATH|s3://…]",
  about: "Re-hashes every file that champion.json leads to, and parses every model.",
  flags: { registry: REGISTRY_FLAG, json: JSON_FLAG },
  judges: true,
  async run(flags, host) {
    const { result, found } = await verified(registryAt(text(flags, "registry"), host.cwd, host.services), new RunRecorder(host));
    const { models, entries, unreachable } = found;
    return {
      exitCode: result.exitCode,
      json: { ...runToJson(result), models, entries, unreachable },
      text: renderTerminal(result, contextOf(host, "verify", text(flags, "registry") ?? null), host.terminal),
    };
  },
};

/** Verifies a registry; damage gives a rejected result. */
export async function verified(registry: Registry, recorder: RunRecorder): Promise<{ result: RunResult; found: VerifyReport }> {
  const found = await recorder.stage("verify", () => registry.verify());
  recorder.addChecks(found.checks);
  recorder.facts.championId = found.championId;
  const { verdict, reason } = judge(found.checks, { undecided: "keep" });
  const sound = `${plural(found.models, "model")} and ${plural(found.entries, "history entry", "history entries")} verified; ${plural(found.unreachable, "unreachable file")} (no fault).`;
  const result = recorder.close(verdict === "promoted" ? { verdict: "checked", reason: sound } : { verdict, reason });
  return { result, found };
}
