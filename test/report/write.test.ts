import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html/html.ts";
import { renderSummary } from "../../src/report/markdown/summary.ts";
import { renderRunJson } from "../../src/report/run-json.ts";
import { writeReport } from "../../src/report/write.ts";
import { named, PLAIN_NAMES } from "./samples.ts";

describe("writeReport", () => {
  const { result, context } = named(PLAIN_NAMES);
  let dir = "";
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "report-"));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it("makes the folder, replaces older files and leaves nothing else", async () => {
    const home = join(dir, "a/b");
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "run.json"), "old");
    const written = await writeReport(home, result, context);
    expect((await readdir(home)).sort()).toEqual(["report.html", "run.json", "summary.md"]);
    expect(await readFile(written.runJson, "utf8")).toBe(renderRunJson(result));
    expect(await readFile(written.summary, "utf8")).toBe(renderSummary(result, context));
    expect(await readFile(written.html, "utf8")).toBe(renderHtml(result, context));
  });

  it("throws what the file system says and leaves no temporary file", async () => {
    await mkdir(join(dir, "summary.md"));
    await expect(writeReport(dir, result, context)).rejects.toMatchObject({ code: expect.stringMatching(/EISDIR|EPERM|EEXIST|ENOTEMPTY/) });
    expect((await readdir(dir)).sort()).toEqual(["run.json", "summary.md"]);
    await writeFile(join(dir, "file"), "");
    await expect(writeReport(join(dir, "file"), result, context)).rejects.toMatchObject({ code: expect.stringMatching(/EEXIST|ENOTDIR/) });
  });
});
