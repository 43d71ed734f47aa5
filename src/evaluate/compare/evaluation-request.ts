// The input of `evaluate`: the rows, the candidate, and the models that it is compared with.
import type { Config, Exclusion, GatesConfig, SplitKind, Window } from "../../types/config.ts";
import type { Confusion } from "../../types/judgement.ts";
import type { Answering, NotResampled, Resampled } from "../../types/model.ts";
import type { CurrentReference } from "../../types/reference.ts";
import type { RegistryState } from "../../types/registry.ts";
import type { Dataset } from "../../types/table.ts";
import { type NewlyAsked, newlyAsked } from "./judged-by.ts";
import type { OtherTarget, SplitPlan } from "./split-plan.ts";

/** The parts of the split that the gates depend on. */
interface HoldoutRule {
  by: SplitKind;
  /** The column of a split by group or time; else null. */
  column: string | null;
  /** Split by time: the model was trained on no row from its cut on. */
  championCut: number | null;
  bestCut: number | null;
}

export interface EvaluationRequest {
  dataset: Dataset;
  trainRows: Int32Array;
  holdoutRows: Int32Array;
  holdout: HoldoutRule;
  candidate: Answering;
  champion: Answering | null;
  /** The champion's confusion matrix on its own hold-out at its promotion; absent or null: not recorded. */
  championHoldout?: Confusion | null;
  /** Today's gates are stricter than those that the champion passed, on the same window: the candidate may be the champion itself. */
  judgesAgain?: boolean;
  /** The window of the training data, for the history entry. */
  window?: Window;
  /** The promoted model of the champion's line with the best result; null: the champion itself. */
  best: { id: string; model: Answering } | null;
  /** False: the champion was held to another split, so it may have been trained on today's hold-out. */
  championComparable: boolean;
  /** Champion and best predict another column; null or absent: the same. */
  otherTarget?: OtherTarget | null;
  /** Runs that have judged a candidate on this hold-out before; null: not known. */
  looks: number | null;
  /** Absent or null: the registry has none yet. */
  reference?: CurrentReference | null;
  /** Key of the row hashes of the reference. */
  salt?: string;
  /** `data.exclude` of the configuration. */
  exclude?: Exclusion[];
  /** Rows that `exclude` names; null or absent: none. */
  excluded?: Dataset | null;
  /** Names of new rows of which checks found that values moved, also where a person accepted it; absent: none. */
  movedRows?: ReadonlySet<string>;
  /** Names of new rows that acceptances name for `f1-batch`; absent: none. */
  answeredRows?: ReadonlySet<string>;
  /** Cross-validation, for small data only. */
  resampled?: Resampled | NotResampled | null;
  gates: GatesConfig;
  whereOf: Config["whereOf"];
  /** False: messages contain no values of the data. */
  showValues: boolean;
}

const BY_ROW: HoldoutRule = { by: "row", column: null, championCut: null, bestCut: null };

export const NO_BASELINES = { champion: null, best: null, championComparable: true, looks: null, holdout: BY_ROW };

/** The part of the request that comes from the registry, but for the models. */
export function baselinesIn(
  state: RegistryState,
  { split, comparable, otherTarget }: SplitPlan,
  config: GateSettings & Pick<Config, "whereOf">,
) {
  const { champion, looks } = state;
  const { by, columns } = split;
  const column = by === "group" || by === "time" ? columns[0]! : null;
  const holdout: HoldoutRule = { by, column, championCut: champion?.manifest.split.cut ?? null, bestCut: state.best?.split.cut ?? null };
  const asked = askedAnew(state, config);
  const judgesAgain = asked.keys.length > 0 && !asked.window;
  return {
    championHoldout: champion?.manifest.holdout ?? null,
    championComparable: comparable,
    otherTarget,
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

type GateSettings = Pick<Config, "gates" | "data">;

/** Settings of today's configuration that are stricter than those that the champion was judged by. */
export function askedAnew({ champion }: RegistryState, { gates, data }: GateSettings): NewlyAsked {
  return newlyAsked(champion?.judgedBy ?? null, gates, data.window);
}
