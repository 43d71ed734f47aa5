import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { absolutePattern } from "../../src/config/paths.ts";
import { load, mistakes, placed } from "./load.ts";

const EVERYTHING = "data: {files: 'd/*.csv'}\ntarget: y\nschema: s.yml\nregistry: directory:r\nreport: {dir: out}\n";
const SCHEMA = "fields: [{name: y}, {name: x}]\n";

test("retrain.yml is found before .github/retrain.yml", async () => {
  const both = { "retrain.yml": "data: {files: a.csv}\ntarget: here\n", ".github/retrain.yml": "data: {files: a.csv}\ntarget: there\n" };
  expect(await load({ files: both })).toMatchObject({ file: "retrain.yml", target: "here" });
  expect(await load({ files: { ".github/retrain.yml": both[".github/retrain.yml"] } })).toMatchObject({
    file: ".github/retrain.yml",
    target: "there",
  });
});

test("paths of a file are relative to it, of .github/retrain.yml to the repository, of flags to the working directory", async () => {
  const cwd = placed({
    "s.yml": SCHEMA,
    "sub/s.yml": SCHEMA,
    "retrain.yml": EVERYTHING,
    ".github/retrain.yml": EVERYTHING,
    "sub/my.yml": EVERYTHING,
  });
  const paths = async (values: Record<string, string | string[]>, set: string[] = []) => {
    const { data, schema, registry, report } = await load({ cwd, values, set });
    return [data.files[0], schema?.file, registry.kind === "directory" ? registry.path : null, report.dir].map((name) =>
      (name ?? "").replace(`${cwd}/`, ""),
    );
  };
  expect(await paths({})).toEqual(["d/*.csv", "s.yml", "r", "out"]);
  expect(await paths({ config: ".github/retrain.yml" })).toEqual(["d/*.csv", "s.yml", "r", "out"]);
  expect(await paths({ config: "sub/my.yml" })).toEqual(["sub/d/*.csv", "sub/s.yml", "sub/r", "sub/out"]);
  expect(await paths({ config: path.join(cwd, "sub/my.yml") })).toEqual(["sub/d/*.csv", "sub/s.yml", "sub/r", "sub/out"]);
  const flags = { config: "sub/my.yml", data: ["x.csv"], schema: "s.yml", registry: "models", "report-dir": "rep" };
  expect(await paths(flags)).toEqual(["x.csv", "s.yml", "models", "rep"]);
  expect(await paths({ config: "sub/my.yml" }, ["data.files=[x.csv]", "report.dir=rep", "registry.to=directory:m"])).toEqual([
    "x.csv",
    "sub/s.yml",
    "m",
    "rep",
  ]);
});

test("the registry that nobody names is beside the working directory, wherever the file lies", async () => {
  const cwd = placed({ "sub/my.yml": "data: {files: a.csv}\ntarget: y\n" });
  expect((await load({ cwd, values: { config: "sub/my.yml" } })).registry).toEqual({ kind: "directory", path: `${cwd}/registry` });
});

test.each([
  [{ config: "no.yml" }, "--config names no.yml, which does not exist; expected a file that can be read."],
  [{ config: "." }, expect.stringContaining("which is a directory")],
  [{ config: "" }, '--config is ""; expected the path of a configuration file.'],
  [{ config: "a\0b" }, expect.stringContaining("--config is")],
])("a configuration that is not there: %j", async (values, message) => {
  expect((await mistakes({ values })).map((problem) => problem.message)).toEqual([message]);
});

const windows = (base: string, pattern: string) => absolutePattern(base, pattern, "data.files", { where: null }, path.win32);

test.each([
  ["C:\\Users\\me", "data\\d_{YYYYMMDD}.csv", "C:/Users/me/data/d_{YYYYMMDD}.csv"],
  ["C:\\Users\\me", "data/d_{YYYYMMDD}.csv", "C:/Users/me/data/d_{YYYYMMDD}.csv"],
  ["C:\\Users\\me", "..\\other/.\\*.csv", "C:/Users/other/*.csv"],
  ["C:\\Users\\me", "D:\\data\\*.csv", "D:/data/*.csv"],
  ["C:\\Users\\me", "D:/data/*.csv", "D:/data/*.csv"],
  ["C:\\Users\\me", "\\data\\*.csv", "C:/data/*.csv"],
  ["C:\\", "*.csv", "C:/*.csv"],
  ["C:\\Users\\me", "\\\\server\\share\\new\\*.csv", "//server/share/new/*.csv"],
  ["\\\\server\\share\\repo", "new\\*.csv", "//server/share/repo/new/*.csv"],
  ["C:\\Users\\me", "data\\confusion.csv", "C:/Users/me/data/confusion.csv"],
])("on Windows, from %s, %s is %s", (base, pattern, made) => {
  expect(windows(base, pattern)).toMatchObject({ pattern: made, problem: null });
});

