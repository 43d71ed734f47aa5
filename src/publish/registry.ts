// The Registry over any Store, and which home a configuration means.
import { GitHub } from "../clients/github/github.ts";
import { S3Bucket } from "../clients/s3/s3.ts";
import type { Config } from "../types/config.ts";
import { ConfigError } from "../types/errors.ts";
import type { Forest } from "../types/model.ts";
import type {
  ChampionPointer,
  Deliveries,
  Manifest,
  Promotion,
  Registry,
  RegistryHistory,
  RegistryState,
  RunRecord,
  UndoneRows,
  VerifyReport,
} from "../types/registry.ts";
import type { Repository, Services } from "../types/run.ts";
import { type Chain, currentChain, readChain } from "./chain/chain.ts";
import { readState, verifyAll } from "./chain/inspect.ts";
import { readModel } from "./chain/models.ts";
import { appendRun, type RunRecordStore, runsIn } from "./chain/runs.ts";
import { deliveriesOf } from "./delivery/deliveries.ts";
import { BranchStore } from "./homes/branch.ts";
import { DirectoryStore } from "./homes/directory.ts";
import { S3Store } from "./homes/s3.ts";
import { listed, publishPromotion, publishRollback, type RollbackRecord, rewriteReadme } from "./promote.ts";
import { MAX_POINTER_BYTES, parsePointer } from "./records/entry.ts";
import { Findings } from "./records/findings.ts";
import { fullId, POINTER_PATH } from "./records/ids.ts";
import type { Store } from "./records/store.ts";

/** The registry that a configuration names. Nothing is read yet. Throws ConfigError where repository or token are missing. */
export function openRegistry(config: Config["registry"], services: Services): Registry {
  if (config.kind === "directory") return new StoredRegistry(new DirectoryStore(config.path));
  if (config.kind === "s3") return new StoredRegistry(new S3Store(new S3Bucket(config.access, services), config.prefix));
  const github = new GitHub(requireRepository(config.branch, services));
  const store = new BranchStore(github, { ref: `heads/${config.branch}`, keep: config.keep });
  return new StoredRegistry(store, new BranchStore(github, { ref: RUNS_REF }));
}

/** The ref of run records; not the registry's branch, which only promotions change. */
const RUNS_REF = "gated-retrain/runs";

function requireRepository(branch: string, { repository }: Services): Repository {
  if (repository !== null) return repository;
  throw new ConfigError(
    `registry: branch:${branch} needs to know the repository and a token: GITHUB_REPOSITORY is OWNER/NAME and GITHUB_TOKEN a token with contents: write (in a workflow the input github-token); or use directory:PATH.`,
  );
}

export class StoredRegistry implements Registry {
  readonly label: string;
  readonly deliveries: Deliveries;
  found: string | null = null;
  undone: UndoneRows[] = [];
  readonly #store: Store;
  readonly #runs: RunRecordStore;

  /** Run records live in the same home, or in one that all registries of a repository share. */
  constructor(store: Store, runs: Store = store) {
    this.#store = store;
    this.#runs = { store: runs, registry: runs === store ? null : (store.branch ?? store.label) };
    this.label = store.label;
    this.deliveries = deliveriesOf(store, this.#runs);
  }

  get commit(): string | null {
    return this.#store.commit ?? null;
  }

  get doubt(): string | null {
    return this.#store.doubt ?? null;
  }

  async read(rowSets: string[] = []): Promise<RegistryState> {
    await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
    const state = await readState(this.#store, this.#runs, rowSets);
    this.found = state.pointer !== null && state.unreported ? unreportedSentence(state.pointer.id, state.unreported) : null;
    return state;
  }

  mend(): Promise<void> {
    return rewriteReadme(this.#store);
  }

  publish(promotion: Promotion, expected: ChampionPointer | null): Promise<ChampionPointer> {
    return publishPromotion(this.#store, promotion, expected);
  }

  async rollback(id: string | null, record: RollbackRecord): Promise<ChampionPointer> {
    const { pointer, undone } = await publishRollback(this.#store, id, record);
    this.undone = undone;
    return pointer;
  }

  record(run: RunRecord): Promise<void> {
    const { commit = null, lastSeen = null } = this.#store;
    const at = commit ?? lastSeen;
    return appendRun(this.#runs, at === null ? run : { ...run, commit: at });
  }

  async verify(): Promise<VerifyReport> {
    await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
    return await verifyAll(this.#store, this.#runs);
  }

  async championId(): Promise<string | null> {
    try {
      await this.#store.refresh?.();
      const bytes = await this.#store.read(POINTER_PATH, MAX_POINTER_BYTES);
      return bytes === null ? null : parsePointer(bytes).id;
    } catch {
      return null;
    }
  }

  async history(runs: number): Promise<RegistryHistory> {
    await Promise.all([this.#store.refresh?.(), this.#runs.store === this.#store ? null : this.#runs.store.refresh?.()]);
    const chain = await currentChain(this.#store);
    return { entries: chain === null ? [] : tellEntries(chain), runs: await runsIn(this.#runs, runs) };
  }

  async load(id: string | null): Promise<{ id: string; manifest: Manifest; forest: Forest }> {
    await this.#store.refresh?.();
    const findings = new Findings(this.#store);
    const chain = await readChain(this.#store, findings);
    findings.throwIfDamaged();
    if (chain === null) throw new ConfigError(`The registry ${this.label} holds no champion yet: a promoted \`run\` makes one.`);
    const { promoted } = chain.lineage;
    const wanted = id === null ? chain.pointer.id : fullId(id, promoted);
    if (!promoted.includes(wanted)) {
      throw new ConfigError(
        `The registry ${this.label} holds no model ${JSON.stringify(wanted.slice(0, 80))}: known are ${listed(promoted)}.`,
      );
    }
    const model = await readModel(wanted, findings);
    findings.throwIfDamaged();
    if (model!.kind !== "forest")
      throw new ConfigError(
        `Model ${wanted} was made by a program of its own (train.engine: command): only that program can use it. Its files are in model/model_${wanted}.tar.`,
      );
    return { id: wanted, manifest: model!.manifest, forest: model!.model };
  }
}

function unreportedSentence(id: string, { time, run }: { time: string; run: string | null }): string {
  const who = run === null ? "a run that left no record" : `${run}, which left no record`;
  return `Champion ${id} was promoted at ${time} by ${who}: it was ended, or an answer was lost, before it could say so.`;
}

function tellEntries({ pointer, links, lineage }: Chain): RegistryHistory["entries"] {
  const onLine = new Set(lineage.line.map(({ hash }) => hash));
  const held = new Set(lineage.held);
  return links.map(({ hash, entry }) => {
    if (entry.kind !== "rollback" && onLine.has(hash)) return { hash, entry, state: entry.id === pointer.id ? "champion" : "accepted" };
    return { hash, entry, state: entry.kind !== "rollback" && held.has(entry.id) ? "rolled back" : "past" };
  });
}
