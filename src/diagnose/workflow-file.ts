// The triggers of a workflow file, and whether a step of it is ours. Pure.
import { parse } from "yaml";

/** Filters of push events; empty: no such filter. */
export interface PushFilter {
  branches: string[];
  branchesIgnore: string[];
  paths: string[];
  pathsIgnore: string[];
}

export interface WorkflowFile {
  /** Relative to the repository's root: `.github/workflows/retrain.yml`. */
  path: string;
  /** A step uses the action or runs its command line. */
  isOurs: boolean;
  crons: string[];
  push: PushFilter | null;
  /** Names of all events. */
  events: string[];
  /** Why it is not a valid workflow; null: it is. */
  mistake: string | null;
}

/** Largest workflow file that GitHub accepts. */
const MOST_CHARACTERS = 512 * 1024;
const OUR_ACTION = /(?:^|\/)gated-retrain(?:@|$)|^\.\/?$/;
const OUR_COMMAND = /gated-retrain\s+(?:run|check)\b|dist\/cli\.js\s+(?:run|check)\b/;

/** Parses a workflow file. Never throws: for an invalid one `mistake` is set, and `isOurs` is guessed from the text. */
export function workflowFileOf(path: string, text: string): WorkflowFile {
  const none = { path, isOurs: /gated-retrain/.test(text.slice(0, MOST_CHARACTERS)), crons: [], push: null, events: [] };
  if (text.length > MOST_CHARACTERS) return { ...none, mistake: `has more than ${MOST_CHARACTERS} characters` };
  let tree: unknown;
  try {
    tree = parse(text, { maxAliasCount: 100, prettyErrors: false });
  } catch (error) {
    return { ...none, mistake: `is no YAML: ${firstLine(error)}` };
  }
  if (!isMapping(tree)) return { ...none, mistake: "holds no mapping" };
  // A YAML 1.1 parser reads the key `on` as true.
  const on = tree.on ?? (tree as Record<string, unknown>).true;
  const events = eventsOf(on);
  const jobs = isMapping(tree.jobs) ? Object.values(tree.jobs) : [];
  const schedule = isMapping(on) && Array.isArray(on.schedule) ? on.schedule : [];
  return {
    path,
    isOurs: jobs.some(runsUs),
    crons: schedule.flatMap((one) => (isMapping(one) && typeof one.cron === "string" ? [one.cron] : [])),
    push: events.includes("push") ? pushFilterOf(isMapping(on) ? on.push : null) : null,
    events,
    mistake: events.length === 0 ? "has no `on` that says when it starts" : null,
  };
}

function eventsOf(on: unknown): string[] {
  if (typeof on === "string") return [on];
  if (Array.isArray(on)) return on.filter((one) => typeof one === "string");
  return isMapping(on) ? Object.keys(on) : [];
}

function pushFilterOf(push: unknown): PushFilter {
  const filter = isMapping(push) ? push : {};
  const listed = (key: string) => [filter[key] ?? []].flat().filter((one) => typeof one === "string");
  return {
    branches: listed("branches"),
    branchesIgnore: listed("branches-ignore"),
    paths: listed("paths"),
    pathsIgnore: listed("paths-ignore"),
  };
}

function runsUs(job: unknown): boolean {
  if (!isMapping(job)) return false;
  const steps = Array.isArray(job.steps) ? job.steps : [];
  return steps.some((step) => isMapping(step) && (matches(step.uses, OUR_ACTION) || matches(step.run, OUR_COMMAND)));
}

const matches = (value: unknown, pattern: RegExp) => typeof value === "string" && pattern.test(value);

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 200);
}
