// Pointer files of Git LFS, git-annex and DVC: placeholders of data that is not fetched yet.
export interface PointerFile {
  tool: "Git LFS" | "git-annex";
  /** Of the bytes that it stands for, `sha256:<hex>`; null: it does not say. */
  digest: string | null;
  /** How they are fetched: completes a sentence after a colon. */
  mend: string;
}

/** No pointer is longer, by the specification of Git LFS; keys of git-annex are shorter. */
export const MOST_POINTER_BYTES = 1024;

const LFS = /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\r?\n/;
const ANNEX = /^\/annex\/objects\/[^\n/]+\r?\n?$/;

/** null: the file is what it is. `bytes`: all of it, or its beginning. */
export function pointerIn(bytes: Uint8Array): PointerFile | null {
  if (bytes.length > MOST_POINTER_BYTES) return null;
  const text = new TextDecoder("latin1").decode(bytes);
  if (LFS.test(text)) {
    const oid = /^oid sha256:([0-9a-f]{64})\r?$/m.exec(text)?.[1];
    const mend = "give actions/checkout lfs: true, or run `git lfs pull`";
    return { tool: "Git LFS", digest: oid === undefined ? null : `sha256:${oid}`, mend };
  }
  if (!ANNEX.test(text)) return null;
  const key = /SHA256E?-s\d+--([0-9a-f]{64})/.exec(text)?.[1];
  return { tool: "git-annex", digest: key === undefined ? null : `sha256:${key}`, mend: "run `git annex get`" };
}

/** What a link that leads nowhere may have led to; null: nothing of a known tool. */
export function fetchAdvice(target: string): string | null {
  const path = target.replaceAll("\\", "/");
  if (path.includes(".git/annex/objects/")) return "it is a link of git-annex to data that is not here: run `git annex get`";
  if (/\.dvc\/cache\//.test(path)) return "it is a link of DVC to data that is not here: run `dvc pull`";
  return null;
}

/** `data.csv.dvc` stands for `data.csv`, a file or a folder; null: another name. */
export function dvcTarget(path: string): string | null {
  return /[^/]\.dvc$/.test(path) ? path.slice(0, -".dvc".length) : null;
}
