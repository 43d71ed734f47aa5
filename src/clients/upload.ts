// Hands files to the upload service of a workflow run (`@actions/artifact`), where people download them from the run's page.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { ServiceError } from "../types/errors.ts";
import type { UploadJob, UploadReport } from "./upload-thread.ts";

/** The client repeats what fails for about 30 s; a service that never answers would hold it for many minutes. */
const LONGEST_MS = 60_000;
/** The size of a problem's text that is worth reading. */
const MOST_CHARACTERS = 300;

export interface Uploaded {
  id: number;
  /** As the run's page shows it. */
  name: string;
}

export interface UploadPlace {
  env: Record<string, string | undefined>;
  /** Takes the workflow commands that mask signatures. */
  mask: (command: string) => void;
  longestMs?: number;
}

/**
 * Uploads files below `root` as one archive; null where there is no such service: outside of a workflow, and on GitHub
 * Enterprise Server, which does not have it. Throws ServiceError when the service refused, failed or took too long.
 */
export async function upload(files: string[], root: string, { env, mask, longestMs = LONGEST_MS }: UploadPlace): Promise<Uploaded | null> {
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL || isEnterpriseServer(env.GITHUB_SERVER_URL)) return null;
  const report = await inThread({ names: namesOf(env.GITHUB_JOB), files, root }, mask, longestMs);
  if ("failure" in report) throw new ServiceError(`The upload service did not take the report: ${short(report.failure)}.`);
  return report;
}

/** A name can be used once in a run: jobs differ by their name; matrix jobs and repeated steps by what chance adds to the second. */
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

/** Of what the client prints only this matters: the signature of the address that it uploads to shall stay out of the log. */
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

/** The first line, bounded, without the full stop that the sentence adds and without a signature that an address may hold. */
function short(text: string): string {
  const [first = ""] = text.trim().split(/[\r\n]/);
  const line = first.replace(/\bsig=[^&\s"']+/g, "sig=…").replace(/\.$/, "");
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
