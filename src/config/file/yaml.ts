// Reads YAML and JSON into a tree with the place of every key and value; bounded against hostile documents.
import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseAllDocuments, type Range } from "yaml";
import { problem } from "../../types/errors.ts";
import type { Problem, Where } from "../../types/problem.ts";
import { keyText, mapping, type Path, pathText, placeText, printable, quoted, type Source, type Tree } from "./source.ts";

/** Most values of a document, repeated aliases included. */
const MAX_NODES = 500_000;
const MAX_DEPTH = 32;
const MAX_PROBLEMS = 200;
const MAX_SYNTAX = 10;

interface Place {
  key: Where | null;
  value: Where;
  text: string | null;
}

type Node = ParsedNode | null;

/** All syntax mistakes and duplicate keys; null when the document is too broken for its values to be judged. */
export function readYaml(text: string, file: string): { source: Source | null; problems: Problem[] } {
  const lines = new LineCounter();
  let documents: ReturnType<typeof parseAllDocuments>;
  try {
    // The option uniqueKeys compares all pairs of keys; duplicates are found below with a set.
    documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, version: "1.2" });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { source: null, problems: [problem(`${file} is nested too deeply to be read; write it flatter.`, nested(file))] };
  }
  const reader = new Reader(file, lines);
  const list = Array.isArray(documents) ? documents : [];
  for (const [index, document] of list.entries()) {
    for (const fault of rootFaults([...document.errors, ...document.warnings])) reader.syntax(fault.pos[0], fault.message);
    if (index === 1)
      reader.fault(document.range?.[0] ?? 0, "holds a second document after ---", "one document", "keep one and delete the other");
  }
  if (reader.problems.length > 0) return { source: null, problems: reader.problems };
  const root = (list[0]?.contents ?? null) as Node;
  const tree = reader.read(root, [], null, 0);
  return { source: reader.overflow ? null : locatedSource(tree, file, reader.places), problems: reader.problems };
}

/** The errors without those that follow from an earlier one. */
function rootFaults<T extends { message: string }>(faults: T[]): T[] {
  return faults.filter(({ message }, index) => index === 0 || !/^(Unexpected|Missing|Flow |Not a YAML)/.test(message)).slice(0, MAX_SYNTAX);
}

function nested(file: string): { where: Where; got: string; expected: string } {
  return { where: { file, line: 1, column: 1 }, got: "deep nesting", expected: `at most ${MAX_DEPTH} levels` };
}

function locatedSource(tree: Tree, file: string, places: Map<string, Place>): Source {
  const at = (path: Path) => places.get(placeKey(path)) ?? null;
  const whereValue = (path: Path) => at(path)?.value ?? null;
  return {
    tree,
    subject: (path) => {
      const where = whereValue(path);
      if (path.length === 0) return file;
      return `${pathText(path)} (${where ? placeText(where) : file})`;
    },
    whereValue,
    whereKey: (path) => at(path)?.key ?? null,
    text: (path) => at(path)?.text ?? null,
  };
}

function placeKey(path: Path): string {
  return JSON.stringify(path);
}

const MENDS: [RegExp, string][] = [
  [/compact mappings/i, 'a value that holds ": " must be put in quotes or on lines of its own'],
  [/^Missing , or :|node end/, "a text that holds { } [ ] or , must be put in quotes"],
  [/Tabs are not allowed/, "indent with blanks"],
  [/must be sufficiently indented|end with a/, "close the bracket, and indent what is inside"],
];

class Reader {
  readonly problems: Problem[] = [];
  readonly places = new Map<string, Place>();
  overflow = false;
  private nodes = 0;
  private readonly anchors = new Map<string, ParsedNode>();
  private readonly open = new Set<ParsedNode>();
  private readonly file: string;
  private readonly lines: LineCounter;

  constructor(file: string, lines: LineCounter) {
    this.file = file;
    this.lines = lines;
  }

