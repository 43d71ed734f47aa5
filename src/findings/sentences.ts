// The words of a finding's ways out: made in one place, from data, for every report and for the history.
import type { Advice, CheckResult, Remedy } from "../types/judgement.ts";
import type { JsonValue } from "../types/problem.ts";
import { CONFIGURATION, isAcceptable } from "./remedies.ts";
import { yamlFlow, yamlScalar } from "./yaml.ts";

type Entry = { [key: string]: JsonValue };

/** What a reader is told to do: the check's own words, then each way out; empty: nothing is to be done. `unaccepted`: what accepting does not end. */
function adviceOf(words: string | null, remedies: Remedy[], unaccepted: string[] = []): Advice[] {
  const pieces: Advice[] = words === null ? [] : [{ kind: "prose", text: words }];
  const written = new Set<string>();
  for (const remedy of remedies) {
    const { kind, file } = remedy;
    if (kind === "config") {
      const place = placeOf(remedy);
      if (written.has(place)) continue;
      written.add(place);
      pieces.push(...configAdvice(remedies.filter((one) => one.kind === "config" && placeOf(one) === place)));
    } else if (kind === "exclude" || kind === "accept") {
      const items = remedies.filter((one) => one.kind === kind).map(({ value }) => value);
      if (remedy.value !== items[0]) continue;
      const [lead, section] = kind === "exclude" ? [excludeLead(items), "data"] : [acceptLead(remedies, unaccepted), "checks"];
      const which = items.length === 1 ? "its item" : "these items";
      const text = `${lead}add to \`${section}\` in ${file}, or ${which} to the \`${kind}\` that is there:`;
      pieces.push({ kind: "prose", text }, { kind: "code", text: `${kind}: ${yamlFlow(items)}` });
    } else if (!isAccept(remedy)) pieces.push({ kind: "prose", text: commandLine(remedy.value) });
  }
  return pieces;
}

/** Advice as one text: an entry of one line stands behind the words before it. null: there is none. */
export function adviceText(advice: Advice[]): string | null {
  const text = advice.reduce((before, piece, i) => {
    const isBehind = piece.kind === "code" && advice[i - 1]?.kind === "prose" && !piece.text.includes("\n");
    return `${before}${i === 0 ? "" : isBehind ? " " : "\n"}${piece.text}`;
  }, "");
  return advice.length === 0 ? null : text;
}

/** The same of a finding's words and remedies. */
export const suggestionOf = (words: string | null, remedies: Remedy[]): string | null => adviceText(adviceOf(words, remedies));

const excludeLead = (items: JsonValue[]) =>
  `To leave the ${items.every((value) => isEntry(value) && "rows" in value) ? "rows" : items.length === 1 ? "file" : "files"} out, `;

const isEntry = (value: JsonValue): value is Entry => typeof value === "object" && value !== null && !Array.isArray(value);

const isAccept = ({ kind, value }: Remedy) =>
  kind === "command" && Array.isArray(value) && value[0] === "accept" && value[FILE_AT - 1] === "--file";

function commandLine(value: JsonValue): string {
  const isPromotion = Array.isArray(value) && value[0] === "accept";
  return isPromotion
    ? `If the new model is to be the champion nevertheless, run \`${commandText(value)}\`.`
    : `Run \`${commandText(value)}\`.`;
}

function acceptLead(all: Remedy[], unaccepted: string[]): string {
  const commands = [...new Set(all.filter(isAccept).map(({ value }) => `\`${commandText(value)}\``))];
  const lead =
    unaccepted.length === 0
      ? "If the rows are right, "
      : `To accept the rows does not end ${unaccepted.join(", ")}: mend that, and if the rest is right, `;
  return `${lead}${commands.length === 0 ? "" : `run ${commands.join(" and ")}, or `}`;
}

