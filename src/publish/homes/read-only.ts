import type { Registry } from "../../types/registry.ts";

/** The registry with all writes refused by an error. */
export function readOnly(registry: Registry): Registry {
  const refuse = async (): Promise<never> => {
    throw new Error(`a run that publishes nothing tried to write into ${registry.label}`);
  };
  return {
    label: registry.label,
    commit: null,
    doubt: null,
    undone: [],
    get found() {
      return registry.found;
    },
    mend: async () => undefined,
    read: (rowSets) => registry.read(rowSets),
    verify: () => registry.verify(),
    championId: () => registry.championId(),
    history: (runs) => registry.history(runs),
    load: (id) => registry.load(id),
    deliveries: { ...registry.deliveries, noteRegistered: refuse },
    publish: refuse,
    rollback: refuse,
    record: refuse,
  };
}