test.each(["C:data\\*.csv", "data\\nul", "data/CON.csv", "aux/*.csv", "data\\com1.tar.gz", "data./*.csv", "data /x.csv"])(
  "on Windows %s is a mistake, in words",
  (pattern) => {
    expect(windows("C:\\Users\\me", pattern).problem?.message).toMatch(/names a drive and no folder|a name that Windows keeps/);
  },
);

test("elsewhere a backslash is a character like any other, and no name is kept for a device", () => {
  const made = absolutePattern("/base", "a\\b/nul.csv", "data.files", { where: null }, path.posix);
  expect(made).toMatchObject({ pattern: "/base/a\\b/nul.csv", problem: null });
});

test("where models live, on Windows: a drive is no scheme", async () => {
  const { registry } = await load({ files: { "retrain.yml": EVERYTHING.replace("directory:r", "'C:\\models'"), "s.yml": SCHEMA } });
  expect(registry).toMatchObject({ kind: "directory", path: expect.stringMatching(/C:\\models$/) });
  expect((await mistakes({ files: { "retrain.yml": EVERYTHING.replace("directory:r", "gs://models") } }))[0]?.message).toContain(
    "directory:PATH",
  );
});

test("names with control characters never reach the file system", async () => {
  const values = { data: ["a\0.csv"], target: "y", schema: "s\0", registry: "directory:r\0", "report-dir": "x\0" };
  const messages = (await mistakes({ values })).map((problem) => problem.message);
  expect(messages).toHaveLength(4);
  for (const message of messages) expect(message).toContain("without control characters");
});

test("retrain.yaml would go unread: it is said", async () => {
  const [problem] = await mistakes({ files: { "retrain.yaml": EVERYTHING } });
  expect(problem?.message).toBe("retrain.yaml is not looked for; expected retrain.yml: rename it, or name it with config.");
});

test("too long, binary or looping files are the user's mistakes", async () => {
  const long = await mistakes({ files: { "retrain.yml": `# ${"x".repeat(2 ** 20)}` } });
  expect(long[0]?.message).toBe("retrain.yml is longer than 1048576 bytes; expected at most 1048576 bytes.");
  const binary = await mistakes({ files: { "retrain.yml": new Uint8Array([0xff, 0xfe, 0x00, 0x41]) } });
  expect(binary[0]?.message).toBe("retrain.yml is not UTF-8 text; expected text in UTF-8.");
  const cwd = placed({});
  mkdirSync(path.join(cwd, ".github"));
  symlinkSync("retrain.yml", path.join(cwd, ".github/retrain.yml"));
  expect((await mistakes({ cwd }))[0]?.message).toContain("is a loop of symbolic links");
});

test("a byte order mark is no part of the first key", async () => {
  expect(await load({ files: { "retrain.yml": "\ufeffdata: {files: a.csv}\ntarget: y\n" } })).toMatchObject({ target: "y" });
});

test("a directory with pattern characters in its name is reported, other characters are literal", async () => {
  const at = (base: string, pattern: string) => absolutePattern(base, pattern, "data.files", { where: null });
  expect(at("/a[1]/{b}/c?", "d_{YYYYMMDDHH}.csv").pattern).toBe("/a[1]/{b}/c?/d_{YYYYMMDDHH}.csv");
  expect(at("/a/b*", "d.csv").problem?.message).toContain("holds pattern characters");
  expect(at("/a/{YYYY}", "d.csv").problem?.message).toContain("holds pattern characters");
  expect(at("/a/b*", "/c/*.csv")).toMatchObject({ pattern: "/c/*.csv", problem: null });
  expect(at("/a/b", "./x//../../y/*.csv").pattern).toBe("/a/y/*.csv");
  expect(at("/a", "../../../*.csv").pattern).toBe("/*.csv");
  expect(at("/a", "../").problem?.message).toContain("names no file");
  expect(at("/a", "{yyyymmdd}.csv").notice?.message).toContain('holds "{yyyymmdd}", which is taken literally');
  expect(at("/a", "{YYYY}{MM}-{DDHH}_{YYYY-MM-DD}.csv").notice).toBeNull();
});

test("property: making a pattern absolute keeps every part of it, in order", () => {
  const part = fc.constantFrom("a", "*", "**", "{YYYYMMDD}", "d_{YYYY}-{MM}*.csv", "[x]", "b c", "{n}", "..", ".");
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
      const made = absolutePattern("/base/[dir]/{x}", parts.join("/"), "data", { where: null });
      if (made.problem) return;
      const kept = made.pattern.split("/").slice(1);
      expect(made.pattern.startsWith("/")).toBe(true);
      expect(kept).not.toContain("..");
      const patterns = parts.filter((one) => one.includes("*") || one.includes("YYYY"));
      expect(kept.filter((one) => one.includes("*") || one.includes("YYYY"))).toEqual(patterns);
    }),
  );
});
