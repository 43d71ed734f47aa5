// The chain from a trigger to a served model: the state of each link, and the earliest cause. Pure.

/** The links in the order in which a change of data passes them. */
const LINKS = ["trigger", "data", "policy", "checks", "gates", "registry", "deployment", "serving"] as const;

export type LinkName = (typeof LINKS)[number];

/** broken: somebody must act; waiting: nothing is wrong, something is awaited; unseen: it could not be checked. */
export type LinkStatus = "fine" | "broken" | "waiting" | "unseen";

/** A status in tables. */
export const STATUS_WORDS: Record<LinkStatus, string> = { fine: "fine", broken: "BROKEN", waiting: "waiting", unseen: "not seen" };

/** One finding about a link. */
export interface LinkState {
  link: LinkName;
  status: LinkStatus;
  /** A stable code, for programs. */
  code: string;
  /** One sentence: what was seen. */
  evidence: string;
  /** What to do, one sentence each; may be empty. */
  remedies: string[];
}

export interface Diagnosis {
  answer: string;
  /** The earliest broken link; null: none is broken. */
  cause: Pick<LinkState, "link" | "code" | "evidence" | "remedies"> | null;
  /** In the order of the chain; a link may have several findings. */
  links: LinkState[];
}

/** A finding that the link works. */
export function fine(link: LinkName, code: string, evidence: string): LinkState {
  return { link, status: "fine", code, evidence, remedies: [] };
}

/** A finding that the link is broken; `remedies`: how to mend it. */
export function broken(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "broken", code, evidence, remedies };
}

/** A finding that something is awaited. */
export function waiting(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "waiting", code, evidence, remedies };
}

/** A finding that the link could not be checked; `remedies`: how to make it checkable. */
export function unseen(link: LinkName, code: string, evidence: string, ...remedies: string[]): LinkState {
  return { link, status: "unseen", code, evidence, remedies };
}

/** Sorts the findings by link; the earliest broken one is the cause. */
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
