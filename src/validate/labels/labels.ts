// The labels of a batch, judged by small forests that learned from the batches accepted before.
import type { CheckResult } from "../../types/judgement.ts";
import { type BatchCase, batchPass } from "../history/history.ts";
import { judgedRows } from "./judged.ts";
import { leakChecks } from "./leak.ts";
import { lostClass } from "./lost-class.ts";
import { noiseFinding, noisePasses } from "./noise.ts";
import { triggerCheck } from "./trigger.ts";

/** What is observed by a check of labels that had nothing to ask. */
export const NOT_JUDGED = "not judged";

/** `quiet`: a feature of the batch has a finding already, so that disagreement would say nothing about the labels. */
export function labelChecks(input: BatchCase, quiet: boolean): CheckResult[] {
  if (input.target === null) return [];
  const judged = judgedRows(input);
  if (typeof judged === "string")
    return [unjudged(input, "label-noise", judged, "leaking features and wrong, exchanged or planted labels would not be seen")];
  const leaks = leakChecks(input, judged);
  const leaky = leaks.some(({ status }) => status !== "pass");
  if (quiet || leaky) {
    const why = leaky ? "a feature tells them" : "features have findings of their own";
    return [...leaks, unjudged(input, "label-noise", why, "wrong, exchanged or planted labels would not be seen")];
  }
  const noise = noiseFinding(input, judged);
  if (noise !== null) return [...leaks, noise, unjudged(input, "backdoor", "many are wrong as it is", "planted labels would not be seen")];
  const lost = lostClass(input, judged);
  const passes = noisePasses(input, judged).filter(({ code }) => lost.every((check) => check.code !== code));
  return [...leaks, ...lost, ...passes, triggerCheck(input, judged)];
}

/** What was not looked at is said too. */
function unjudged(input: BatchCase, code: string, why: string, power: string): CheckResult {
  const says = `has labels that no model of the accepted batches was asked about: ${why}`;
  return batchPass(input, code, NOT_JUDGED, NOT_JUDGED, says, { subject: input.target!, power });
}
