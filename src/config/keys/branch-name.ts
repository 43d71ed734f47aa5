/** The rules of git check-ref-format, and GitHub's: no name that could be a commit's. */
export function isBranchName(name: string): boolean {
  if (name === "" || name === "HEAD" || name.startsWith("-") || name.endsWith(".") || new TextEncoder().encode(name).length > 240)
    return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids them
  if (/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^@$|^[0-9a-f]{40}$/i.test(name)) return false;
  return name.split("/").every((part) => part !== "" && !part.startsWith(".") && !part.endsWith(".lock"));
}
