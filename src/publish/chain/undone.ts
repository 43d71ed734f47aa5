// Row sets of rolled back models.
import { digestOfSet } from "../../table/rows/named-rows.ts";
import { subsetAt } from "../../table/rows/row-set.ts";
import type { UndoneRows } from "../../types/registry.ts";
import type { AcceptedRows, RowSet, RowsRecord } from "../../types/rows.ts";
import type { Link } from "../records/entry.ts";
import { Findings } from "../records/findings.ts";
import { readRows } from "../records/row-store.ts";
import type { Store } from "../records/store.ts";
import type { Chain } from "./chain.ts";

/** Batches that promotions between `target` and the champion accepted; empty if their rows are unknown. Never throws for damage. */
export async function undoneBy(store: Store, { lineage }: Chain, target: string): Promise<UndoneRows[]> {
  const at = lineage.line.findLastIndex(({ entry }) => entry.id === target);
  const undone = at < 0 ? [] : lineage.line.slice(at + 1);
  const record = undone.at(-1)?.entry.rows;
  if (record === undefined) return [];
  const rows = await readRows(record, store, new Findings(store));
  return rows === null ? [] : undone.flatMap((link) => batchesOf(link, rows.live));
}

function batchesOf({ entry: { id, batches = [] } }: Link, live: RowSet): UndoneRows[] {
  return batches.flatMap(({ name, part }) => {
    if (part === undefined) return [];
    const places = Uint32Array.from(live.parts.keys()).filter((place) => live.parts[place] === part);
    return places.length === 0 ? [] : { rows: digestOfSet(subsetAt(live, places)), file: name, count: places.length, id };
  });
}

/** Row sets of held models, as named by their rollbacks. */
export function undoneIn({ links, lineage }: Chain): UndoneRows[] {
  const held = new Set(lineage.held);
  return links.flatMap(({ entry }) => (entry.undone ?? []).filter(({ id }) => held.has(id)));
}

/** Most rollbacks whose row sets are read, newest first. */
const MOST_READ = 5;

/** The rows that were accepted when a rollback undid models of `undone`: those that are hashed as `known` is. Never throws for damage. */
export async function undoneRows(store: Store, { links }: Chain, undone: UndoneRows[], known: RowsRecord | undefined) {
  if (known === undefined || undone.length === 0) return [];
  const held = new Set(undone.map(({ id }) => id));
  const last = links.flatMap(({ entry }) => (entry.undone ?? []).findLast(({ id }) => held.has(id))?.id ?? []);
  const records = [...new Set(last)]
    .slice(-MOST_READ)
    .flatMap((id) => links.findLast(({ entry }) => entry.id === id && entry.rows)?.entry.rows ?? []);
  const alike = records.filter(({ key, columns }) => key === known.key && columns.join("\n") === known.columns.join("\n"));
  const read = await Promise.all(alike.map((record) => readRows(record, store, new Findings(store))));
  return read.filter((rows): rows is AcceptedRows => rows !== null);
}
