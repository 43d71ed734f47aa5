// The Node that runs actions, beside the one that runs these tests.
import { expect, it } from "vitest";
import { cli } from "../e2e/cli.ts";
import { history, resultOf } from "../e2e/identity.ts";

const NODE_24 = process.env.GR_NODE24 ?? "";

it("Node 24 gives the model of this Node, byte for byte", async () => {
  const pattern = await history({ folder: "data", gz: false });
  const here = await resultOf(pattern);
  const there = await resultOf(pattern, { node: NODE_24, threads: 1 });
  expect(there.environment.node).toMatch(/^v24\./);
  expect(here.environment.node).not.toBe(there.environment.node);
  expect(there.modelId).toBe(here.modelId);
  expect(there.evaluation).toEqual(here.evaluation);
});

it("Node 24 runs the demo", async () => {
  const { code, stdout, stderr } = await cli(["demo"], { node: NODE_24 });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
});
