// The links data, policy, checks and registry, from a run that ends before training. Pure.
import type { CheckResult } from "../types/judgement.ts";
import type { RunResult } from "../types/run.ts";
import { broken, fine, type LinkName, type LinkState, unseen, waiting } from "./link.ts";

/** Codes of listing and reading files. */
const DATA_CODES: ReadonlySet<string> = new Set(["no-file", "near-miss", "stale", "unreadable"]);
/** The link to which an error in a stage belongs. */
const STAGE_LINKS: Record<string, LinkName> = { list: "data", read: "data", registry: "registry" };

export interface JudgedFacts {
  /** The result of a run that publishes nothing and ends before training. */
  result: RunResult;
  /** The registry's name in messages. */
  registry: string;
  /** A team's own script trains: its data is not judged here. */
  isScript: boolean;
}

/** One state or more for each of the four links. */
export function judgedStates(facts: JudgedFacts): LinkState[] {
  const states = allStates(facts);
  return facts.isScript ? states.map(ofScript) : states;
}

/** What was not looked at, because only the script knows its data; trouble and a hold after a rollback stand as they are. */
function ofScript(state: LinkState): LinkState {
  if (state.code === "listed")
    return unseen("data", "script", "The script reads its data by itself; `check` judges what `data` in retrain.yml names");
  if (state.code === "would-train")
    return unseen("policy", "script", "Whether there is new data was not asked: the script reads its data by itself");
  if (state.code === "passed") return unseen("checks", "script", "No data check ran; `check` runs them where retrain.yml has `data`");
  return state;
}

function allStates({ result, registry }: JudgedFacts): LinkState[] {
  const { checks, error, championId } = result;
  const damaged = checks.filter(({ code, status }) => code === "registry" && status !== "pass");
  const stopping = checks.filter(({ code, status }) => code !== "registry" && (status === "fail" || status === "inconclusive"));
  const inData = stopping.filter(({ code }) => DATA_CODES.has(code));
  const inChecks = stopping.filter(({ code }) => !DATA_CODES.has(code));
  const nearMisses = checks.filter(({ code, status }) => code === "near-miss" && status === "warn");
  const thrown = error === null ? null : thrownState(result);
  const at = (link: LinkName) => (thrown?.link === link ? [thrown] : []);
  const isOver = thrown !== null || damaged.length > 0;
  return [
    ...(inData.length + at("data").length > 0
      ? [...inData.map((check) => stateOf("data", check)), ...at("data")]
      : [dataFound(result, isOver)]),
    ...nearMisses.filter((check) => !inData.includes(check)).map((check) => ({ ...stateOf("data", check), status: "waiting" as const })),
    ...policyStates(result, isOver || stopping.length > 0),
    ...(inChecks.length > 0 ? inChecks.map((check) => stateOf("checks", check)) : checksPassed(result, isOver || inData.length > 0)),
    ...damaged.map((check) => stateOf("registry", { ...check, code: "damaged" })),
    ...at("registry"),
    ...at("checks"),
    ...(damaged.length + at("registry").length > 0
      ? []
      : [
          championId === null
            ? waiting("registry", "empty", `The registry ${registry} holds no champion yet`)
            : fine("registry", "sound", `The registry ${registry} is sound; its champion is ${championId.slice(0, 12)}`),
        ]),
  ];
}

function thrownState({ reason, error, failedStage }: RunResult): LinkState {
  const link = STAGE_LINKS[failedStage ?? ""] ?? "checks";
  const kinds = { service: "refused", limit: "limit", config: "configuration", bug: "bug", data: "unreadable" } as const;
  return broken(link, kinds[error!.kind], reason);
}

function stateOf(link: LinkName, { code, message, suggestion }: CheckResult): LinkState {
  return broken(link, code, message, ...(suggestion === null ? [] : [suggestion]));
}

function dataFound({ data }: RunResult, isOver: boolean): LinkState {
  if (data === null) return isOver ? unseen("data", "not-read", "The data was not read") : fine("data", "listed", "The files are there");
  const { files, rows } = data;
  const newest = files.at(-1);
  return fine(
    "data",
    "read",
    `${files.length === 1 ? "1 file" : `${files.length} files`} with ${rows ?? 0} rows match${newest === undefined ? "" : `, the newest is ${newest.name}`}`,
  );
}

function policyStates({ skipped, reason }: RunResult, isOver: boolean): LinkState[] {
  switch (skipped) {
    case "held":
      return [waiting("policy", "held", reason, "Change data, schema or recipe, or begin a new line: `reset --reason …`.")];
    case "min-new-rows":
      return [waiting("policy", "min-new-rows", reason, "Lower `retrain.when.min-new-rows`, or wait.")];
    case "same-inputs":
      return [fine("policy", "same-inputs", reason)];
    case null:
      if (isOver) return [unseen("policy", "not-reached", "Whether there is something new was not asked: something before it is broken")];
      return [waiting("policy", "would-train", "There are rows that the champion was not trained on: the next run trains on them")];
  }
}

function checksPassed({ checks, verdict }: RunResult, isOver: boolean): LinkState[] {
  if (isOver) return [unseen("checks", "not-reached", "The data checks did not all run: something before them is broken")];
  const warned = checks.filter(({ status }) => status === "warn").length;
  const words = warned === 0 ? "" : `; ${warned === 1 ? "one warns" : `${warned} warn`}`;
  return [fine("checks", "passed", verdict === "skipped" ? `No data check failed${words}` : `All data checks pass${words}`)];
}
