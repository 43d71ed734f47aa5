// Paths of this stage have `/` on every system: C:/data/new.csv, //server/share/new.csv.
import { sep } from "node:path";

/** A path of the system's own, with `/`. A backslash is a character like any other outside Windows. */
export function withSlashes(path: string, separator = sep): string {
  return separator === "\\" ? path.replaceAll("\\", "/") : path;
}

/** What the paths of everything in a folder begin with. */
export function inside(folder: string): string {
  return folder.endsWith("/") ? folder : `${folder}/`;
}

/** The folder of a path: `/` and `C:/` keep their slash, without which they would be something else. */
export function folderOf(path: string, end = path.lastIndexOf("/")): string {
  const folder = path.slice(0, Math.max(end, 0));
  return folder === "" || /^[A-Za-z]:$/.test(folder) ? `${folder}/` : folder;
}
