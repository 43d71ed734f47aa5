// Pull requests, what they change, and comparisons of two commits.
import { type Answer, type Call, type Pull, page, Refused, type Route, userJson, type World } from "./world.ts";

export const pullRoutes: Route[] = [
  { method: "GET", path: /^\/pulls$/, permission: "pullRequests", access: "read", answer: listPulls },
  { method: "POST", path: /^\/pulls$/, permission: "pullRequests", access: "write", answer: postPull },
  { method: "PATCH", path: /^\/pulls\/(\d+)$/, permission: "pullRequests", access: "write", answer: patchPull },
  { method: "GET", path: /^\/pulls\/(\d+)$/, permission: "pullRequests", access: "read", answer: getPull },
  { method: "GET", path: /^\/pulls\/(\d+)\/files$/, permission: "pullRequests", access: "read", answer: getFiles },
  { method: "GET", path: /^\/compare\/(.+)\.\.\.(.+)$/, permission: "contents", access: "read", answer: compare },
];

function pullOf({ world, parts }: Call): Pull {
  const pull = world.pulls.get(Number(parts[0]));
  if (pull === undefined) throw new Refused(404, "Not Found");
  return pull;
}

async function listPulls({ world, query }: Call): Promise<Answer> {
  const { state = "open", head, base } = query;
  const found = [...world.pulls.values()]
    .filter((pull) => state === "all" || (pull.state ?? "open") === state)
    .filter((pull) => head === undefined || `${pull.head.fullName.split("/")[0]}:${pull.head.ref}` === head)
    .filter((pull) => base === undefined || pull.base.ref === base)
    .sort((a, b) => b.number - a.number);
  const { items, headers } = page(found, query);
  return { status: 200, data: items.map((pull) => pullJson(world, pull)), headers };
}

async function postPull({ world, actor, body }: Call): Promise<Answer> {
  const { title, head, base, body: text = null } = body as { title?: string; head?: string; base?: string; body?: string | null };
  if (actor?.mayOpenPulls === false) throw new Refused(403, "GitHub Actions is not permitted to create or approve pull requests.");
  if (!title || !head || !base) throw new Refused(422, "Validation Failed");
  if ((text ?? "").length > 65_536)
    throw new Refused(422, "Validation Failed", [{ message: "body is too long (maximum is 65536 characters)" }]);
  const [headSha, baseSha] = [await world.git.ref(`heads/${head}`), await world.git.ref(`heads/${base}`)];
  if (headSha === null || baseSha === null) throw new Refused(422, "Validation Failed", [{ message: "head is invalid" }]);
  const isOpen = [...world.pulls.values()].some(
    (pull) => (pull.state ?? "open") === "open" && pull.head.ref === head && pull.base.ref === base,
  );
  if (isOpen) throw new Refused(422, "Validation Failed", [{ message: `A pull request already exists for ${world.owner}:${head}.` }]);
  const number = Math.max(0, ...world.pulls.keys()) + 1;
  const sides = {
    head: { ref: head, sha: headSha, fullName: `${world.owner}/${world.repo}`, fork: false },
    base: { ref: base, sha: baseSha },
  };
  const pull: Pull = { number, ...sides, user: actor!.user, title, body: text, state: "open", merged: false };
  world.pulls.set(number, pull);
  return { status: 201, data: pullJson(world, pull) };
}

async function patchPull(call: Call): Promise<Answer> {
  const pull = pullOf(call);
  const { title, body, state } = call.body as { title?: string; body?: string; state?: "open" | "closed" };
  Object.assign(pull, { ...(title && { title }), ...(body !== undefined && { body }), ...(state && { state }) });
  return { status: 200, data: pullJson(call.world, pull) };
}

/** What a person does on the page: the base branch gets a merge commit. */
export async function mergePull(world: World, number: number): Promise<void> {
  const pull = world.pulls.get(number)!;
  const [base, head] = [(await world.git.ref(`heads/${pull.base.ref}`))!, (await world.git.ref(`heads/${pull.head.ref}`))!];
  const tree = (await world.git.text(["merge-tree", "--write-tree", base, head])).split("\n")[0]!;
  const merge = await world.git.commit(tree, [base, head], `Merge pull request #${number}`, {
    name: "Somebody",
    email: "somebody@example.org",
  });
  await world.git.moveRef(`heads/${pull.base.ref}`, merge, base);
  Object.assign(pull, { state: "closed", merged: true });
}

