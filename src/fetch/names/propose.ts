// Proposes a pattern for a file that no pattern matches.
import { isAbsolute, relative } from "node:path";
import { dateInName } from "./name-date.ts";
import { inside, withSlashes } from "./slashes.ts";

/** `path` is relative to `root`; the answer is absolute and matches the file, and its successors as far as their names differ by date. */
export function proposePattern(root: string, path: string): string {
  const slash = path.lastIndexOf("/") + 1;
  const basename = path.slice(slash);
  const inBasename = dateInName(basename);
  const inPath = inBasename === null ? dateInName(path) : null;
  let proposed = literally(path);
  if (inBasename !== null) {
    const { start, end, tokens, date } = inBasename;
    proposed = folderTokens(path.slice(0, slash), date) + literally(basename.slice(0, start)) + tokens + literally(basename.slice(end));
  } else if (inPath !== null) {
    proposed = literally(path.slice(0, inPath.start)) + inPath.tokens + literally(path.slice(inPath.end));
  }
  return inside(root) + proposed;
}

/** Nothing can be escaped in a pattern, so text that reads as a token becomes a star. */
function literally(text: string): string {
  return text.replace(/\{(?:YYYY|MM|DD|HH|[-_. T])+\}/g, "*");
}

/** Folders that repeat the date of the file in them: 2026/01/data_20260131.csv. */
function folderTokens(folders: string, date: number): string {
  const [year, month, day] = new Date(date).toISOString().slice(0, 10).split("-") as [string, string, string];
  const known = new Map([
    [year, "{YYYY}"],
    [`${year}-${month}`, "{YYYY}-{MM}"],
    [year + month, "{YYYYMM}"],
    [`${year}-${month}-${day}`, "{YYYY}-{MM}-{DD}"],
    [year + month + day, "{YYYYMMDD}"],
  ]);
  let tokens = "";
  let place: "" | "year" | "month" = "";
  for (const folder of folders.split("/").slice(0, -1)) {
    let token = known.get(folder);
    if (token === undefined && place === "year" && folder === month) token = "{MM}";
    if (token === undefined && place === "month" && folder === day) token = "{DD}";
    place = token === "{YYYY}" ? "year" : token === "{MM}" ? "month" : "";
    tokens += `${token ?? literally(folder)}/`;
  }
  return tokens;
}

/** As a user would write it: relative to the working directory where the file lies below it. */
export function asWritten(pattern: string): string {
  if (pattern.startsWith("s3://")) return pattern;
  const path = relative(process.cwd(), pattern);
  const below = path !== "" && !path.startsWith("..") && !isAbsolute(path);
  return below ? withSlashes(path) : pattern;
}
