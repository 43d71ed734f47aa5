// Every key of retrain.yml has a direction and an owner, and a change to the looser side is said in a pull request.
import { readFileSync } from "node:fs";
import { expect, it, test } from "vitest";
import { settingChanges } from "../../src/commands/github/setting-changes.ts";
import { loadChange } from "../../src/config/change/change.ts";
import { HEAD_KEYS, isHeads, STRICTER } from "../../src/config/change/directions.ts";
import type { TextReader } from "../../src/config/load.ts";
import { gateChanges } from "../../src/evaluate/compare/gate-changes.ts";
import { placed } from "./load.ts";

interface Node {
  anyOf?: Node[];
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
}

/** Every path of the JSON Schema that a value can stand at; of a section its keys alone. */
function keysOf(node: Node, path: string): string[] {
  const below = [
    ...(node.anyOf ?? []).flatMap((one) => keysOf(one, path)),
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => keysOf(child, path === "" ? key : `${path}.${key}`)),
    ...(typeof node.additionalProperties === "object" ? keysOf(node.additionalProperties, `${path}.*`) : []),
    ...(node.items?.properties ? keysOf(node.items, `${path}.*`) : []),
  ];
  const isSection = node.properties !== undefined;
  return isSection ? below : [path, ...below];
}

const schema = JSON.parse(readFileSync(new URL("../../schema/retrain.schema.json", import.meta.url), "utf8")) as Node;
const KEYS = [...new Set(keysOf(schema, ""))].filter((key) => key !== "");

it("no key is without a direction, and no direction without a key", () => {
  expect(KEYS.filter((key) => !Object.hasOwn(STRICTER, key))).toEqual([]);
  expect(Object.keys(STRICTER).filter((key) => !KEYS.includes(key))).toEqual([]);
});

it("the head may set what is under review, and nothing that starts a program, names a place or carries a secret", () => {
  const heads = KEYS.filter((key) => isHeads(key.split(".")) === "whole");
  expect([
    ...new Set(
      heads.map((key) =>
        key
          .split(".")
          .slice(0, key.startsWith("train") ? 2 : 1)
          .join("."),
      ),
    ),
  ]).toEqual([
    "schema",
    "target",
    "split",
    "train.trees",
    "train.seed",
    "train.export",
    "train.max-depth",
    "train.min-leaf",
    "train.class-weights",
    "train.decision",
    "gates",
    "checks",
  ]);
  expect(HEAD_KEYS.flat()).not.toContain("engine");
});

const BASE = "target: label\n";

/** What a pull request hears of a change from one text to another, both over BASE. */
async function said(strict: string, loose: string) {
  const cwd = placed({ "retrain.yml": `${BASE}${loose}\n` });
  const read: TextReader = async (file) => ({ text: file === `${cwd}/retrain.yml` ? `${BASE}${strict}\n` : null, problem: null });
  const done = await loadChange(
    {
      caller: "workflow",
      cwd,
      values: loose.includes("engine: command") ? {} : { data: "data/*.csv" },
      set: [],
      publish: true,
      threads: 1,
    },
    { read, inputsCount: true },
  );
  const { head, base, overruled } = done;
  expect(base, done.reason ?? "").not.toBeNull();
  return [
    ...gateChanges(base!.gates, head.gates, head.whereOf),
    ...settingChanges(base!, head, head.whereOf),
    ...overruled.map(({ got }) => ({ code: "base-only-key", subject: got!, status: "warn" })),
  ]
    .filter(({ status }) => status === "warn")
    .map(({ code, subject }) => `${code} ${subject}`);
}

const ofCommand = (metric: string) =>
  `train: {engine: command, command: [node], model: [m], outputs: {file: o, metric: k, rows: n}}\ngates: {metric: {${metric}}}`;

