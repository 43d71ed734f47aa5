// Git objects of a GitHub repository: verified by their hash, small ones cached.
import { createHash } from "node:crypto";
import { type GitHub, GitHubError } from "../../clients/github/github.ts";
import { createBlob, readBlob, readTexts } from "../../clients/github/github-git.ts";
import { ServiceError } from "../../types/errors.ts";

const AT_ONCE = 8;
/** More blobs than this are requested in groups. */
const MANY = 100;
const GROUP = 50;
const MOST_KEPT_BYTES = 4 * 2 ** 20;

/** Git's hash of a blob. */
export function blobSha(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

export class GitObjects {
  readonly #github: GitHub;
  readonly #kept = new Map<string, Uint8Array>();
  readonly #uploaded = new Set<string>();

  constructor(github: GitHub) {
    this.#github = github;
  }

  async read(sha: string): Promise<Uint8Array> {
    const kept = this.#kept.get(sha);
    if (kept !== undefined) return kept;
    const bytes = await this.#fetch(sha);
    if (bytes.length <= MOST_KEPT_BYTES) this.#kept.set(sha, bytes);
    return bytes;
  }

  async readAhead(wanted: { sha: string; size: number }[]): Promise<void> {
    const small = wanted.filter(({ size }) => size <= MOST_KEPT_BYTES);
    const missing = () => [...new Set(small.map(({ sha }) => sha))].filter((sha) => !this.#kept.has(sha));
    if (missing().length > MANY) await this.#readTexts(missing());
    await inParallel(missing(), (sha) => this.read(sha));
  }

  /** Reads blobs as texts in groups; those that are missing or do not match their hash are read one by one later. */
  async #readTexts(shas: string[]): Promise<void> {
    const groups = Array.from({ length: Math.ceil(shas.length / GROUP) }, (_, i) => shas.slice(i * GROUP, (i + 1) * GROUP));
    try {
      await inParallel(groups, async (group) => {
        for (const bytes of await readTexts(this.#github, group)) if (bytes !== null) this.#keep(bytes, group);
      });
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
    }
  }

  #keep(bytes: Uint8Array, asked: string[]): void {
    const sha = blobSha(bytes);
    if (asked.includes(sha)) this.#kept.set(sha, bytes);
  }

  /** Uploads the blobs that this process has not uploaded yet, and returns their hashes. */
  async write(blobs: Uint8Array[]): Promise<string[]> {
    const shas = blobs.map(blobSha);
    await inParallel(
      [...shas.keys()].filter((i) => !this.#uploaded.has(shas[i]!)),
      async (i) => {
        const sha = await createBlob(this.#github, blobs[i]!);
        if (sha !== shas[i]) throw new ServiceError(`GitHub stored other bytes than it was sent (blob ${shas[i]}, got ${sha}): run again.`);
        this.#uploaded.add(sha);
      },
    );
    return shas;
  }

  /** Reads a blob; once more if its hash does not match. */
  async #fetch(sha: string): Promise<Uint8Array> {
    for (let attempt = 1; attempt <= 2; attempt++) {
      const bytes = await readBlob(this.#github, sha);
      if (blobSha(bytes) === sha) return bytes;
    }
    throw new ServiceError(`GitHub answered with other bytes than those of blob ${sha} in ${this.#github.name}, twice: run again later.`);
  }
}

async function inParallel<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
