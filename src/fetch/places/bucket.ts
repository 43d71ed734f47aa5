// File storage in a bucket: keys are paths, prefixes are folders.
import type { S3Bucket } from "../../clients/s3/s3.ts";
import type { ListedObject } from "../../clients/s3/s3-page.ts";
import { LimitError, problem, ServiceError } from "../../types/errors.ts";
import type { ListedFile } from "../../types/table.ts";
import { compilePattern, literalPattern, type Pattern } from "../names/pattern.ts";
import { ObjectReader } from "./object.ts";
import {
  type Absence,
  depthOf,
  type FileSearch,
  type FileStorage,
  isNearby,
  isSearchable,
  MAX_SEARCHED_ENTRIES,
  type MatchedFile,
  type NearbyFile,
  type OpenedFile,
} from "./place.ts";
import { plural, shown } from "./shown.ts";

/** More keys than this below a prefix are an error. */
const MOST_KEYS = 1_000_000;
/** Bounds of the search one level up: keys per folder, and sibling folders. */
const MOST_OUTSIDE = 1000;
const MOST_SIBLINGS = 8;
/** Behind every key that begins with what stands before it. */
const LAST = "\u{10ffff}";

export class BucketStorage implements FileStorage {
  readonly #bucket: S3Bucket;
  readonly #reader: ObjectReader;
  /** `s3://bucket/` */
  readonly #address: string;
  /** Listed objects by URI; reads use the same version. */
  readonly #listed = new Map<string, ListedObject>();
  /** Cache: first keys below a prefix, shared by patterns and the search for nearby files. */
  readonly #looks = new Map<string, Promise<{ objects: ListedObject[]; cut: boolean }>>();
  /** Cache: keys with a pattern's literal prefix, if the listing above is incomplete. */
  readonly #own = new Map<string, Promise<ListedObject[]>>();

  constructor(bucket: S3Bucket) {
    this.#bucket = bucket;
    this.#reader = new ObjectReader(bucket);
    this.#address = `s3://${bucket.access.bucket}/`;
  }

