// Promotion and rollback. Model, manifest and entry are written and read back first, champion.json last.
import { ConfigError, DamagedError, LostRace, ServiceError, UnknownChampion } from "../types/errors.ts";
import type { AnyManifest, ChampionPointer, HistoryEntry, Promotion, UndoneRows } from "../types/registry.ts";
import { type Chain, currentChain } from "./chain/chain.ts";
import { commitMessage } from "./chain/commit-message.ts";
import { bestOnLine, lineageOf, modelBefore } from "./chain/history.ts";
import { readManifest, readModel } from "./chain/models.ts";
import { holdsBytes, movePointer, type NewFile, unreliableStorage } from "./chain/move-pointer.ts";
import { README_MARK, renderReadme } from "./chain/readme.ts";
import { undoneBy } from "./chain/undone.ts";
import { canonicalBytes } from "./records/canonical.ts";
import { encodeEntry, encodePointer, type Link, samePointer } from "./records/entry.ts";
import { Findings } from "./records/findings.ts";
import {
  digestOf,
  entryPath,
  extensionOf,
  fullId,
  MODEL_FOLDER,
  manifestPath,
  modelPath,
  POINTER_PATH,
  README_PATH,
  rowsPath,
  sha256Hex,
} from "./records/ids.ts";
import type { Store, Writer } from "./records/store.ts";

export interface RollbackRecord {
  reason: string;
  actor: string | null;
  run: string | null;
  time: string;
}

/** Writes a promotion and moves champion.json. Throws LostRace if it is no longer `expected`. */
export async function publishPromotion(store: Store, promotion: Promotion, expected: ChampionPointer | null): Promise<ChampionPointer> {
  const blobs = filesOf(promotion);
  return await store.exclusively(async (writer) => {
    const chain = await currentChain(store);
    if (chain === null && expected !== null) throw vanished(store, expected);
    if (!samePointer(chain?.pointer ?? null, expected)) throw new LostRace();
    const promoted = new Set(chain?.lineage.promoted);
    for (const blob of blobs) await place(store, writer, blob, promoted.has(promotion.id));
    return await append(store, writer, chain, promotion.entry, promotion.manifest);
  });
}

/** The error for a registry that became empty during the run. */
function vanished(store: Store, { id }: ChampionPointer): UnknownChampion {
  const { label, lastSeen = null } = store;
  const restore = (lastSeen === null ? undefined : store.restoring?.(lastSeen)) ?? "restore the registry from a backup";
  const what = `${label} vanished while this run was going on: it held champion ${id} when the run began`;
  return new UnknownChampion(
    `${what}, and nothing was published. To bring it back, ${restore}; to begin anew without it, run \`reset\` with a reason.`,
    "not-moved",
  );
}

interface RolledBack {
  pointer: ChampionPointer;
  undone: UndoneRows[];
}

/** Makes an earlier model champion. Not repeated after a lost race: the person chose it in view of another champion. */
export async function publishRollback(store: Store, id: string | null, record: RollbackRecord): Promise<RolledBack> {
  try {
    return await goBack(store, id, record);
  } catch (error) {
    if (!(error instanceof LostRace)) throw error;
    throw overtaken("another model");
  }
}

function overtaken(by: string): ServiceError {
  return new ServiceError(`Another run made ${by} champion meanwhile: nothing was rolled back; look at it and run again.`);
}

async function goBack(store: Store, id: string | null, record: RollbackRecord): Promise<RolledBack> {
  let from: ChampionPointer | null = null;
  return await store.exclusively(async (writer) => {
    const chain = await currentChain(store);
    if (chain === null) throw new ConfigError(`The registry ${store.label} holds no champion yet: there is nothing to go back from.`);
    // The work may be done again after a lost race: it then goes back from the same champion or not at all.
    if (from !== null && !samePointer(from, chain.pointer)) throw overtaken(chain.pointer.id);
    from = chain.pointer;
    const target = rollbackTarget(store, chain, id);
    const findings = new Findings(store);
    const model = await readModel(target, findings);
    findings.throwIfDamaged();
    await restore(store, writer, target, model!.manifest);
    const undone = await undoneBy(store, chain, target);
    const entry = { kind: "rollback" as const, id: target, gates: [], sources: [], ...(undone.length > 0 && { undone }), ...record };
    return { pointer: await append(store, writer, chain, entry, model!.manifest), undone };
  });
}

/** A champion's files are in sight, also after they had been retired. */
async function restore(store: Store, writer: Writer, id: string, { files }: AnyManifest): Promise<void> {
  for (const { mediaType, size } of files) {
    const path = modelPath(id, extensionOf(mediaType));
    const bytes = await store.read(path, size);
    if (bytes !== null) await writer.create(path, bytes);
  }
}

function rollbackTarget(store: Store, { pointer, lineage }: Chain, id: string | null): string {
  const target = id === null ? modelBefore(lineage.line) : fullId(id, lineage.promoted);
  const others = lineage.promoted.filter((known) => known !== pointer.id);
  if (target === null) {
    const hint =
      others.length === 0
        ? "it is the only model of this registry"
        : `name one of ${listed(others)} with --model-id (in a workflow: model-id)`;
    throw new ConfigError(`No model was promoted before the champion ${pointer.id}: ${hint}.`);
  }
  if (target === pointer.id) throw new ConfigError(`Model ${target} is the champion already.`);
  if (!lineage.promoted.includes(target)) {
    const got = JSON.stringify(target.slice(0, 80));
    const known = others.length === 0 ? "there is no other model than the champion" : `known are ${listed(others)}`;
    throw new ConfigError(`The registry ${store.label} never promoted a model ${got}: ${known}.`);
  }
  return target;
}

