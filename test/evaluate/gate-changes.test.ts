import { expect, it } from "vitest";
import { gatesOf } from "../../src/config/complete.ts";
import { retrainFile } from "../../src/config/keys/retrain-file.ts";
import { gateChanges } from "../../src/evaluate/compare/gate-changes.ts";

const gates = (written: object) => gatesOf(retrainFile.parse({ gates: written }));
const NORTH = { column: "region", value: "north", "min-f1": 0.9 };
const WRITTEN = {
  "f1-threshold": 0.8,
  "min-class-f1": { "fraud.Case": 0.6 },
  slices: [NORTH],
  calibration: { "max-error": 0.1 },
  metrics: { "roc-auc": 0.8, brier: 0.2 },
};
const GATES = gates(WRITTEN);

const said = (changed: object) =>
  gateChanges(GATES, gates({ ...WRITTEN, ...changed }), (key) =>
    key === "gates" ? { file: "retrain.yml", line: 3, column: 1 } : null,
  ).map(({ code, subject }) => `${code} ${subject}`);

it.each<[object, string[]]>([
  [{}, []],
  [{ "f1-threshold": 0.7 }, ["gate-loosened gates.f1-threshold"]],
  [{ "f1-threshold": undefined }, ["gate-loosened gates.f1-threshold"]],
  [{ "f1-threshold": 0.9 }, ["gate-tightened gates.f1-threshold"]],
  [{ "f1-average": "macro" }, ["gate-changed gates.f1-average"]],
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
  [{ "min-class-f1": {} }, ["gate-loosened gates.min-class-f1.fraud.Case"]],
  [{ "min-class-f1": { "fraud.Case": 0.7 } }, ["gate-tightened gates.min-class-f1.fraud.Case"]],
  [{ "min-class-f1": { a: 0.1, "fraud.Case": 0.6 } }, ["gate-tightened gates.min-class-f1.a"]],
  [{ slices: [{ column: "region", value: "south", "min-f1": 0.5 }, NORTH] }, ["gate-tightened gates.slices[region: south].min-f1"]],
  [{ slices: [{ ...NORTH, "min-rows": 10 }] }, ["gate-changed gates.slices[region: north].min-rows"]],
  [{ slices: [{ ...NORTH, "min-f1": 0.5 }] }, ["gate-loosened gates.slices[region: north].min-f1"]],
  [
    { slices: [{ auto: true, "min-f1": 0.9 }] },
    ["gate-loosened gates.slices[region: north].min-f1", "gate-tightened gates.slices[auto].min-f1"],
  ],
  [{ calibration: { "max-error": 0.5 } }, ["gate-loosened gates.calibration.max-error"]],
  [{ calibration: undefined }, ["gate-loosened gates.calibration.max-error"]],
  [{ metrics: { brier: 0.3, "roc-auc": 0.9 } }, ["gate-tightened gates.metrics.roc-auc", "gate-loosened gates.metrics.brier"]],
  [{ metrics: {} }, ["gate-loosened gates.metrics.roc-auc", "gate-loosened gates.metrics.brier"]],
])("%j", (after, expected) => {
  expect(said(after)).toEqual(expected);
});

it("the same floors in another order are no change", () => {
  const [a, b] = [
    { x: 0.5, y: 0.6 },
    { y: 0.6, x: 0.5 },
  ];
  expect(gateChanges(gates({ "min-class-f1": a }), gates({ "min-class-f1": b }), () => null)).toEqual([]);
});

it("says what was and what is, at its place", () => {
  const [check] = gateChanges(GATES, gates({ ...WRITTEN, "f1-threshold": 0.7 }), (key) => ({
    file: "retrain.yml",
    line: key.length,
    column: 1,
  }));
  expect(check).toMatchObject({
    status: "warn",
    message: "The gate gates.f1-threshold is looser: it was 0.8 and is 0.7.",
    where: { line: "gates.f1-threshold".length },
  });
});