/** For each key with a direction: two texts, the stricter first, and what is said of going from one to the other. */
const LOOSENED: Record<string, [strict: string, loose: string, said: string]> = {
  "data.window": ["", "data: {window: latest}", "data-loosened data.window"],
  "data.freshness": ["data: {freshness: 36h}", "data: {freshness: 90d}", "data-loosened data.freshness"],
  "data.ignore": ["", "data: {ignore: ['*']}", "data-loosened data.ignore"],
  "data.exclude": ["", "data: {exclude: [{file: a.csv}]}", "data-loosened data.exclude"],
  "split.holdout": ["", "split: {holdout: 0.01}", "split-loosened split.holdout"],
  "retrain.when": ["", "retrain: {when: {min-new-rows: 1e9}}", "retrain-changed retrain.when"],
  "retrain.when.min-new-rows": [
    "retrain: {when: {min-new-rows: 5}}",
    "retrain: {when: {min-new-rows: 2000000000}}",
    "retrain-changed retrain.when",
  ],
  "gates.f1-threshold": ["gates: {f1-threshold: 0.8}", "gates: {f1-threshold: 0.1}", "gate-loosened gates.f1-threshold"],
  "gates.require": ["gates: {require: confident}", "", "gate-loosened gates.require"],
  "gates.champion.margin": ["", "gates: {champion: {margin: 1}}", "gate-loosened gates.champion.margin"],
  "gates.champion.confidence": ["", "gates: {champion: {confidence: 0.5}}", "gate-loosened gates.champion.confidence"],
  "gates.champion.horizon": ["gates: {champion: {horizon: 9}}", "", "gate-loosened gates.champion.horizon"],
  "gates.champion.undecided": ["gates: {champion: {undecided: fail}}", "", "gate-loosened gates.champion.undecided"],
  "gates.min-class-f1": ["gates: {min-class-f1: {__proto__: 0.5}}", "", "gate-loosened gates.min-class-f1.__proto__"],
  "gates.min-class-f1.*": [
    "gates: {min-class-f1: {constructor: 0.5}}",
    "gates: {min-class-f1: {constructor: 0.4}}",
    "gate-loosened gates.min-class-f1.constructor",
  ],
  "gates.slices": ["gates: {slices: [{column: a, min-f1: 0.5}]}", "", "gate-loosened gates.slices[a].min-f1"],
  "gates.slices.*.min-f1": [
    "gates: {slices: [{column: a, min-f1: 0.5}]}",
    "gates: {slices: [{column: a, min-f1: 0.4}]}",
    "gate-loosened gates.slices[a].min-f1",
  ],
  "gates.calibration.max-error": ["gates: {calibration: {max-error: 0.1}}", "", "gate-loosened gates.calibration.max-error"],
  "gates.reference": ["gates: {reference: fail}", "", "gate-loosened gates.reference"],
  "gates.dummy.margin": ["", "gates: {dummy: {margin: 0}}", "gate-loosened gates.dummy.margin"],
  "gates.metric.at-least": [ofCommand("at-least: 0.8"), ofCommand("at-least: 0.7"), "gate-loosened gates.metric.at-least"],
  "gates.metric.at-most": [ofCommand("at-most: 200"), ofCommand("at-most: 201"), "gate-loosened gates.metric.at-most"],
  "gates.metric.margin": [ofCommand("at-least: 0.8"), ofCommand("at-least: 0.8, margin: 0.1"), "gate-loosened gates.metric.margin"],
  "gates.metric.min-rows": [
    ofCommand("at-least: 0.8, min-rows: 100"),
    ofCommand("at-least: 0.8, min-rows: 10"),
    "gate-loosened gates.metric.min-rows",
  ],
  "gates.require-evidence": ["gates: {require-evidence: judged}", "", "gate-loosened gates.require-evidence"],
  "publish-from": ["", "publish-from: [x]", "base-only-key publish-from"],
  "checks.accept": ["", `checks: {accept: [{rows: "sha256:${"0".repeat(64)}", checks: [drift]}]}`, "check-loosened checks.accept"],
  "checks.columns": ["", "checks: {columns: {fuel: off}}", "check-loosened checks.columns.fuel"],
  "checks.columns.*": [
    "checks: {columns: {__proto__: error}}",
    "checks: {columns: {__proto__: off}}",
    "check-loosened checks.columns.__proto__",
  ],
};

for (const key of Object.keys(STRICTER)) {
  const metric = /^gates\.metrics\.(.+)$/.exec(key)?.[1];
  if (metric !== undefined) LOOSENED[key] = [`gates: {metrics: {${metric}: 0.5}}`, "", `gate-loosened gates.metrics.${metric}`];
  const column = /^checks\.columns\.\*\.(.+)$/.exec(key)?.[1];
  if (column !== undefined)
    LOOSENED[key] = [
      `checks: {columns: {fuel: {${column}: error}}}`,
      `checks: {columns: {fuel: {${column}: off}}}`,
      `check-loosened checks.columns.fuel.${column}`,
    ];
  else if (/^checks\.[\w-]+$/.test(key) && STRICTER[key] === "ordered" && key !== "checks.columns")
    LOOSENED[key] = ["", `checks: {${key.slice(7)}: off}`, `check-loosened ${key}`];
}

test.each(Object.keys(STRICTER).filter((key) => STRICTER[key] !== "neutral"))("a looser %s is said", async (key) => {
  const pair = LOOSENED[key];
  expect(pair, `no example of a looser ${key}`).toBeDefined();
  const [strict, loose, expected] = pair!;
  expect(await said(strict, loose)).toContain(expected);
});

it.each([
  ["nothing", "checks: {drift: error}", "checks: {drift: error}", []],
  ["a default written out", "", "checks: {drift: error}\nsplit: {holdout: 0.2}", []],
  ["a stricter check", "checks: {drift: warning}", "checks: {drift: error}", []],
  [
    "one check looser among many stricter",
    "checks: {drift: error, leak: off}",
    "checks: {drift: warning, leak: error}",
    ["check-loosened checks.drift"],
  ],
  [
    "a column's word gone that was stricter than the code's",
    "checks: {drift: off, columns: {a: {drift: error}}}",
    "checks: {drift: off}",
    ["check-loosened checks.columns.a.drift"],
  ],
  ["trains sooner", "retrain: {when: {min-new-rows: 10}}", "", ["base-only-key retrain.when.min-new-rows"]],
])("%s", async (_, before, after, expected) => {
  expect(await said(before, after)).toEqual(expected);
});
