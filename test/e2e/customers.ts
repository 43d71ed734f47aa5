// A table of customers that is exported anew each month over the last one.
import { random } from "./batches.ts";

export const CUSTOMER_SCHEMA = `primaryKey: customer
fields:
  - {name: customer, type: string, role: id}
  - {name: usage, type: number}
  - {name: calls, type: integer}
  - {name: plan, type: string}
  - {name: churn, type: string}
`;
export const CUSTOMER_HEADER = "customer,usage,calls,plan,churn";

/** What goes wrong in a month. */
export interface Harm {
  /** Share of labels that are turned round. */
  flipped?: (month: number) => number;
  /** Usage in another unit. */
  factor?: (month: number) => number;
}

/** Lines of each month: the usage of each customer goes on from month to month. */
export function months(count: number, seed: number, customers: number, { flipped = () => 0, factor = () => 1 }: Harm = {}): string[][] {
  const next = random(seed);
  const usage = Array.from({ length: customers }, () => 20 + 40 * next());
  return Array.from({ length: count }, (_, month) =>
    usage.map((before, i) => {
      const now = Math.round(100 * (0.7 * before + 0.3 * (20 + 40 * next()))) / 100;
      usage[i] = now;
      const calls = Math.floor(5 * next());
      const plan = ["basic", "plus", "pro"][i % 3]!;
      const churns = now - 3 * calls + (plan === "pro" ? 5 : 0) + 4 * (next() - 0.5) < 34;
      const label = churns !== next() < flipped(month) ? "yes" : "no";
      return [`c${i}`, Math.round(100 * now * factor(month)) / 100, calls, plan, label].join(",");
    }),
  );
}
