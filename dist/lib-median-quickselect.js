import { t as __commonJSMin } from "./rolldown-runtime.js";
// node_modules/median-quickselect/lib/median-quickselect.min.js
var require_median_quickselect_min = __commonJSMin(((exports, module) => {
	(function() {
		function a(d) {
			for (var e = 0, f = d.length - 1, g = void 0, h = void 0, i = void 0, j = c(e, f);;) {
				if (f <= e) return d[j];
				if (f == e + 1) return d[e] > d[f] && b(d, e, f), d[j];
				for (g = c(e, f), d[g] > d[f] && b(d, g, f), d[e] > d[f] && b(d, e, f), d[g] > d[e] && b(d, g, e), b(d, g, e + 1), h = e + 1, i = f;;) {
					do
						h++;
					while (d[e] > d[h]);
					do
						i--;
					while (d[i] > d[e]);
					if (i < h) break;
					b(d, h, i);
				}
				b(d, e, i), i <= j && (e = h), i >= j && (f = i - 1);
			}
		}
		var b = function b(d, e, f) {
			var _ref = [d[f], d[e]];
			return d[e] = _ref[0], d[f] = _ref[1], _ref;
		}, c = function c(d, e) {
			return ~~((d + e) / 2);
		};
		"undefined" != typeof module && module.exports ? module.exports = a : window.median = a;
	})();
}));
export { require_median_quickselect_min as t };
