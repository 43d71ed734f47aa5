// Uploads files as an artifact of a workflow run (`@actions/artifact`).
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { ServiceError } from "../types/errors.ts";
import type { UploadJob, UploadReport } from "./upload-thread.ts";

/** Time limit in milliseconds: the client retries for about 30 s, but waits many minutes for a service that does not answer. */
const LONGEST_MS = 60_000;
/** Most characters of an error message. */
const MOST_CHARACTERS = 300;

export interface Uploaded {
  id: number;
  /** Name on the run's page. */
  name: string;
}

export interface UploadPlace {
  env: Record<string, string | undefined>;
  /** Takes the workflow commands that mask signatures. */
  mask: (command: string) => void;
  longestMs?: number;
}

/**
 * Uploads files below `root` as one archive; null if there is no artifact service: outside of a workflow, and on GitHub
 * Enterprise Server. Throws ServiceError if the service refused, failed or took too long.
 */
export async function upload(files: string[], root: string, { env, mask, longestMs = LONGEST_MS }: UploadPlace): Promise<Uploaded | null> {
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL || isEnterpriseServer(env.GITHUB_SERVER_URL)) return null;
  const report = await inThread({ names: namesOf(env.GITHUB_JOB), files, root }, mask, longestMs);
  if ("failure" in report) throw new ServiceError(`The upload service did not take the report: ${short(report.failure)}.`);
  return report;
}

/** Names are unique in a run: the job's name, with a random suffix for matrix jobs and repeated steps. */
function namesOf(job: string | undefined): string[] {
  const name = `gated-retrain-report-${(job ?? "").replace(/[^A-Za-z0-9_-]/g, "_") || "job"}`;
  return [name, `${name}-${randomBytes(4).toString("hex")}`];
}

function isEnterpriseServer(server: string | undefined): boolean {
  const url = server || "https://github.com";
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  return host !== "github.com" && !host.endsWith(".ghe.com") && !host.endsWith(".localhost");
}

async function inThread(job: UploadJob, mask: UploadPlace["mask"], longestMs: number): Promise<UploadReport> {
  const thread = new Worker(threadFile(), { workerData: job, stdout: true, stderr: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<UploadReport>((resolve) => {
      timer = setTimeout(() => resolve({ failure: `it did not finish within ${longestMs / 1000} seconds` }), longestMs);
      forwardMasks(thread.stdout, mask);
      thread.on("message", resolve);
      thread.on("error", (error) => resolve({ failure: error.message }));
      thread.on("exit", (code) => resolve({ failure: `its client ended with code ${code}` }));
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** Of the client's output only the mask commands are kept: they hide the signature of the upload URL from the log. */
function forwardMasks(output: NodeJS.ReadableStream, mask: (line: string) => void): void {
  let rest = "";
  output.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("::add-mask::")) mask(line);
  });
}

/** dist/upload-thread.js beside the bundle, or in dist/ when this file runs from src/clients/. */
function threadFile(): URL {
  const bundled = new URL("./upload-thread.js", import.meta.url);
  return existsSync(bundled) ? bundled : new URL("../../dist/upload-thread.js", import.meta.url);
}

/** The first line of an error message, bounded, without a final full stop and without URL signatures. */
function short(text: string): string {
  const [first = ""] = text.trim().split(/[\r\n]/);
  const line = first.replace(/\bsig=[^&\s"']+/g, "sig=…").replace(/\.$/, "");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
