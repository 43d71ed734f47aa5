import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { lineageOf } from "../../src/publish/history.ts";
import { README_MARK, renderReadme } from "../../src/publish/readme.ts";
import { newRegistry, promote, RECORD } from "./fixture.ts";
import { promotionFor } from "./models.ts";

const html = (markdown: string) => micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
const tags = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag);

function readmeOf(text: string): string {
  const { id, manifest, entry } = promotionFor(1);
  const hash = "e".repeat(64);
  const hostile = { ...manifest, target: text, holdout: { classes: [text, "b", "c"], counts: manifest.holdout.counts } };
  const links = [{ hash, entry: { ...entry, previous: null, reason: text, actor: text } }];
  return renderReadme({ pointer: { id, entry: hash }, links, lineage: lineageOf(links), manifest: hostile });
}

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "a | b |\n| c",
  "\n\n# Owned\n\n```\n",
  "[x](javascript:alert(1)) ![y](https://evil.example/p.png)",
  "https://evil.example www.evil.example me@evil.example @everyone #1",
  "`code` **bold** _em_ ~~gone~~ \\| &lt;b&gt; &#60;b&#62; <!-- -->",
  "::error::x\u001b[31m\u202eevil\u2028line\u0000",
  "😀".repeat(500),
  "x".repeat(1e6),
];

describe("the README of a registry", () => {
  test("says what is champion, how good, since when, how to load it and how to go back", async () => {
    const { root, registry } = await newRegistry();
    const a = await promote(registry, 1);
    const b = await promote(registry, 2);
    await registry.rollback(null, RECORD);
    const text = await readFile(join(root, "README.md"), "utf8");
    expect(text.startsWith(README_MARK)).toBe(true);
    expect(text).toContain(`**\`${a.id}\`**`);
    expect(text).toContain("F1 0.801 (weighted), 0.762 (macro), accuracy 0.800, on 20 rows");
    expect(text).toContain("| 2026-02-01T00:00:00.000Z (rollback) |");
    expect(text).toContain(`| promotion | \`${b.id}\` | rolled back | trained on 2 | tester |`);
    expect(text).toContain(`| promotion | \`${a.id}\` | accepted | trained on 1 | tester |`);
    expect(text).toContain(`ort.InferenceSession("model/model_${a.id}.onnx")`);
    expect(text).toContain("rollback --registry");
    expect(text).not.toContain(root);
  });

  test("is somebody else's without our first line, and stays; once gone it is written again", async () => {
    const { root, registry } = await newRegistry();
    await promote(registry, 1);
    const path = join(root, "README.md");
    await writeFile(path, "# Mine\n");
    await promote(registry, 2);
    expect(await readFile(path, "utf8")).toBe("# Mine\n");
    await rm(path);
    const { id } = await promote(registry, 3);
    expect(await readFile(path, "utf8")).toContain(id);
  });

  test.each(HOSTILE)("shows untrusted text as text: %.30j", (text) => {
    const markdown = readmeOf(text);
    expect(tags(html(markdown))).toEqual(tags(html(readmeOf("harmless"))));
    expect(markdown.length).toBeLessThan(8000);
  });

  test("whatever the text", () => {
    const expected = tags(html(readmeOf("harmless")));
    const piece = fc.oneof(
      fc.constantFrom(..."<>[]()`|\\\n\r\t#*_~&;:!@/.-+=\"'", "http://", "www.", "  ", "\u0085"),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), (pieces) => {
        expect(tags(html(readmeOf(pieces.join(""))))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