async function getPull(call: Call): Promise<Answer> {
  return { status: 200, data: pullJson(call.world, pullOf(call)) };
}

function pullJson(world: World, { number, head, base, user, title, body = null, state = "open", merged = false }: Pull) {
  const own = `${world.owner}/${world.repo}`;
  const url = `${world.apiUrl}/repos/${own}/pulls/${number}`;
  const side = (ref: string, sha: string, fullName: string, fork: boolean) => ({
    label: `${fullName.split("/")[0]}:${ref}`,
    ref,
    sha,
    user: userJson(user),
    repo: { full_name: fullName, name: fullName.split("/")[1], fork, private: world.private, default_branch: world.defaultBranch },
  });
  return {
    id: number,
    number,
    url,
    html_url: `https://github.com/${own}/pull/${number}`,
    state,
    title,
    user: userJson(user),
    body,
    draft: false,
    merged,
    merged_at: merged ? "2026-01-01T00:00:00Z" : null,
    head: side(head.ref, head.sha, head.fullName, head.fork),
    base: side(base.ref, base.sha, own, false),
  };
}

async function getFiles(call: Call): Promise<Answer> {
  const { head, base } = pullOf(call);
  const fork = await call.world.git.text(["merge-base", base.sha, head.sha]);
  const { items, headers } = page(await changedFiles(call.world, fork, head.sha), call.query);
  return { status: 200, data: items, headers };
}

async function compare({ world, parts }: Call): Promise<Answer> {
  const [base, head] = parts as [string, string];
  const resolve = (ref: string) => world.git.text(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]).catch(() => null);
  const [from, to] = [await resolve(base), await resolve(head)];
  if (from === null || to === null) throw new Refused(404, "Not Found");
  const fork = await world.git.text(["merge-base", from, to]).catch(() => null);
  if (fork === null) throw new Refused(404, `No common ancestor between ${base} and ${head}.`);
  const count = async (range: string) => Number(await world.git.text(["rev-list", "--count", range]));
  const [ahead, behind] = [await count(`${from}..${to}`), await count(`${to}..${from}`)];
  const status = ahead === 0 && behind === 0 ? "identical" : behind === 0 ? "ahead" : ahead === 0 ? "behind" : "diverged";
  const files = await changedFiles(world, fork, to);
  return {
    status: 200,
    data: {
      status,
      ahead_by: ahead,
      behind_by: behind,
      total_commits: ahead,
      base_commit: { sha: from },
      merge_base_commit: { sha: fork },
      commits: [],
      files,
    },
  };
}

const STATUS: Record<string, string> = { A: "added", D: "removed", M: "modified", R: "renamed", C: "copied", T: "changed" };

async function changedFiles(world: World, from: string, to: string) {
  const out = await world.git.run(["diff", "-z", "--name-status", "--find-renames", from, to]);
  const words = out.toString("utf8").split("\0");
  const files = [];
  for (let i = 0; i + 1 < words.length; ) {
    const status = words[i++]!;
    const before = words[i++]!;
    const name = /^[RC]/.test(status) ? words[i++]! : before;
    const patch = await patchOf(world, from, to, before === name ? [name] : [before, name]);
    const sha = await world.git.text(["rev-parse", "--verify", "--quiet", `${status === "D" ? from : to}:${name}`]).catch(() => null);
    const lines = patch?.split("\n") ?? [];
    const additions = lines.filter((line) => line.startsWith("+")).length;
    const deletions = lines.filter((line) => line.startsWith("-")).length;
    const url = `${world.apiUrl}/repos/${world.owner}/${world.repo}/contents/${encodeURI(name)}?ref=${to}`;
    const html = `https://github.com/${world.owner}/${world.repo}/blob/${to}/${encodeURI(name)}`;
    files.push({
      sha,
      filename: name,
      status: STATUS[status[0]!] ?? "changed",
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: html,
      raw_url: html.replace("/blob/", "/raw/"),
      contents_url: url,
      ...(patch === null ? {} : { patch }),
      ...(before === name ? {} : { previous_filename: before }),
    });
  }
  return files;
}

/** From the first hunk on; null for a binary file or a mere rename. */
async function patchOf(world: World, from: string, to: string, paths: string[]): Promise<string | null> {
  const diff = await world.git.text(["diff", "--find-renames", from, to, "--", ...paths.map((path) => `:(literal)${path}`)]);
  const start = diff.indexOf("\n@@");
  return start < 0 ? null : diff.slice(start + 1);
}