  async find(source: string): Promise<FileSearch> {
    const compiled = compilePattern(source);
    const objects = await this.#candidates(compiled);
    const isKey = objects.some(({ key }) => this.#address + key === source);
    const pattern = isKey ? literalPattern(source) : compiled;
    for (const object of objects) this.#listed.set(this.#address + object.key, object);
    return { pattern, files: this.#filesBelow(pattern.root, objects), refused: [] };
  }

  async statOf({ uri }: MatchedFile): Promise<{ modified: number | null; bytes: number }> {
    const { modified, bytes } = this.#listed.get(uri)!;
    return { modified, bytes };
  }

  async nearbyFiles(pattern: Pattern): Promise<NearbyFile[]> {
    const depth = depthOf(pattern);
    const below = this.#filesBelow(pattern.root, await this.#nearKeys(pattern));
    const near = below.filter(({ path }) => foldersOf(path).every((folder) => isNearby(folder, pattern)));
    const neighbours = near.map(({ path, uri }) => ({
      path,
      root: pattern.root,
      uri,
      outside: false,
      beside: path.split("/").length - 1 === depth,
    }));
    return [...neighbours, ...(await this.#outside(pattern))];
  }

  async absence(pattern: Pattern): Promise<Absence> {
    if (pattern.literal && (await this.#holds(`${this.#keyOf(pattern.source).replace(/\/$/, "")}/`))) return { kind: "folder" };
    let folder: string | null = null;
    for (let prefix = this.#prefixOf(pattern); prefix !== "" && !(await this.#holdsOrHides(prefix, pattern)); prefix = parentOf(prefix))
      folder = this.#address + prefix.slice(0, -1);
    if (folder !== null) return { kind: "missing", folder };
    return { kind: "unmatched" };
  }

  /** Nearby files; none where listing is denied, since they are only hints. */
  async hasFile(uri: string): Promise<boolean> {
    try {
      return (await this.#bucket.list(this.#keyOf(uri), 1)).objects.some(({ key }) => key === this.#keyOf(uri));
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  async open(file: ListedFile, most: number): Promise<OpenedFile | { fault: string }> {
    return await this.#reader.open(file, this.#listed.get(file.uri)!, most);
  }

  /** Lists the pattern's folder once for matches and nearby files; a large folder also by the pattern's literal prefix. */
  async #candidates(pattern: Pattern): Promise<ListedObject[]> {
    if (pattern.literal) return (await this.#bucket.list(this.#keyOf(pattern.source), 1)).objects;
    const { objects, cut } = await this.#look(this.#prefixOf(pattern));
    return cut ? await this.#ownKeys(pattern) : objects;
  }

  #look(prefix: string): Promise<{ objects: ListedObject[]; cut: boolean }> {
    const known = this.#looks.get(prefix) ?? this.#bucket.list(prefix, MAX_SEARCHED_ENTRIES);
    this.#looks.set(prefix, known);
    return known;
  }

  #ownKeys(pattern: Pattern): Promise<ListedObject[]> {
    const beginning = this.#beginningOf(pattern);
    const known = this.#own.get(beginning) ?? this.#listAll(beginning, pattern);
    this.#own.set(beginning, known);
    return known;
  }

  async #listAll(beginning: string, { source }: Pattern): Promise<ListedObject[]> {
    const { objects, cut } = await this.#bucket.list(beginning, MOST_KEYS);
    if (!cut) return objects;
    const where = shown(this.#address + beginning);
    throw new LimitError(problem(`The pattern ${shown(source)} looks through more than ${plural(MOST_KEYS, "object")} below ${where}.`));
  }

  /** In a large folder: its first keys, those that begin as the pattern does, and the first behind them. */
  async #nearKeys(pattern: Pattern): Promise<ListedObject[]> {
    const { objects, cut } = await this.#look(this.#prefixOf(pattern));
    if (!cut) return objects;
    const behind = await this.#bucket.list(this.#prefixOf(pattern), MAX_SEARCHED_ENTRIES, { after: this.#beginningOf(pattern) + LAST });
    const own = pattern.literal ? [] : await this.#ownKeys(pattern);
    return [...new Map([...objects, ...own, ...behind.objects].map((object) => [object.key, object])).values()];
  }

  /** Files one level up and in sibling folders; none where listing is denied. */
  async #outside(pattern: Pattern): Promise<NearbyFile[]> {
    const own = this.#prefixOf(pattern);
    if (own === "") return [];
    const parent = parentOf(own);
    const root = (this.#address + parent).slice(0, -1);
    try {
      const above = await this.#bucket.list(parent, MOST_OUTSIDE, { delimiter: "/" });
      const siblings = above.folders.filter((folder) => folder !== own && isSearchable(folder.slice(0, -1))).slice(0, MOST_SIBLINGS);
      const within = await Promise.all(siblings.map((folder) => this.#bucket.list(folder, MOST_OUTSIDE, { delimiter: "/" })));
      const objects = [above, ...within].flatMap((listed) => listed.objects);
      return this.#filesBelow(root, objects).map(({ path, uri }) => ({ path, root, uri, outside: true, beside: false }));
    } catch (error) {
      if (error instanceof ServiceError) return [];
      throw error;
    }
  }

  /** Whether a prefix holds keys, where listing may be denied: it lies above the pattern's folder. */
  async #holdsOrHides(prefix: string, pattern: Pattern): Promise<boolean> {
    try {
      return await this.#holds(prefix);
    } catch (error) {
      if (error instanceof ServiceError && prefix !== this.#prefixOf(pattern)) return true;
      throw error;
    }
  }

  async #holds(prefix: string): Promise<boolean> {
    return (await this.#bucket.list(prefix, 1)).objects.length > 0;
  }

  /** Keys that end in a slash stand for folders. */
  #filesBelow(root: string, objects: ListedObject[]): MatchedFile[] {
    const start = root.length + 1;
    return objects
      .filter(({ key }) => !key.endsWith("/"))
      .map(({ key }) => this.#address + key)
      .filter((uri) => uri.startsWith(`${root}/`))
      .map((uri) => ({ path: uri.slice(start), uri, real: uri }));
  }

  #keyOf(uri: string): string {
    return uri.slice(this.#address.length);
  }

  /** Of the pattern's fixed part, with its slash; empty: the whole bucket. */
  #prefixOf({ root }: Pattern): string {
    const key = this.#keyOf(root);
    return key === "" ? "" : `${key}/`;
  }

  #beginningOf(pattern: Pattern): string {
    const [first] = pattern.parts;
    return this.#prefixOf(pattern) + (first?.kind === "literal" ? first.text : "");
  }
}

/** `a/b/`: `a/`; `a/` and `/`: empty. */
function parentOf(prefix: string): string {
  // lastIndexOf clamps a negative position to 0, and a key may begin with a slash.
  return prefix.length < 2 ? "" : prefix.slice(0, prefix.lastIndexOf("/", prefix.length - 2) + 1);
}

/** `a/b/c.csv`: `a`, `a/b`. */
function foldersOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, i) => names.slice(0, i + 1).join("/"));
}
