// Delivers the champion as `publish` says: copies, and a command. `isPending`: something is left to do.
import { isAbsolute, parse, relative, sep } from "node:path";
import { checkoutOfFile } from "../../clients/git/checkout.ts";
import { GitHub } from "../../clients/github/github.ts";
import { postToSupervisor } from "../../clients/supervised-thread.ts";
import { check } from "../../findings/check.ts";
import { copyToFolder } from "../../publish/delivery/folder.ts";
import { proposeCopies } from "../../publish/delivery/proposal.ts";
import { registerModel } from "../../publish/delivery/registration.ts";
import { commitCopies } from "../../publish/delivery/repository.ts";
import { copiesFolder, type FileChanges, fileChanges } from "../../publish/delivery/wanted.ts";
import { renderSummary } from "../../report/markdown/summary.ts";
import type { ReportContext } from "../../report/sentences/view.ts";
import type { DeliveryConfig } from "../../types/delivery.ts";
import { ConfigError, sentence } from "../../types/errors.ts";
import type { CheckResult } from "../../types/judgement.ts";
import type { Registry } from "../../types/registry.ts";
import type { RunResult, Services } from "../../types/run.ts";
import type { Host } from "./command.ts";

export interface Delivery {
  config: DeliveryConfig;
  registry: Registry;
  result: RunResult;
  context: ReportContext;
  /** Time limit of the registration command. */
  minutes: number;
  host: Host;
}

export interface Delivered {
  /** What was done or failed: passes and warnings, which do not change the verdict. */
  checks: CheckResult[];
  /** A pull request is open, or a delivery failed and is tried again. */
  isPending: boolean;
}

interface Champion {
  id: string;
  files: { name: string; bytes: Uint8Array }[];
}

/** Largest text of a pull request; GitHub takes 65,536 characters. */
const MOST_BODY_BYTES = 60_000;

/** Throws ConfigError if the configured delivery needs a repository or token that is not known. */
export function assertDeliverable(config: DeliveryConfig, { repository }: Services): void {
  if (config.copy.length === 0 || config.to === "folder" || repository !== null) return;
  throw new ConfigError(
    `publish.to: ${config.to} needs to know the repository and a token: GITHUB_REPOSITORY is OWNER/NAME and GITHUB_TOKEN a token with contents: write (in a workflow the input github-token); or set publish.to: folder, which copies beside the configuration.`,
  );
}

/** Runs after every run that may publish, whatever its verdict, so that failed deliveries are repeated. Failures are warnings. */
export async function deliver(delivery: Delivery): Promise<Delivered> {
  postToSupervisor({ kind: "stage", stage: "deliver", facts: delivery.result });
  try {
    const champion = await delivery.registry.deliveries.champion();
    if (champion === null) return { checks: [], isPending: false };
    const copied = await copies(delivery, champion);
    const registered = await registration(delivery, champion);
    const checks = [...copied, ...registered];
    return { checks, isPending: checks.some(({ status }) => status !== "pass") };
  } catch (error) {
    return { checks: [failed("copy", delivery.registry.label, `The champion could not be read: ${sentence(error)}`)], isPending: true };
  }
}

async function copies(delivery: Delivery, champion: Champion): Promise<CheckResult[]> {
  const { config, registry } = delivery;
  if (config.copy.length === 0) return [];
  const subject = config.copy.map(({ to }) => to).join(", ");
  try {
    const earlier = copiesFolder(config.copy, champion.files) ? await registry.deliveries.earlierNames() : [];
    return [await copied(delivery, champion, fileChanges(config.copy, champion.files, earlier), subject)];
  } catch (error) {
    return [failed("copy", subject, `The champion ${champion.id} could not be copied: ${sentence(error)}`)];
  }
}

