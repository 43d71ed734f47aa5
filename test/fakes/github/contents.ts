// The Contents API.
import { identityOf } from "./git-routes.ts";
import { type Answer, type Call, Refused, type Route, ruledOut, type World } from "./world.ts";

const MOST_INLINE_BYTES = 2 ** 20;

export const contentRoutes: Route[] = [
  { method: "GET", path: /^\/contents\/?(.*)$/, permission: "contents", access: "read", answer: getContents },
  { method: "PUT", path: /^\/contents\/(.+)$/, permission: "contents", access: "write", answer: putContents },
];

function links(world: World, path: string, sha: string, ref: string) {
  const url = `${world.apiUrl}/repos/${world.owner}/${world.repo}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${world.apiUrl}/repos/${world.owner}/${world.repo}/git/blobs/${sha}`;
  const html = `https://github.com/${world.owner}/${world.repo}/blob/${encodeURIComponent(ref)}/${encodeURI(path)}`;
  return { url, git_url: git, html_url: html, download_url: html.replace("/blob/", "/raw/"), _links: { self: url, git, html } };
}

async function getContents({ world, parts, query, accept }: Call): Promise<Answer> {
  const path = parts[0]!.replace(/\/+$/, "");
  const ref = query.ref ?? world.defaultBranch;
  if (await world.git.isEmpty()) throw new Refused(404, "This repository is empty.");
  const commit = await world.git.text(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]).catch(() => null);
  if (commit === null) throw new Refused(404, `No commit found for the ref ${ref}`);
  const lines = await world.git.tree(commit, true);
  const found = lines.find((line) => line.path === path);
  if (path === "" || found?.type === "tree") {
    const prefix = path === "" ? "" : `${path}/`;
    const inside = lines.filter((line) => line.path.startsWith(prefix) && !line.path.slice(prefix.length).includes("/"));
    const data = inside.map(({ path: at, sha, size, type }) => ({
      type: type === "tree" ? "dir" : "file",
      size: size ?? 0,
      name: at.split("/").at(-1),
      path: at,
      sha,
      ...links(world, at, sha, ref),
    }));
    return { status: 200, data };
  }
  if (found === undefined) throw new Refused(404, "Not Found");
  const bytes = await world.git.run(["cat-file", "blob", found.sha]);
  if (accept.includes("application/vnd.github.raw")) return { status: 200, data: bytes };
  const common = { size: bytes.length, name: path.split("/").at(-1), path, sha: found.sha, ...links(world, path, found.sha, ref) };
  if (found.mode === "120000") return { status: 200, data: { type: "symlink", target: bytes.toString("utf8"), ...common } };
  const isSmall = bytes.length <= MOST_INLINE_BYTES;
  const content = isSmall ? bytes.toString("base64").replace(/.{60}/g, "$&\n") : "";
  return { status: 200, data: { type: "file", encoding: isSmall ? "base64" : "none", content, ...common } };
}

/** In an empty repository any branch may be named: it is made. */
async function putContents({ world, actor, parts, body }: Call): Promise<Answer> {
  const {
    message,
    content,
    sha,
    branch = world.defaultBranch,
  } = body as { message?: string; content?: string; sha?: string; branch?: string };
  const path = parts[0]!;
  if (typeof message !== "string" || typeof content !== "string") throw new Refused(422, 'Invalid request.\n\n"content" wasn\'t supplied.');
  const ref = `heads/${branch}`;
  const head = await world.git.ref(ref);
  if (head === null && !(await world.git.isEmpty())) throw new Refused(404, `Branch ${branch} not found`);
  const before = head === null ? undefined : (await world.git.tree(head, true)).find((line) => line.path === path);
  if (before !== undefined && sha === undefined) throw new Refused(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  if (before !== undefined && sha !== before.sha) throw new Refused(409, `${path} does not match ${sha}`);
  ruledOut(world, ref, head === null ? "create" : "update");
  const blob = await world.git.blob(Buffer.from(content, "base64"));
  const tree = await world.git.makeTree(head, [{ path, mode: "100644", sha: blob }]);
  const commit = await world.git.commit(tree, head === null ? [] : [head], message, identityOf(actor));
  if (!(await world.git.moveRef(ref, commit, head))) throw new Refused(409, "is at another commit but expected");
  const size = Buffer.from(content, "base64").length;
  const who = { ...identityOf(actor), date: new Date().toISOString() };
  const made = {
    sha: commit,
    node_id: `C_${commit}`,
    url: `${world.apiUrl}/repos/${world.owner}/${world.repo}/git/commits/${commit}`,
    html_url: `https://github.com/${world.owner}/${world.repo}/commit/${commit}`,
    author: who,
    committer: who,
    message,
    tree: { sha: tree, url: `${world.apiUrl}/repos/${world.owner}/${world.repo}/git/trees/${tree}` },
    parents: [],
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
  return {
    status: before === undefined ? 201 : 200,
    data: {
      content: { type: "file", size, name: path.split("/").at(-1), path, sha: blob, ...links(world, path, blob, branch) },
      commit: made,
    },
  };
}
