// Whether a push to a branch, of a file, starts a workflow: GitHub's filter patterns, as its documentation has them ("Filter pattern cheat
// sheet" of "Workflow syntax for GitHub Actions"). Pure.
import type { PushFilter } from "./workflow-file.ts";

/** Whether a push to this branch that changes this file starts the workflow. */
export function startsOn({ branches, branchesIgnore, paths, pathsIgnore }: PushFilter, branch: string | null, file: string): boolean {
  return startsOnBranch({ branches, branchesIgnore }, branch) && isIncluded(paths, file) && !pathsIgnore.some((one) => fits(one, file));
}

/** null: the branch is not known, and no filter is held against it. */
export function startsOnBranch(
  { branches, branchesIgnore }: Pick<PushFilter, "branches" | "branchesIgnore">,
  branch: string | null,
): boolean {
  return branch === null || (isIncluded(branches, branch) && !branchesIgnore.some((one) => fits(one, branch)));
}

/** Patterns in their order: the last that fits decides, and one that begins with `!` excludes. No pattern: everything is included. */
function isIncluded(patterns: string[], name: string): boolean {
  let included = patterns.length === 0;
  for (const pattern of patterns) {
    if (pattern.startsWith("!")) {
      if (fits(pattern.slice(1), name)) included = false;
    } else if (fits(pattern, name)) included = true;
  }
  return included;
}

/** `*`: no slash; `**`: anything; `?` and `+`: none or one, one or more of what stands before; `[…]`: one of. */
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
