// src/commands/common/command.ts
const JSON_FLAG = {
	takes: "one",
	placeholder: "FILE|-",
	about: "write the machine-readable result to FILE, or alone to stdout"
};
const THREADS_FLAG = {
	takes: "one",
	placeholder: "N",
	about: "threads for training (default: all cores); never changes the model"
};
const REGISTRY_FLAG = {
	takes: "one",
	placeholder: "branch:NAME|directory:PATH|s3://…",
	about: "where models live (default directory:registry)"
};
function text(flags, name) {
	const value = flags[name];
	return typeof value === "string" ? value : void 0;
}
function texts(flags, name) {
	const value = flags[name];
	return Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
}
export { texts as a, text as i, REGISTRY_FLAG as n, THREADS_FLAG as r, JSON_FLAG as t };
