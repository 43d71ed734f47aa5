// A registry that cannot be written to, whatever the run believes it may do.
import type { Registry } from "../../types/registry.ts";

/** A registry that refuses to be written. */
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
