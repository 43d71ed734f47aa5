import { t as __commonJSMin } from "./rolldown-runtime.js";
// node_modules/is-any-array/lib/index.js
var require_lib = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.isAnyArray = void 0;
	const toString = Object.prototype.toString;
	function isAnyArray(value) {
		const tag = toString.call(value);
		return tag.endsWith("Array]") && !tag.includes("Big");
	}
	exports.isAnyArray = isAnyArray;
}));
export { require_lib as t };
