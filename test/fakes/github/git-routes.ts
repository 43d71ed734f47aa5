// The Git Data API: blobs, trees, commits, refs.
import { type Answer, type Call, page, Refused, type Route, ruledOut, type Token, userJson, type World } from "./world.ts";

const MODES = ["100644", "100755", "040000", "160000", "120000"];
const MOST_TREE_ITEMS = 100_000;

const read = { permission: "contents", access: "read" } as const;
const write = { permission: "contents", access: "write" } as const;

export const gitRoutes: Route[] = [
  { method: "GET", path: /^\/git\/blobs\/([^/]+)$/, ...read, answer: getBlob },
  { method: "POST", path: /^\/git\/blobs$/, ...write, answer: postBlob },
  { method: "GET", path: /^\/git\/trees\/(.+)$/, ...read, answer: getTree },
  { method: "POST", path: /^\/git\/trees$/, ...write, answer: postTree },
  { method: "GET", path: /^\/git\/commits\/([^/]+)$/, ...read, answer: getCommit },
  { method: "POST", path: /^\/git\/commits$/, ...write, answer: postCommit },
  { method: "GET", path: /^\/git\/ref\/(.+)$/, ...read, answer: getRef },
  { method: "GET", path: /^\/git\/matching-refs\/(.*)$/, ...read, answer: matchingRefs },
  { method: "POST", path: /^\/git\/refs$/, ...write, answer: postRef },
  { method: "PATCH", path: /^\/git\/refs\/(.+)$/, ...write, answer: patchRef },
  { method: "DELETE", path: /^\/git\/refs\/(.+)$/, ...write, answer: deleteRef },
  { method: "GET", path: /^\/commits$/, ...read, answer: listCommits },
];

async function notEmpty({ git }: World): Promise<void> {
  if (await git.isEmpty()) throw new Refused(409, "Git Repository is empty.");
}

function gitUrl({ apiUrl, owner, repo }: World, rest: string): string {
  return `${apiUrl}/repos/${owner}/${repo}/git/${rest}`;
}

async function getBlob({ world, parts }: Call): Promise<Answer> {
  await notEmpty(world);
  const sha = parts[0]!;
  if ((await world.git.type(sha)) !== "blob") throw new Refused(404, "Not Found");
  const bytes = await world.git.ofObject(`blob ${sha}`, () => world.git.run(["cat-file", "blob", sha]));
  // GitHub breaks its base64 into lines.
  const content = bytes.toString("base64").replace(/.{60}/g, "$&\n");
  return {
    status: 200,
    data: { sha, node_id: `B_${sha}`, size: bytes.length, url: gitUrl(world, `blobs/${sha}`), content, encoding: "base64" },
  };
}

async function postBlob({ world, body }: Call): Promise<Answer> {
  await notEmpty(world);
  const { content, encoding = "utf-8" } = body;
  if (typeof content !== "string") throw new Refused(422, "Invalid request.\n\nFor 'properties/content', nil is not a string.");
  if (encoding === "base64" && content.length < 1e6 && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content))
    throw new Refused(422, "content is not valid Base64");
  const sha = await world.git.blob(Buffer.from(content, encoding === "base64" ? "base64" : "utf8"));
  return { status: 201, data: { sha, url: gitUrl(world, `blobs/${sha}`) } };
}

async function getTree({ world, parts, query }: Call): Promise<Answer> {
  await notEmpty(world);
  const sha = await treeOf(world, parts[0]!);
  if (sha === null) throw new Refused(404, "Not Found");
  return { status: 200, data: await treeJson(world, sha, query.recursive !== undefined) };
}

async function treeOf({ git }: World, name: string): Promise<string | null> {
  if ((await git.type(name)) === "tree") return name;
  return await git.text(["rev-parse", "--verify", "--quiet", `${name}^{tree}`]).catch(() => null);
}

async function treeJson(world: World, sha: string, recursive: boolean) {
  const lines = await world.git.tree(sha, recursive);
  const tree = lines.slice(0, MOST_TREE_ITEMS).map(({ path, mode, type, sha: item, size }) => ({
    path,
    mode,
    type,
    sha: item,
    ...(size === null ? {} : { size }),
    url: gitUrl(world, `${type === "tree" ? "trees" : type === "commit" ? "commits" : "blobs"}/${item}`),
  }));
  return { sha, url: gitUrl(world, `trees/${sha}`), tree, truncated: lines.length > MOST_TREE_ITEMS };
}

