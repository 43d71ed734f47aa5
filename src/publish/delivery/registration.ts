// A team's own registration of the champion: its program, with the model's files in a folder of their own.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { outputTail, runChild } from "../../clients/child.ts";
import type { NamedFile } from "../../model/canonical-tar.ts";
import type { DeliveryConfig } from "../../types/delivery.ts";
import { ServiceError } from "../../types/errors.ts";
import type { Progress } from "../../types/run.ts";

export interface Registration {
  config: DeliveryConfig;
  command: string[];
  id: string;
  files: NamedFile[];
  minutes: number;
  progress: Progress;
}

/** Throws ServiceError with the program's last words where it fails: it is tried again by the next run. */
export async function registerModel({ config, command, id, files, minutes, progress }: Registration): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gated-retrain-champion-"));
  try {
    for (const { name, bytes } of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const env = { GATED_RETRAIN: "1", GATED_RETRAIN_MODEL_DIR: folder, GATED_RETRAIN_MODEL_ID: id };
    const where = { command, folder: config.folder, names: config.env, env };
    const end = await runChild({ ...where, timeoutMs: minutes * 60_000, memoryBytes: null, onLine: progress });
    if (end.kind === "exited" && end.code === 0) return;
    const how =
      end.kind === "exited"
        ? `ended with exit code ${end.code}`
        : end.kind === "killed"
          ? `was ended by ${end.signal}`
          : end.kind === "timeout" || end.kind === "memory"
            ? `took longer than limits.minutes (${minutes})`
            : `could not be started: ${end.why}`;
    throw new ServiceError(`publish.command (${command.join(" ").slice(0, 120)}) ${how}.${"output" in end ? outputTail(end.output) : ""}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
