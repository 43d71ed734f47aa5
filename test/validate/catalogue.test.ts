// docs/checks.md is what the catalogue says, and the catalogue names what a configuration may set.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { columnProfile, profileOf } from "../../src/profile/profile.ts";
import { BATCH_CODES, CHECK_CODES, SCHEMA_CODES } from "../../src/types/check-codes.ts";
import type { CheckPolicy } from "../../src/types/config.ts";
import type { CheckResult } from "../../src/types/judgement.ts";
import type { Column } from "../../src/types/table.ts";
import { BATCH_CHECKS } from "../../src/validate/catalogue/batch-checks.ts";
import { CELL_CHECKS, STRUCTURE_CHECKS } from "../../src/validate/catalogue/schema-checks.ts";
import { catalogueText } from "../../src/validate/catalogue/text.ts";
import { withFieldDrift, withoutNames, withPolicy } from "../../src/validate/result/policy.ts";
import { field, schemaOf } from "./build.ts";

const root = join(import.meta.dirname, "../..");

test("docs/checks.md is up to date (npm run schema writes it)", () => {
  expect(readFileSync(join(root, "docs/checks.md"), "utf8")).toBe(catalogueText());
});

test("every configurable code is told of, and the other way round", () => {
  expect(CELL_CHECKS.map(({ code }) => code)).toEqual([...SCHEMA_CODES]);
  expect(BATCH_CHECKS.map(({ code }) => code)).toEqual([...BATCH_CODES]);
  expect(new Set(CHECK_CODES).size).toBe(CHECK_CODES.length);
});

/** Of a pull request's schema, or a pass of several checks. */
const TOLD_ELSEWHERE = ["schema-changed", "schema-reformatted", "time", "accepted-rows"];

test("every code that a check of data has is told of", () => {
  const codes = ["src/validate", "src/fetch"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.includes("catalogue"))
      .flatMap((path) => [
        ...readFileSync(join(root, folder, path), "utf8").matchAll(
          /(?:\bcode: |\bresult\(|\bcheck\(|batchPass\(input, )"(?!pass"|warn"|fail")([a-z-]+)"/g,
        ),
      ])
      .map((match) => match[1]!),
  );
  const told = [...STRUCTURE_CHECKS, ...CELL_CHECKS, ...BATCH_CHECKS].map(({ code }) => code);
  expect(new Set(codes).size).toBeGreaterThan(30);
  expect([...new Set(codes)].filter((code) => ![...told, ...TOLD_ELSEWHERE].includes(code))).toEqual([]);
});

const check = (code: string, subject: string, status: CheckResult["status"] = "fail"): CheckResult => ({
  ...{ code, subject, status, observed: 1, expected: 0, message: "", suggestion: null, where: null },
});

test("a severity by code, and by column before it; what is off is not listed, what passed stays", () => {
  const policy: CheckPolicy = {
    codes: { drift: "warning", "row-order": "error", spike: "warning" },
    columns: { temp: { drift: "off" }, notes: "warning" },
    names: "plain",
  };
  const checks = [
    check("drift", "wind"),
    check("drift", "temp"),
    check("spike", "notes"),
    check("spike", "wind"),
    check("text-form", "wind"),
    check("outliers", "wind"),
    check("row-order", "at", "warn"),
  ];
  const found = withPolicy([...checks, check("drift", "columns", "pass"), check("column-missing", "notes")], policy);
  expect(found.map(({ code, subject, status }) => `${code} ${subject} ${status}`)).toEqual([
    "drift wind warn",
    "spike notes warn",
    "spike wind warn",
    "text-form wind fail",
    "outliers wind fail",
    "row-order at fail",
    "drift columns pass",
    "column-missing notes fail",
  ]);
});

test("a field's own drift is the severity of its column's comparisons, unless the configuration says one of the column", () => {
  const schema = schemaOf([
    field("temp", { drift: "warning" }),
    field("wind", { drift: "off" }),
    field("notes", { drift: "off" }),
    field("x"),
  ]);
  const columns: CheckPolicy["columns"] = { wind: { spike: "error" }, notes: "error" };
  const policy = withFieldDrift({ codes: { drift: "error" }, columns, names: "plain" }, schema)!;
  const subjects = ["temp", "wind", "notes", "x"];
  const found = withPolicy(
    subjects.flatMap((subject) => [check("drift", subject), check("spike", subject), check("type", subject)]),
    policy,
  );
  expect(found.map(({ code, subject, status }) => `${code} ${subject} ${status}`)).toEqual([
    ...["drift temp warn", "spike temp warn", "type temp fail", "spike wind fail", "type wind fail"],
    ...["drift notes fail", "spike notes fail", "type notes fail", "drift x fail", "spike x fail", "type x fail"],
  ]);
});

test("under `names: hash` a profile holds no names of categories, and hashing it twice changes nothing", () => {
  const column: Column = {
    kind: "category",
    name: "shop",
    type: "string",
    codes: Int32Array.of(1, 2, 2),
    categories: ["Ada Lovelace", "Berlin"],
  };
  const profile = profileOf({ rows: 3, columns: [column] });
  expect(JSON.stringify(profile)).toContain("Berlin");
  const hashed = withoutNames(profile);
  expect(JSON.stringify(hashed)).not.toMatch(/Berlin|Ada|Lovelace/);
  expect(withoutNames(hashed)).toEqual(hashed);
  expect(columnProfile(column)).toMatchObject({ counts: [2, 1] });
});
