// The Registry over any Store; `directory:` is the one home so far.
import { ConfigError } from "../errors.ts";
import type { ChampionPointer, Config, Forest, Manifest, Promotion, Registry, RegistryState, RunRecord, VerifyReport } from "../types.ts";
import { readChain } from "./chain.ts";
import { DirectoryStore } from "./directory.ts";
import { Findings } from "./findings.ts";
import { readState, verifyAll } from "./inspect.ts";
import { readModel } from "./models.ts";
import { listed, publishPromotion, publishRollback, type RollbackRecord } from "./promote.ts";
import { appendRun } from "./runs.ts";
import type { Store } from "./store.ts";

export function openRegistry(config: Config["registry"]): Registry {
  return new StoredRegistry(new DirectoryStore(config.path));
}

export class StoredRegistry implements Registry {
  readonly label: string;
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
    this.label = store.label;
  }

  read(): Promise<RegistryState> {
    return readState(this.#store, this.#store);
  }

  publish(promotion: Promotion, expected: ChampionPointer | null): Promise<ChampionPointer> {
    return publishPromotion(this.#store, promotion, expected);
  }

  rollback(id: string | null, record: RollbackRecord): Promise<ChampionPointer> {
    return publishRollback(this.#store, id, record);
  }

  record(run: RunRecord): Promise<void> {
    return appendRun(this.#store, run);
  }

  verify(): Promise<VerifyReport> {
    return verifyAll(this.#store);
  }

  async load(id: string | null): Promise<{ id: string; manifest: Manifest; forest: Forest }> {
    const findings = new Findings(this.#store);
    const chain = await readChain(this.#store, findings);
    findings.throwIfDamaged();
    if (chain === null) throw new ConfigError(`The registry ${this.label} holds no champion yet: a promoted \`run\` makes one.`);
    const { promoted } = chain.lineage;
    const wanted = id ?? chain.pointer.id;
    if (!promoted.includes(wanted)) {
      throw new ConfigError(
        `The registry ${this.label} holds no model ${JSON.stringify(wanted.slice(0, 80))}: known are ${listed(promoted)}.`,
      );
    }
    const model = await readModel(wanted, findings);
    findings.throwIfDamaged();
    return { id: wanted, ...model! };
  }
}
