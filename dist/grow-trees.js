import { o as __toESM } from "./rolldown-runtime.js";
import { n as newGrowSpace, t as growTree } from "./grow.js";
// src/train/stock-package.ts
async function trainStock(job) {
	const { RandomForestClassifier } = await import("./random-forest.js").then((m) => __toESM(m.default, 1));
	const { values, features, labels, options } = job;
	const rows = Array.from(labels, (_, i) => Array.from(values.subarray(i * features, (i + 1) * features)));
	const model = new RandomForestClassifier(options);
	model.train(rows, Array.from(labels));
	return JSON.stringify(model.toJSON());
}
// src/train/grow-trees.ts
function* growTrees(job) {
	const space = newGrowSpace(job.table, job.options);
	for (;;) {
		const number = Atomics.add(job.counter, 0, 1);
		if (number >= job.trees) return;
		yield {
			number,
			tree: growTree(space, number)
		};
	}
}
export { trainStock as n, growTrees as t };