async function postTree({ world, body }: Call): Promise<Answer> {
  await notEmpty(world);
  const { tree, base_tree: base = null } = body as { tree?: Record<string, unknown>[]; base_tree?: string | null };
  if (!Array.isArray(tree)) throw new Refused(422, "Invalid tree info");
  const baseTree = base === null ? null : await treeOf(world, base);
  if (base !== null && baseTree === null) throw new Refused(422, "base_tree is not a valid tree oid");
  const present = baseTree === null ? new Set<string>() : new Set((await world.git.tree(baseTree, true)).map((line) => line.path));
  const changes = [];
  for (const { path, mode, sha, content } of tree) {
    if (typeof path !== "string" || path === "" || path.startsWith("/")) throw new Refused(422, "tree.path cannot start with a slash");
    if (path.split("/").some((part) => part === "" || part === "." || part === ".." || part.toLowerCase() === ".git"))
      throw new Refused(422, `tree.path contains a malformed path component`);
    if (!MODES.includes(String(mode))) throw new Refused(422, "Must supply a valid tree.mode");
    if (sha === undefined && typeof content !== "string") throw new Refused(422, "Must supply either tree.sha or tree.content");
    if (sha === null && !present.has(path)) throw new Refused(422, "GitRPC::BadObjectState");
    const object = typeof content === "string" ? await world.git.blob(Buffer.from(content)) : (sha as string | null);
    if (object !== null && (await world.git.type(object)) === null) throw new Refused(422, `tree.sha ${object} is not a valid blob`);
    changes.push({ path, mode: String(mode), sha: object });
  }
  const made = await world.git.makeTree(baseTree, changes);
  return { status: 201, data: await treeJson(world, made, false) };
}

async function getCommit({ world, parts }: Call): Promise<Answer> {
  await notEmpty(world);
  if ((await world.git.type(parts[0]!)) !== "commit") throw new Refused(404, "Not Found");
  return { status: 200, data: await commitJson(world, parts[0]!) };
}

async function commitJson(world: World, sha: string) {
  const format = ["%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"].join("%x00");
  const shown = await world.git.ofObject(`commit ${sha}`, () => world.git.text(["show", "-s", `--format=${format}`, sha]));
  const [tree, parents, an, ae, ad, cn, ce, cd, message] = shown.split("\0") as string[];
  const html = `https://github.com/${world.owner}/${world.repo}/commit/`;
  return {
    sha,
    node_id: `C_${sha}`,
    url: gitUrl(world, `commits/${sha}`),
    html_url: html + sha,
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    message: message!.trimEnd(),
    tree: { sha: tree, url: gitUrl(world, `trees/${tree}`) },
    parents:
      parents === "" ? [] : parents!.split(" ").map((one) => ({ sha: one, url: gitUrl(world, `commits/${one}`), html_url: html + one })),
    verification: { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null },
  };
}

export function identityOf(actor: Token | null): { name: string; email: string } {
  const { name, id, login } = actor!.user;
  return { name, email: `${id}+${login}@users.noreply.github.com` };
}

async function postCommit({ world, actor, body }: Call): Promise<Answer> {
  await notEmpty(world);
  const {
    message,
    tree,
    parents = [],
    author,
  } = body as { message?: string; tree?: string; parents?: string[]; author?: { name: string; email: string; date?: string } };
  if (typeof message !== "string" || message === "") throw new Refused(422, 'Invalid request.\n\n"message" wasn\'t supplied.');
  if ((await world.git.type(String(tree))) !== "tree") throw new Refused(422, "Tree SHA does not exist");
  for (const parent of parents)
    if ((await world.git.type(parent)) !== "commit") throw new Refused(422, "Parent SHA does not exist or is not a commit object");
  const sha = await world.git.commit(String(tree), parents, message, author ?? identityOf(actor));
  return { status: 201, data: await commitJson(world, sha) };
}

