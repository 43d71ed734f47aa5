import { t as __commonJSMin } from "./rolldown-runtime.js";
import { t as require_lib$1 } from "./lib-is-any-array.js";
import { t as require_median_quickselect_min } from "./lib-median-quickselect.js";
// node_modules/ml-array-median/lib/index.js
var require_lib = __commonJSMin(((exports, module) => {
	var isAnyArray = require_lib$1();
	var quickSelectMedian = require_median_quickselect_min();
	function _interopDefaultLegacy(e) {
		return e && typeof e === "object" && "default" in e ? e : { "default": e };
	}
	var quickSelectMedian__default = _interopDefaultLegacy(quickSelectMedian);
	function median(input) {
		if (!isAnyArray.isAnyArray(input)) throw new TypeError("input must be an array");
		if (input.length === 0) throw new TypeError("input must not be empty");
		return quickSelectMedian__default["default"](input.slice());
	}
	module.exports = median;
}));
export { require_lib as t };
