import { describe, expect, it } from "vitest";
import { deploymentStates, servingStates } from "../../src/diagnose/deployment.ts";
import { gateStates } from "../../src/diagnose/gates.ts";
import { judgedStates } from "../../src/diagnose/judged.ts";
import { broken, diagnosisOf, fine, unseen, waiting } from "../../src/diagnose/link.ts";
import type { PastRun } from "../../src/types/registry.ts";
import type { RunResult } from "../../src/types/run.ts";
import { checkOf, emptyResult } from "../report/samples.ts";

const A = "a".repeat(64);
const B = "b".repeat(64);

describe("the answer", () => {
  it("is the earliest broken link of the chain, whatever the order in which links were looked at", () => {
    const { answer, cause, links } = diagnosisOf([
      broken("serving", "x", "late", "do that"),
      fine("policy", "p", "ok"),
      broken("data", "y", "early", "do this"),
    ]);
    expect(cause).toEqual({ link: "data", code: "y", evidence: "early", remedies: ["do this"] });
    expect(answer).toBe("early. do this. One more thing is broken further on; see the table.");
    expect(links.map(({ link }) => link)).toEqual(["data", "policy", "serving"]);
  });

  it("tells what is awaited where nothing is broken, and what was not looked at", () => {
    expect(diagnosisOf([waiting("policy", "w", "5 of 9 rows came"), unseen("serving", "u", "no place given")])).toMatchObject({
      answer: "Nothing is broken. 5 of 9 rows came. Not looked at: serving.",
      cause: null,
    });
  });
});

describe("what a run would find", () => {
  const codes = (result: Partial<RunResult>, stage: string | null = null) =>
    judgedStates({
      result: emptyResult({ verdict: "checked", championId: A, failedStage: stage, ...result }),
      registry: "directory:r",
      isScript: false,
    }).map(({ link, status, code }) => `${link} ${status} ${code}`);

  it.each<[string, string, Partial<RunResult>]>([
    ["no file", "data broken no-file", { verdict: "rejected", checks: [checkOf({ code: "no-file" })] }],
    ["a stale one", "data broken stale", { verdict: "rejected", checks: [checkOf({ code: "stale" })] }],
    ["a near miss", "data waiting near-miss", { checks: [checkOf({ code: "near-miss", status: "warn" })] }],
    ["one that cannot be read", "data broken unreadable", { verdict: "rejected", checks: [checkOf({ code: "unreadable" })] }],
    ["a data check", "checks broken range", { verdict: "rejected", checks: [checkOf({ code: "range" })] }],
    ["nothing new", "policy fine same-inputs", { verdict: "skipped", skipped: "same-inputs" }],
    ["too few rows", "policy waiting min-new-rows", { verdict: "skipped", skipped: "min-new-rows" }],
    ["a rollback", "policy waiting held", { verdict: "skipped", skipped: "held" }],
    ["something new", "policy waiting would-train", {}],
    ["damage", "registry broken damaged", { verdict: "inconclusive", checks: [checkOf({ code: "registry", status: "inconclusive" })] }],
    ["no champion", "registry waiting empty", { championId: null }],
  ])("%s: %s", (_, state, result) => {
    expect(codes(result)).toContain(state);
  });

  it("says nothing about data that only a script knows, and that its recipe is held", () => {
    const states = (result: Partial<RunResult>) =>
      judgedStates({ result: emptyResult({ championId: A, ...result }), registry: "directory:r", isScript: true });
    expect(states({ verdict: "checked" }).map(({ link, status }) => `${link} ${status}`)).toEqual([
      "data unseen",
      "policy unseen",
      "checks unseen",
      "registry fine",
    ]);
    expect(states({ verdict: "skipped", skipped: "held" }).map(({ code }) => code)).toEqual(["script", "held", "script", "sound"]);
  });

  it.each<[string | null, string]>([
    ["list", "data broken refused"],
    ["read", "data broken refused"],
    ["registry", "registry broken refused"],
    ["validate", "checks broken refused"],
  ])("a service that refuses at stage %s: %s", (stage, state) => {
    const error = { kind: "service" as const, problems: [] };
    expect(codes({ verdict: null, error, championId: null }, stage)).toContain(state);
  });

  it("names all eight kinds of status at most once where all is well", () => {
    expect(codes({ verdict: "skipped", skipped: "same-inputs" })).toEqual([
      "data fine listed",
      "policy fine same-inputs",
      "checks fine passed",
      "registry fine sound",
    ]);
  });
});

describe("gates", () => {
  const run = (time: string, verdict: PastRun["verdict"], modelId: string | null = B): PastRun => ({
    time,
    verdict,
    reason: `because ${verdict}`,
    modelId,
    championId: A,
    f1: null,
  });

  it("count runs in a row that ended alike, since the champion's promotion", () => {
    const runs = [
      run("1", "kept"),
      run("2", "promoted"),
      run("3", "rejected"),
      run("4", "kept"),
      run("5", "kept"),
      run("6", "rejected", null),
    ];
    expect(gateStates({ runs, since: "2" })[0]).toMatchObject({
      status: "waiting",
      code: "kept",
      evidence: expect.stringContaining("The last 2 runs, since 4"),
    });
    expect(gateStates({ runs: runs.slice(0, 3), since: "2" })[0]).toMatchObject({ status: "broken", code: "rejected" });
  });

  it("are fine where no candidate was turned away, unseen where nobody knows", () => {
    expect(gateStates({ runs: [run("1", "kept")], since: "2" })[0]!.status).toBe("fine");
    expect(gateStates({ runs: null, since: null })[0]!.status).toBe("unseen");
  });
});

describe("deployment and serving", () => {
  it("compare with the champion", () => {
    const known = (id: string | null) =>
      deploymentStates({ championId: A, deployed: { kind: "known", environment: "production", id } })[0]!;
    expect([known(A), known(B), known(null)].map(({ status, code }) => `${status} ${code}`)).toEqual([
      "fine deployed",
      "broken other-model",
      "broken never-deployed",
    ]);
    const probe = (id: string | null, trouble: string | null = null) => servingStates(A, [{ place: "http://here", id, trouble }])[0]!;
    expect([probe(A), probe(B), probe(null), probe(null, "ECONNREFUSED")].map(({ code }) => code)).toEqual([
      "serves",
      "other-model",
      "no-id",
      "unreachable",
    ]);
    expect(servingStates(A, [])[0]!.status).toBe("unseen");
    expect(deploymentStates({ championId: A, deployed: { kind: "unasked" } })[0]!.status).toBe("unseen");
  });
});
