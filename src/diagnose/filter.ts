// GitHub's filters of push events, by "Filter pattern cheat sheet" in "Workflow syntax for GitHub Actions". Pure.
import type { PushFilter } from "./workflow-file.ts";

/** Whether a push to this branch that changes this file starts the workflow. */
export function startsOn({ branches, branchesIgnore, paths, pathsIgnore }: PushFilter, branch: string | null, file: string): boolean {
  return startsOnBranch({ branches, branchesIgnore }, branch) && isIncluded(paths, file) && !pathsIgnore.some((one) => fits(one, file));
}

/** Whether a push to this branch may start the workflow; a branch of null (unknown) passes every filter. */
export function startsOnBranch(
  { branches, branchesIgnore }: Pick<PushFilter, "branches" | "branchesIgnore">,
  branch: string | null,
): boolean {
  return branch === null || (isIncluded(branches, branch) && !branchesIgnore.some((one) => fits(one, branch)));
}

/** The last matching pattern decides; `!` excludes. Without patterns everything is included. */
function isIncluded(patterns: string[], name: string): boolean {
  let included = patterns.length === 0;
  for (const pattern of patterns) {
    if (pattern.startsWith("!")) {
      if (fits(pattern.slice(1), name)) included = false;
    } else if (fits(pattern, name)) included = true;
  }
  return included;
}

/** `*`: anything without a slash; `**`: anything; `?` and `+`: quantifiers of the character before; `[…]`: one of. */
function fits(pattern: string, name: string): boolean {
  const source = pattern.replace(/\*\*\/?|\*|\[[^\]]*\]|[?+]|[^*?+[]+|\[/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part.length > 1 && part.startsWith("[") && part.endsWith("]")) return part.replaceAll("\\", "\\\\");
    return part === "?" || part === "+" ? part : part.replace(/[.^$|(){}\\[\]]/g, "\\$&");
  });
  try {
    return new RegExp(`^${source}$`).test(name);
  } catch {
    return false;
  }
}
