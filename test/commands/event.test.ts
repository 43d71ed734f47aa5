// Which event may do what; every kind of event that a workflow can name.
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { planEvent } from "../../src/commands/github/event.ts";
import { ConfigError } from "../../src/types/errors.ts";
import type { JsonValue } from "../../src/types/problem.ts";
import { mergeGroup, pullRequest, push, REPOSITORY, repositoryDispatch, schedule, workflowDispatch, workflowRun } from "../e2e/payloads.ts";
import { sampled } from "../times.ts";

const MAIN = "refs/heads/main";

function plan(name: string, payload: JsonValue, { ref = MAIN, mode = "auto", dryRun = false, actor = "somebody" } = {}) {
  return planEvent({ name, payload, ref, repository: "owner/repo", actor }, { mode, dryRun });
}

describe("publishing", () => {
  it.each([
    ["schedule", schedule()],
    ["schedule", schedule(true)],
    ["push", push()],
    ["workflow_dispatch", workflowDispatch()],
    ["repository_dispatch", repositoryDispatch()],
    ["workflow_run", workflowRun()],
  ])("is for %s on the default branch (%#)", (name, payload) => {
    expect(plan(name, payload)).toMatchObject({ mode: "retrain", publish: "always", change: null });
    expect(plan(name, payload, { dryRun: true }).publish).toBe("never");
  });

  it.each([
    ["push", push("refs/heads/topic"), "refs/heads/topic"],
    ["push", push("refs/tags/v1"), "refs/tags/v1"],
    ["push", push("refs/tags/main"), "refs/tags/main"],
    ["push", {}, MAIN],
    ["push", null, MAIN],
    ["push", { repository: { default_branch: 7 } }, MAIN],
    ["push", { ...push(), repository: { ...REPOSITORY, default_branch: "" } }, "refs/heads/"],
    ["workflow_dispatch", workflowDispatch(null, "refs/heads/topic"), "refs/heads/topic"],
    ["workflow_dispatch", workflowDispatch(null, "refs/tags/v1"), "refs/tags/v1"],
    ["workflow_dispatch", [], MAIN],
    ["schedule", schedule(), "refs/heads/topic"],
    ["schedule", schedule(true), "refs/tags/v1"],
    ["schedule", schedule(true), ""],
    ["repository_dispatch", repositoryDispatch(), "refs/pull/1/merge"],
    ["workflow_run", workflowRun(), "refs/heads/topic"],
  ])("needs leave elsewhere: %s (%#)", (name, payload, ref) => {
    expect(plan(name, payload as JsonValue, { ref }).publish).toBe("listed");
  });

  it.each(["check", "verify"])("is never what mode %s does", (mode) => {
    expect(plan("push", push(), { mode })).toMatchObject({ mode, publish: "never" });
  });

  it("is never what a pull request does, whatever its payload says", () => {
    for (const from of ["own", "fork", "dependabot", "deleted fork"] as const) {
      expect(plan("pull_request", pullRequest({ from }), { ref: MAIN })).toMatchObject({ mode: "check", publish: "never" });
    }
    expect(plan("merge_group", mergeGroup("a".repeat(40), "b".repeat(40)))).toMatchObject({ mode: "check", publish: "never" });
  });
});

describe("a change", () => {
  it.each([
    ["own", "own"],
    ["fork", "fork"],
    ["deleted fork", "fork"],
    ["dependabot", "dependabot"],
  ] as const)("from %s is known for what its token may do", (from, author) => {
    const base = "ab".repeat(20);
    expect(plan("pull_request", pullRequest({ from, base })).change).toEqual({
      kind: "pull request",
      number: 12,
      baseCommit: base,
      author,
    });
  });

  it("by somebody on Dependabot's behalf has Dependabot's token", () => {
    expect(plan("pull_request", pullRequest(), { actor: "dependabot[bot]" }).change?.author).toBe("dependabot");
  });

  it.each([null, {}, { pull_request: null }, { pull_request: { head: { repo: "owner/repo" } } }, "x", 3])(
    "that says nothing of itself is a stranger's (%#)",
    (payload) => {
      expect(plan("pull_request", payload).change).toEqual({ kind: "pull request", number: null, baseCommit: null, author: "fork" });
    },
  );

  it.each(["main", "HEAD", "--help", "../x", "a".repeat(39), `${"a".repeat(40)} `, "A".repeat(40)])(
    "has no base commit named %s",
    (base) => {
      expect(plan("pull_request", pullRequest({ base })).change?.baseCommit).toBeNull();
    },
  );

  it.each([-1, 0, 1.5, "12", "12/../..", 2 ** 60])("has no number %s", (number) => {
    const payload = { ...pullRequest(), pull_request: { number }, number };
    expect(plan("pull_request", payload as JsonValue).change?.number).toBeNull();
  });
});

