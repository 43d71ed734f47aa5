import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSchema } from "../../src/config/schema/schema.ts";
import { listed, mistakes } from "./load.ts";

const cases = (folder: URL) => readdirSync(folder).filter((name) => name.endsWith(".yml"));
const CONFIGS = new URL("../golden/config/", import.meta.url);
const SCHEMAS = new URL("../golden/schema/", import.meta.url);

describe("every mistake of a configuration is listed at once, in its place", () => {
  test.each(cases(CONFIGS))("%s", async (name) => {
    const problems = await mistakes({ files: { "retrain.yml": readFileSync(new URL(name, CONFIGS), "utf8") } });
    expect(problems.length).toBeGreaterThan(0);
    await expect(listed(problems)).toMatchFileSnapshot(new URL(name.replace(".yml", ".txt"), CONFIGS).pathname);
  });
});

describe("every mistake of a schema is listed at once, in its place", () => {
  test.each(cases(SCHEMAS))("%s", async (name) => {
    const { problems } = readSchema(readFileSync(new URL(name, SCHEMAS), "utf8"), "schema.yml", "target");
    expect(problems.length).toBeGreaterThan(0);
    await expect(listed(problems)).toMatchFileSnapshot(new URL(name.replace(".yml", ".txt"), SCHEMAS).pathname);
  });
});
