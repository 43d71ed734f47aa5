// A registry for overrides by a person: `reset` begins a new line, `accept` promotes in spite of failed comparisons. Both are recorded.
import { VanishedError } from "../../types/errors.ts";
import type { Promotion, Registry, RegistryState } from "../../types/registry.ts";
import { NO_LINE } from "./history.ts";

export interface Override {
  kind: "reset" | "accept";
  reason: string;
  actor: string | null;
}

/** A registry whose promotion is recorded as a person's override. */
export function overriding(registry: Registry, override: Override): Registry {
  let state: RegistryState | null = null;
  return {
    label: registry.label,
    get commit() {
      return registry.commit;
    },
    get doubt() {
      return registry.doubt;
    },
    undone: [],
    get found() {
      return registry.found;
    },
    mend: () => registry.mend(),
    async read(rowSets) {
      state = await registry.read(rowSets).catch((error: unknown) => {
        if (override.kind === "reset" && error instanceof VanishedError) return NOTHING;
        throw error;
      });
      return override.kind === "reset" ? newLine(state) : state;
    },
    publish: (promotion) => registry.publish(signed(promotion, override), state?.pointer ?? null),
    rollback: (id, record) => registry.rollback(id, record),
    record: (run) => registry.record(run),
    verify: () => registry.verify(),
    championId: () => registry.championId(),
    history: (runs) => registry.history(runs),
    load: (id) => registry.load(id),
    deliveries: registry.deliveries,
  };
}

const NOTHING: RegistryState = { pointer: null, named: [], ...NO_LINE };

/** The state for `reset`: nothing accepted, held or compared with. Stored models stay, and a rollback can restore them. */
function newLine(state: RegistryState): RegistryState {
  return { ...state, ...NO_LINE };
}

function signed(promotion: Promotion, { kind, reason, actor }: Override): Promotion {
  const who = actor ?? "somebody at a terminal";
  const entryKind = kind === "reset" ? "reset" : "promotion";
  const said = `${kind === "reset" ? "reset" : "accepted"} by ${who}: ${reason}`;
  return { ...promotion, entry: { ...promotion.entry, kind: entryKind, reason: said, override: { kind, reason } } };
}
