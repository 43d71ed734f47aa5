// Laws that hold whatever a column, class, file or message is called.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Annotation, renderAnnotations } from "../../src/report/annotations.ts";
import { renderHtml } from "../../src/report/html/html.ts";
import { STYLE } from "../../src/report/html/style.ts";
import { renderComment } from "../../src/report/markdown/comment.ts";
import { mdCode, mdMessage, mdPaste, mdTable, mdWords } from "../../src/report/markdown/markdown.ts";
import { renderNote, renderSummary } from "../../src/report/markdown/summary.ts";
import { outputsOf } from "../../src/report/outputs.ts";
import { renderRunJson, runToJson } from "../../src/report/run-json.ts";
import { markerOf } from "../../src/report/send-comment.ts";
import { shownName, visible } from "../../src/report/sentences/text.ts";
import { renderTerminal } from "../../src/report/terminal.ts";
import { sampled } from "../times.ts";
import { parseMarkdown, parsePage, skeleton, textOf, textOutside, walk } from "./parsed.ts";
import { checkOf, hostileNames, hostileText, named, PLAIN_NAMES } from "./samples.ts";

const RUNS = sampled(100);
/** Controls but for the line break, format characters, lone surrogates. */
const UNSEEN = /(?!\n)\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u;
const COMMAND_LINE = /^\s*::/m;
const FOREIGN = /^(script|link|img|image|iframe|object|embed|form|input|base|use|foreignobject|#comment)$/i;
const ATTRIBUTES = new Set(
  "class id lang charset http-equiv content name open scope role tabindex aria-label aria-labelledby aria-hidden viewBox x y x1 x2 y1 y2 cx cy r rx width height fill-opacity font-size text-anchor transform".split(
    " ",
  ),
);
const NUMERIC = /^(x|y|[xy][12]|c[xy]|r|rx|width|height|viewBox|fill-opacity|font-size)$/;

function harmless(name: string, value: string): boolean {
  if (name === "href") return /^https:\/\/[\w.-]+(\/[\w./-]*)?$/.test(value);
  if (name === "rel") return value === "noreferrer";
  return ATTRIBUTES.has(name) && (!NUMERIC.test(name) || /^[\d. -]+$/.test(value));
}

const INLINE = new Set(["code", "pre", "p", "br", "span"]);

describe("Markdown", () => {
  const plain = skeleton(parseMarkdown(summaryOf(PLAIN_NAMES)), INLINE);

  function summaryOf(names: typeof PLAIN_NAMES): string {
    const { result, context } = named(names);
    return renderSummary(result, context) + renderNote(names.message);
  }

  it("keeps its sections, tables and rows; no foreign element, link, mention or command", () => {
    const allowed = new Set([..."h2 h3 p ul li strong code pre table thead tbody tr th td details summary".split(" "), "#fragment"]);
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const text = summaryOf(names);
        expect(text).not.toMatch(UNSEEN);
        expect(text).not.toMatch(COMMAND_LINE);
        expect(text).not.toContain("##[");
        expect(text.replace(/<\/?(details|summary|code|pre)>/g, "")).not.toContain("<");
        const tree = parseMarkdown(text);
        // A suggestion decides itself which of its lines are prose and which are code; only these may differ.
        expect(skeleton(tree, INLINE)).toBe(plain);
        for (const node of walk(tree)) {
          expect(allowed).toContain(node.name);
          for (const [name, value] of node.attributes)
            expect(`${name}=${value}`).toMatch(/^(align=(left|right)|class=language-(yaml|text))$/);
        }
        const words = textOutside(tree, new Set(["code", "pre"]));
        expect(words).not.toMatch(/@[a-z0-9]|#\d|\bGH-\d|(https?|ftp):\/\/|\bwww\.[a-z]/i);
      }),
      { numRuns: RUNS },
    );
  });

  it("shows every name as it is", () => {
    const shown = (markdown: string) =>
      textOf(parseMarkdown(markdown))
        .replace(/\u200b/g, "")
        .replace(/\n$/, "");
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(shown(mdCode(text, 1000))).toBe(shownName(text, 1000));
        expect(shown(mdWords(text)).trim()).toBe(visible(text).trim());
        expect(shown(mdMessage(text, 1000)).trim().replaceAll("`", "")).toContain(visible(text.split("`")[0] ?? "").trim());
        const cells = [...walk(parseMarkdown(mdTable(["A", "B"], [[mdCode(text, 1000), "x"]])))].filter((node) => node.name === "td");
        expect(cells.map((cell) => textOf(cell).replace(/\u200b/g, ""))).toEqual([shownName(text, 1000), "x"]);
      }),
      { numRuns: 4 * RUNS },
    );
  });

  it("gives back the lines to paste exactly", () => {
    fc.assert(
      fc.property(hostileText(), (text) => {
        const [block, ...others] = parseMarkdown(mdPaste(text)).children.filter((child) => typeof child !== "string");
        expect(others).toEqual([]);
        const kept = text.split("\n").map(visible).join("\n");
        // HTML drops the first line break of <pre>, a fence ends with one.
        expect(textOf(block!).replace(/\n$/, "")).toBe(kept);
      }),
      { numRuns: 2 * RUNS },
    );
  });
});