async function copied(delivery: Delivery, { id }: Champion, wanted: FileChanges, subject: string): Promise<CheckResult> {
  const { config, host } = delivery;
  const done = (what: string) => check("copy", subject, "pass", `${subject}: ${what} of champion ${id}.`);
  if (config.to === "folder") return done((await copyToFolder(config.folder, wanted)) ? "copied, the files" : "holds the files already");
  assertDeliverable(config, host.services);
  const github = new GitHub(host.services.repository!);
  const below = inRepository(wanted, config.folder, host.cwd);
  const message = messageOf(delivery, id);
  if (config.to === "commit") {
    const commit = await commitCopies(github, below, message);
    return done(commit === null ? "holds the files already" : `commit ${commit} brought the files`);
  }
  const title = `Model ${id.slice(0, 12)} for ${subject}`.slice(0, 200);
  const proposed = await proposeCopies(github, { id, title, body: bodyOf(delivery, id, subject), message, wanted: below });
  if (proposed.kind === "merged") return done("holds the files already");
  const isRefused = proposed.kind === "refused";
  const what = isRefused ? "was closed without being merged" : proposed.isNew ? "proposes them" : "waits to be merged";
  const suggestion = isRefused
    ? `Reopen pull request #${proposed.number} to have the model, or roll back: it is not proposed again.`
    : `Merge pull request #${proposed.number}.`;
  return check("copy", subject, "warn", `${subject}: not the files of champion ${id} yet; pull request #${proposed.number} ${what}.`, {
    suggestion,
  });
}

/** The paths relative to the repository's root. */
function inRepository({ puts, removes }: FileChanges, folder: string, cwd: string): FileChanges {
  const top = parse(folder).root;
  const found = checkoutOfFile(top, `${folder}${sep}retrain.yml`);
  const root = found === top ? cwd : found;
  const prefix = relative(root, folder)
    .split(sep)
    .filter((step) => step !== "");
  if (prefix[0] === ".." || isAbsolute(relative(root, folder)))
    throw new ConfigError("publish.copy is relative to a configuration outside of the checkout: put retrain.yml into the repository.");
  const inside = (name: string) => [...prefix, name].join("/");
  return { puts: puts.map(({ name, bytes }) => ({ name: inside(name), bytes })), removes: removes.map(inside) };
}

function messageOf({ registry, context }: Delivery, id: string): string {
  const run = context.runUrl === null ? "" : `\n\nRun: ${context.runUrl}`;
  return `Model ${id.slice(0, 12)} as gated-retrain promoted it\n\nModel: ${id}\nRegistry: ${registry.label}${run}`;
}

function bodyOf({ result, context, registry }: Delivery, id: string, subject: string): string {
  const what = `Brings \`${subject.replaceAll("`", "'")}\` of model \`${id}\`, the champion of ${registry.label}. The files are what the script wrote, byte for byte.`;
  return `${what}\n\nThe run that proposes it:\n\n${renderSummary(result, context, MOST_BODY_BYTES)}`;
}

/** Runs `publish.command` once for each champion; again if it failed or its success was not recorded. */
async function registration({ config, registry, minutes, host }: Delivery, { id, files }: Champion): Promise<CheckResult[]> {
  const { command } = config;
  if (command === null) return [];
  const subject = command.join(" ").slice(0, 120);
  if ((await registry.deliveries.registered()) === id)
    return [check("registration", subject, "pass", `${subject}: champion ${id} was registered before.`)];
  try {
    await registerModel({ config, command, id, files, minutes, progress: host.progress });
    await registry.deliveries.noteRegistered({ id, time: new Date(host.now()).toISOString(), run: host.origin.run });
    return [check("registration", subject, "pass", `${subject}: champion ${id} is registered.`)];
  } catch (error) {
    return [failed("registration", subject, `The champion ${id} is not registered: ${sentence(error)}`)];
  }
}

const failed = (code: string, subject: string, message: string) => check(code, subject, "warn", message, { suggestion: AGAIN });

const AGAIN = "Mend it; the next run that publishes tries again, and the output deploy stays true until then.";
