import type { StockJob } from "./worker-job.ts";

/** Trains with the ml-random-forest package and returns its JSON. The package copies the rows at every node. */
export async function trainStock(job: StockJob): Promise<string> {
  const { RandomForestClassifier } = await import("ml-random-forest");
  const { values, features, labels, options } = job;
  const rows = Array.from(labels, (_, i) => Array.from(values.subarray(i * features, (i + 1) * features)));
  const model = new RandomForestClassifier(options);
  model.train(rows, Array.from(labels));
  return JSON.stringify(model.toJSON());
}
