// Cleans AWS environment variables before the SDK reads them: unset secrets arrive empty, pasted ones with a line break.
import { ConfigError, problem } from "../../types/errors.ts";

const WITHOUT_SPACE = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION"];
const MAY_BE_EMPTY = [...WITHOUT_SPACE, "AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_STS"];

/** Empty variables count as not set. Throws ConfigError for keys that cannot be right; never shows one. */
export function cleanEnvironment(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of MAY_BE_EMPTY) if (env[name]?.trim() === "") delete env[name];
  const problems = WITHOUT_SPACE.filter((name) => /\s|[^\x21-\x7e]/.test(env[name] ?? "")).map((name) => {
    const expected = "a value without spaces, line breaks and other characters that no key has";
    const holds = /[\r\n]/.test(env[name]!) ? "a line break" : "a space or a character that no key has";
    return problem(`${name} holds ${holds}: set the variable, or the secret that it comes from, again, on one line.`, { expected });
  });
  if (problems.length > 0) throw new ConfigError(problems);
}
