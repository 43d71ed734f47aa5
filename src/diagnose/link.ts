// The chain from a trigger to a served model: what is known of each link, and the one sentence that answers. Pure.

/** In the order in which a change of data passes them. */
const LINKS = ["trigger", "data", "policy", "checks", "gates", "registry", "deployment", "serving"] as const;

export type LinkName = (typeof LINKS)[number];

/** fine; broken: somebody must do something; waiting: nothing is wrong, and what is awaited is said; unseen: it could not be looked at. */
export type LinkStatus = "fine" | "broken" | "waiting" | "unseen";

/** What was found of one link. */
export interface LinkState {
  link: LinkName;
  status: LinkStatus;
  /** Stable, for programs. */
  code: string;
  /** One sentence: what was seen. */
  evidence: string;
  /** What to do, a sentence each; empty where nothing is to be done. */
  remedies: string[];
}

export interface Diagnosis {
  answer: string;
  /** The earliest broken link; null: none is broken. */
  cause: Pick<LinkState, "link" | "code" | "evidence" | "remedies"> | null;
  /** In the order of the chain; a link with several findings stands several times. */
  links: LinkState[];
}

/** A link that works. */
export function fine(link: LinkName, code: string, evidence: string): LinkState {
  return { link, status: "fine", code, evidence, remedies: [] };
}

/** A link that somebody must mend; `remedies` say how. */
export function broken(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "broken", code, evidence, remedies };
}

/** A link at which something is awaited, and nothing is wrong. */
export function waiting(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "waiting", code, evidence, remedies };
}

/** `remedies`: what would show it. */
export function unseen(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "unseen", code, evidence, remedies };
}

/** The earliest broken link is the cause; what comes after it may be its consequence, and is listed. */
export function diagnosisOf(found: LinkState[]): Diagnosis {
  const links = LINKS.flatMap((name) => found.filter(({ link }) => link === name));
  const first = links.find(({ status }) => status === "broken");
  if (first !== undefined) {
    const { link, code, evidence, remedies } = first;
    const others = links.filter((one) => one.status === "broken" && one !== first).length;
    const more =
      others === 0 ? "" : ` ${others === 1 ? "One more thing is" : `${others} more things are`} broken further on; see the table.`;
    return {
      answer: `${sentence(evidence)} ${remedies.map(sentence).join(" ")}${more}`.trim(),
      cause: { link, code, evidence, remedies },
      links,
    };
  }
  const awaited = links.find(({ status }) => status === "waiting");
  const rest = links.filter(({ status }) => status === "unseen").map(({ link }) => link);
  const unlooked = rest.length === 0 ? "" : ` Not looked at: ${[...new Set(rest)].join(", ")}.`;
  if (awaited !== undefined) return { answer: `Nothing is broken. ${sentence(awaited.evidence)}${unlooked}`, cause: null, links };
  return { answer: `Up to date: nothing is broken.${unlooked}`, cause: null, links };
}

function sentence(text: string): string {
  return /[.!?:]$/.test(text) ? text : `${text}.`;
}