describe("the comment of a pull request", () => {
  const marker = markerOf(["w", "j", "a", "c"]);
  const allowed = new Set([..."h2 h3 p ul li strong code pre table thead tbody tr th td #fragment #comment".split(" ")]);

  function commentOf(names: typeof PLAIN_NAMES, max?: number): string {
    const { result, context } = named(names);
    const { message, column, file, suggestion } = names;
    const codes = ["schema-breaking", "schema-loosened", "schema-reformatted", "base-only-key"];
    const changes = codes.map((code, index) =>
      checkOf({ code, status: index < 2 ? "warn" : "pass", subject: column, message, suggestion, where: { file, line: 1, column: 1 } }),
    );
    return renderComment({ ...result, checks: [...result.checks, ...changes] }, context, marker, max);
  }
  const plain = skeleton(parseMarkdown(commentOf(PLAIN_NAMES)), INLINE);

  it("keeps its sections, tables and rows; no foreign element, link, image, mention, reference or command", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const text = commentOf(names);
        expect(text.startsWith(`${marker}\n`)).toBe(true);
        const rest = text.slice(marker.length);
        expect(rest).not.toMatch(UNSEEN);
        expect(rest).not.toMatch(COMMAND_LINE);
        expect(rest).not.toContain("##[");
        expect(rest).not.toContain("<!--");
        expect(rest.replace(/<\/?(code|pre)>/g, "")).not.toContain("<");
        const tree = parseMarkdown(text);
        expect(skeleton(tree, INLINE)).toBe(plain);
        const nodes = [...walk(tree)];
        for (const node of nodes) expect(allowed).toContain(node.name);
        expect(nodes.filter(({ name }) => name === "#comment")).toHaveLength(1);
        expect(textOutside(tree, new Set(["code", "pre"]))).not.toMatch(/@[a-z0-9]|#\d|\bGH-\d|(https?|ftp):\/\/|\bwww\.[a-z]/i);
      }),
      { numRuns: RUNS },
    );
  });

  it("is never longer than GitHub takes", () => {
    fc.assert(
      fc.property(hostileNames(), fc.integer({ min: 10, max: 4000 }), (names, times) => {
        const long = Object.fromEntries(
          Object.entries(names).map(([key, value]) => [key, typeof value === "string" ? value.repeat(times) : value]),
        );
        expect([...commentOf({ ...names, ...long })].length).toBeLessThanOrEqual(65_536);
        expect(commentOf(names, 9000).length).toBeLessThanOrEqual(9000);
      }),
      { numRuns: 20 },
    );
  });

  it("links to nothing but the run, whatever calls itself its address", () => {
    const linked = (runUrl: string) => {
      const { result, context } = named(PLAIN_NAMES);
      const nodes = [...walk(parseMarkdown(renderComment(result, { ...context, runUrl }, marker)))];
      return nodes.filter(({ name }) => name === "a").map(({ attributes }) => attributes.get("href"));
    };
    expect(linked("https://github.com/owner/repo/actions/runs/7")).toEqual(["https://github.com/owner/repo/actions/runs/7"]);
    fc.assert(
      fc.property(hostileText(), (text) => {
        expect(linked(text)).toEqual([]);
        expect(linked(`https://github.com/owner/repo/actions/runs/7${text.trim() === "" ? "x" : text}`.replace(/\d$/, "x"))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it("has a marker that a name cannot make", () => {
    const one = markerOf(["a", "b"]);
    expect(one).not.toBe(markerOf(["a\u0000b"]));
    expect(one).not.toBe(markerOf(["ab", ""]));
    fc.assert(
      fc.property(fc.array(hostileText()), (parts) => {
        expect(markerOf(parts)).toMatch(/^<!-- gated-retrain [0-9a-f]{16} -->$/);
      }),
    );
  });
});

describe("HTML", () => {
  function pageOf(names: typeof PLAIN_NAMES): string {
    const { result, context } = named(names);
    return renderHtml(result, context);
  }
  const blocks = new Set([...INLINE, "ol", "a"]);
  const plain = skeleton(parsePage(pageOf(PLAIN_NAMES)), blocks);

  it("has the same elements whatever the names are", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        expect(skeleton(parsePage(pageOf(names)), blocks)).toBe(plain);
      }),
      { numRuns: RUNS },
    );
  });

  it("runs nothing, loads nothing and leads nowhere", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const page = pageOf(names);
        expect(page.replace(STYLE, "")).not.toMatch(UNSEEN);
        const wrong = [...walk(parsePage(page))].flatMap((node) => [
          ...(FOREIGN.test(node.name) ? [node.name] : []),
          ...[...node.attributes].filter(([name, value]) => !harmless(name, value)).map(([name, value]) => `${name}=${value}`),
        ]);
        expect(wrong).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe("workflow commands", () => {
  /** As the runner reads a line (actions/runner, ActionCommand.TryParseV2). */
  function parseCommand(line: string) {
    const [, name = "", list = "", data = ""] = /^::([a-z-]+)(?: (.*?))?::(.*)$/s.exec(line) ?? [];
    const unescaped = (text: string) =>
      text.replace(/%3A/g, ":").replace(/%2C/g, ",").replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%25/g, "%");
    const properties = new Map(
      list.split(",").map((pair): [string, string] => {
        const cut = pair.indexOf("=");
        return [pair.slice(0, cut), unescaped(pair.slice(cut + 1))];
      }),
    );
    return { name, properties, data: unescaped(data) };
  }

  it("are one line each, with our properties and nobody else's", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const { result, context } = named(names);
        for (const judged of [result, { ...result, error: null }]) {
          const asides: Annotation[] = [{ level: "warning", title: names.title, message: names.message, where: null }];
          const lines = renderAnnotations(judged, context, "/home/space", asides);
          expect(lines.length).toBeGreaterThan(0);
          for (const line of lines) {
            expect(line).not.toMatch(/[\r\n]/);
            expect(line).not.toContain("##[");
            const { name, properties, data } = parseCommand(line);
            expect(["error", "warning", "notice"]).toContain(name);
            expect(["title", "file,line,col,title"]).toContain([...properties.keys()].join(","));
            expect(data).not.toMatch(UNSEEN);
            if (properties.has("file")) expect(properties.get("file")).not.toMatch(/^\/|^\.\.(\/|$)/);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});

describe("plain text", () => {
  it("sends nothing that acts on a terminal or a log", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const { result, context } = named(names);
        for (const judged of [result, { ...result, error: null }]) {
          const text = renderTerminal(judged, context, { reportPath: names.file });
          expect(text).not.toMatch(UNSEEN);
          expect(text).not.toMatch(COMMAND_LINE);
          expect(text).not.toContain("##[");
        }
      }),
      { numRuns: RUNS },
    );
  });

  it("keeps each output on one line", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        for (const value of Object.values(outputsOf(named(names).result, { report: names.file, runJson: names.file })))
          expect(value).not.toMatch(/[\r\n]/);
      }),
      { numRuns: RUNS },
    );
  });

  it("writes run.json that reads back the same and is quiet in a log", () => {
    fc.assert(
      fc.property(hostileNames(), (names) => {
        const { result } = named(names);
        const text = renderRunJson(result);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(runToJson(result))));
        expect(text).not.toMatch(COMMAND_LINE);
        expect(text).not.toContain("##[");
        expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      }),
      { numRuns: RUNS },
    );
  });
});
