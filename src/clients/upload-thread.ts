// The upload client in a thread of its own: it may wait for minutes, print what it likes and throw in callbacks, all without touching the run.
import { parentPort, workerData } from "node:worker_threads";
import { DefaultArtifactClient } from "@actions/artifact";

/** What the thread is told. Two names, for the first may be taken in this run. */
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
