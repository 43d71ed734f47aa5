// Runs the upload client in a worker thread: its waits, output and uncaught errors do not affect the run.
import { parentPort, workerData } from "node:worker_threads";
import { DefaultArtifactClient } from "@actions/artifact";

/** Input of the thread. The second name is used if the first is taken in this run. */
export interface UploadJob {
  names: string[];
  files: string[];
  root: string;
}

export type UploadReport = { id: number; name: string } | { failure: string };

async function upload({ names, files, root }: UploadJob): Promise<UploadReport> {
  const client = new DefaultArtifactClient();
  let failure = "";
  for (const name of names) {
    try {
      const { id } = await client.uploadArtifact(name, files, root);
      if (id === undefined) return { failure: "the service gave no id" };
      return { id, name };
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
      if (!/\b409\b|already exists/.test(failure)) break;
    }
  }
  return { failure };
}

parentPort?.postMessage(await upload(workerData as UploadJob));
