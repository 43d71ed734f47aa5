// Reads reports back with real parsers: micromark for GitHub's Markdown, parse5 for HTML.
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { type DefaultTreeAdapterTypes, parse, parseFragment } from "parse5";

export interface Node {
  name: string;
  attributes: Map<string, string>;
  children: (Node | string)[];
}

function nodeOf(node: DefaultTreeAdapterTypes.ParentNode, name: string): Node {
  const attributes = "attrs" in node ? node.attrs.map((attribute): [string, string] => [attribute.name, attribute.value]) : [];
  const children = node.childNodes.flatMap((child): (Node | string)[] => {
    if (child.nodeName === "#text") return [(child as DefaultTreeAdapterTypes.TextNode).value];
    if (child.nodeName === "#comment") return [{ name: "#comment", attributes: new Map(), children: [] }];
    return "childNodes" in child ? [nodeOf(child, child.nodeName)] : [];
  });
  return { name, attributes: new Map(attributes), children };
}

export function parsePage(page: string): Node {
  return nodeOf(parse(page), "#document");
}

/** As GitHub renders it before its sanitizer: raw HTML is let through, so that an injection shows. */
export function parseMarkdown(markdown: string): Node {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
  return nodeOf(parseFragment(html), "#fragment");
}

export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) if (typeof child !== "string") yield* walk(child);
}

export function textOf(node: Node | string): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

/** Text outside of the elements named. */
export function textOutside(node: Node, names: Set<string>): string {
  return node.children
    .map((child) => (typeof child === "string" ? child : names.has(child.name) ? " " : textOutside(child, names)))
    .join("");
}

/** The tree of the elements that are not left out, as text. */
export function skeleton(node: Node, without: Set<string>): string {
  const inner = node.children.map((child) => (typeof child === "string" ? "" : skeleton(child, without))).join("");
  return without.has(node.name) ? inner : `<${node.name}>${inner}</${node.name}>`;
}
