// Reads and verifies everything that champion.json refers to.
import type { AnyManifest, Champion, RegistryState, ReportedChampion, VerifyReport } from "../../types/registry.ts";
import type { NamedSegment, RowSegment } from "../../types/rows.ts";
import { MAX_ENTRY_BYTES, parseEntry } from "../records/entry.ts";
import { Findings } from "../records/findings.ts";
import { entryPath, extensionOf, HISTORY_FOLDER, isId, MODEL_FOLDER, manifestPath, modelPath, ROWS_FOLDER } from "../records/ids.ts";
import { commandInputsDigest, inputsDigest } from "../records/manifest.ts";
import { readNamedSegment, readRows, readSegment, rowPaths } from "../records/row-store.ts";
import type { Store } from "../records/store.ts";
import { acceptedBefore, openAcceptances } from "./acceptances.ts";
import { type Chain, readChain } from "./chain.ts";
import {
  acceptedBatches,
  acceptedSources,
  bestOnLine,
  currentReference,
  inputsOfModels,
  NO_LINE,
  rowMoves,
  unhashedSources,
} from "./history.ts";
import { noteSetBack, refuseVanished } from "./lost-champions.ts";
import { readManifest, readModel, readModelFiles } from "./models.ts";
import { readNamed } from "./named-rows.ts";
import { countHoldoutUses, hasRecordSince, type RunRecordStore } from "./runs.ts";
import { undoneIn, undoneRows } from "./undone.ts";

interface Inspection {
  findings: Findings;
  chain: Chain | null;
  champion: Champion | null;
  reported: ReportedChampion | null;
  best: RegistryState["best"];
  manifests: Map<string, AnyManifest>;
  /** Models whose files are not in this copy of a branch. */
  retired: Set<string>;
}

/** `rowSets`: names of sets of rows that are asked for. Throws DamagedError with every fault found. */
export async function readState(store: Store, runs: RunRecordStore, rowSets: string[] = []): Promise<RegistryState> {
  const { findings, chain, champion, reported, best, manifests, retired } = await inspect(store, runs, !store.readsByNeed);
  const bestId = chain === null ? null : bestOnLine(chain.lineage.line);
  if (bestId !== null && retired.has(bestId)) await readModel(bestId, findings);
  const record = chain?.lineage.line.findLast(({ entry }) => entry.rows !== undefined)?.entry.rows;
  const rows = record === undefined ? null : await readRows(record, store, findings);
  const acceptances = await openAcceptances(runs, chain?.links ?? []);
  const named = await readNamed([...rowSets, ...acceptances.map((one) => one.rows)], chain, runs.store, findings);
  findings.throwIfDamaged();
  if (chain === null) return { pointer: null, named, ...NO_LINE, acceptances };
  const { line, held } = chain.lineage;
  const undone = undoneIn(chain);
  return {
    pointer: chain.pointer,
    champion,
    reported,
    accepted: acceptedSources(line),
    unhashed: unhashedSources(line),
    rows,
    moves: rowMoves(line),
    named,
    made: inputsOfModels(line),
    batches: acceptedBatches(line),
    held: held
      .map((id) => ({ inputs: inputsOf(manifests.get(id)!), id, rows: rowInputsOf(chain, id) }))
      .filter(({ inputs }) => inputs !== promotedInputs(chain, manifests)),
    best,
    looks: await countHoldoutUses(runs, { since: line[0]!.entry.time, ids: chain.lineage.promoted }),
    reference: currentReference(line),
    acceptances,
    undone,
    undoneRows: await undoneRows(store, chain, undone, record),
    acceptedChecks: acceptedBefore(line),
    ...(await unreportedIn(chain, runs)),
  };
}

function rowInputsOf({ links }: Chain, id: string): string | null {
  return links.findLast(({ entry }) => entry.id === id && entry.rows !== undefined)?.entry.rows?.inputs ?? null;
}

/** A promotion without a run record was interrupted, or its write was not confirmed. */
async function unreportedIn({ links }: Chain, runs: RunRecordStore): Promise<Pick<RegistryState, "unreported">> {
  const { kind, time, run } = links.at(-1)!.entry;
  return kind !== "rollback" && (await hasRecordSince(runs, time)) === false ? { unreported: { time, run } } : {};
}

