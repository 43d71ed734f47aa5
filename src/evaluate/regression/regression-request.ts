import type { ErrorGate } from "../../types/command.ts";
import type { Estimated } from "../../types/model.ts";
import type { EvaluationRequest } from "../compare/evaluation-request.ts";
import type { Estimates } from "./errors.ts";

/** As the request of classes, with estimates in place of models. */
export interface RegressionRequest extends Omit<EvaluationRequest, "candidate" | "champion" | "best"> {
  errorGate: ErrorGate;
  candidate: Estimated;
  champion: Estimated | null;
  best: { id: string; model: Estimated } | null;
}

/** What the gates on errors judge. */
export interface ErrorInput {
  request: RegressionRequest;
  candidate: Estimates;
  dummy: Estimates;
  /** How the dummy estimates. */
  dummyNoun: string;
}
