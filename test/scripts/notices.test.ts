import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

it("each package of the lock file has a digest, and none an address", () => {
  const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, { integrity?: string; resolved?: string }>;
  };
  const packages = Object.entries(lock.packages).filter(([name]) => name !== "");
  expect(packages.length).toBeGreaterThan(100);
  expect(packages.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? "")).map(([name]) => name)).toEqual([]);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
});

it("each bundled package has the text of its licence", () => {
  const notices = readFileSync(join(ROOT, "dist/licenses.txt"), "utf8").split(`\n${"-".repeat(80)}\n\n`);
  expect(notices.length).toBeGreaterThan(50);
  const terms =
    /Permission is hereby granted|Permission to use, copy|Apache License|Redistribution and use|The package names no licence|Blue Oak|CC0|Unlicense/i;
  expect(notices.filter((text) => !terms.test(text)).map((text) => text.split("\n")[0])).toEqual([]);
});