/** Verifies the whole registry; lists all checks and faults. Damage is a finding, never an exception. */
export async function verifyAll(store: Store, runs: RunRecordStore): Promise<VerifyReport> {
  const { findings, chain, manifests, retired } = await inspect(store, runs, true);
  for (const segment of allSegments(chain)) await readSegment(segment, findings);
  for (const segment of namedSegments(chain)) await readNamedSegment(segment, findings);
  if (retired.size > 0) {
    const models = `${retired.size} older ${retired.size === 1 ? "model is" : "models are"}`;
    findings.pass(
      "model",
      MODEL_FOLDER,
      `${models} not in this folder: retired by the branch that it is a copy of, whose history has them`,
      retired.size,
    );
  }
  const reachable = reachablePaths(chain, manifests);
  // With a broken chain its references are unknown: every file is checked.
  const strays = chain === null && findings.isDamaged ? await inspectStrays(store, findings) : await unreachable(store, reachable);
  await noteLeftovers(store, strays.length, findings);
  if (chain === null && !findings.isDamaged) {
    const message = "The registry holds no champion yet: nothing to verify.";
    const check = { code: "registry", subject: store.label, status: "inconclusive" as const, observed: null, expected: null, message };
    findings.add({ ...check, suggestion: "Run `run` first: a promotion makes the registry.", where: null });
  }
  return {
    checks: findings.checks,
    models: chain?.lineage.promoted.length ?? 0,
    entries: chain?.links.length ?? 0,
    unreachable: strays.length,
    championId: chain?.pointer.id ?? null,
  };
}

/** `isWhole`: verifies every referenced file. Otherwise only files that a run needs; the others must be listed. */
async function inspect(store: Store, runs: RunRecordStore, isWhole: boolean): Promise<Inspection> {
  const findings = new Findings(store);
  const manifests = new Map<string, AnyManifest>();
  const chain = await readChain(store, findings);
  if (chain === null) await refuseVanished(store, runs, findings);
  else await noteSetBack(store, chain, runs, findings);
  if (chain === null) return { findings, chain, champion: null, reported: null, best: null, manifests, retired: new Set() };
  const { promoted, line } = chain.lineage;
  const bestId = bestOnLine(line);
  const needed = isWhole ? new Set(promoted) : neededModels(chain, bestId);
  const listed = isWhole ? null : new Set(await store.list(MODEL_FOLDER));
  await store.prefetch?.([...needed].map(manifestPath));
  const retired = isWhole ? await retiredOf(store, chain, bestId) : new Set<string>();
  let champion: Champion | null = null;
  let reported: ReportedChampion | null = null;
  let best: RegistryState["best"] = null;
  for (const id of promoted) {
    if (retired.has(id)) {
      const manifest = await readManifest(id, findings);
      if (manifest !== null) manifests.set(id, manifest);
    } else if (!needed.has(id)) {
      requireListed(manifestPath(id), listed, findings);
    } else if (id === chain.pointer.id) {
      const model = await readModel(id, findings);
      if (model === null) continue;
      const judgedBy = line.at(-1)?.entry.judgedBy ?? null;
      if (model.kind === "reported") reported = { manifest: model.manifest, archive: model.archive };
      else champion = { pointer: chain.pointer, manifest: model.manifest, model: model.model, judgedBy };
      manifests.set(id, model.manifest);
    } else {
      const manifest = await readManifest(id, findings);
      if (manifest === null) continue;
      manifests.set(id, manifest);
      if (!isWhole && id !== bestId) continue;
      if (id !== bestId) await readModelFiles(id, manifest, false, findings);
      else best = await bestIn(id, findings);
    }
  }
  return { findings, chain, champion, reported, best, manifests, retired };
}

/** The champion's model; null: a reported one, or faults in the findings. */
async function bestIn(id: string, findings: Findings): Promise<RegistryState["best"]> {
  const read = await readModel(id, findings);
  if (read === null || read.kind === "reported") return null;
  const answers = read.kind === "script" ? read.manifest.answers : undefined;
  return { id, model: read.model, split: read.manifest.split, ...(answers && { answers }) };
}

/**
 * Models whose files a branch has retired: none of their files exists, and none of an older model's, since a branch
 * retires the oldest first and keeps the best. Never the champion.
 */
async function retiredOf(store: Store, { pointer, lineage }: Chain, best: string | null): Promise<Set<string>> {
  if (!(await store.isCopyOfBranch?.())) return new Set();
  const names = await store.list(MODEL_FOLDER);
  const isInSight = (id: string) => names.some((name) => name.startsWith(`model_${id}.`) && !name.endsWith(".manifest.json"));
  // Earlier versions retired the best model, too.
  const others = lineage.promoted.filter((id) => id !== pointer.id && !(id === best && isInSight(id)));
  const oldest = others.findIndex(isInSight);
  return new Set(oldest < 0 ? others : others.slice(0, oldest));
}

