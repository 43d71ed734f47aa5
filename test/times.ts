// How often a test that repeats itself does so: a seeded sample in CI, all of it for a whole measure (`npm run bench -- repeats`).

/** The number in the environment variable `name`; without it `full` where FULL=1, else `few`. */
export function times(name: string, few: number, full: number): number {
  const given = process.env[name];
  const count = given === undefined || given === "" ? (process.env.FULL === "1" ? full : few) : Number(given);
  if (!Number.isInteger(count) || count < 1) throw new Error(`${name}=${given} is not a whole number of at least 1`);
  return count;
}

/** How many inputs a property tries: a quarter of them in CI, all where FULL=1. Properties without a seed try others each time. */
export const sampled = (full: number): number => (process.env.FULL === "1" ? full : Math.ceil(full / 4));
