// The differences between two settings of the gates, each looser, stricter or neither.
import type { GatesConfig } from "../../types/config.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Where } from "../../types/problem.ts";
import { type GateSetting, gateSettings, type SettingValue } from "./gate-settings.ts";

type Direction = "loosened" | "tightened" | "changed";

/** One check result per changed setting; a looser one warns. `whereOf`: place of a key in the head's configuration. */
export function gateChanges(before: GatesConfig, after: GatesConfig, whereOf: (key: string) => Where | null): CheckResult[] {
  const [was, is] = [gateSettings(before), gateSettings(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const setting = is.get(name) ?? was.get(name)!;
    const [old, now] = [was.get(name)?.value ?? null, is.get(name)?.value ?? null];
    // A setting without a direction is left out where its floor was added or removed.
    const isAside = setting.strict === null && !(was.has(name) && is.has(name));
    return old === now || isAside ? [] : [changeOf(name, old, now, setting, whereOf)];
  });
}

function changeOf(
  name: string,
  was: SettingValue,
  is: SettingValue,
  { strict, key }: GateSetting,
  whereOf: (key: string) => Where | null,
): CheckResult {
  const direction = directionOf(strict, was, is);
  const section = `gates.${key.split(".")[0]}`;
  return {
    code: `gate-${direction}`,
    subject: `gates.${name.slice(0, 200)}`,
    status: direction === "tightened" ? "pass" : "warn",
    observed: is,
    expected: was,
    message: `The gate gates.${name.slice(0, 200)} is ${SAYS[direction]}: it was ${words(was)} and is ${words(is)}.`,
    suggestion: direction === "loosened" ? "Merge it only if models that were stopped so far are meant to be promoted." : null,
    where: whereOf(`gates.${key}`) ?? whereOf(section) ?? whereOf("gates"),
  };
}

const SAYS: Record<Direction, string> = { loosened: "looser", tightened: "stricter", changed: "another" };

/** The direction of a changed setting; `changed` where neither value is stricter. */
export function directionOf(strict: GateSetting["strict"], was: SettingValue, is: SettingValue): Direction {
  if (strict === null) return "changed";
  if (typeof strict === "object") return is === strict.is ? "tightened" : "loosened";
  if (was === null || is === null) return is === null ? "loosened" : "tightened";
  return Number(is) > Number(was) === (strict === "higher") ? "tightened" : "loosened";
}

function words(value: SettingValue): string {
  return value === null ? "not asked for" : typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value);
}
