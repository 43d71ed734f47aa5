// A checkout that did not fetch: small files in the place of data, configuration and models.
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readText } from "../../src/config/file/read-text.ts";
import { listFiles } from "../../src/fetch/list.ts";
import { readFiles } from "../../src/fetch/read.ts";
import { told } from "../../src/findings/sentences.ts";
import { sha256Hex } from "../../src/publish/records/ids.ts";
import { pointerIn } from "../../src/table/read/pointer-file.ts";
import { newRegistry, promote } from "../publish/fixture.ts";
import { dataConfig, folderOf, LIMITS, NO_SERVICES, NOW, put, ROWS } from "./folder.ts";

const lfs = (digest: string, size = 12345) => `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${size}\n`;
const POINTER = lfs("4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393");
const ANNEX = `/annex/objects/SHA256E-s12--${"a".repeat(64)}.csv\n`;
const DVC = "outs:\n- md5: d41d8cd98f00b204e9800998ecf8427e\n  size: 100\n  path: data_20260104.csv\n";

async function checked(folder: string, files: string | string[] = "data_{YYYYMMDD}.csv", ignore: string[] = []) {
  const config = dataConfig(folder, files, { ignore });
  const listing = await listFiles(config, NOW, NO_SERVICES);
  const read = await readFiles(listing, config, [], LIMITS, () => undefined);
  return told([...listing.checks, ...read.checks]).filter(({ status }) => status !== "pass");
}

describe("Git LFS and git-annex", () => {
  test.each([
    ["data_20260102.csv", POINTER, "Git LFS pointer, not the data: give actions/checkout lfs: true"],
    ["data_20260102.csv", POINTER.replaceAll("\n", "\r\n"), "Git LFS pointer"],
    ["data_20260102.csv.gz", POINTER, "Git LFS pointer"],
    ["data_20260102.csv", ANNEX, "git-annex pointer, not the data: run `git annex get`"],
  ])("%s is a pointer, not damage, and not for data.exclude", async (name, content, words) => {
    const folder = folderOf({ "data_20260101.csv": ROWS, [name]: content });
    const found = (await checked(folder, ["data_{YYYYMMDD}.csv", "data_{YYYYMMDD}.csv.gz"])).find(({ status }) => status === "fail");
    expect(found).toMatchObject({ code: "unreadable", subject: name, status: "fail" });
    expect(found?.message).toContain(words);
    expect(found?.suggestion).not.toContain("exclude");
  });

  test.each([
    [".git/annex/objects/ab/SHA256E-s1--00.csv", "git annex get"],
    ["../.dvc/cache/files/md5/ab/cdef", "dvc pull"],
  ])("a link to %s that is not here says what brings it", async (target, command) => {
    const folder = folderOf({ "data_20260101.csv": ROWS });
    symlinkSync(target, join(folder, "data_20260102.csv"));
    const [found] = await checked(folder);
    expect(found?.message).toContain(command);
  });

  test("a table that talks of pointers is a table", () => {
    const encode = (text: string) => new TextEncoder().encode(text);
    expect(pointerIn(encode(`note\n${POINTER}`))).toBeNull();
    expect(pointerIn(encode("version,oid\n1,2\n"))).toBeNull();
    expect(pointerIn(encode(POINTER + "x".repeat(2000)))).toBeNull();
    expect(pointerIn(encode("/annex/objects\n"))).toBeNull();
  });

  test("a configuration or schema that is one", async () => {
    const folder = folderOf({ "schema.yml": POINTER });
    const { text, problem } = await readText(join(folder, "schema.yml"), "schema.yml", 1e6, { subject: "schema", where: null });
    expect(text).toBeNull();
    expect(problem?.message).toMatch(
      /^schema names schema\.yml, which is a Git LFS pointer, not the file: give actions\/checkout lfs: true/,
    );
  });

  test("files of a registry: a model whose oid is the right digest, a manifest, champion.json; another oid is said", async () => {
    const { root, registry } = await newRegistry();
    const { id, entry } = await promote(registry, 1);
    const failing = async () => (await registry.verify()).checks.filter(({ status }) => status === "fail");
    for (const path of [`model/model_${id}.onnx`, `model/model_${id}.manifest.json`, `history/${entry}.json`, "champion.json"]) {
      const file = join(root, path);
      renameSync(file, `${file}.kept`);
      const bytes = readFileSync(`${file}.kept`);
      writeFileSync(file, lfs(sha256Hex(bytes), bytes.length));
      const [found] = await failing();
      expect(found?.message).toContain("is a Git LFS pointer, not the file");
      if (path !== "champion.json") expect(found?.message).toContain("its oid is the digest that is expected");
      expect(found?.suggestion).toMatch(/lfs: true.*then run `verify`/);
      writeFileSync(file, lfs("0".repeat(64)));
      if (path !== "champion.json") expect((await failing())[0]?.message).toContain("its oid is another digest than is expected");
      renameSync(`${file}.kept`, file);
    }
    expect(await failing()).toEqual([]);
  });
});

describe("DVC", () => {
  test("newer data that was not fetched is a near miss, which dvc pull or the printed entry mends", async () => {
    const folder = folderOf({ "data_20260101.csv": ROWS, "data_20260104.csv.dvc": DVC });
    const [found] = await checked(folder);
    expect(found).toMatchObject({ code: "near-miss", subject: "data_20260104.csv.dvc", status: "fail" });
    expect(found?.suggestion).toContain("dvc pull");
    const ignore = JSON.parse(/ignore: (\[.*\])/.exec(found!.suggestion!)![1]!) as string[];
    put(folder, "data_20260105.csv.dvc", DVC);
    expect(await checked(folder, undefined, ignore)).toEqual([]);
    for (const day of ["04", "05"]) put(folder, `data_202601${day}.csv`, `a,b\n${day},x\n`);
    expect(await checked(folder)).toEqual([]);
  });

  test("a renamed one too; older data is a warning; other pointers are none of ours", async () => {
    expect(await checked(folderOf({ "data_20260101.csv": ROWS, "new_data_20260104.csv.dvc": DVC }))).toMatchObject([{ status: "fail" }]);
    expect(await checked(folderOf({ "data_20260103.csv": ROWS, "data_20260101.csv.dvc": DVC }))).toMatchObject([{ status: "warn" }]);
    expect(await checked(folderOf({ "data_20260103.csv": ROWS, "model.onnx.dvc": DVC, "invoices_20260105.csv.dvc": DVC }))).toEqual([]);
  });

  test.each([
    ["data_{YYYYMMDD}.csv", { "data_20260104.csv.dvc": DVC }],
    ["sales.csv", { "sales.csv.dvc": DVC }],
    ["data/*.csv", { "data.dvc": DVC }],
    ["raw/data/d_{YYYYMMDD}.csv", { "raw/data.dvc": DVC }],
  ])("nothing matches %s, and a pointer says why", async (pattern, files) => {
    const folder = folderOf(files);
    mkdirSync(join(folder, "other"));
    const { checks } = await listFiles(dataConfig(folder, pattern), NOW, NO_SERVICES);
    expect(checks[0]).toMatchObject({ code: "no-file", status: "fail", suggestion: "Run `dvc pull` before this step." });
    expect(checks[0]?.message).toMatch(/DVC keeps it.*\.dvc/);
  });
});
