import { t as __commonJSMin } from "./rolldown-runtime.js";
// node_modules/canonicalize/lib/canonicalize.js
var require_canonicalize = __commonJSMin(((exports, module) => {
	module.exports = function serialize(object) {
		if (typeof object === "number" && isNaN(object)) throw new Error("NaN is not allowed");
		if (typeof object === "number" && !isFinite(object)) throw new Error("Infinity is not allowed");
		if (object === null || typeof object !== "object") return JSON.stringify(object);
		if (object.toJSON instanceof Function) return serialize(object.toJSON());
		if (Array.isArray(object)) return `[${object.reduce((t, cv, ci) => {
			return `${t}${ci === 0 ? "" : ","}${serialize(cv === void 0 || typeof cv === "symbol" ? null : cv)}`;
		}, "")}]`;
		return `{${Object.keys(object).sort().reduce((t, cv) => {
			if (object[cv] === void 0 || typeof object[cv] === "symbol") return t;
			return `${t}${t.length === 0 ? "" : ","}${serialize(cv)}:${serialize(object[cv])}`;
		}, "")}}`;
	};
}));
export { require_canonicalize as t };
