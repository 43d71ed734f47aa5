import { expect, it } from "vitest";
import { gateChanges } from "../../src/evaluate/gate-changes.ts";
import type { GatesConfig } from "../../src/types/config.ts";

const GATES = {
  f1Threshold: 0.8,
  f1Average: "weighted",
  positiveClass: null,
  require: "point",
  champion: { margin: 0.02, confidence: 0.95, horizon: 1, undecided: "keep" },
  dummy: { margin: 0.05 },
  minClassF1: { fraudCase: 0.6 },
} as unknown as GatesConfig;

const said = (after: object) =>
  gateChanges(GATES, { ...GATES, ...after }, (key) => (key === "gates" ? { file: "retrain.yml", line: 3, column: 1 } : null)).map(
    ({ code, subject }) => `${code} ${subject}`,
  );

it.each<[object, string[]]>([
  [{}, []],
  [{ f1Threshold: 0.7 }, ["gate-loosened gates.f1-threshold"]],
  [{ f1Threshold: null }, ["gate-loosened gates.f1-threshold"]],
  [{ f1Threshold: 0.9 }, ["gate-tightened gates.f1-threshold"]],
  [{ f1Average: "macro" }, ["gate-changed gates.f1-average"]],
  [{ require: "confident" }, ["gate-tightened gates.require"]],
  [
    { champion: { margin: 0.5, confidence: 0.5, horizon: 10, undecided: "fail" } },
    [
      "gate-loosened gates.champion.margin",
      "gate-loosened gates.champion.confidence",
      "gate-tightened gates.champion.horizon",
      "gate-tightened gates.champion.undecided",
    ],
  ],
  [{ dummy: { margin: 0 } }, ["gate-loosened gates.dummy.margin"]],
  [{ minClassF1: {} }, ["gate-loosened gates.min-class-f1.fraudCase"]],
  [{ minClassF1: { fraudCase: 0.7 } }, ["gate-tightened gates.min-class-f1.fraudCase"]],
])("%j", (after, expected) => {
  expect(said(after)).toEqual(expected);
});

it("says what was and what is, at its place", () => {
  const [check] = gateChanges(GATES, { ...GATES, f1Threshold: 0.7 }, (key) => ({ file: "retrain.yml", line: key.length, column: 1 }));
  expect(check).toMatchObject({
    status: "warn",
    message: "The gate gates.f1-threshold is looser: it was 0.8 and is 0.7.",
    where: { line: "gates.f1-threshold".length },
  });
});
