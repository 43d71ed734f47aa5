// File names and counts in messages.
const LONGEST_SHOWN = 120;

/** A name for messages: quoted and escaped if it has unusual characters. */
export function shown(name: string): string {
  const short = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
  return /^[\p{L}\p{N} _.,+=@~(){}*/\\:…-]+$/u.test(short) ? short : JSON.stringify(short);
}

/** "1 file", "2,000 files". */
export function plural(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
