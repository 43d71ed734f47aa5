// What every step must do that an outside service ended: one sentence everywhere a person or a program looks, and nothing written.
import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import type { RunResult } from "../../src/types/run.ts";
import { type FakeGitHub, WRITER } from "../fakes/github/server.ts";
import { newFolder } from "./cli.ts";
import { runStep, type Step } from "./step.ts";

/** Runs a step that publishes to a branch and is refused; returns the sentence. */
export async function refusedStep(github: FakeGitHub, { inputs = {}, env = {} }: Step): Promise<string> {
  const head = await github.git.ref("heads/model-registry");
  const asked = github.log.length;
  const runner = { workspace: await newFolder(), temp: await newFolder() };
  const done = await runStep(runner, {
    inputs: { registry: "branch:model-registry", "github-token": WRITER, ...inputs },
    env: { ...github.environment(null), ...env },
  });
  expect(done, done.stdout).toMatchObject({ code: 3, outputs: { verdict: "", error: "service", "exit-code": "3" } });
  const { verdict, error } = JSON.parse(await readFile(done.outputs["run-json"]!, "utf8")) as RunResult;
  expect([verdict, error?.kind, error?.problems.length]).toEqual([null, "service", 1]);
  const { message } = error!.problems[0]!;
  expect(message).toMatch(/^[^\n]{20,600}$/);
  expect(done.outputs.reason).toContain(message.replace(/\.$/, ""));
  expect(done.stdout.match(/^::error .*/gm)).toHaveLength(1);
  expect(done.summary).toContain("A service outside this program refused or failed");
  expect(await github.git.ref("heads/model-registry")).toBe(head);
  expect(github.log.slice(asked).filter(({ method }) => method !== "GET")).toEqual([]);
  return message;
}