  fault(offset: number, what: string, expected: string, mend: string): void {
    const where = this.where(offset);
    if (this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push(problem(`${placeText(where)} ${what}; expected ${expected}: ${mend}.`, { where, got: what, expected }));
  }

  syntax(offset: number, message: string): void {
    const first = (message.split("\n")[0] ?? "").trim().replace(/[.:]$/, "");
    const mend = MENDS.find(([pattern]) => pattern.test(first))?.[1] ?? "mend the line, or put the value in quotes";
    this.fault(offset, `is not valid YAML: ${printable(first.slice(0, 200))}`, "valid YAML", mend);
  }

  read(node: Node, path: Path, key: ParsedNode | null, depth: number): Tree {
    const keyWhere = key ? this.where(start(key)) : null;
    const value = node ? this.where(start(node)) : (keyWhere ?? this.where(0));
    const place: Place = { key: keyWhere, value, text: null };
    this.places.set(placeKey(path), place);
    if (++this.nodes > MAX_NODES || depth > MAX_DEPTH) return this.tooMuch(value, depth);
    if (isAlias(node)) return this.alias(node.source, node, path, key, depth);
    if (node === null) return null;
    if (node.anchor) this.anchors.set(node.anchor, node);
    if (isScalar(node)) {
      // A blank value has the place of its key.
      if (node.value === null && node.source === "" && keyWhere) place.value = keyWhere;
      place.text = typeof node.value === "string" ? node.value : (node.source ?? null);
      return this.scalar(node.value, node);
    }
    return this.collection(node, path, depth);
  }

  private collection(node: ParsedNode, path: Path, depth: number): Tree {
    this.open.add(node);
    const tree = isSeq(node)
      ? node.items.map((item, index) => this.read(item as Node, [...path, index], null, depth + 1))
      : this.map(node, path, depth);
    this.open.delete(node);
    return tree;
  }

  private map(node: ParsedNode, path: Path, depth: number): Tree {
    const tree = mapping();
    if (!isMap(node)) return tree;
    for (const pair of node.items) {
      const keyNode = pair.key as Node;
      const offset = keyNode ? start(keyNode) : start(node);
      const name = keyNode && isScalar(keyNode) ? (typeof keyNode.value === "string" ? keyNode.value : (keyNode.source ?? "")) : null;
      if (name === null) this.fault(offset, "has a key that is no plain text", "a name as the key", "write the key out as a word");
      else if (name === "<<") this.fault(offset, "merges mappings by <<, which is not supported", "plain keys", "write the keys out");
      else if (Object.hasOwn(tree, name)) {
        const first = this.places.get(placeKey([...path, name]))?.key;
        const before = first ? ` (first at line ${first.line})` : "";
        this.fault(offset, `says the key ${keyText(name)} twice${before}`, `${keyText(name)} once`, "keep one and delete the other");
      } else tree[name] = this.read((pair.value ?? null) as Node, [...path, name], keyNode, depth + 1);
    }
    return tree;
  }

  private scalar(value: unknown, node: ParsedNode): Tree {
    if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    this.fault(start(node), "holds a value of a kind that is not supported", "text, a number, true or false", "put it in quotes");
    return null;
  }

  private alias(name: string, node: ParsedNode, path: Path, key: ParsedNode | null, depth: number): Tree {
    const target = this.anchors.get(name);
    if (target && !this.open.has(target)) return this.read(target, path, key, depth);
    const what = target
      ? `the alias ${quoted(`*${name}`)} stands inside what it repeats`
      : `the alias ${quoted(`*${name}`)} has no anchor before it`;
    const mend = `write the value out, or put a pattern in quotes: ${quoted(`*${name}`)}`;
    this.fault(start(node), what, `an anchor ${quoted(`&${name}`)} before it`, mend);
    return null;
  }

  private tooMuch(where: Where, depth: number): Tree {
    if (!this.overflow) {
      const got =
        depth > MAX_DEPTH ? `nests deeper than ${MAX_DEPTH} levels` : `holds more than ${MAX_NODES} values once its aliases are resolved`;
      this.problems.push(
        problem(`${placeText(where)} ${got}; write it flatter and shorter.`, { where, got, expected: "a smaller document" }),
      );
    }
    this.overflow = true;
    return null;
  }

  private where(offset: number): Where {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function start(node: { range?: Range | null | undefined }): number {
  return node.range?.[0] ?? 0;
}

/** The value of `--set key=VALUE`, read as YAML; as a text if it is not valid YAML. */
export function readYamlValue(text: string): { tree: Tree; text: (path: Path) => string | null } {
  const { source, problems } = readYaml(text, quoted(text));
  if (source === null || problems.length > 0) return { tree: text, text: (path) => (path.length === 0 ? text : null) };
  return { tree: source.tree, text: source.text };
}
