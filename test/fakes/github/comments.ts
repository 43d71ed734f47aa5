// Comments of an issue or pull request.
import { type Answer, type Call, page, Refused, type Route, type StoredComment, userJson, type World } from "./world.ts";

/** GitHub refuses longer ones. */
const MOST_CHARACTERS = 65_536;

export const commentRoutes: Route[] = [
  { method: "GET", path: /^\/issues\/(\d+)\/comments$/, permission: "pullRequests", access: "read", answer: list },
  { method: "POST", path: /^\/issues\/(\d+)\/comments$/, permission: "pullRequests", access: "write", answer: create },
  { method: "PATCH", path: /^\/issues\/comments\/(\d+)$/, permission: "pullRequests", access: "write", answer: update },
];

function json(world: World, { id, issue, body, user, time }: StoredComment) {
  const own = `${world.owner}/${world.repo}`;
  return {
    id,
    node_id: `IC_${id}`,
    url: `${world.apiUrl}/repos/${own}/issues/comments/${id}`,
    html_url: `https://github.com/${own}/pull/${issue}#issuecomment-${id}`,
    issue_url: `${world.apiUrl}/repos/${own}/issues/${issue}`,
    body,
    user: userJson(user),
    created_at: time,
    updated_at: time,
    author_association: "NONE",
    performed_via_github_app: null,
  };
}

function bodyOf({ body }: Call): string {
  const text = body.body;
  if (typeof text !== "string") throw new Refused(422, 'Invalid request.\n\n"body" wasn\'t supplied.');
  if (text.trim() === "") throw new Refused(422, "Validation Failed", [{ resource: "IssueComment", code: "missing_field", field: "body" }]);
  const message = `body is too long (maximum is ${MOST_CHARACTERS} characters)`;
  if ([...text].length > MOST_CHARACTERS)
    throw new Refused(422, "Validation Failed", [{ resource: "IssueComment", code: "unprocessable", field: "data", message }]);
  return text;
}

async function list({ world, parts, query }: Call): Promise<Answer> {
  const { items, headers } = page(
    world.comments.filter(({ issue }) => issue === Number(parts[0])),
    query,
  );
  return { status: 200, data: items.map((comment) => json(world, comment)), headers };
}

async function create(call: Call): Promise<Answer> {
  const { world, actor, parts } = call;
  const comment = {
    id: world.comments.length + 1,
    issue: Number(parts[0]),
    body: bodyOf(call),
    user: actor!.user,
    time: new Date().toISOString(),
  };
  world.comments.push(comment);
  return { status: 201, data: json(world, comment) };
}

async function update(call: Call): Promise<Answer> {
  const comment = call.world.comments.find(({ id }) => id === Number(call.parts[0]));
  if (comment === undefined) throw new Refused(404, "Not Found");
  comment.body = bodyOf(call);
  return { status: 200, data: json(call.world, comment) };
}
