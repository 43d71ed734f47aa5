// What the fake knows besides git.
import type { BareRepository } from "./git.ts";

export interface User {
  login: string;
  id: number;
  type: "Bot" | "User";
  name: string;
}

export interface Token {
  user: User;
  contents: "none" | "read" | "write";
  pullRequests: "none" | "read" | "write";
  /** False: the repository does not let workflows open pull requests. */
  mayOpenPulls?: boolean;
  /** As contents where it is not given. */
  deployments?: "none" | "read" | "write";
  /** integration: a workflow's or app's token, whose refusals name it; person: a classic token, told 404. */
  kind: "integration" | "person";
}

/** What stands in the way of changes to some refs. */
export interface Rule {
  /** `heads/model-registry`; a trailing `*` stands for any rest. */
  ref: string;
  /** What is refused. */
  on: ("create" | "update" | "delete")[];
  status: number;
  message: string;
}

/** The wordings are GitHub's own. */
export const RULES = {
  /** Ruleset: require a pull request. */
  pullRequest: "Repository rule violations found\n\nChanges must be made through a pull request.\n\n",
  /** Ruleset: restrict updates. */
  updates: "Repository rule violations found\n\nCannot update this protected ref.\n\n",
  /** Ruleset: restrict creations. */
  creations: "Repository rule violations found\n\nCannot create ref due to creations being restricted.\n\n",
  /** Ruleset: signed commits. */
  signatures: "Repository rule violations found\n\nCommits must have verified signatures.\n\n",
  /** Ruleset: required status checks. */
  checks: 'Repository rule violations found\n\nRequired status check "build" is expected.\n\n',
  /** Classic branch protection. */
  protectedPullRequest: "Changes must be made through a pull request.",
  protectedReview: "At least 1 approving review is required by reviewers with write access.",
  protectedChecks: 'Required status check "build" is expected.',
  protectedPush:
    "You're not authorized to push to this branch. Visit https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches for more information.",
  forcePush: "Cannot force-push to this branch",
  archived: "Repository was archived so is read-only.",
} as const;

export interface Pull {
  number: number;
  head: { ref: string; sha: string; fullName: string; fork: boolean };
  base: { ref: string; sha: string };
  user: User;
  title: string;
  body?: string | null;
  /** Absent: open. */
  state?: "open" | "closed";
  merged?: boolean;
}

export interface StoredComment {
  id: number;
  issue: number;
  body: string;
  user: User;
  time: string;
}

export interface StoredDeployment {
  id: number;
  environment: string;
  ref: string;
  sha: string;
  payload: unknown;
  user: User;
  time: string;
  /** Oldest first. */
  statuses: { id: number; state: string; time: string }[];
}

export interface StoredWorkflow {
  id: number;
  path: string;
  /** active, disabled_manually, disabled_inactivity … */
  state: string;
  time: string;
  /** Oldest first. */
  runs: { event: string; status: string; conclusion: string | null; time: string }[];
}

export interface LoggedRequest {
  method: string;
  /** Decoded, below `/repos/{owner}/{repo}`; the whole path when it is elsewhere. */
  path: string;
  query: Record<string, string>;
  body: unknown;
  status: number;
  token: string | null;
}

export interface World {
  git: BareRepository;
  owner: string;
  repo: string;
  defaultBranch: string;
  private: boolean;
  tokens: Map<string, Token>;
  rules: Rule[];
  pulls: Map<number, Pull>;
  comments: StoredComment[];
  deployments: StoredDeployment[];
  workflows: StoredWorkflow[];
  isFork: boolean;
  /** ISO 8601. */
  pushed: string;
  apiUrl: string;
}

export interface Call {
  world: World;
  actor: Token | null;
  parts: string[];
  query: Record<string, string>;
  body: Record<string, unknown>;
  /** The Accept header. */
  accept: string;
}

export interface Answer {
  status: number;
  /** Bytes are sent as they are, anything else as JSON. */
  data: unknown;
  headers?: Record<string, string>;
}

export interface Route {
  method: string;
  path: RegExp;
  permission: "contents" | "pullRequests" | "deployments" | null;
  access: "read" | "write";
  answer(call: Call): Promise<Answer>;
}

/** An answer that is no success, in GitHub's form. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: unknown[] | null;

  constructor(status: number, message: string, errors: unknown[] | null = null) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export function ruledOut(world: World, ref: string, act: Rule["on"][number]): void {
  const rule = world.rules.find(
    (one) => one.on.includes(act) && (one.ref.endsWith("*") ? ref.startsWith(one.ref.slice(0, -1)) : ref === one.ref),
  );
  if (rule) throw new Refused(rule.status, rule.message);
}

export function userJson({ login, id, type }: User) {
  return {
    login,
    id,
    node_id: `U_${id}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    gravatar_id: "",
    url: `https://api.github.com/users/${encodeURIComponent(login)}`,
    html_url: `https://github.com/${encodeURIComponent(login)}`,
    followers_url: `https://api.github.com/users/${id}/followers`,
    following_url: `https://api.github.com/users/${id}/following{/other_user}`,
    gists_url: `https://api.github.com/users/${id}/gists{/gist_id}`,
    starred_url: `https://api.github.com/users/${id}/starred{/owner}{/repo}`,
    subscriptions_url: `https://api.github.com/users/${id}/subscriptions`,
    organizations_url: `https://api.github.com/users/${id}/orgs`,
    repos_url: `https://api.github.com/users/${id}/repos`,
    events_url: `https://api.github.com/users/${id}/events{/privacy}`,
    received_events_url: `https://api.github.com/users/${id}/received_events`,
    type,
    site_admin: false,
  };
}

/** One page of a list, with GitHub's Link header. */
export function page<T>(items: T[], query: Record<string, string>): { items: T[]; headers: Record<string, string> } {
  const size = Math.min(100, Math.max(1, Number(query.per_page ?? 30)));
  const at = Math.max(1, Number(query.page ?? 1));
  const more = items.length > size * at;
  return {
    items: items.slice(size * (at - 1), size * at),
    headers: more ? { link: `<?page=${at + 1}&per_page=${size}>; rel="next"` } : {},
  };
}
