// Files of a repository at a commit, as the Contents API gives them.
import { z } from "zod";
import { type GitHub, GitHubError } from "./github.ts";
import { OBJECT_ID, SHA } from "./github-forms.ts";
import { readBlob } from "./github-git.ts";

/** null: no such file there. Throws GitHubError for a folder, a link, or more than `maxBytes`. */
export async function readFileAt(github: GitHub, path: string, ref: string, maxBytes: number): Promise<Uint8Array | null> {
  const one = z.object({
    type: z.string(),
    size: z.number().int().min(0),
    content: z.string().exactOptional(),
    encoding: z.string().exactOptional(),
    sha: OBJECT_ID,
  });
  const common = { needs: "contents: read" as const, absent: [404], form: z.union([one, z.array(z.object({ type: z.string() }))]) };
  const found = await github.ask({ route: "GET /repos/{owner}/{repo}/contents/{path}", parameters: { path, ref }, ...common });
  if (found === null) return null;
  const refuse = (why: string) =>
    new GitHubError(`${path} at ${ref} in ${github.name} ${why}.`, { status: 200, message: why, headers: {} });
  if (Array.isArray(found) || found.type !== "file") throw refuse("is not a plain file");
  if (found.size > maxBytes) throw refuse(`has ${found.size} bytes, at most ${maxBytes} are read`);
  // From 1 MB on the answer carries no content.
  if (found.encoding !== "base64" || (found.content === "" && found.size > 0)) return await readBlob(github, found.sha);
  return Buffer.from(found.content ?? "", "base64");
}

/** The only way into a repository without any commit: it makes the branch. */
export async function createFirstFile(
  github: GitHub,
  branch: string,
  file: { path: string; bytes: Uint8Array; message: string },
): Promise<string> {
  const parameters = { path: file.path, branch, message: file.message, content: Buffer.from(file.bytes).toString("base64") };
  const ask = { route: "PUT /repos/{owner}/{repo}/contents/{path}", parameters, needs: "contents: write" as const };
  return (await github.require({ ...ask, form: z.object({ commit: SHA }) })).commit.sha;
}
