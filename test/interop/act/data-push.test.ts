// examples/data-push.yml under act, as it stands: pushed data, and events of a bucket as bucket-event/cloudformation.yml sends them.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { rows } from "../../e2e/batches.ts";
import { ROOT } from "../../e2e/cli.ts";
import { day, UserRepository } from "./repository.ts";

/** What EventBridge posts for a new object, by the rule's own template. */
async function dispatchOf(key: string): Promise<{ event_type: string; client_payload: object }> {
  const template = await readFile(join(ROOT, "examples/bucket-event/cloudformation.yml"), "utf8");
  const plain = { logLevel: "silent" as const };
  const { InputTransformer } = parse(template, plain).Resources.NewData.Properties.Targets[0];
  expect(InputTransformer.InputPathsMap).toEqual({ key: "$.detail.object.key" });
  return JSON.parse(InputTransformer.InputTemplate.replace("<key>", key));
}

describe("examples/data-push.yml", () => {
  let repository: UserRepository;
  const head = () => repository.github.git.ref("heads/model-registry");

  const push = async (ref = "refs/heads/main") => {
    const after = await repository.git("rev-parse", "HEAD");
    return await repository.run({ workflow: "data-push.yml", event: "push", payload: { ref, after } });
  };
  const arrived = async (key: string) => {
    const { event_type: action, client_payload } = await dispatchOf(key);
    return await repository.run({
      workflow: "data-push.yml",
      event: "repository_dispatch",
      payload: { action, branch: "main", client_payload },
    });
  };

  beforeAll(async () => {
    repository = await UserRepository.create();
  });
  afterAll(() => repository.remove());

  it("promotes what was pushed, and deploys it", async () => {
    const run = await push();
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success", deploy: "success" },
      outputs: { retrain: { verdict: "promoted" } },
    });
    expect(run.log).toContain(await repository.modelHash(run.outputs.retrain!["champion-id"]!));
  });

  it("fails when the file that an event names is not there: nothing is judged before it is seen", async () => {
    const before = await head();
    const run = await arrived(day(2));
    expect(run, run.log).toMatchObject({ code: 1, jobs: { retrain: "failure" }, outputs: { retrain: { verdict: "rejected" } } });
    expect(run.outputs.retrain!.reason).toContain("data_20260102.csv");
    expect(run.jobs).not.toHaveProperty("deploy");
    expect(await head()).toBe(before);
  });

  it("promotes when it is there, and deploys again", async () => {
    await repository.batch(day(2), rows(400, 2, 0));
    await repository.push("A day");
    const run = await arrived(day(2));
    expect(run, run.log).toMatchObject({
      code: 0,
      jobs: { retrain: "success", deploy: "success" },
      outputs: { retrain: { verdict: "promoted" } },
    });
    expect(repository.lastReport().data!.files.map(({ name }) => name)).toEqual(["data_20260101.csv", "data_20260102.csv"]);
  });

  it("follows nothing else that a payload says", async () => {
    const before = await head();
    const client_payload = { files: [day(2)], data: "elsewhere/*.csv", registry: "branch:other", "f1-threshold": 0, config: "other.yml" };
    const payload = { action: "new-data", branch: "main", client_payload };
    const run = await repository.run({ workflow: "data-push.yml", event: "repository_dispatch", payload });
    expect(run, run.log).toMatchObject({ code: 0, outputs: { retrain: { verdict: "skipped" } } });
    expect(await head()).toBe(before);
  });
});
