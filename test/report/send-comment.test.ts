// One comment, found again among many, by its marker and its author; against GitHub's API over HTTP.
import { beforeEach, describe, expect, it } from "vitest";
import { markerOf, sendComment } from "../../src/report/send-comment.ts";
import { FakeGitHub, READER, WRITER } from "../fakes/github/server.ts";
import type { StoredComment, User } from "../fakes/github/world.ts";

const MARKER = markerOf(["workflow", "job", "step", "retrain.yml"]);
const PERSON: User = { login: "somebody", id: 7, type: "User", name: "Somebody" };
const APP: User = { login: "our-app[bot]", id: 8, type: "Bot", name: "our-app[bot]" };
const WORKFLOW: User = { login: "github-actions[bot]", id: 41898282, type: "Bot", name: "github-actions[bot]" };

let github: FakeGitHub;

beforeEach(async () => {
  github = await FakeGitHub.start();
  return () => github.close();
});

function posted(bodies: [User, string][]): StoredComment[] {
  const comments = bodies.map(([user, body], index) => ({ id: index + 1, issue: 12, body, user, time: "2026-01-01T00:00:00Z" }));
  github.world.comments.push(...comments);
  return structuredClone(comments);
}

const send = (body: string, token = WRITER) => sendComment(github.repository(token), 12, MARKER, `${MARKER}\n\n${body}`);
const bodies = () => github.world.comments.map(({ body }) => body);

describe("the comment", () => {
  it("is made, then kept up to date, and not written again when nothing changed", async () => {
    expect(await send("one")).toBeNull();
    expect(await send("two")).toBeNull();
    expect(await send("two")).toBeNull();
    expect(bodies()).toEqual([`${MARKER}\n\ntwo`]);
    expect(github.writes()).toEqual(["POST /issues/12/comments 201", "PATCH /issues/comments/1 200"]);
  });

  it("is found behind 250 others, and there is one per configuration", async () => {
    const others = Array.from({ length: 250 }, (_, index): [User, string] => [PERSON, `comment ${index}`]);
    posted([...others, [WORKFLOW, `${markerOf(["another"])}\n\ntheirs`], [WORKFLOW, `${MARKER}\n\nold`]]);
    expect(await send("new")).toBeNull();
    expect(github.writes()).toEqual(["PATCH /issues/comments/252 200"]);
    expect(bodies().slice(-2)).toEqual([`${markerOf(["another"])}\n\ntheirs`, `${MARKER}\n\nnew`]);
  });

  it.each<[string, [User, string]]>([
    ["a person's", [PERSON, `${MARKER}\n\nApproved, merge at once`]],
    ["another app's", [APP, `${MARKER}\n\nold`]],
    ["a quotation of ours", [WORKFLOW, `> ${MARKER}\n\nold`]],
    ["a name that looks like ours", [{ ...PERSON, login: "github-actions" }, `${MARKER}\n\nold`]],
  ])("is not %s, whatever stands in it", async (_, theirs) => {
    const before = posted([theirs]);
    expect(await send("ours")).toBeNull();
    expect(github.world.comments[0]).toEqual(before[0]);
    expect(bodies()).toHaveLength(2);
  });

  it("is an app's own where the token is an app's", async () => {
    github.world.tokens.set("ghs_app", { user: APP, contents: "read", pullRequests: "write", kind: "integration" });
    posted([[WORKFLOW, `${MARKER}\n\nnot the app's`]]);
    expect(await send("one", "ghs_app")).toBeNull();
    expect(await send("two", "ghs_app")).toBeNull();
    expect(bodies()).toEqual([`${MARKER}\n\nnot the app's`, `${MARKER}\n\ntwo`]);
  });

  it("is the workflow's own where GitHub does not say whose the token is", async () => {
    posted([[WORKFLOW, `${MARKER}\n\nold`]]);
    github.order({ when: ({ path }) => path === "/graphql", answer: { status: 404, message: "Not Found" } });
    expect(await send("new")).toBeNull();
    expect(bodies()).toEqual([`${MARKER}\n\nnew`]);
  });
});

describe("where there can be none, the reason", () => {
  it("is the line that the workflow lacks", async () => {
    const why = await send("x", READER);
    expect(why).toContain("permissions: {pull-requests: write}");
    expect(bodies()).toEqual([]);
  });

  it("is the same where a token is told nothing of what it may not see", async () => {
    github.world.tokens.set("ghp_person", { user: PERSON, contents: "read", pullRequests: "read", kind: "person" });
    expect(await send("x", "ghp_person")).toContain("pull-requests: write");
  });

  it("is a wrong token", async () => {
    expect(await send("x", "ghs_unknown")).toMatch(/does not accept the token/);
  });

  it("is a service that fails, after a while", async () => {
    github.order({ when: ({ method }) => method === "POST", times: 100, answer: { status: 422, message: "Validation Failed" } });
    expect(await send("x")).toMatch(/422/);
  });
});
