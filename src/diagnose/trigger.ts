// Whether anything starts a retrain when data changes. Pure.
import { startsOn, startsOnBranch } from "./filter.ts";
import { broken, fine, type LinkState, unseen, waiting } from "./link.ts";
import { cronMistake, lastTime } from "./schedule.ts";
import type { WorkflowFile } from "./workflow-file.ts";

/** A run of a workflow, as GitHub lists it. */
interface WorkflowRunFacts {
  event: string;
  status: string;
  conclusion: string | null;
  /** Milliseconds since 1970. */
  created: number;
}

export interface GitHubTriggers {
  isFork: boolean;
  defaultBranch: string;
  /** Milliseconds since 1970 of the last push. */
  pushed: number;
  /** Workflows by path; `runs` newest first. */
  workflows: Map<string, { state: string; runs: WorkflowRunFacts[] }>;
  /** The last change of the data; null: unknown, or the data is not in the repository. */
  dataCommit: { author: string; time: number } | null;
}

export interface TriggerFacts {
  workflows: WorkflowFile[];
  /** For each pattern a file that it matches, relative to the repository's root; empty: the data is not in the repository. */
  dataFiles: string[];
  /** Newest run recorded in the registry, milliseconds since 1970; null: none. */
  lastTrace: number | null;
  /** A text: why GitHub was not asked. */
  github: GitHubTriggers | string;
  now: number;
}

const DAY = 86_400_000;
/** GitHub disables schedules of public repositories after this many days without activity; a warning comes earlier. */
const INACTIVE_DAYS = 60;
const INACTIVE_SOON_DAYS = 50;
/** Tolerated delay: GitHub starts schedules late, above all on the hour. */
const LATE = DAY;

/** All causes why no workflow starts, or one finding that one does. */
export function triggerStates(facts: TriggerFacts): LinkState[] {
  const ours = facts.workflows.filter(({ isOurs }) => isOurs);
  if (ours.length === 0) return [noWorkflow(facts)];
  const unread = ours.filter(({ mistake }) => mistake !== null);
  const readable = ours.filter(({ mistake }) => mistake === null);
  const said = [
    ...unread.map(({ path, mistake }) =>
      broken("trigger", "workflow-invalid", `${path} ${mistake}, so GitHub does not start it`, `Mend ${path}.`),
    ),
    ...(readable.length === 0 ? [] : [...cronStates(readable, facts.now), ...startStates(readable, facts)]),
    ...(typeof facts.github === "string" ? [] : githubStates(readable, facts, facts.github)),
  ];
  if (said.some(({ status }) => status === "broken" || status === "waiting")) return said;
  const paths = readable.map(({ path }) => path).join(", ");
  const starts = fine("trigger", "starts", `${paths} starts ${[...new Set(readable.flatMap(waysOf))].join(" and ")}`);
  if (typeof facts.github !== "string") return [starts];
  return [
    starts,
    unseen("trigger", "runs-unseen", facts.github, "Give a token with `actions: read` in GITHUB_TOKEN, and GITHUB_REPOSITORY."),
  ];
}

function noWorkflow({ workflows, github }: TriggerFacts): LinkState {
  const there =
    workflows.length === 0 ? "there is no file in .github/workflows" : `none of the ${workflows.length} workflows uses gated-retrain`;
  const elsewhere = typeof github === "string" ? "" : ` of ${github.defaultBranch}`;
  return broken(
    "trigger",
    "no-workflow",
    `Nothing starts a retrain: ${there}${elsewhere}`,
    "Run `init`, which writes one, and commit it to the default branch.",
  );
}

function cronStates(workflows: WorkflowFile[], now: number): LinkState[] {
  return workflows.flatMap(({ path, crons }) =>
    crons.flatMap((line) => {
      const mistake = cronMistake(line, now);
      if (mistake === null) return [];
      return [
        broken(
          "trigger",
          mistake.code,
          `The schedule "${line.slice(0, 60)}" of ${path} ${mistake.says}`,
          `Write another cron line, such as "17 3 * * *".`,
        ),
      ];
    }),
  );
}

function startStates(workflows: WorkflowFile[], { dataFiles, github, now }: TriggerFacts): LinkState[] {
  if (workflows.some(({ crons }) => crons.some((line) => cronMistake(line, now) === null))) return [];
  if (workflows.some(({ crons }) => crons.length > 0)) return [];
  const others = ["repository_dispatch", "workflow_run", "workflow_call"];
  if (workflows.some(({ events }) => events.some((event) => others.includes(event)))) return [];
  const pushed = workflows.filter(({ push }) => push !== null);
  const { path } = (pushed[0] ?? workflows[0])!;
  if (pushed.length === 0) {
    const schedule = 'Add `schedule: [{cron: "17 3 * * *"}]` to its `on`.';
    return [broken("trigger", "only-by-hand", `${path} starts only when a person asks for it`, schedule)];
  }
  if (dataFiles.length === 0)
    return [
      broken(
        "trigger",
        "push-without-data",
        `${path} starts when files are pushed, but the data lies outside the repository`,
        "Add a `schedule` to its `on`.",
      ),
    ];
  const branch = typeof github === "string" ? null : github.defaultBranch;
  if (!pushed.some(({ push }) => startsOnBranch(push!, branch)))
    return [broken("trigger", "branches-miss", `The \`branches\` filter of ${path} leaves out ${branch}`, `Add ${branch} to it.`)];
  const missed = dataFiles.filter((file) => !pushed.some(({ push }) => startsOn(push!, branch, file)));
  if (missed.length === 0) return [];
  const folder = missed[0]!.includes("/") ? `${missed[0]!.slice(0, missed[0]!.lastIndexOf("/"))}/**` : missed[0]!;
  return [
    broken(
      "trigger",
      "paths-miss",
      `The \`paths\` filter of ${path} does not match the data, such as ${missed[0]}`,
      `Add "${folder}" to its \`paths\`.`,
    ),
  ];
}