/** What a run compares with: champion and best, and what is held. */
function neededModels({ pointer, lineage }: Chain, best: string | null): Set<string> {
  const compared = best === null ? [pointer.id] : [pointer.id, best];
  return new Set([...compared, ...lineage.held]);
}

function requireListed(path: string, listed: Set<string> | null, findings: Findings): void {
  if (listed?.has(path.slice(MODEL_FOLDER.length + 1))) return;
  findings.fail("manifest", path, { observed: null, expected: path, message: "is missing" });
}

/** By which the champion was made, where nothing was rolled back since: a person accepted these inputs. null: the chain ends in a rollback. */
function promotedInputs({ links, pointer }: Chain, manifests: Map<string, AnyManifest>): string | null {
  const manifest = links.at(-1)?.entry.kind === "rollback" ? undefined : manifests.get(pointer.id);
  return manifest === undefined ? null : inputsOf(manifest);
}

function inputsOf(manifest: AnyManifest): string {
  if (manifest.version === 2 && manifest.evidence === "reported") return commandInputsDigest(manifest);
  const { rows, schema, recipe, split } = manifest;
  return inputsDigest({ rows: rows.digest, schema, recipe, split });
}

function reachablePaths(chain: Chain | null, manifests: Map<string, AnyManifest>): Set<string> {
  const paths = new Set<string>(chain?.links.flatMap(({ hash, entry }) => [entryPath(hash), ...rowPaths(entry)]));
  for (const id of chain?.lineage.promoted ?? []) {
    paths.add(manifestPath(id));
    const files = manifests.get(id)?.files;
    // With an unreadable manifest every file of that name counts as the model's.
    for (const extension of files?.map((file) => extensionOf(file.mediaType)) ?? (["onnx", "json", "tar"] as const))
      paths.add(modelPath(id, extension));
  }
  return paths;
}

/** Each once, whatever entries name it. */
function allSegments(chain: Chain | null): RowSegment[] {
  const segments = (chain?.links ?? []).flatMap(({ entry }) => (entry.rows === undefined ? [] : [...entry.rows.live, ...entry.rows.gone]));
  return [...new Map(segments.map((segment) => [segment.digest, segment])).values()];
}

function namedSegments(chain: Chain | null): NamedSegment[] {
  const segments = (chain?.links ?? []).flatMap(({ entry }) => entry.rows?.named ?? []);
  return [...new Map(segments.map((segment) => [segment.digest, segment])).values()];
}

async function unreachable(store: Store, reachable: Set<string>): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of [MODEL_FOLDER, HISTORY_FOLDER, ROWS_FOLDER]) {
    for (const name of await store.list(folder)) if (!reachable.has(`${folder}/${name}`)) paths.push(`${folder}/${name}`);
  }
  return paths;
}

async function inspectStrays(store: Store, findings: Findings): Promise<string[]> {
  const seen = new Set(findings.checks.map((check) => check.subject));
  const strays = (await unreachable(store, new Set())).filter((path) => !seen.has(path));
  for (const path of strays) {
    const hash = /^history\/([^/]+)\.json$/.exec(path)?.[1];
    const id = /^model\/model_([^/]+)\.manifest\.json$/.exec(path)?.[1];
    if (isId(hash)) await inspectEntry(hash, findings);
    if (isId(id)) {
      const manifest = await readManifest(id, findings);
      if (manifest !== null) await readModelFiles(id, manifest, false, findings);
    }
  }
  return strays;
}

async function inspectEntry(hash: string, findings: Findings): Promise<void> {
  const path = entryPath(hash);
  const bytes = await findings.verified({ code: "history", path, digest: `sha256:${hash}`, size: null, maxBytes: MAX_ENTRY_BYTES });
  const entry = bytes === null ? null : findings.parsed("history", path, bytes, parseEntry);
  if (entry !== null) findings.pass("history", path, `${entry.kind} of ${entry.id}, not reached`, hash);
}

async function noteLeftovers(store: Store, unreachableFiles: number, findings: Findings): Promise<void> {
  const leftovers = await store.leftovers();
  if (unreachableFiles + leftovers.length === 0) return;
  const message = `${unreachableFiles} files that no entry leads to, ${leftovers.length} locks and temporary files: left by interrupted runs or in use by a running one, no fault`;
  findings.pass("leftovers", store.label, message, unreachableFiles + leftovers.length);
}
