// The soak on a directory: file calls fail inside the process, by hook.mjs.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SoakHome } from "./soak.ts";

/** `end` removes what it wrote. */
export function directoryHome(): SoakHome & { end: () => void } {
  const place = mkdtempSync(join(tmpdir(), "gated-retrain-soak-calls-"));
  const log = join(place, "calls");
  return {
    registry: "registry",
    faults: ["kill", "EIO", "ENOSPC", "EACCES"],
    disturb: (one) => {
      writeFileSync(log, "");
      return one === null ? { SOAK_LOG: log } : { SOAK_AT: String(one.call), SOAK_HOW: one.fault };
    },
    calls: () =>
      readFileSync(log, "utf8")
        .trim()
        .split("\n")
        .map((line) => line.split(" ")[0]!),
    pointer: async (folder) => {
      const path = join(folder, "registry/champion.json");
      return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { id: string }).id : null;
    },
    end: () => rmSync(place, { recursive: true, force: true }),
  };
}
