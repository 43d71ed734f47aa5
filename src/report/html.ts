import type { RunResult } from "../types.ts";
import type { ReportContext } from "./view.ts";

export function renderHtml(result: RunResult, context: ReportContext): string {
  return `<!doctype html>\n<title>${context.title.length + result.checks.length}</title>\n`;
}