/** As a shell takes it, in backticks: a name with a backtick is only told as data. */
function commandText(value: JsonValue): string {
  const words = Array.isArray(value) ? value.map(String) : [String(value)];
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''").replaceAll("`", "…")}'`;
  return words.map((word) => (/^[\w./:=@%+-]+$/.test(word) ? word : quoted(word))).join(" ");
}

/** Keys of the same field belong together; others are each a way of their own. */
function placeOf({ file, key, value }: Remedy): string {
  const { field } = stepsOf(key ?? "");
  return JSON.stringify([file, field, field === null || value === null ? key : ""]);
}

/** Of the configuration: a key is told under its section, which may be there already. */
const SECTIONS = new Set(["data", "split", "checks", "gates", "retrain"]);

/** What to write where; several keys below one another, as they may be pasted. */
function configAdvice(remedies: Remedy[]): Advice[] {
  const [first] = remedies;
  const { field, path } = stepsOf(first?.key ?? "");
  const file = first?.file ?? CONFIGURATION;
  const isInSection = field === null && path.length > 1 && SECTIONS.has(path[0]!);
  const under = field !== null ? ` under the field \`${field.replaceAll("`", "'")}\`` : isInSection ? ` under \`${path[0]}\`` : "";
  if (first?.value === null)
    return [{ kind: "prose", text: `Take ${path.length === 0 ? "the field" : `\`${path.join(".")}\``} out of ${file}${under}.` }];
  const entries = remedies.map(({ key, value }) => {
    const { path: steps } = stepsOf(key ?? "");
    const [name = "", ...rest] = isInSection ? steps.slice(1) : steps;
    return `${yamlScalar(name)}: ${yamlFlow(
      rest.reduceRight<JsonValue>((below, step) => ({ [step]: below }), value),
      isInSection,
    )}`;
  });
  const text = entries.length === 1 ? entries[0]! : entries.map((entry) => `  ${entry}`).join("\n");
  return [
    { kind: "prose", text: `Write in ${file}${under}:` },
    { kind: "code", text },
  ];
}

/** `fields["a.b"].constraints.enum` → the field, and the steps below it. */
export function stepsOf(key: string): { field: string | null; path: string[] } {
  const found = /^fields\[("(?:[^"\\]|\\.)*")\]\.?/.exec(key);
  const rest = found === null ? key : key.slice(found[0].length);
  return { field: found === null ? null : (JSON.parse(found[1]!) as string), path: rest === "" ? [] : rest.split(".") };
}

/** The rows that ways out speak of: findings about the same rows share one card. Null: they name none. */
export function cardOf({ remedies = [] }: Pick<CheckResult, "remedies">): string | null {
  const rows = remedies.flatMap(({ kind, value }) =>
    (kind === "exclude" || kind === "accept") && isEntry(value)
      ? JSON.stringify(value.rows ?? [value.file ?? null, value.digest ?? null])
      : [],
  );
  return rows.length === 0 ? null : [...new Set(rows)].join();
}

/**
 * Findings that share one `exclude` and one `accept`: those about the same rows, and faults of batches that one file was cut into. Those that name
 * no rows are in no card.
 */
function cardsOf(checks: CheckResult[]): Map<CheckResult, CheckResult[]> {
  const byRows = new Map<string, CheckResult[]>();
  for (const check of checks) {
    const rows = check.status === "pass" ? null : cardOf(check);
    if (rows !== null) byRows.set(rows, [...(byRows.get(rows) ?? []), check]);
  }
  const byFile = new Map<string, CheckResult[]>();
  for (const [rows, card] of byRows) {
    const file = fileOf(card);
    const key = file === null ? `rows ${rows}` : `file ${file}`;
    byFile.set(key, [...(byFile.get(key) ?? []), ...card]);
  }
  return new Map([...byFile.values()].flatMap((card) => card.map((check) => [check, card] as const)));
}

/** The file whose rows a card is about; null: nothing fails there, or it is about rows of several files. */
function fileOf(card: CheckResult[]): string | null {
  const failed = card.find(({ status }) => status === "fail");
  const excluded = failed?.remedies?.filter(isExclude) ?? [];
  return excluded.length === 1 ? (failed?.where?.file ?? null) : null;
}

/**
 * Check results as they are reported. Findings of one card share one `exclude` and one `accept`, which the first of them tells; the others keep
 * them as data. `file`: the configuration to edit.
 */
export function told(checks: CheckResult[], file: string = CONFIGURATION): CheckResult[] {
  const cards = cardsOf(checks);
  return checks.map((check) => {
    if (check.remedies === undefined) return check;
    const card = cards.get(check) ?? [check];
    const remedies = sharedBy(check, card).map((remedy) => (remedy.file === CONFIGURATION ? { ...remedy, file } : remedy));
    const isFirst = card[0] === check;
    const words = isFirst ? withOthers(check.suggestion, card) : check.suggestion;
    const own = isFirst ? remedies : remedies.filter((remedy) => remedy.kind === "config");
    const advice = adviceOf(words, own, isFirst ? unacceptedIn(card) : []);
    return { ...check, remedies, suggestion: adviceText(advice), advice };
  });
}

const OTHERS_NAMED = 5;
const nameOf = ({ code, subject }: CheckResult) => `${code} of ${subject}`;

/** What fails and cannot be accepted. */
const unacceptedIn = (card: CheckResult[]) => [
  ...new Set(card.filter(({ status, code }) => status === "fail" && !isAcceptable(code)).map(nameOf)),
];

/** What else was found in the same rows, or in others of the same file. */
function withOthers(words: string | null, [first, ...others]: CheckResult[]): string | null {
  const names = [...new Set(others.map(nameOf))].filter((name) => name !== nameOf(first!));
  if (names.length === 0) return words;
  const more = names.length > OTHERS_NAMED ? ` and ${names.length - OTHERS_NAMED} more` : "";
  const isOneSet = new Set([first!, ...others].map(cardOf)).size === 1;
  const also = `Found in the same ${isOneSet ? "rows" : "file"}: ${names.slice(0, OTHERS_NAMED).join(", ")}${more}.`;
  return words === null ? also : `${words}\n${also}`;
}

/** A check's own ways out; of `exclude` and `accept` those of the whole card, so that following one ends all of its findings. */
function sharedBy({ remedies = [] }: CheckResult, card: CheckResult[]): Remedy[] {
  const own = remedies.filter((remedy) => remedy.kind !== "exclude" && remedy.kind !== "accept" && !isAccept(remedy));
  const failed = card.flatMap((check) => (check.status === "fail" ? (check.remedies ?? []) : []));
  const excludes = (failed.some(isExclude) ? failed : card.flatMap((check) => check.remedies ?? [])).filter(isExclude);
  const left = excludes.filter((one, i) => excludes.findIndex((other) => isSameRows(one, other)) === i);
  const accepts = failed.filter(({ kind }) => kind === "accept");
  const checksOf = ({ value }: Remedy) => (isEntry(value) && Array.isArray(value.checks) ? value.checks : []);
  const taken = accepts.flatMap((one, i): Remedy[] => {
    const same = accepts.filter((other) => isSameRows(other, one));
    return accepts.indexOf(same[0]!) < i
      ? []
      : [{ ...one, value: { ...(one.value as Entry), checks: [...new Set(same.flatMap(checksOf))] } }];
  });
  const runs = failed.filter(isAccept);
  const files = runs.map(({ value }) => (value as JsonValue[])[FILE_AT]);
  return [...own, ...left, ...taken, ...runs.filter((_, i) => files.indexOf(files[i]!) === i)];
}

const isExclude = ({ kind }: Remedy) => kind === "exclude";
const isSameRows = (a: Remedy, b: Remedy) => cardOf({ remedies: [a] }) === cardOf({ remedies: [b] });
/** Of the words `accept --file NAME`. */
const FILE_AT = 2;
