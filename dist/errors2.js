// src/types/errors.ts
function problem(message, at = {}) {
	return {
		message,
		where: at.where ?? null,
		got: at.got ?? null,
		expected: at.expected ?? null
	};
}
var ExplainedError = class extends Error {
	problems;
	constructor(problems, options) {
		const list = typeof problems === "string" ? [problem(problems)] : Array.isArray(problems) ? problems : [problems];
		super(list.map((p) => p.message).join("\n"), options);
		this.problems = list;
		this.name = new.target.name;
	}
};
var ConfigError = class extends ExplainedError {
	kind = "config";
	exitCode = 2;
};
var ServiceError = class extends ExplainedError {
	kind = "service";
	exitCode = 3;
};
var RefusedObject = class extends ServiceError {};
var UnknownChampion = class extends ServiceError {
	publication;
	constructor(message, publication, options) {
		super(message, options);
		this.publication = publication;
	}
};
var LimitError = class extends ExplainedError {
	kind = "limit";
	exitCode = 4;
};
var DataError = class extends ExplainedError {
	kind = "data";
	exitCode = 1;
};
var DamagedError = class extends ExplainedError {
	kind = "data";
	exitCode = 1;
};
var VanishedError = class extends DamagedError {};
var LostRace = class extends Error {
	constructor(message = "champion.json was moved by another run") {
		super(message);
		this.name = "LostRace";
	}
};
function explain(error) {
	if (error instanceof ExplainedError) return {
		kind: error.kind,
		exitCode: error.exitCode,
		problems: error.problems
	};
	if (isSystemError(error)) return {
		kind: "service",
		exitCode: 3,
		problems: [problem(systemSentence(error))]
	};
	return {
		kind: "bug",
		exitCode: 70,
		problems: [problem(`This is a bug in gated-retrain, please report it: ${error instanceof Error ? error.message : String(error)}`)]
	};
}
function isSystemError(error) {
	return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}
const SYSTEM_REASONS = {
	EACCES: "permission denied",
	EPERM: "operation not permitted",
	ENOSPC: "no space left on the device",
	EROFS: "the file system is read-only",
	EDQUOT: "the quota of the disk is used up",
	EEXIST: "something else has this name",
	EIO: "the disk failed",
	ELOOP: "a symbolic link leads back to itself",
	ENOENT: "no such file or directory",
	EMFILE: "too many open files",
	EISDIR: "it is a directory",
	ENOTDIR: "a part of the path is not a directory"
};
function systemSentence(error) {
	const reason = SYSTEM_REASONS[error.code] ?? error.code;
	return `The file system refused ${error.syscall}${error.path ? ` of ${error.path}` : ""}: ${reason}.`;
}
function sentence(error) {
	return explain(error).problems.map(({ message }) => message).join(" ");
}
export { LostRace as a, UnknownChampion as c, problem as d, sentence as f, LimitError as i, VanishedError as l, DamagedError as n, RefusedObject as o, DataError as r, ServiceError as s, ConfigError as t, explain as u };