function refJson(world: World, name: string, sha: string) {
  return {
    ref: `refs/${name}`,
    node_id: `REF_${name}`,
    url: gitUrl(world, `refs/${name}`),
    object: { sha, type: "commit", url: gitUrl(world, `commits/${sha}`) },
  };
}

async function getRef({ world, parts }: Call): Promise<Answer> {
  await notEmpty(world);
  const sha = await world.git.ref(parts[0]!);
  if (sha === null) throw new Refused(404, "Not Found");
  return { status: 200, data: refJson(world, parts[0]!, sha) };
}

async function matchingRefs({ world, parts }: Call): Promise<Answer> {
  await notEmpty(world);
  const found = await world.git.refs(parts[0]!);
  return { status: 200, data: found.map(({ name, sha }) => refJson(world, name.slice("refs/".length), sha)) };
}

async function postRef({ world, body }: Call): Promise<Answer> {
  await notEmpty(world);
  const { ref, sha } = body as { ref?: string; sha?: string };
  if (typeof ref !== "string" || !/^refs\/[^/]+\/.+/.test(ref))
    throw new Refused(422, "Reference name must start with 'refs/' and contain at least two slashes");
  const name = ref.slice("refs/".length);
  await world.git.run(["check-ref-format", ref]).catch(() => {
    throw new Refused(422, `${ref} is not a valid ref name.`);
  });
  if ((await world.git.type(String(sha))) !== "commit") throw new Refused(422, "Object does not exist");
  if ((await world.git.ref(name)) !== null) throw new Refused(422, "Reference already exists");
  ruledOut(world, name, "create");
  if (!(await world.git.moveRef(name, String(sha), null))) throw new Refused(422, "Reference already exists");
  return { status: 201, data: refJson(world, name, String(sha)) };
}

async function patchRef({ world, parts, body }: Call): Promise<Answer> {
  await notEmpty(world);
  const name = parts[0]!;
  const { sha, force = false } = body as { sha?: string; force?: boolean };
  const old = await world.git.ref(name);
  if (old === null) throw new Refused(422, "Reference does not exist");
  if ((await world.git.type(String(sha))) !== "commit") throw new Refused(422, "Object does not exist");
  if (!force && !(await world.git.descends(String(sha), old))) throw new Refused(422, "Update is not a fast forward");
  if (sha !== old) ruledOut(world, name, "update");
  if (!(await world.git.moveRef(name, String(sha), old))) throw new Refused(422, "Update is not a fast forward");
  return { status: 200, data: refJson(world, name, String(sha)) };
}

async function deleteRef({ world, parts }: Call): Promise<Answer> {
  await notEmpty(world);
  const name = parts[0]!;
  if ((await world.git.ref(name)) === null) throw new Refused(422, "Reference does not exist");
  ruledOut(world, name, "delete");
  await world.git.run(["update-ref", "-d", `refs/${name}`]);
  return { status: 204, data: null };
}

async function listCommits({ world, query }: Call): Promise<Answer> {
  await notEmpty(world);
  const from = query.sha ?? world.defaultBranch;
  const path = query.path === undefined ? [] : ["--", `:(literal)${query.path}`];
  const shas = await world.git.text(["rev-list", "--max-count=10000", from, ...path]).catch(() => null);
  if (shas === null) throw new Refused(404, "Not Found");
  const { items, headers } = page(shas === "" ? [] : shas.split("\n"), query);
  const data = [];
  for (const sha of items) data.push(await listedCommitJson(world, sha));
  return { status: 200, data, headers };
}

async function listedCommitJson(world: World, sha: string) {
  const { node_id, html_url, author, committer, message, tree, parents, verification } = await commitJson(world, sha);
  const url = `${world.apiUrl}/repos/${world.owner}/${world.repo}/commits/${sha}`;
  const commit = { url: gitUrl(world, `commits/${sha}`), author, committer, message, tree, comment_count: 0, verification };
  const bot = [...world.tokens.values()].find(({ user }) => user.name === author.name)?.user;
  const who = bot ? userJson(bot) : null;
  return { sha, node_id, url, html_url, comments_url: `${url}/comments`, commit, author: who, committer: who, parents };
}
