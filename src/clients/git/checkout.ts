// Where in the working directory a repository was checked out: actions/checkout takes a `path`.
import { statSync } from "node:fs";
import { dirname, isAbsolute, relative, sep } from "node:path";

/**
 * The root of the checkout that holds a file, by its `.git` folder, which no commit can bring along; `cwd` where there is none in it. A
 * submodule has a `.git` file and is a part of the repository around it.
 */
export function checkoutOfFile(cwd: string, file: string): string {
  for (let folder = dirname(file); isWithin(folder, cwd); folder = dirname(folder)) {
    if (statSync(`${folder}${sep}.git`, { throwIfNoEntry: false })?.isDirectory()) return folder;
    if (dirname(folder) === folder) break;
  }
  return cwd;
}

function isWithin(folder: string, cwd: string): boolean {
  const path = relative(cwd, folder);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
