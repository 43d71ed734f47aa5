// Puts the three files of a report into a folder; none is ever half-written.
import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunResult } from "../types/run.ts";
import { renderHtml } from "./html/html.ts";
import { renderSummary } from "./markdown/summary.ts";
import { renderRunJson } from "./run-json.ts";
import type { ReportContext } from "./sentences/view.ts";

export interface WrittenReport {
  runJson: string;
  summary: string;
  html: string;
}

/** Throws what the file system says; the caller turns it into a warning. run.json comes first, for it is what programs read. */
export async function writeReport(dir: string, result: RunResult, context: ReportContext): Promise<WrittenReport> {
  await mkdir(dir, { recursive: true });
  const runJson = await replace(join(dir, "run.json"), renderRunJson(result));
  const summary = await replace(join(dir, "summary.md"), renderSummary(result, context));
  const html = await replace(join(dir, "report.html"), renderHtml(result, context));
  return { runJson, summary, html };
}

async function replace(path: string, text: string): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return path;
}
