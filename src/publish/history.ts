// What a chain of entries means: who descends from whom, what is accepted, what is held. Pure.
import type { BatchProfile } from "../types/profile.ts";
import type { StandingReference } from "../types/reference.ts";
import type { HistoryEntry, RegistryState, SourceRecord } from "../types/registry.ts";
import type { Link } from "./entry.ts";

/** What is known where no promotion counts: of an empty registry, and where a person began a new line. */
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
}

export interface Lineage {
  /** Promotions that led to the champion, oldest first, the champion's own last. */
  line: Link[];
  /** Every model that was ever promoted on this chain, oldest first. */
  promoted: string[];
  /** Models that a rollback took off the line and nothing brought back. */
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
  let champion: Ancestor | null = null;
  for (const link of chain) {
    const { kind, id } = link.entry;
    if (kind === "rollback") {
      const target = latest.get(id);
      if (target === undefined) throw new BrokenChain(link.hash, `goes back to model ${id}, which was not promoted before`);
      const kept = lineIds(target);
      for (const left of lineIds(champion)) if (!kept.has(left)) held.add(left);
      for (const back of kept) held.delete(back);
      champion = target;
    } else {
      champion = { link, parent: kind === "promotion" ? champion : null };
      latest.delete(id);
      latest.set(id, champion);
      held.delete(id);
    }
  }
  return { line: lineOf(champion), promoted: [...latest.keys()], held: [...held] };
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

/** By which inputs the models of the line were made, oldest first. */
export function madeInputs(line: Link[]): { inputs: string; id: string }[] {
  return line.flatMap(({ entry }) => (entry.rows === undefined ? [] : { inputs: entry.rows.inputs, id: entry.id }));
}

/** More accepted batches than these teach nothing new of how batches differ. */
const BATCHES_KEPT = 60;

/** What the champion's line remembers of its batches, oldest first. */
export function acceptedBatches(line: Link[]): BatchProfile[] {
  return line.flatMap(({ entry }) => entry.batches ?? []).slice(-BATCHES_KEPT);
}

/** null: no promotion of the line closed one. */
export function standingReference(line: Link[]): StandingReference | null {
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

function lineIds(champion: Ancestor | null): Set<string> {
  return new Set(lineOf(champion).map(({ entry }) => entry.id));
}
