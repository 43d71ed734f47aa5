// The versions that a script reports of what it trained with: kept with the model, and compared with those of the champion.
import { check } from "../../findings/check.ts";
import type { ScriptEnvironment } from "../../types/answers.ts";
import type { CheckResult } from "../../types/judgement.ts";
import { ENVIRONMENT } from "./contract.ts";
import { readWritten, Unusable } from "./written.ts";

const MOST_BYTES = 16 * 1024;
const MOST_NAMES = 100;
const MOST_LENGTH = 100;
const MOST_SHOWN = 10;

export interface Reported {
  /** null: nothing that can be kept was reported. */
  environment: ScriptEnvironment | null;
  /** A file that cannot be kept. */
  trouble: CheckResult | null;
}

/** Reads what the program reported in the job's folder; it need not. */
export async function reportedEnvironment(folder: string): Promise<Reported> {
  try {
    const bytes = await readWritten(folder, ENVIRONMENT, new Map(), MOST_BYTES, "what is kept of versions");
    return { environment: parsed(new TextDecoder().decode(bytes)), trouble: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (error instanceof Unusable && why === "is not there") return { environment: null, trouble: null };
    const expected = `a JSON object of at most ${MOST_NAMES} names with versions, each a text of at most ${MOST_LENGTH} characters`;
    const message = `${ENVIRONMENT} ${why.replace(/\.$/, "")}; expected ${expected}. It is not kept.`;
    return { environment: null, trouble: check("environment", "model", "warn", message) };
  }
}

function parsed(text: string): ScriptEnvironment {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Unusable("is not JSON");
  }
  if (typeof document !== "object" || document === null || Array.isArray(document)) throw new Unusable("is no JSON object");
  const entries = Object.entries(document);
  if (entries.length > MOST_NAMES) throw new Unusable(`has ${entries.length} names`);
  for (const [name, version] of entries)
    if (typeof version !== "string" || version.length > MOST_LENGTH || name.length > MOST_LENGTH)
      throw new Unusable(`has no version at ${JSON.stringify(name.slice(0, MOST_LENGTH))}`);
  return Object.fromEntries(entries);
}

/** Code `environment`: the candidate's versions beside the champion's; null: the champion's are not kept. */
export function environmentCheck(champion: ScriptEnvironment | undefined, candidate: ScriptEnvironment | null): CheckResult | null {
  if (champion === undefined) return null;
  if (candidate === null) {
    const message = `The champion was made with versions that its script reported in ${ENVIRONMENT}; today's script reports none.`;
    return check("environment", "model", "warn", message, { suggestion: "Report them in each run." });
  }
  const names = [...new Set([...Object.keys(champion), ...Object.keys(candidate)])].sort();
  const others = names.filter((name) => champion[name] !== candidate[name]);
  if (others.length === 0) return check("environment", "model", "pass", "The script reports the versions that the champion was made with.");
  const shown = others.slice(0, MOST_SHOWN).map((name) => `${name} ${champion[name] ?? "(none)"} → ${candidate[name] ?? "(none)"}`);
  const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : "";
  const message = `The script reports other versions than the champion was made with: ${shown.join(", ")}${more}.`;
  return check("environment", "model", "warn", message, { observed: others.length, expected: 0 });
}
