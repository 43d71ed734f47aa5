import { t as __commonJSMin } from "./rolldown-runtime.js";
import { t as require_lib$2 } from "./lib-is-any-array.js";
// node_modules/ml-array-sum/lib/index.js
var require_lib$1 = __commonJSMin(((exports, module) => {
	var isAnyArray = require_lib$2();
	function sum(input) {
		if (!isAnyArray.isAnyArray(input)) throw new TypeError("input must be an array");
		if (input.length === 0) throw new TypeError("input must not be empty");
		let sumValue = 0;
		for (let i = 0; i < input.length; i++) sumValue += input[i];
		return sumValue;
	}
	module.exports = sum;
}));
// node_modules/ml-array-mean/lib/index.js
var require_lib = __commonJSMin(((exports, module) => {
	var sum = require_lib$1();
	function _interopDefaultLegacy(e) {
		return e && typeof e === "object" && "default" in e ? e : { "default": e };
	}
	var sum__default = _interopDefaultLegacy(sum);
	function mean(input) {
		return sum__default["default"](input) / input.length;
	}
	module.exports = mean;
}));
export { require_lib as t };
