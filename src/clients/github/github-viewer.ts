// The login of the token. REST refuses this for app tokens (GET /user: 403); GraphQL's `viewer` works.
import { z } from "zod";
import type { GitHub } from "./github.ts";

/** Login of a workflow's token. */
const WORKFLOW_BOT = "github-actions[bot]";

/** The login under which this token's comments appear; github-actions[bot] if GitHub does not return one. */
export async function viewerLogin(github: GitHub): Promise<string> {
  const url = `${github.repository.apiUrl.replace(/\/+$/, "").replace(/\/api\/v3$/, "/api")}/graphql`;
  // The client names the repository in every request; this one is about none.
  const parameters = { query: "{ viewer { login } }", owner: undefined, repo: undefined };
  const absent = [400, 401, 403, 404, 422];
  const form = z.object({
    data: z
      .object({ viewer: z.object({ login: z.string() }) })
      .nullable()
      .exactOptional(),
  });
  const answer = await github.ask({
    route: `POST ${url}`,
    parameters,
    needs: "contents: read",
    form,
    absent,
  });
  const login = answer?.data?.viewer?.login;
  return login || WORKFLOW_BOT;
}
