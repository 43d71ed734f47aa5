// As much of the GraphQL API as reads many text files at once: `alias: object(oid: "…") { ... on Blob { text } }`.
import { type Answer, type Call, Refused, type Route } from "./world.ts";

export const graphqlRoutes: Route[] = [{ method: "POST", path: /^\/graphql$/, permission: "contents", access: "read", answer: query }];

async function query({ world, body }: Call): Promise<Answer> {
  const { query: text = "", variables = {} } = body as { query?: string; variables?: { owner?: string; name?: string } };
  if (variables.owner !== world.owner || variables.name !== world.repo) return { status: 200, data: { data: { repository: null } } };
  const asked = [...text.matchAll(/(\w+): object\(oid: "([0-9a-f]{40})"\) \{ \.\.\. on Blob \{ text \} \}/g)];
  if (asked.length === 0) throw new Refused(400, "Problems parsing GraphQL");
  const repository: Record<string, { text: string | null } | null> = {};
  const blobs = await world.git.blobs(asked.map(([, , sha]) => sha!));
  for (const [i, [, alias]] of asked.entries()) {
    const bytes = blobs[i];
    repository[alias!] = bytes ? { text: bytes.includes(0) ? null : bytes.toString("utf8") } : null;
  }
  return { status: 200, data: { data: { repository } } };
}
