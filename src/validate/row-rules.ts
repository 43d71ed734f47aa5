// The rules of the schema over the cells and rows of each file.
import type { Field, Schema } from "../types/schema.ts";
import type { SourceFile } from "../types/table.ts";
import { type AcceptedWord, wasAccepted } from "./accepted/word.ts";
import { affixRule, hasAffixes, usualAffixes } from "./cells/affixes.ts";
import { checkPart, rulesOf } from "./cells/constraints.ts";
import { primaryKeyRule, uniqueRule } from "./cells/keys.ts";
import { otherKeyRules } from "./cells/other-keys.ts";
import { beyondAccepted, isGuessed } from "./columns/standing.ts";
import type { TypedFile } from "./history/batches.ts";
import type { PastBatch } from "./history/history.ts";
import type { Ran } from "./result/finding.ts";

interface RulesInput {
  target: string | null;
  history: PastBatch[];
  showValues: boolean;
  word: AcceptedWord;
}

/** `schema`: with the constraints that hold today. One result for each rule, column and file. */
export function rowRules(typed: TypedFile[], schema: Schema, { target, history, showValues, word }: RulesInput): Ran[] {
  const ran: RanOver[] = [];
  const ranOver = (file: SourceFile, ...rules: Ran[]) => ran.push(...rules.map((rule) => ({ rule, isAccepted: file.accepted })));
  for (const field of schema.fields) {
    const isKnown = typed.some(({ file, parts }) => file.accepted && parts.has(field.name));
    const rules = rulesOf(field, field.name === target, isGuessed(schema, field), beyondAccepted(schema, field, history), isKnown);
    const affixes = affixesBefore(typed, field);
    for (const { file, parts } of typed) {
      const part = parts.get(field.name);
      if (part === undefined || file.table.rows === 0) continue;
      ranOver(file, ...checkPart({ ...part, field }, rules, showValues));
      if (field.constraints.unique) ranOver(file, uniqueRule(part, showValues));
      if (hasAffixes(part)) ranOver(file, affixRule(part, affixes));
    }
  }
  for (const { file, parts } of typed) {
    const rule = primaryKeyRule(schema, file, parts);
    if (rule !== null) ranOver(file, rule);
    ranOver(file, ...otherKeyRules(schema, file, parts));
  }
  return withoutAccepted(ran, word);
}

interface RanOver {
  rule: Ran;
  isAccepted: boolean;
}

/** What a person accepted is no finding any more in accepted rows, nor in new ones of which no larger share breaks the rule. */
function withoutAccepted(ran: RanOver[], word: AcceptedWord): Ran[] {
  if (word.before.length === 0) return ran.map(({ rule }) => rule);
  const keyOf = ({ code, subject }: Ran) => `${code}\n${subject}`;
  const shares = new Map<string, number>();
  for (const { rule, isAccepted } of ran) if (isAccepted) shares.set(keyOf(rule), Math.max(shares.get(keyOf(rule)) ?? 0, rule.share ?? 0));
  return ran.map(({ rule, isAccepted }) => {
    if (rule.finding === null || !wasAccepted(rule.code, rule.subject, word)) return rule;
    return isAccepted || (rule.share ?? 1) <= (shares.get(keyOf(rule)) ?? 0) ? { ...rule, finding: null } : rule;
  });
}

/** What may stand around a field's numbers: the schema's word, else what accepted files have there. */
function affixesBefore(typed: TypedFile[], field: Field): string[] | null {
  if (field.affixes !== undefined) return field.affixes;
  return usualAffixes(typed.flatMap(({ file, parts }) => (file.accepted ? (parts.get(field.name) ?? []) : [])).filter(hasAffixes));
}
