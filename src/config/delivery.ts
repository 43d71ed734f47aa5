// The settings of `publish`: copies of the champion besides the registry, and a command after a promotion.

import type { DeliveryConfig } from "../types/delivery.ts";
import { problem } from "../types/errors.ts";
import type { Problem } from "../types/problem.ts";
import { type Path, valueAt } from "./file/source.ts";
import type { Draft } from "./keys/checks.ts";
import type { RetrainFile } from "./keys/retrain-file.ts";

/** The settings, with defaults; null: none. */
export function deliveryOf({ draft, ownerBase, caller, source }: Draft): DeliveryConfig | null {
  const { publish } = draft;
  if (publish === undefined || (publish.copy === undefined && publish.command === undefined)) return null;
  const at: Path = valueAt(source.tree, ["publish", "copy"]) === undefined ? ["publish", "command"] : ["publish", "copy"];
  return {
    copy: Object.entries(publish.copy ?? {}).map(([from, to]) => ({ from: plain(from), to: plain(to) })),
    to: publish.to ?? (caller === "workflow" ? "commit" : "folder"),
    command: publish.command ?? null,
    env: publish.env === undefined ? [] : Array.isArray(publish.env) ? publish.env : [publish.env],
    folder: ownerBase(at),
  };
}

/** Normalises a path: `./models//model.pkl/` is `models/model.pkl`. */
const plain = (path: string) =>
  path
    .split(/[\\/]/)
    .filter((step) => step !== "" && step !== ".")
    .join("/");

/** Mistakes: keys that have no effect without another one. */
export function publishChecks({ source, draft, bad }: Draft): Problem[] {
  const { publish } = draft;
  if (publish === undefined || bad.some(([first]) => first === "publish")) return [];
  const lonely = (key: string, needs: string) => {
    const path: Path = ["publish", key];
    const expected = `publish.${needs} beside it`;
    const message = `${source.subject(path)} is set without publish.${needs}; expected ${expected}.`;
    return problem(message, { where: source.whereKey(path) ?? source.whereValue(path), got: `publish.${key}`, expected });
  };
  return [
    ...(publish.to !== undefined && publish.copy === undefined ? [lonely("to", "copy")] : []),
    ...(publish.env !== undefined && publish.command === undefined ? [lonely("env", "command")] : []),
    ...clashing(source, publish.copy),
  ];
}

/** A mistake: two files of the model would be copied to one path. */
function clashing(source: Draft["source"], copy: NonNullable<RetrainFile["publish"]>["copy"]): Problem[] {
  const targets = Object.values(copy ?? {}).map(plain);
  const twice = targets.find((target, i) => targets.some((other, j) => j !== i && (other === target || other.startsWith(`${target}/`))));
  if (twice === undefined) return [];
  const path: Path = ["publish", "copy"];
  const expected = "another place for each file";
  const message = `${source.subject(path)} copies two files to ${JSON.stringify(twice)}; expected ${expected}.`;
  return [problem(message, { where: source.whereKey(path) ?? source.whereValue(path), got: twice, expected })];
}