function githubStates(workflows: WorkflowFile[], facts: TriggerFacts, github: GitHubTriggers): LinkState[] {
  const { now } = facts;
  const found: LinkState[] = [];
  const scheduled = workflows.some(({ crons }) => crons.length > 0);
  if (github.isFork && scheduled)
    found.push(
      broken(
        "trigger",
        "fork",
        "This repository is a fork, where GitHub starts no schedule until a person enables workflows",
        "Enable them under Actions.",
      ),
    );
  for (const { path } of workflows) {
    const known = github.workflows.get(path);
    if (known === undefined)
      found.push(
        broken(
          "trigger",
          "not-on-default-branch",
          `GitHub knows no ${path}: it is not on ${github.defaultBranch}`,
          `Merge it into ${github.defaultBranch}.`,
        ),
      );
    else found.push(...stateOf(path, known.state), ...runStates(path, known.runs, facts));
  }
  const idle = Math.floor((now - github.pushed) / DAY);
  if (scheduled && idle >= INACTIVE_SOON_DAYS && idle < INACTIVE_DAYS)
    found.push(
      waiting(
        "trigger",
        "inactive-soon",
        `Nothing was pushed for ${idle} days: after ${INACTIVE_DAYS} GitHub disables schedules of a public repository`,
        "Push a commit, or enable the workflow again when it happens.",
      ),
    );
  found.push(...quietPush(workflows, facts, github));
  return found;
}

function stateOf(path: string, state: string): LinkState[] {
  if (state === "active") return [];
  const enable = "Enable it under Actions, or by `gh workflow enable`.";
  if (state === "disabled_inactivity")
    return [broken("trigger", "disabled-inactivity", `GitHub disabled ${path} after ${INACTIVE_DAYS} days without activity`, enable)];
  if (state === "disabled_fork")
    return [broken("trigger", "disabled-fork", `${path} is disabled, since this repository is a fork`, enable)];
  if (state === "deleted")
    return [broken("trigger", "not-on-default-branch", `${path} was deleted from the default branch`, "Bring it back.")];
  return [broken("trigger", "disabled-by-hand", `A person disabled ${path}`, enable)];
}

function runStates(path: string, runs: WorkflowRunFacts[], { lastTrace, now, workflows }: TriggerFacts): LinkState[] {
  const [last] = runs;
  if (last === undefined) return [];
  if (last.status === "waiting" || last.conclusion === "action_required")
    return [broken("trigger", "awaits-approval", `The last run of ${path} waits for a person's approval`, "Approve it under Actions.")];
  if (last.status !== "completed")
    return [waiting("trigger", "running", `A run of ${path} is ${last.status.replaceAll("_", " ").slice(0, 30)}`)];
  if (last.conclusion === "cancelled")
    return [
      broken(
        "trigger",
        "cancelled",
        `The last run of ${path} was cancelled: by a person, or by another of its concurrency group`,
        "Start it again; give runs that must not be lost a `concurrency` group of their own.",
      ),
    ];
  if (last.conclusion === "startup_failure")
    return [
      broken(
        "trigger",
        "startup-failure",
        `The last run of ${path} could not start: the workflow file is not valid`,
        "Open the run under Actions, which says what is wrong.",
      ),
    ];
  if ((last.conclusion === "failure" || last.conclusion === "timed_out") && (lastTrace === null || lastTrace < last.created))
    return [
      broken(
        "trigger",
        "failed-before-step",
        `The last run of ${path} failed before it reached the registry (${new Date(last.created).toISOString()})`,
        "Open the run under Actions: a step before ours, or the configuration, is to blame.",
      ),
    ];
  const lines = workflows.find((one) => one.path === path)?.crons.filter((line) => cronMistake(line, now) === null) ?? [];
  const due = Math.max(0, ...lines.map((line) => lastTime(line, now - LATE) ?? 0));
  const lastScheduled = runs.find(({ event }) => event === "schedule");
  if (due > 0 && lastScheduled !== undefined && lastScheduled.created < due - LATE)
    return [
      broken(
        "trigger",
        "schedule-stopped",
        `The schedule of ${path} was due at ${new Date(due).toISOString()}, and its last run is of ${new Date(lastScheduled.created).toISOString()}`,
        "Look at https://www.githubstatus.com, and start the workflow by hand.",
      ),
    ];
  return [];
}

/** A push with the workflow's own token starts no workflow. */
function quietPush(workflows: WorkflowFile[], { now }: TriggerFacts, { dataCommit, workflows: known }: GitHubTriggers): LinkState[] {
  if (dataCommit === null || dataCommit.author !== "github-actions[bot]") return [];
  const isOnlyPush = workflows.every(({ crons, push }) => push !== null && !crons.some((line) => cronMistake(line, now) === null));
  const newest = Math.max(0, ...workflows.flatMap(({ path }) => known.get(path)?.runs[0]?.created ?? 0));
  if (!isOnlyPush || newest >= dataCommit.time) return [];
  return [
    broken(
      "trigger",
      "quiet-push",
      "The newest data was pushed by a workflow with GITHUB_TOKEN, and such a push starts no workflow",
      "Push with a GitHub App's token, add a `schedule`, or run the action in the job that pushes.",
    ),
  ];
}

function waysOf({ crons, push, events }: WorkflowFile): string[] {
  return [
    ...crons.map((line) => `by schedule "${line}"`),
    ...(push === null ? [] : ["when data is pushed"]),
    ...events.filter((event) => ["repository_dispatch", "workflow_run", "workflow_call"].includes(event)).map((event) => `on ${event}`),
  ];
}
