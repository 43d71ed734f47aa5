// Why a file cannot be opened or read, in words.
const REASONS = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["ENOENT", "it vanished after it was listed, or is a link that leads nowhere"],
  ["EISDIR", "it is a folder"],
  ["ELOOP", "it is a link that leads in a circle"],
  ["EMFILE", "too many open files"],
  ["EIO", "the device reports an error"],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Why a file cannot be opened, in words. */
export function openingReason(error: unknown): string {
  return REASONS.get(codeOf(error)) ?? `the file system answers ${codeOf(error)}`;
}

/** Why a file cannot be read, in words; null: the error is not about the file. */
export function readingReason(error: unknown): string | null {
  const code = codeOf(error);
  if (code === "Z_BUF_ERROR") return "the gzip data ends too early: the file is truncated";
  if (code.startsWith("Z_")) return "the gzip data is damaged";
  return /^E[A-Z]+$/.test(code) ? openingReason(error) : null;
}