describe("a dispatch", () => {
  it("may require files and nothing else", () => {
    const payload = { files: ["new_data/data_20260102.csv", "x"], data: "s3://evil/**", registry: "directory:/tmp", mode: "rollback" };
    const planned = plan("repository_dispatch", repositoryDispatch(payload));
    expect(planned).toEqual({ ...plan("repository_dispatch", repositoryDispatch()), requiredFiles: payload.files });
  });

  it.each([
    [{ files: "a.csv\n b.csv,c.csv" }, ["a.csv", "b.csv", "c.csv"]],
    [{ files: "" }, []],
    [null, []],
    [{ dry: "true" }, []],
  ])("started by hand names files in one text (%#)", (inputs, files) => {
    expect(plan("workflow_dispatch", workflowDispatch(inputs)).requiredFiles).toEqual(files);
  });

  it.each([[7], [{ a: 1 }], [["a", 7]], [["x".repeat(2000)]], [Array.from({ length: 1001 }, (_, index) => `${index}.csv`)]])(
    "with something else than file names is refused (%#)",
    (files) => {
      expect(() => plan("repository_dispatch", repositoryDispatch({ files } as JsonValue))).toThrow(
        /client_payload\.files.*list of at most 1000 file names/,
      );
    },
  );

  it.each(["push", "schedule", "workflow_run"])("is not what %s is: its payload requires nothing", (name) => {
    const payload = { ...workflowRun(), client_payload: { files: ["x"] }, inputs: { files: "x" } };
    expect(plan(name, payload).requiredFiles).toEqual([]);
  });
});

test("property: no payload gets past its ref, and none is worse than refused", () => {
  const known = fc.constantFrom(
    "schedule",
    "push",
    "workflow_dispatch",
    "repository_dispatch",
    "workflow_run",
    "pull_request",
    "merge_group",
    "pull_request_target",
  );
  const key = fc.constantFrom(
    "repository",
    "default_branch",
    "pull_request",
    "head",
    "base",
    "repo",
    "full_name",
    "sha",
    "number",
    "client_payload",
    "files",
    "inputs",
    "workflow_run",
    "conclusion",
    "head_repository",
    "merge_group",
    "__proto__",
  );
  const leaf = fc.constantFrom<JsonValue[]>("main", "owner/repo", "success", 12, null, true, "x", "a".repeat(40), "refs/heads/main");
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof({ depthSize: "medium" }, leaf, fc.array(tie("tree"), { maxLength: 3 }), fc.dictionary(key, tie("tree"), { maxKeys: 6 })),
  }));
  const ref = fc.constantFrom("refs/heads/main", "refs/heads/x", "refs/tags/main", "refs/pull/1/merge", "main", "");
  fc.assert(
    fc.property(known, tree, ref, fc.constantFrom("auto", "retrain", "check", "rollback", "verify"), (name, payload, at, mode) => {
      try {
        const planned = plan(name, payload, { ref: at, mode });
        expect(name).not.toBe("pull_request_target");
        if (planned.publish === "always") {
          expect(at.startsWith("refs/heads/")).toBe(true);
          expect(["retrain", "rollback"]).toContain(planned.mode);
          if (planned.defaultBranch !== null) expect(at).toBe(`refs/heads/${planned.defaultBranch}`);
        }
        if (planned.change !== null) expect(planned.publish).toBe("never");
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    }),
    { numRuns: sampled(2000) },
  );
});

describe("refused with the reason", () => {
  it.each([
    ["pull_request_target", pullRequest(), "auto", /pull_request_target.*use pull_request/],
    ["pull_request_target", pullRequest(), "check", /pull_request_target/],
    ["issue_comment", {}, "auto", /"issue_comment" is not one that retrains/],
    ["pull_request_review", pullRequest(), "auto", /not one that/],
    ["release", {}, "auto", /not one that/],
    ["workflow_call", {}, "auto", /not one that/],
    ["", {}, "auto", /not one that/],
    ["constructor", {}, "auto", /not one that/],
    ["workflow_run", workflowRun({ conclusion: "failure" }), "auto", /did not succeed/],
    ["workflow_run", workflowRun({ conclusion: "skipped" }), "auto", /did not succeed/],
    ["workflow_run", {}, "auto", /did not succeed/],
    ["workflow_run", workflowRun({ from: "fork" }), "auto", /another repository/],
    ["workflow_run", { workflow_run: { conclusion: "success", head_repository: null } }, "auto", /another repository/],
    ["workflow_run", workflowRun(), "rollback", /only auto/],
    ["pull_request", pullRequest(), "retrain", /only check and verify/],
    ["pull_request", pullRequest(), "rollback", /only check and verify/],
    ["merge_group", mergeGroup("a", "b"), "retrain", /only check and verify/],
    ["push", push(), "reset", /only a person may ask for/],
    ["schedule", {}, "accept", /only a person may ask for/],
    ["repository_dispatch", {}, "reset", /only a person may ask for/],
    ["pull_request", pullRequest(), "reset", /only check and verify/],
    ["merge_group", mergeGroup("a", "b"), "accept", /only check and verify/],
    ["push", push(), "retrian", /expected one of auto, retrain, check, rollback, verify, reset, accept, diagnose/],
    ["push", push(), "toString", /expected one of/],
  ])("%s (%#)", (name, payload, mode, reason) => {
    expect(() => plan(name, payload as JsonValue, { mode })).toThrow(ConfigError);
    expect(() => plan(name, payload as JsonValue, { mode })).toThrow(reason);
  });
});
