import { A as judge, D as judgedCandidate, S as examine, W as loadConfig, r as retraining, x as planned } from "./pipeline.js";
import { l as VanishedError, t as ConfigError } from "./errors2.js";
import { N as NO_LINE, t as openRegistry } from "./registry.js";
import { f as isAcceptable, l as acceptedName } from "./sentences.js";
import { Q as withWord, X as rowsOf, r as validate } from "./validate.js";
import { i as text } from "./command.js";
import { a as runAndRender, t as RUN_FLAGS } from "./run2.js";
// src/publish/chain/overriding.ts
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
		undone: [],
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
		championId: () => registry.championId(),
		history: (runs) => registry.history(runs),
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
	const entryKind = kind === "reset" ? "reset" : "promotion";
	const said = `${kind === "reset" ? "reset" : "accepted"} by ${who}: ${reason}`;
	return {
		...promotion,
		entry: {
			...promotion.entry,
			kind: entryKind,
			reason: said,
			override: {
				kind,
				reason
			}
		}
	};
}
// src/run/accept-rows.ts
async function acceptRows(config, registry, recorder, { origin, ...environment }, request) {
	const judged = () => recorder.close(judge(recorder.facts.checks, config.gates.champion));
	const examined = await examine(config, registry, recorder, environment);
	if (examined === null) return judged();
	const { state, cut } = examined;
	const time = new Date(recorder.now()).toISOString();
	const signed = (checks) => acceptancesOf(request, cut.files, checks).map((one) => ({
		...one,
		actor: origin.actor,
		time,
		champion: state.pointer?.id ?? null
	}));
	const all = checksOf(examined);
	const failed = signed(all);
	const again = {
		...examined,
		...withAccepted(examined, failed)
	};
	const gates = await gatesOf(config, recorder, again, environment);
	const accepted = [...failed, ...signed(gates)];
	if (accepted.length === 0 && !isAcceptedAlready(request.file, cut.files, examined.subject.word)) throw nothingToAccept(request.file, cut.files, [...all, ...gates]);
	if (accepted.length > 0) await recorder.stage("record", () => registry.record(recordOf(accepted, state, time)));
	const { word } = examined.subject;
	const left = withWord([...checksOf(again), ...gates], {
		...word,
		given: [...word.given, ...accepted]
	});
	if (recorder.addChecks(left)) return judged();
	const reason = accepted.length > 0 ? said(accepted, request.file) : `What failed in ${request.file} is accepted already.`;
	return recorder.close({
		verdict: "checked",
		reason
	});
}
const checksOf = ({ validation: { checks, screens } }) => [...checks, ...screens];
function withAccepted({ subject, validation }, accepted) {
	if (accepted.length === 0) return {
		subject,
		validation
	};
	const { word } = subject;
	const known = {
		...subject,
		word: {
			...word,
			given: [...word.given, ...accepted]
		}
	};
	return {
		subject: known,
		validation: validate(known)
	};
}
async function gatesOf(config, recorder, examined, environment) {
	const { checks, dataset } = examined.validation;
	const isFresh = examined.cut.files.some(({ accepted, golden }) => !accepted && !golden);
	if (dataset === null || !isFresh || checks.some(({ status }) => status === "fail" || status === "inconclusive")) return [];
	const candidate = await judgedCandidate(config, recorder, examined, dataset, await planned(config, examined, dataset), environment);
	return candidate === null ? [] : candidate.scored.checks.filter(({ code }) => isAcceptable(code));
}
function isAcceptedAlready(file, files, { given, grown }) {
	const called = (rowSet) => [rowSet, grown.get(rowSet)];
	return files.some(({ name, rowSet }) => name === file && rowSet !== void 0 && given.some(({ rows }) => called(rowSet).includes(rows)));
}
function acceptancesOf({ file, reason }, files, checks) {
	const names = new Map();
	for (const check of checks) {
		if (check.status !== "fail" || !isAcceptable(check.code)) continue;
		for (const rows of rowsOf(check)) names.set(rows, [...names.get(rows) ?? [], acceptedName(check.code, check.subject)]);
	}
	return [...new Set(files.flatMap(({ name, rowSet }) => name === file && rowSet !== void 0 ? [rowSet] : []))].flatMap((rows) => {
		const failed = names.get(rows);
		return failed === void 0 ? [] : [{
			rows,
			checks: [...new Set(failed)],
			reason,
			file
		}];
	});
}
function recordOf(accepted, { pointer }, time) {
	return {
		time,
		verdict: null,
		reason: said(accepted, accepted[0].file),
		modelId: null,
		championId: pointer?.id ?? null,
		f1: null,
		profile: null,
		kind: "acceptance",
		accepted
	};
}
function said(accepted, file) {
	return `Accepted of ${file}: ${[...new Set(accepted.flatMap(({ checks }) => checks))].join(", ")} (${accepted[0].reason}). The next run that publishes trains on these rows.`;
}
const NAMES_SHOWN = 5;
function nothingToAccept(file, files, checks) {
	const fresh = [...new Set(files.filter(({ accepted, golden }) => !accepted && !golden).map(({ name }) => name))];
	const failing = checks.filter(({ status }) => status === "fail");
	const others = [...new Set(failing.flatMap(({ where }) => where?.file ?? []))].filter((name) => name !== file && fresh.includes(name));
	const own = failing.filter(({ where }) => where?.file === file).map(({ code }) => code);
	const listed = (names) => names.slice(0, NAMES_SHOWN).join(", ");
	if (!fresh.includes(file)) return new ConfigError(`No new rows are in a file ${JSON.stringify(file.slice(0, 200))}: new rows are in ${fresh.length === 0 ? "none" : listed(fresh)}. --file takes the name as the finding tells it.`);
	if (own.length > 0) return new ConfigError(`What fails in ${file} cannot be accepted (${listed([...new Set(own)])}): do what the finding says, or leave the rows out.`);
	return new ConfigError(`No data check fails in ${file}${others.length === 0 ? "" : `, but in ${listed(others)}`}: there is nothing to accept.`);
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
	run: (flags, host) => overridden("reset", flags, host)
};
const FILE = {
	takes: "one",
	placeholder: "NAME",
	about: "accept what fails in the new rows of this file, and promote nothing"
};
const accept = {
	usage: "--reason TEXT [--file NAME] [flags of run]",
	about: "With --file: records that the new rows of a file are right although data checks fail on them; the next run takes them. Without: promotes although the comparison with the champion, the best model or the accepted batches does not allow it. Floors and types hold.",
	flags: {
		...RUN_FLAGS,
		reason: REASON,
		file: FILE
	},
	judges: true,
	run: (flags, host) => overridden("accept", flags, host)
};
function overridden(kind, flags, host) {
	const { reason, file, ...rest } = flags;
	const prepare = file === void 0 ? prepareOverride(kind, text({ reason }, "reason")) : prepareAcceptance(text({ file }, "file"), text({ reason }, "reason"));
	return runAndRender(rest, host, true, prepare);
}
function prepareAcceptance(file, given, configOf = loadConfig) {
	return async (invocation, host) => {
		const reason = reasonOf("accept", given);
		const name = file?.trim().normalize("NFC") ?? "";
		if (name === "") throw new ConfigError("--file (the input file) is empty, expected the name of a file as the finding tells it.");
		const config = await configOf(invocation, host);
		if (!config.publish) throw new ConfigError("accept writes into the registry, and this run may not: it is a dry run, or not on the default branch.");
		if (config.command?.evidence === "reported") throw new ConfigError("accept --file needs data checks: a script that reports reads its own rows (train.predict would have it judged here).");
		const registry = openRegistry(config.registry, host.services);
		const judge = (recorder) => acceptRows(config, registry, recorder, host, {
			file: name,
			reason
		});
		return {
			config,
			registry,
			command: "accept",
			judge
		};
	};
}
function reasonOf(kind, given) {
	const reason = given?.trim() ?? "";
	if (reason === "") throw new ConfigError(`${kind} needs a reason, a few words that the history keeps: --reason, or the input reason.`);
	return reason.slice(0, 1e3);
}
function prepareOverride(kind, given, configOf = loadConfig) {
	return async (invocation, host) => {
		const reason = reasonOf(kind, given);
		const config = await configOf(invocation, host);
		if (!config.publish) throw new ConfigError(`${kind} publishes, and this run may not: it is a dry run, or not on the default branch.`);
		const gates = kind === "accept" ? {
			...config.gates,
			accept: true
		} : config.gates;
		const override = {
			kind,
			reason,
			actor: host.origin.actor
		};
		return {
			...retraining({
				...config,
				gates
			}, host, [], (registry) => overriding(registry, override)),
			command: kind
		};
	};
}
export { reset as i, prepareAcceptance as n, prepareOverride as r, accept as t };
