import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import { lineageOf } from "../../src/publish/chain/history.ts";
import { README_MARK, renderReadme } from "../../src/publish/chain/readme.ts";
import { newRegistry, promote, RECORD } from "./fixture.ts";
import { promotionFor } from "./models.ts";

const html = (markdown: string) => micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
const tags = (page: string) => [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag);

function readmeOf(text: string): string {
  const { id, manifest, entry } = promotionFor(1);
  const hash = "e".repeat(64);
  const hostile = { ...manifest, target: text, holdout: { classes: [text, "b", "c"], counts: manifest.holdout.counts } };
  const sources = [{ uri: text, versionId: text, name: text, digest: text }];
  const link = { hash, entry: { ...entry, previous: null, reason: text, actor: text, sources } };
  const links = [link, { ...link, hash: "f".repeat(64) }];
  return renderReadme({ pointer: { id, entry: hash }, links, lineage: lineageOf(links), manifest: hostile, branch: "model-registry" });
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

  test("draws the champion's F1 over time, a rollback at its model's own, the last thirty at most", () => {
    const { id, manifest, entry } = promotionFor(1);
    const other = promotionFor(2);
    const at = (n: number, f1: number, over: object = {}) => {
      const time = new Date(Date.UTC(2026, 0, n)).toISOString();
      const gates = entry.gates.map((gate) => ({ ...gate, estimate: f1 }));
      return { hash: n.toString(16).padStart(64, "0"), entry: { ...entry, time, gates, previous: null, ...over } };
    };
    const few = [at(1, 0.91), at(2, 0.9341, { id: other.id }), at(3, 0, { kind: "rollback" as const, gates: [] })];
    const readme = (links: typeof few) =>
      renderReadme({ pointer: { id, entry: links.at(-1)!.hash }, links, lineage: lineageOf(links), manifest, branch: null });
    expect(/```mermaid\n([\s\S]*?)```/.exec(readme(few))?.[1]).toBe(
      [
        '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#2a78d6"}}}}%%',
        "xychart-beta",
        '    title "F1 of the champion on the hold-out"',
        '    x-axis ["2026-01-01", "2026-01-02", "2026-01-03"]',
        '    y-axis "F1" 0.85 --> 1.00',
        "    line [0.910, 0.934, 0.910]",
        "",
      ].join("\n"),
    );
    const many = Array.from({ length: 100 }, (_, i) => at(i + 1, i / 100));
    expect(readme(many)).toContain(
      '    x-axis "promotions and rollbacks, the last 30" 1 --> 30\n    y-axis "F1" 0.70 --> 1.00\n    line [0.700, 0.710',
    );
    expect(readme([at(1, 0.9)])).not.toContain("mermaid");
    expect(readme([at(1, Number.NaN), at(2, 7)])).not.toContain("mermaid");
  });

  test("on a branch says its name", () => {
    const text = readmeOf("harmless");
    expect(text).toContain("git fetch origin model-registry && git show FETCH_HEAD:model/model_");
    expect(text).toContain("rollback --registry branch:model-registry");
    expect(text).not.toContain("directory:PATH");
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