/** Newest first, at most ten. */
export function listed(ids: string[]): string {
  const newest = [...ids].reverse().slice(0, 10);
  return `${newest.join(", ")}${ids.length > newest.length ? ` and ${ids.length - newest.length} older` : ""}`;
}

/** Verifies a promotion before it is written: an inconsistency is a bug of this program. */
function filesOf({ id, manifest, files, entry, rowFiles = [] }: Promotion): NewFile[] {
  const bytes = canonicalBytes(manifest);
  if (sha256Hex(bytes) !== id || entry.id !== id) throw new Error("the promotion's id is not the hash of its manifest");
  const described = new Set(manifest.files.map((file) => file.digest));
  const stored = files.map((file) => {
    if (!described.delete(digestOf(file.bytes))) throw new Error(`the manifest does not describe model_${id}.${file.extension}`);
    return { path: modelPath(id, file.extension), bytes: file.bytes };
  });
  if (described.size > 0) throw new Error("the manifest describes files that the promotion lacks");
  const rows = rowFiles.map((file) => ({ path: rowsPath(file.digest.slice("sha256:".length)), bytes: file.bytes }));
  return [...stored, ...rows, { path: manifestPath(id), bytes }];
}

async function append(store: Store, writer: Writer, chain: Chain | null, entry: Omit<HistoryEntry, "previous">, manifest: AnyManifest) {
  const whole: HistoryEntry = { ...entry, previous: chain?.pointer.entry ?? null };
  const { hash, bytes } = encodeEntry(whole);
  await place(store, writer, { path: entryPath(hash), bytes }, false);
  const pointer = { id: entry.id, entry: hash };
  const file = { path: POINTER_PATH, bytes: encodePointer(pointer) };
  const isNewest = await movePointer(store, writer, chain, file, hash);
  const links = [...(chain?.links ?? []), { hash, entry: whole }];
  writer.describe?.(commitMessage(whole, hash, manifest));
  const lineage = lineageOf(links);
  if (store.keep !== undefined) await retire(store, writer, { links, best: bestOnLine(lineage.line), keep: store.keep });
  if (isNewest) await refreshReadme(store, writer, renderReadme({ pointer, links, lineage, manifest, branch: store.branch ?? null }));
  return pointer;
}

interface Retirement {
  links: Link[];
  /** The model that the champion's line had the best result with, which every run compares with. */
  best: string | null;
  keep: number;
}

/** Retires the files of all models but the champion, the best one and the last `keep` promoted ones; manifests stay. */
async function retire(store: Store, writer: Writer, { links, best, keep }: Retirement): Promise<void> {
  const promoted = links.filter(({ entry }) => entry.kind !== "rollback").map(({ entry }) => entry.id);
  const newest = [...new Set(promoted.reverse())];
  const inSight = new Set([links.at(-1)!.entry.id, ...newest.slice(0, keep), ...(best === null ? [] : [best])]);
  const names = await store.list(MODEL_FOLDER);
  for (const name of names) {
    const id = /^model_([0-9a-f]{64})\.(onnx|json|tar)$/.exec(name)?.[1];
    if (id !== undefined && !inSight.has(id) && newest.includes(id)) await writer.retire?.(`${MODEL_FOLDER}/${name}`);
  }
  if (best === null || names.some((name) => name.startsWith(`model_${best}.`) && !name.endsWith(".manifest.json"))) return;
  const manifest = await readManifest(best, new Findings(store));
  if (manifest !== null) await restore(store, writer, best, manifest);
}

/** Content under the name of its hash: there already, or written. What an interrupted disk left there is overwritten, unless the chain leads to it. */
async function place(store: Store, writer: Writer, file: NewFile, isReachable: boolean): Promise<void> {
  if (!(await writer.create(file.path, file.bytes)) && !(await holdsBytes(store, file))) {
    if (isReachable)
      throw new DamagedError(`The registry ${store.label} is damaged: ${file.path} holds other bytes than it should. Run \`verify\`.`);
    await writer.replace(file.path, file.bytes);
  }
  await readBack(store, file);
}

async function readBack(store: Store, file: NewFile): Promise<void> {
  if (!(await holdsBytes(store, file))) throw new ServiceError(unreliableStorage(store, file.path));
}

/** Rewrites README.md after a run that was killed between champion.json and README.md. Throws the store's errors. */
export async function rewriteReadme(store: Store): Promise<void> {
  const chain = store.keep === undefined ? await currentChain(store) : null;
  if (chain === null) return;
  const { pointer, links, lineage } = chain;
  const before = await store.read(README_PATH, 2 ** 20);
  const text = before === null ? null : new TextDecoder().decode(before);
  if (text === null || !text.startsWith(README_MARK) || text.includes(`**\`${pointer.id}\`**`)) return;
  const manifest = await readManifest(pointer.id, new Findings(store));
  if (manifest === null) return;
  await store.exclusively(async (writer) => {
    const now = await currentChain(store);
    if (now === null || !samePointer(now.pointer, pointer)) return;
    await writer.replace(README_PATH, new TextEncoder().encode(renderReadme({ pointer, links, lineage, manifest, branch: null })));
  });
}

/** Writes README.md after a promotion. Failures are ignored, since the promotion is done. A README without our first line stays. */
async function refreshReadme(store: Store, writer: Writer, text: string): Promise<void> {
  try {
    const before = await store.read(README_PATH, 2 ** 20);
    const isOurs = before === null || new TextDecoder().decode(before).startsWith(README_MARK);
    if (isOurs) await writer.replace(README_PATH, new TextEncoder().encode(text));
  } catch {
    // The next promotion rewrites it.
  }
}
