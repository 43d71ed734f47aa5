// What is to be judged: the rows, the candidate, and whom it is put up against.
import type { Config, Exclusion, GatesConfig, SplitKind, Window } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import type { Forest, NotResampled, Resampled } from "../../types/model.ts";
import type { StandingReference } from "../../types/reference.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { Dataset } from "../../types/table.ts";
import { type NewlyAsked, newlyAsked } from "./judged-by.ts";
import type { SplitPlan, Stranger } from "./split-plan.ts";

/** How the hold-out was chosen, as far as judging depends on it. */
interface HoldoutRule {
  by: SplitKind;
  /** Of group and time. */
  column: string | null;
  /** By time: a model was trained on no row from its own cut on. */
  championCut: number | null;
  bestCut: number | null;
}

export interface EvaluationRequest {
  dataset: Dataset;
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  holdout: HoldoutRule;
  candidate: Forest;
  champion: Forest | null;
  /** What the champion said of its own hold-out when it was promoted; absent or null: not known. */
  championHoldout?: Confusion | null;
  /** Gates ask for more than the champion was judged by, on the same window: it may be the candidate itself. */
  judgesAgain?: boolean;
  /** What is trained on; for the record. */
  window?: Window;
  /** The promoted model of the champion's line with the best result; null: the champion itself. */
  best: { id: string; forest: Forest } | null;
  /** False: the champion was held to another split, so it may have been trained on today's hold-out. */
  championComparable: boolean;
  /** Champion and best predict another column; null or absent: the same. */
  stranger?: Stranger | null;
  /** Runs that have judged a candidate on this hold-out before; null: not known. */
  looks: number | null;
  /** Absent or null: none was closed yet. */
  reference?: StandingReference | null;
  /** Keys the hashes of its rows. */
  salt?: string;
  /** What the configuration leaves out of the data. */
  exclude?: Exclusion[];
  /** Rows that are at hand and left out; null or absent: none. */
  excluded?: Dataset | null;
  /** Of small data. */
  resampled?: Resampled | NotResampled | null;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  /** False: values of the data stay out of sentences. */
  showValues: boolean;
}

const BY_ROW: HoldoutRule = { by: "row", column: null, championCut: null, bestCut: null };

export const NO_OPPONENTS = { champion: null, best: null, championComparable: true, looks: null, holdout: BY_ROW };

/** Whom the registry's state puts up against the candidate under this split. */
export function opponentsIn(state: RegistryState, { split, comparable, stranger }: SplitPlan, config: Asking & Pick<Config, "whereOf">) {
  const { champion, best, looks } = state;
  const { by, columns } = split;
  const column = by === "group" || by === "time" ? columns[0]! : null;
  const holdout: HoldoutRule = { by, column, championCut: champion?.manifest.split.cut ?? null, bestCut: best?.split.cut ?? null };
  const asked = askedAnew(state, config);
  const judgesAgain = asked.keys.length > 0 && !asked.window;
  return {
    champion: champion?.forest ?? null,
    championHoldout: champion?.manifest.holdout ?? null,
    best,
    championComparable: comparable,
    stranger,
    looks,
    reference: state.reference,
    salt: split.salt,
    holdout,
    judgesAgain,
    window: config.data.window,
    exclude: config.data.exclude,
    gates: config.gates,
    whereOf: config.whereOf,
  };
}

type Asking = Pick<Config, "gates" | "data">;

/** What today's configuration asks for that the champion was not judged by. */
export function askedAnew({ champion }: RegistryState, { gates, data }: Asking): NewlyAsked {
  return newlyAsked(champion?.judgedBy ?? null, gates, data.window);
}
