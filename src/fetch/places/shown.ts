// Names and counts as findings about files say them.
const LONGEST_SHOWN = 120;

/** A name as reports show it: quoted when it holds anything unusual, so that it cannot pretend to be something else. */
export function shown(name: string): string {
  const short = name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name;
  return /^[\p{L}\p{N} _.,+=@~(){}*/\\:…-]+$/u.test(short) ? short : JSON.stringify(short);
}

/** "1 file", "2,000 files". */
export function plural(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}
