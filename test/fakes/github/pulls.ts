// Pull requests, what they change, and comparisons of two commits.
import { type Answer, type Call, type Pull, page, Refused, type Route, userJson, type World } from "./world.ts";

export const pullRoutes: Route[] = [
  { method: "GET", path: /^\/pulls\/(\d+)$/, permission: "pullRequests", access: "read", answer: getPull },
  { method: "GET", path: /^\/pulls\/(\d+)\/files$/, permission: "pullRequests", access: "read", answer: getFiles },
  { method: "GET", path: /^\/compare\/(.+)\.\.\.(.+)$/, permission: "contents", access: "read", answer: compare },
];

function pullOf({ world, parts }: Call): Pull {
  const pull = world.pulls.get(Number(parts[0]));
  if (pull === undefined) throw new Refused(404, "Not Found");
  return pull;
}

async function getPull(call: Call): Promise<Answer> {
  const { world } = call;
  const { number, head, base, user, title } = pullOf(call);
  const own = `${world.owner}/${world.repo}`;
  const url = `${world.apiUrl}/repos/${own}/pulls/${number}`;
  const side = (ref: string, sha: string, fullName: string, fork: boolean) => ({
    label: `${fullName.split("/")[0]}:${ref}`,
    ref,
    sha,
    user: userJson(user),
    repo: { full_name: fullName, name: fullName.split("/")[1], fork, private: world.private, default_branch: world.defaultBranch },
  });
  const data = {
    id: number,
    number,
    url,
    html_url: `https://github.com/${own}/pull/${number}`,
    state: "open",
    title,
    user: userJson(user),
    body: null,
    draft: false,
    merged: false,
    head: side(head.ref, head.sha, head.fullName, head.fork),
    base: side(base.ref, base.sha, own, false),
  };
  return { status: 200, data };
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
