// A written number taken apart: its sign, its digits with what separates them, and what stands around it.

export interface Anatomy {
  negative: boolean;
  /** From the first digit (or the decimal sign before it) to the last: `1.234,5`. */
  core: string;
  /** What stands before and after, trimmed: `€`, `kg`, `US$`; empty: nothing. */
  affix: string;
}

/** U+2212, and the en dash that word processors make of a hyphen. */
const SIGN = "[-+\u2212\u2013]";
/** A decimal sign may come first, but in Rs.500 the point belongs to the letters. */
const PARTS = /^([^\d]*?)((?<!\p{L})[.,]\d.*\d|(?<!\p{L})[.,]\d|\d.*\d|\d)([^\d]*)$/su;
const SIGN_FIRST = new RegExp(`^(${SIGN})([^\\d]*)$`, "su");
const SIGN_LAST = new RegExp(`^([^\\d]*)(${SIGN})$`, "su");
const HAS_SIGN = new RegExp(SIGN, "u");

/**
 * Accountants' (5.00), a minus before, after (SAP's 5.00-) or between currency and digits (-$5, $-5) are negative; 5.- is
 * five of a currency. Null: there is no digit, or it is not clear whether a sign is one.
 */
export function anatomyOf(text: string): Anatomy | null {
  const bare = text.trim();
  const inner = /^\((.*)\)$/s.exec(bare)?.[1];
  const parts = PARTS.exec((inner ?? bare).trim());
  if (parts === null) return null;
  const before = signed(parts[1]!.trim());
  const after = trailing(parts[3]!.trim());
  if (before === null || (before.sign !== "" && after.sign !== "")) return null;
  const sign = before.sign + after.sign;
  if (inner !== undefined && (sign !== "" || /[()]/.test(before.rest + after.rest))) return null;
  if (inner === undefined && before.rest.includes("(")) return null;
  return { negative: inner !== undefined || (sign !== "" && sign !== "+"), core: parts[2]!, affix: before.rest + after.rest };
}

/** Null: a sign among other characters. */
function signed(text: string): { sign: string; rest: string } | null {
  const first = SIGN_FIRST.exec(text);
  const last = first === null ? SIGN_LAST.exec(text) : null;
  const rest = (first?.[2] ?? last?.[1] ?? text).trim();
  return HAS_SIGN.test(rest) ? null : { sign: first?.[1] ?? last?.[2] ?? "", rest };
}

/** Only a sign that stands alone, or last, is one: 12-month has none. */
function trailing(text: string): { sign: string; rest: string } {
  const rest = text.replace(new RegExp(`^[.,]${SIGN}*(?=\\s|$)`, "u"), "").trim();
  if (rest !== text) return { sign: "", rest };
  const last = SIGN_LAST.exec(text);
  return last === null || HAS_SIGN.test(last[1]!) ? { sign: "", rest: text } : { sign: last[2]!, rest: last[1]!.trim() };
}

/** Blanks that separate thousands: of a keyboard, and what typesetters and locales write instead. */
const BLANKS = [" ", "\u00a0", "\u202f", "\u2009", "\u2007"];
const APOSTROPHES = ["'", "\u2019", "\u02bc"];

/** The texts that stand for `groupChar`: one blank is as good as another. */
export function groupChars(groupChar: string): string[] {
  return [BLANKS, APOSTROPHES].find((alike) => alike.includes(groupChar)) ?? [groupChar];
}
