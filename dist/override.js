import { r as retraining, x as loadConfig } from "./pipeline.js";
import { l as VanishedError, t as ConfigError } from "./errors2.js";
import { g as NO_LINE, h as ACCEPTED } from "./registry.js";
import { i as text } from "./command.js";
import { a as runAndRender, t as RUN_FLAGS } from "./run2.js";
// src/publish/overriding.ts
function overriding(registry, override) {
	let state = null;
	return {
		label: registry.label,
		get commit() {
			return registry.commit;
		},
		get doubt() {
			return registry.doubt;
		},
		get found() {
			return registry.found;
		},
		mend: () => registry.mend(),
		async read(rowSets) {
			state = await registry.read(rowSets).catch((error) => {
				if (override.kind === "reset" && error instanceof VanishedError) return NOTHING;
				throw error;
			});
			return override.kind === "reset" ? newLine(state) : state;
		},
		publish: (promotion) => registry.publish(signed(promotion, override), state?.pointer ?? null),
		rollback: (id, record) => registry.rollback(id, record),
		record: (run) => registry.record(run),
		verify: () => registry.verify(),
		load: (id) => registry.load(id),
		deliveries: registry.deliveries
	};
}
const NOTHING = {
	pointer: null,
	named: [],
	...NO_LINE
};
function newLine(state) {
	return {
		...state,
		...NO_LINE
	};
}
function signed(promotion, { kind, reason, actor }) {
	const who = actor ?? "somebody at a terminal";
	const begin = kind === "reset" ? "reset by " : ACCEPTED;
	const entryKind = kind === "reset" ? "reset" : "promotion";
	return {
		...promotion,
		entry: {
			...promotion.entry,
			kind: entryKind,
			reason: `${begin}${who}: ${reason}`
		}
	};
}
// src/commands/override.ts
const REASON = {
	takes: "one",
	placeholder: "TEXT",
	about: "why, for the history (needed)"
};
const reset = {
	usage: "--reason TEXT [flags of run]",
	about: "Begins a new line of champions: trains and judges without a champion, under today's split and schema. The models before stay, and rollback leads back to them.",
	flags: {
		...RUN_FLAGS,
		reason: REASON
	},
	judges: true,
	run: (flags, surface) => overridden("reset", flags, surface)
};
const accept = {
	usage: "--reason TEXT [flags of run]",
	about: "Promotes although the comparison with the champion, the best model or the accepted batches does not allow it. Floors and data checks hold.",
	flags: {
		...RUN_FLAGS,
		reason: REASON
	},
	judges: true,
	run: (flags, surface) => overridden("accept", flags, surface)
};
function overridden(kind, flags, surface) {
	const { reason: _reason, ...rest } = flags;
	return runAndRender(rest, surface, true, prepareOverride(kind, text(flags, "reason")));
}
function prepareOverride(kind, given, configOf = loadConfig) {
	return async (invocation, surface) => {
		const reason = given?.trim() ?? "";
		if (reason === "") throw new ConfigError(`${kind} needs a reason, a few words that the history keeps: --reason, or the input reason.`);
		const config = await configOf(invocation, surface);
		if (!config.publish) throw new ConfigError(`${kind} publishes, and this run may not: it is a dry run, or not on the default branch.`);
		const gates = kind === "accept" ? {
			...config.gates,
			accept: true
		} : config.gates;
		const override = {
			kind,
			reason: reason.slice(0, 1e3),
			actor: surface.origin.actor
		};
		return {
			...retraining({
				...config,
				gates
			}, surface, [], (registry) => overriding(registry, override)),
			command: kind
		};
	};
}
export { prepareOverride as n, reset as r, accept as t };
