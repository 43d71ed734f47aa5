// Derives the champion's line, accepted rows and held inputs from the chain of history entries. Pure.
import type { BatchProfile } from "../../types/profile.ts";
import type { CurrentReference } from "../../types/reference.ts";
import type { HistoryEntry, RegistryState, SourceRecord } from "../../types/registry.ts";
import type { RowMoves } from "../../types/rows.ts";
import type { Link } from "../records/entry.ts";

/** State without a promotion: an empty registry, or a new line after `reset`. */
export const NO_LINE: Omit<RegistryState, "pointer" | "named"> = {
  champion: null,
  reported: null,
  accepted: [],
  unhashed: [],
  rows: null,
  made: [],
  batches: [],
  held: [],
  best: null,
  looks: null,
  reference: null,
};

/** A promotion, and the promotion that was champion when it was made. */
interface Ancestor {
  link: Link;
  parent: Ancestor | null;
  /** Promotions before it on its line. */
  depth: number;
}

export interface Lineage {
  /** Promotions that led to the champion, oldest first, the champion's own last. */
  line: Link[];
  /** Every model that was ever promoted on this chain, oldest first. */
  promoted: string[];
  /** Models that were rolled back and not restored. */
  held: string[];
}

/**
 * Replays a chain, oldest entry first. A promotion descends from the champion of its moment; a rollback makes an earlier
 * promotion champion again, so the next promotion descends from that one; a reset starts a new line.
 * So A, B, back to A, C is the line A, C: what only B was trained on is not accepted.
 * Throws an Error whose message completes "the entry <hash> …".
 */
export function lineageOf(chain: Link[]): Lineage {
  const latest = new Map<string, Ancestor>();
  const held = new Set<string>();
  /** Number of promotions of each model on the champion's line. */
  const onLine = new Map<string, number>();
  const move = (id: string, by: 1 | -1) => onLine.set(id, (onLine.get(id) ?? 0) + by);
  let champion: Ancestor | null = null;
  for (const link of chain) {
    const { kind, id } = link.entry;
    if (kind === "rollback") {
      const target = latest.get(id);
      if (target === undefined) throw new BrokenChain(link.hash, `goes back to model ${id}, which was not promoted before`);
      const { left, back } = parted(champion, target);
      for (const one of left) move(one, -1);
      for (const one of back) move(one, 1);
      for (const one of left) if (onLine.get(one) === 0) held.add(one);
      for (const one of back) held.delete(one);
      champion = target;
    } else {
      if (kind === "reset") onLine.clear();
      champion = descendant(link, kind === "promotion" ? champion : null);
      latest.delete(id);
      latest.set(id, champion);
      move(id, 1);
      held.delete(id);
    }
  }
  return { line: lineOf(champion), promoted: [...latest.keys()], held: [...held] };
}

function descendant(link: Link, parent: Ancestor | null): Ancestor {
  return { link, parent, depth: parent === null ? 0 : parent.depth + 1 };
}

/** Models of the way from `from` up to where the lines of both meet, and of the way down to `to`. */
function parted(from: Ancestor | null, to: Ancestor): { left: string[]; back: string[] } {
  const [left, back]: [string[], string[]] = [[], []];
  let [one, other]: [Ancestor | null, Ancestor | null] = [from, to];
  while (one !== other) {
    if (one !== null && (other === null || one.depth >= other.depth)) {
      left.push(one.link.entry.id);
      one = one.parent;
    } else if (other !== null) {
      back.push(other.link.entry.id);
      other = other.parent;
    }
  }
  // Oldest first, as they stand on the line.
  return { left: left.reverse(), back: back.reverse() };
}

export class BrokenChain extends Error {
  readonly hash: string;

  constructor(hash: string, message: string) {
    super(message);
    this.hash = hash;
  }
}

/** Files that the champion's line trained on, oldest promotion first, each once. */
export function acceptedSources(line: Link[]): SourceRecord[] {
  const seen = new Map<string, SourceRecord>();
  for (const { entry } of line) {
    for (const source of entry.sources) {
      const key = JSON.stringify([source.name, source.digest]);
      if (!seen.has(key)) seen.set(key, source);
    }
  }
  return [...seen.values()];
}

/** Files of the newest promotion, where it kept no hashes of their rows. */
export function unhashedSources(line: Link[]): SourceRecord[] {
  const newest = line.at(-1)?.entry;
  return newest === undefined || newest.rows !== undefined ? [] : newest.sources;
}

/** Input digests of the line's models, oldest first. */
export function inputsOfModels(line: Link[]): { inputs: string; id: string }[] {
  return line.flatMap(({ entry }) => (entry.rows === undefined ? [] : { inputs: entry.rows.inputs, id: entry.id }));
}

/** Counts of added and removed rows between the line's promotions, oldest first. */
export function rowMoves(line: Link[]): RowMoves[] {
  return line.flatMap(({ entry }) => entry.rows?.moves ?? []).slice(-BATCHES_KEPT);
}

/** Most accepted batches that later batches are compared with. */
const BATCHES_KEPT = 60;

/** Profiles of the line's accepted batches, oldest first. */
export function acceptedBatches(line: Link[]): BatchProfile[] {
  return line.flatMap(({ entry }) => entry.batches ?? []).slice(-BATCHES_KEPT);
}

/** null: no promotion of the line closed one. */
export function currentReference(line: Link[]): CurrentReference | null {
  const closed = line.findLastIndex(({ entry }) => entry.reference?.record !== undefined);
  if (closed < 0) return null;
  const since = line.slice(closed).flatMap(({ entry }) => entry.reference ?? []);
  const all = line.flatMap(({ entry }) => entry.reference ?? []);
  const habit = all.reduce((most, { lost }) => Math.max(most, lost), 0);
  return { record: line[closed]!.entry.reference!.record!, found: since.at(-1)!.found, habit, promotions: since.length };
}

/** The model promoted before the champion on its line; null when it is the first. */
export function modelBefore(line: Link[]): string | null {
  const champion = line.at(-1)?.entry.id;
  return line.findLast(({ entry }) => entry.id !== champion)?.entry.id ?? null;
}

/** Whether a person accepted the model. Entries of earlier versions say so by how their reason begins. */
function isAccepted({ override, reason }: HistoryEntry): boolean {
  return override === undefined ? reason.startsWith("accepted by ") : override.kind === "accept";
}

/**
 * The model of the line that had the best result when it was judged (its F1 on all hold-out rows, which the dummy gate states); the
 * champion's own id when no other had a better one. What a person accepted as worse is where the count begins again.
 */
export function bestOnLine(line: Link[]): string | null {
  const begun = line.findLastIndex(({ entry }) => isAccepted(entry));
  let best: Link | null = null;
  for (const link of line.slice(Math.max(0, begun))) if (best === null || resultOf(link) >= resultOf(best)) best = link;
  return best?.entry.id ?? null;
}

function resultOf({ entry }: Link): number {
  return entry.gates.find((gate) => gate.code === "dummy")?.estimate ?? Number.NEGATIVE_INFINITY;
}

function lineOf(champion: Ancestor | null): Link[] {
  const line: Link[] = [];
  for (let at = champion; at !== null; at = at.parent) line.push(at.link);
  return line.reverse();
}
