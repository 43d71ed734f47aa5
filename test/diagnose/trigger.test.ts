import { describe, expect, it } from "vitest";
import { startsOn } from "../../src/diagnose/filter.ts";
import { cronMistake, lastTime } from "../../src/diagnose/schedule.ts";
import { type GitHubTriggers, type TriggerFacts, triggerStates } from "../../src/diagnose/trigger.ts";
import { type PushFilter, workflowFileOf } from "../../src/diagnose/workflow-file.ts";

const NOW = Date.parse("2026-11-30T12:00:00Z");
const DAY = 86_400_000;
const PATH = ".github/workflows/retrain.yml";

const workflow = (on: string, uses = "acme/gated-retrain@v1") =>
  workflowFileOf(PATH, `name: retrain\non: ${on}\njobs:\n  one:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: ${uses}\n`);
const NIGHTLY = workflow('{schedule: [{cron: "17 3 * * *"}], workflow_dispatch: {}}');
const done = (days: number, conclusion = "success", event = "schedule") => ({
  event,
  status: "completed",
  conclusion,
  created: NOW - days * DAY,
});

function github(parts: Partial<GitHubTriggers> = {}, state = "active", runs = [done(0.3)]): GitHubTriggers {
  return {
    isFork: false,
    defaultBranch: "main",
    pushed: NOW - DAY,
    dataCommit: null,
    workflows: new Map([[PATH, { state, runs }]]),
    ...parts,
  };
}

const facts = (parts: Partial<TriggerFacts> = {}): TriggerFacts => ({
  workflows: [NIGHTLY],
  dataFiles: ["data/day_20260102.csv"],
  lastTrace: NOW - 0.3 * DAY,
  github: github(),
  now: NOW,
  ...parts,
});

const codesOf = (given: TriggerFacts) => triggerStates(given).map(({ status, code }) => `${status} ${code}`);

describe("a cause", () => {
  it.each<[string, Partial<TriggerFacts>]>([
    ["no-workflow", { workflows: [] }],
    ["no-workflow", { workflows: [workflow("push", "acme/other@v1")] }],
    ["workflow-invalid", { workflows: [workflowFileOf(PATH, "on: [push\nuses: acme/gated-retrain@v1")] }],
    ["cron-invalid", { workflows: [workflow('{schedule: [{cron: "61 3 * * *"}]}')] }],
    ["cron-invalid", { workflows: [workflow('{schedule: [{cron: "@daily"}]}')] }],
    ["cron-never", { workflows: [workflow('{schedule: [{cron: "0 0 30 2 *"}]}')] }],
    ["only-by-hand", { workflows: [workflow("workflow_dispatch")] }],
    ["push-without-data", { workflows: [workflow("push")], dataFiles: [] }],
    ["paths-miss", { workflows: [workflow('{push: {paths: ["datasets/**"]}}')] }],
    ["paths-miss", { workflows: [workflow('{push: {paths: ["data/**", "!data/day_*"]}}')] }],
    ["branches-miss", { workflows: [workflow("{push: {branches: [release]}}")] }],
    ["branches-miss", { workflows: [workflow("{push: {branches-ignore: [main]}}")] }],
    ["fork", { github: github({ isFork: true }) }],
    ["not-on-default-branch", { github: github({ workflows: new Map() }) }],
    ["disabled-by-hand", { github: github({}, "disabled_manually") }],
    ["disabled-inactivity", { github: github({}, "disabled_inactivity") }],
    ["awaits-approval", { github: github({}, "active", [done(1, "action_required")]) }],
    ["cancelled", { github: github({}, "active", [done(1, "cancelled")]) }],
    ["startup-failure", { github: github({}, "active", [done(1, "startup_failure")]) }],
    ["failed-before-step", { github: github({}, "active", [done(0.1, "failure")]) }],
    ["schedule-stopped", { github: github({}, "active", [done(6)]) }],
    [
      "quiet-push",
      {
        workflows: [workflow("push")],
        github: github({ dataCommit: { author: "github-actions[bot]", time: NOW - DAY } }, "active", [done(5, "success", "push")]),
      },
    ],
  ])("%s is named", (code, given) => {
    expect(codesOf(facts(given))).toContain(`broken ${code}`);
  });

  it("that may come is told, and breaks nothing", () => {
    expect(codesOf(facts({ github: github({ pushed: NOW - 52 * DAY }) }))).toEqual(["waiting inactive-soon"]);
    const running = { event: "schedule", status: "in_progress", conclusion: null, created: NOW };
    expect(codesOf(facts({ github: github({}, "active", [running as never]) }))).toEqual(["waiting running"]);
  });
});

describe("a sound set-up has no cause", () => {
  it.each<[string, Partial<TriggerFacts>]>([
    ["every night", {}],
    [
      "by push of the data",
      {
        workflows: [workflow('{push: {branches: [main], paths: ["data/**"]}}')],
        github: github({}, "active", [done(9, "success", "push")]),
      },
    ],
    ["by push of anything", { workflows: [workflow("push")], github: github({}, "active", [done(9, "success", "push")]) }],
    ["by another system", { workflows: [workflow("{repository_dispatch: {types: [new-data]}}")], dataFiles: [] }],
    ["after another workflow", { workflows: [workflow("{workflow_run: {workflows: [load], types: [completed]}}")] }],
    [
      "every week, its last run five days ago",
      { workflows: [workflow('{schedule: [{cron: "0 4 * * 1"}]}')], github: github({}, "active", [done(5)]) },
    ],
    ["a red night that reached the registry", { github: github({}, "active", [done(0.4, "failure")]) }],
    [
      "a push by a person",
      {
        workflows: [workflow("push")],
        github: github({ dataCommit: { author: "ada", time: NOW } }, "active", [done(5, "success", "push")]),
      },
    ],
    ["never run yet", { github: github({}, "active", []) }],
    ["the action of the checkout itself", { workflows: [workflow('{schedule: [{cron: "5 5 * * *"}]}', "./")] }],
  ])("%s", (_, given) => {
    expect(codesOf(facts(given))).toEqual(["fine starts"]);
  });

  it("and says what it could not see", () => {
    expect(codesOf(facts({ github: "No token is known" }))).toEqual(["fine starts", "unseen runs-unseen"]);
  });
});

describe("GitHub's filters", () => {
  const filter = (paths: string[]): PushFilter => ({ branches: [], branchesIgnore: [], paths, pathsIgnore: [] });
  it.each([
    ["**", "data/a.csv", true],
    ["*", "data/a.csv", false],
    ["*", "a.csv", true],
    ["data/**", "data/2026/01/a.csv", true],
    ["data/*", "data/2026/a.csv", false],
    ["**.csv", "data/a.csv", true],
    ["**/a.csv", "a.csv", true],
    ["data/*.tsv", "data/a.csv", false],
    ["data/[a-c]*.csv", "data/b1.csv", true],
    ["data/day?.csv", "data/da.csv", true],
    ["data/(1).csv", "data/(1).csv", true],
    ["data.csv", "dataXcsv", false],
  ])("%s takes %s: %s", (pattern, file, takes) => {
    expect(startsOn(filter([pattern]), "main", file)).toBe(takes);
  });

  it("decide by the last that fits", () => {
    expect(startsOn(filter(["data/**", "!data/old/**", "data/old/keep.csv"]), null, "data/old/keep.csv")).toBe(true);
    expect(startsOn(filter(["data/**", "!data/old/**"]), null, "data/old/a.csv")).toBe(false);
  });
});

describe("schedules", () => {
  it.each([
    ["17 3 * * *", null],
    ["*/15 * * * MON-FRI", null],
    ["0 0 1 jan *", null],
    ["0 0 29 2 *", null],
    ["0 0 31 4 *", "names a day that never comes"],
  ])("%s: %s", (line, mistake) => {
    expect(cronMistake(line, NOW)?.says ?? null).toBe(mistake);
  });

  it.each(["", "0 0 * *", "0 0 * * * *", "0 24 * * *", "0 0 L * *", "a b c d e"])("%s is refused", (line) => {
    expect(cronMistake(line, NOW)).toMatchObject({ code: "cron-invalid" });
  });

  it("know their last time", () => {
    expect(lastTime("17 3 * * *", NOW)).toBe(Date.parse("2026-11-30T03:17:00Z"));
    expect(lastTime("0 4 * * 1", NOW - DAY)).toBe(Date.parse("2026-11-23T04:00:00Z"));
  });
});
