import { i as __require, t as __commonJSMin } from "./rolldown-runtime.js";
import { t as require_lib } from "./lib-ml-array-mode.js";
import { n as require_matrix, t as require_cart } from "./lib-ml-cart.js";
import { t as require_lib$1 } from "./lib-ml-array-mean.js";
import { t as require_lib$2 } from "./lib-ml-array-median.js";
// node_modules/random-js/dist/random-js.umd.js
var require_random_js_umd = __commonJSMin(((exports, module, this$1) => {
	(function(global, factory) {
		typeof exports === "object" && typeof module !== "undefined" ? factory(exports) : typeof define === "function" && define.amd ? define(["exports"], factory) : (global = global || self, factory(global.Random = {}));
	})(this$1, function(exports) {
		"use strict";
		var SMALLEST_UNSAFE_INTEGER = 9007199254740992;
		var LARGEST_SAFE_INTEGER = SMALLEST_UNSAFE_INTEGER - 1;
		var UINT32_MAX = -1 >>> 0;
		var UINT32_SIZE = UINT32_MAX + 1;
		var INT32_SIZE = UINT32_SIZE / 2;
		var INT32_MAX = INT32_SIZE - 1;
		var UINT21_SIZE = 1 << 21;
		var UINT21_MAX = UINT21_SIZE - 1;
		function int32(engine) {
			return engine.next() | 0;
		}
		function add(distribution, addend) {
			if (addend === 0) return distribution;
			else return function(engine) {
				return distribution(engine) + addend;
			};
		}
		function int53(engine) {
			var high = engine.next() | 0;
			var low = engine.next() >>> 0;
			return (high & UINT21_MAX) * UINT32_SIZE + low + (high & UINT21_SIZE ? -SMALLEST_UNSAFE_INTEGER : 0);
		}
		function int53Full(engine) {
			while (true) {
				var high = engine.next() | 0;
				if (high & 4194304) {
					if ((high & 8388607) === 4194304 && (engine.next() | 0) === 0) return SMALLEST_UNSAFE_INTEGER;
				} else {
					var low = engine.next() >>> 0;
					return (high & UINT21_MAX) * UINT32_SIZE + low + (high & UINT21_SIZE ? -SMALLEST_UNSAFE_INTEGER : 0);
				}
			}
		}
		function uint32(engine) {
			return engine.next() >>> 0;
		}
		function uint53(engine) {
			var high = engine.next() & UINT21_MAX;
			var low = engine.next() >>> 0;
			return high * UINT32_SIZE + low;
		}
		function uint53Full(engine) {
			while (true) {
				var high = engine.next() | 0;
				if (high & UINT21_SIZE) {
					if ((high & UINT21_MAX) === 0 && (engine.next() | 0) === 0) return SMALLEST_UNSAFE_INTEGER;
				} else {
					var low = engine.next() >>> 0;
					return (high & UINT21_MAX) * UINT32_SIZE + low;
				}
			}
		}
		function isPowerOfTwoMinusOne(value) {
			return (value + 1 & value) === 0;
		}
		function bitmask(masking) {
			return function(engine) {
				return engine.next() & masking;
			};
		}
		function downscaleToLoopCheckedRange(range) {
			var extendedRange = range + 1;
			var maximum = extendedRange * Math.floor(UINT32_SIZE / extendedRange);
			return function(engine) {
				var value = 0;
				do
					value = engine.next() >>> 0;
				while (value >= maximum);
				return value % extendedRange;
			};
		}
		function downscaleToRange(range) {
			if (isPowerOfTwoMinusOne(range)) return bitmask(range);
			else return downscaleToLoopCheckedRange(range);
		}
		function isEvenlyDivisibleByMaxInt32(value) {
			return (value | 0) === 0;
		}
		function upscaleWithHighMasking(masking) {
			return function(engine) {
				var high = engine.next() & masking;
				var low = engine.next() >>> 0;
				return high * UINT32_SIZE + low;
			};
		}
		function upscaleToLoopCheckedRange(extendedRange) {
			var maximum = extendedRange * Math.floor(SMALLEST_UNSAFE_INTEGER / extendedRange);
			return function(engine) {
				var ret = 0;
				do {
					var high = engine.next() & UINT21_MAX;
					var low = engine.next() >>> 0;
					ret = high * UINT32_SIZE + low;
				} while (ret >= maximum);
				return ret % extendedRange;
			};
		}
		function upscaleWithinU53(range) {
			var extendedRange = range + 1;
			if (isEvenlyDivisibleByMaxInt32(extendedRange)) {
				var highRange = (extendedRange / UINT32_SIZE | 0) - 1;
				if (isPowerOfTwoMinusOne(highRange)) return upscaleWithHighMasking(highRange);
			}
			return upscaleToLoopCheckedRange(extendedRange);
		}
		function upscaleWithinI53AndLoopCheck(min, max) {
			return function(engine) {
				var ret = 0;
				do {
					var high = engine.next() | 0;
					var low = engine.next() >>> 0;
					ret = (high & UINT21_MAX) * UINT32_SIZE + low + (high & UINT21_SIZE ? -SMALLEST_UNSAFE_INTEGER : 0);
				} while (ret < min || ret > max);
				return ret;
			};
		}
		function integer(min, max) {
			min = Math.floor(min);
			max = Math.floor(max);
			if (min < -SMALLEST_UNSAFE_INTEGER || !isFinite(min)) throw new RangeError("Expected min to be at least " + -SMALLEST_UNSAFE_INTEGER);
			else if (max > SMALLEST_UNSAFE_INTEGER || !isFinite(max)) throw new RangeError("Expected max to be at most " + SMALLEST_UNSAFE_INTEGER);
			var range = max - min;
			if (range <= 0 || !isFinite(range)) return function() {
				return min;
			};
			else if (range === UINT32_MAX) {
				if (min === 0) return uint32;
				else return add(int32, min + INT32_SIZE);
			} else if (range < UINT32_MAX) return add(downscaleToRange(range), min);
			else if (range === LARGEST_SAFE_INTEGER) return add(uint53, min);
			else if (range < LARGEST_SAFE_INTEGER) return add(upscaleWithinU53(range), min);
			else if (max - 1 - min === LARGEST_SAFE_INTEGER) return add(uint53Full, min);
			else if (min === -SMALLEST_UNSAFE_INTEGER && max === SMALLEST_UNSAFE_INTEGER) return int53Full;
			else if (min === -SMALLEST_UNSAFE_INTEGER && max === LARGEST_SAFE_INTEGER) return int53;
			else if (min === -LARGEST_SAFE_INTEGER && max === SMALLEST_UNSAFE_INTEGER) return add(int53, 1);
			else if (max === SMALLEST_UNSAFE_INTEGER) return add(upscaleWithinI53AndLoopCheck(min - 1, max - 1), 1);
			else return upscaleWithinI53AndLoopCheck(min, max);
		}
		function isLeastBitTrue(engine) {
			return (engine.next() & 1) === 1;
		}
		function lessThan(distribution, value) {
			return function(engine) {
				return distribution(engine) < value;
			};
		}
		function probability(percentage) {
			if (percentage <= 0) return function() {
				return false;
			};
			else if (percentage >= 1) return function() {
				return true;
			};
			else {
				var scaled = percentage * UINT32_SIZE;
				if (scaled % 1 === 0) return lessThan(int32, scaled - INT32_SIZE | 0);
				else return lessThan(uint53, Math.round(percentage * SMALLEST_UNSAFE_INTEGER));
			}
		}
		function bool(numerator, denominator) {
			if (denominator == null) {
				if (numerator == null) return isLeastBitTrue;
				return probability(numerator);
			} else {
				if (numerator <= 0) return function() {
					return false;
				};
				else if (numerator >= denominator) return function() {
					return true;
				};
				return lessThan(integer(0, denominator - 1), numerator);
			}
		}
		function date(start, end) {
			var distribution = integer(+start, +end);
			return function(engine) {
				return new Date(distribution(engine));
			};
		}
		function die(sideCount) {
			return integer(1, sideCount);
		}
		function dice(sideCount, dieCount) {
			var distribution = die(sideCount);
			return function(engine) {
				var result = [];
				for (var i = 0; i < dieCount; ++i) result.push(distribution(engine));
				return result;
			};
		}
		var DEFAULT_STRING_POOL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
		function string(pool) {
			if (pool === void 0) pool = DEFAULT_STRING_POOL;
			var poolLength = pool.length;
			if (!poolLength) throw new Error("Expected pool not to be an empty string");
			var distribution = integer(0, poolLength - 1);
			return function(engine, length) {
				var result = "";
				for (var i = 0; i < length; ++i) {
					var j = distribution(engine);
					result += pool.charAt(j);
				}
				return result;
			};
		}
		var LOWER_HEX_POOL = "0123456789abcdef";
		var lowerHex = string(LOWER_HEX_POOL);
		var upperHex = string(LOWER_HEX_POOL.toUpperCase());
		function hex(uppercase) {
			if (uppercase) return upperHex;
			else return lowerHex;
		}
		function convertSliceArgument(value, length) {
			if (value < 0) return Math.max(value + length, 0);
			else return Math.min(value, length);
		}
		function toInteger(value) {
			var num = +value;
			if (num < 0) return Math.ceil(num);
			else return Math.floor(num);
		}
		function pick(engine, source, begin, end) {
			var length = source.length;
			if (length === 0) throw new RangeError("Cannot pick from an empty array");
			var start = begin == null ? 0 : convertSliceArgument(toInteger(begin), length);
			var finish = end === void 0 ? length : convertSliceArgument(toInteger(end), length);
			if (start >= finish) throw new RangeError("Cannot pick between bounds " + start + " and " + finish);
			return source[integer(start, finish - 1)(engine)];
		}
		function multiply(distribution, multiplier) {
			if (multiplier === 1) return distribution;
			else if (multiplier === 0) return function() {
				return 0;
			};
			else return function(engine) {
				return distribution(engine) * multiplier;
			};
		}
		function realZeroToOneExclusive(engine) {
			return uint53(engine) / SMALLEST_UNSAFE_INTEGER;
		}
		function realZeroToOneInclusive(engine) {
			return uint53Full(engine) / SMALLEST_UNSAFE_INTEGER;
		}
		function real(min, max, inclusive) {
			if (inclusive === void 0) inclusive = false;
			if (!isFinite(min)) throw new RangeError("Expected min to be a finite number");
			else if (!isFinite(max)) throw new RangeError("Expected max to be a finite number");
			return add(multiply(inclusive ? realZeroToOneInclusive : realZeroToOneExclusive, max - min), min);
		}
		var sliceArray = Array.prototype.slice;
		function shuffle(engine, array, downTo) {
			if (downTo === void 0) downTo = 0;
			var length = array.length;
			if (length) for (var i = length - 1 >>> 0; i > downTo; --i) {
				var j = integer(0, i)(engine);
				if (i !== j) {
					var tmp = array[i];
					array[i] = array[j];
					array[j] = tmp;
				}
			}
			return array;
		}
		function sample(engine, population, sampleSize) {
			if (sampleSize < 0 || sampleSize > population.length || !isFinite(sampleSize)) throw new RangeError("Expected sampleSize to be within 0 and the length of the population");
			if (sampleSize === 0) return [];
			var clone = sliceArray.call(population);
			var length = clone.length;
			if (length === sampleSize) return shuffle(engine, clone, 0);
			var tailLength = length - sampleSize;
			return shuffle(engine, clone, tailLength - 1).slice(tailLength);
		}
		var stringRepeat = (function() {
			try {
				if ("x".repeat(3) === "xxx") return function(pattern, count) {
					return pattern.repeat(count);
				};
			} catch (_) {}
			return function(pattern, count) {
				var result = "";
				while (count > 0) {
					if (count & 1) result += pattern;
					count >>= 1;
					pattern += pattern;
				}
				return result;
			};
		})();
		function zeroPad(text, zeroCount) {
			return stringRepeat("0", zeroCount - text.length) + text;
		}
		function uuid4(engine) {
			var a = engine.next() >>> 0;
			var b = engine.next() | 0;
			var c = engine.next() | 0;
			var d = engine.next() >>> 0;
			return zeroPad(a.toString(16), 8) + "-" + zeroPad((b & 65535).toString(16), 4) + "-" + zeroPad((b >> 4 & 4095 | 16384).toString(16), 4) + "-" + zeroPad((c & 16383 | 32768).toString(16), 4) + "-" + zeroPad((c >> 4 & 65535).toString(16), 4) + zeroPad(d.toString(16), 8);
		}
		var nativeMath = { next: function() {
			return Math.random() * UINT32_SIZE | 0;
		} };
		var Random = function() {
			function Random(engine) {
				if (engine === void 0) engine = nativeMath;
				this.engine = engine;
			}
			Random.prototype.int32 = function() {
				return int32(this.engine);
			};
			Random.prototype.uint32 = function() {
				return uint32(this.engine);
			};
			Random.prototype.uint53 = function() {
				return uint53(this.engine);
			};
			Random.prototype.uint53Full = function() {
				return uint53Full(this.engine);
			};
			Random.prototype.int53 = function() {
				return int53(this.engine);
			};
			Random.prototype.int53Full = function() {
				return int53Full(this.engine);
			};
			Random.prototype.integer = function(min, max) {
				return integer(min, max)(this.engine);
			};
			Random.prototype.realZeroToOneInclusive = function() {
				return realZeroToOneInclusive(this.engine);
			};
			Random.prototype.realZeroToOneExclusive = function() {
				return realZeroToOneExclusive(this.engine);
			};
			Random.prototype.real = function(min, max, inclusive) {
				if (inclusive === void 0) inclusive = false;
				return real(min, max, inclusive)(this.engine);
			};
			Random.prototype.bool = function(numerator, denominator) {
				return bool(numerator, denominator)(this.engine);
			};
			Random.prototype.pick = function(source, begin, end) {
				return pick(this.engine, source, begin, end);
			};
			Random.prototype.shuffle = function(array) {
				return shuffle(this.engine, array);
			};
			Random.prototype.sample = function(population, sampleSize) {
				return sample(this.engine, population, sampleSize);
			};
			Random.prototype.die = function(sideCount) {
				return die(sideCount)(this.engine);
			};
			Random.prototype.dice = function(sideCount, dieCount) {
				return dice(sideCount, dieCount)(this.engine);
			};
			Random.prototype.uuid4 = function() {
				return uuid4(this.engine);
			};
			Random.prototype.string = function(length, pool) {
				return string(pool)(this.engine, length);
			};
			Random.prototype.hex = function(length, uppercase) {
				return hex(uppercase)(this.engine, length);
			};
			Random.prototype.date = function(start, end) {
				return date(start, end)(this.engine);
			};
			return Random;
		}();
		var I32Array = (function() {
			try {
				var view = new Int32Array(new ArrayBuffer(4));
				view[0] = INT32_SIZE;
				if (view[0] === -INT32_SIZE) return Int32Array;
			} catch (_) {}
			return Array;
		})();
		var data = null;
		var COUNT = 128;
		var index = COUNT;
		var browserCrypto = { next: function() {
			if (index >= COUNT) {
				if (data === null) data = new I32Array(COUNT);
				crypto.getRandomValues(data);
				index = 0;
			}
			return data[index++] | 0;
		} };
		function createEntropy(engine, length) {
			if (engine === void 0) engine = nativeMath;
			if (length === void 0) length = 16;
			var array = [];
			array.push(new Date().getTime() | 0);
			for (var i = 1; i < length; ++i) array[i] = engine.next() | 0;
			return array;
		}
		var imul = (function() {
			try {
				if (Math.imul(UINT32_MAX, 5) === -5) return Math.imul;
			} catch (_) {}
			var UINT16_MAX = 65535;
			return function(a, b) {
				var ah = a >>> 16 & UINT16_MAX;
				var al = a & UINT16_MAX;
				var bh = b >>> 16 & UINT16_MAX;
				var bl = b & UINT16_MAX;
				return al * bl + (ah * bl + al * bh << 16 >>> 0) | 0;
			};
		})();
		var ARRAY_SIZE = 624;
		var ARRAY_MAX = ARRAY_SIZE - 1;
		var M = 397;
		var ARRAY_SIZE_MINUS_M = ARRAY_SIZE - M;
		var A = 2567483615;
		var MersenneTwister19937 = function() {
			function MersenneTwister19937() {
				this.data = new I32Array(ARRAY_SIZE);
				this.index = 0;
				this.uses = 0;
			}
			MersenneTwister19937.seed = function(initial) {
				return new MersenneTwister19937().seed(initial);
			};
			MersenneTwister19937.seedWithArray = function(source) {
				return new MersenneTwister19937().seedWithArray(source);
			};
			MersenneTwister19937.autoSeed = function() {
				return MersenneTwister19937.seedWithArray(createEntropy());
			};
			MersenneTwister19937.prototype.next = function() {
				if ((this.index | 0) >= ARRAY_SIZE) {
					refreshData(this.data);
					this.index = 0;
				}
				var value = this.data[this.index];
				this.index = this.index + 1 | 0;
				this.uses += 1;
				return temper(value) | 0;
			};
			MersenneTwister19937.prototype.getUseCount = function() {
				return this.uses;
			};
			MersenneTwister19937.prototype.discard = function(count) {
				if (count <= 0) return this;
				this.uses += count;
				if ((this.index | 0) >= ARRAY_SIZE) {
					refreshData(this.data);
					this.index = 0;
				}
				while (count + this.index > ARRAY_SIZE) {
					count -= ARRAY_SIZE - this.index;
					refreshData(this.data);
					this.index = 0;
				}
				this.index = this.index + count | 0;
				return this;
			};
			MersenneTwister19937.prototype.seed = function(initial) {
				var previous = 0;
				this.data[0] = previous = initial | 0;
				for (var i = 1; i < ARRAY_SIZE; i = i + 1 | 0) this.data[i] = previous = imul(previous ^ previous >>> 30, 1812433253) + i | 0;
				this.index = ARRAY_SIZE;
				this.uses = 0;
				return this;
			};
			MersenneTwister19937.prototype.seedWithArray = function(source) {
				this.seed(19650218);
				seedWithArray(this.data, source);
				return this;
			};
			return MersenneTwister19937;
		}();
		function refreshData(data) {
			var k = 0;
			var tmp = 0;
			for (; (k | 0) < ARRAY_SIZE_MINUS_M; k = k + 1 | 0) {
				tmp = data[k] & INT32_SIZE | data[k + 1 | 0] & INT32_MAX;
				data[k] = data[k + M | 0] ^ tmp >>> 1 ^ (tmp & 1 ? A : 0);
			}
			for (; (k | 0) < ARRAY_MAX; k = k + 1 | 0) {
				tmp = data[k] & INT32_SIZE | data[k + 1 | 0] & INT32_MAX;
				data[k] = data[k - ARRAY_SIZE_MINUS_M | 0] ^ tmp >>> 1 ^ (tmp & 1 ? A : 0);
			}
			tmp = data[ARRAY_MAX] & INT32_SIZE | data[0] & INT32_MAX;
			data[ARRAY_MAX] = data[M - 1] ^ tmp >>> 1 ^ (tmp & 1 ? A : 0);
		}
		function temper(value) {
			value ^= value >>> 11;
			value ^= value << 7 & 2636928640;
			value ^= value << 15 & 4022730752;
			return value ^ value >>> 18;
		}
		function seedWithArray(data, source) {
			var i = 1;
			var j = 0;
			var sourceLength = source.length;
			var k = Math.max(sourceLength, ARRAY_SIZE) | 0;
			var previous = data[0] | 0;
			for (; (k | 0) > 0; --k) {
				data[i] = previous = (data[i] ^ imul(previous ^ previous >>> 30, 1664525)) + (source[j] | 0) + (j | 0) | 0;
				i = i + 1 | 0;
				++j;
				if ((i | 0) > ARRAY_MAX) {
					data[0] = data[ARRAY_MAX];
					i = 1;
				}
				if (j >= sourceLength) j = 0;
			}
			for (k = ARRAY_MAX; (k | 0) > 0; --k) {
				data[i] = previous = (data[i] ^ imul(previous ^ previous >>> 30, 1566083941)) - i | 0;
				i = i + 1 | 0;
				if ((i | 0) > ARRAY_MAX) {
					data[0] = data[ARRAY_MAX];
					i = 1;
				}
			}
			data[0] = INT32_SIZE;
		}
		var data$1 = null;
		var COUNT$1 = 128;
		var index$1 = COUNT$1;
		var nodeCrypto = { next: function() {
			if (index$1 >= COUNT$1) {
				data$1 = new Int32Array(new Int8Array(__require("crypto").randomBytes(4 * COUNT$1)).buffer);
				index$1 = 0;
			}
			return data$1[index$1++] | 0;
		} };
		function picker(source, begin, end) {
			var clone = sliceArray.call(source, begin, end);
			if (clone.length === 0) throw new RangeError("Cannot pick from a source with no items");
			var distribution = integer(0, clone.length - 1);
			return function(engine) {
				return clone[distribution(engine)];
			};
		}
		exports.Random = Random;
		exports.browserCrypto = browserCrypto;
		exports.nativeMath = nativeMath;
		exports.MersenneTwister19937 = MersenneTwister19937;
		exports.nodeCrypto = nodeCrypto;
		exports.bool = bool;
		exports.date = date;
		exports.dice = dice;
		exports.die = die;
		exports.hex = hex;
		exports.int32 = int32;
		exports.int53 = int53;
		exports.int53Full = int53Full;
		exports.integer = integer;
		exports.pick = pick;
		exports.picker = picker;
		exports.real = real;
		exports.realZeroToOneExclusive = realZeroToOneExclusive;
		exports.realZeroToOneInclusive = realZeroToOneInclusive;
		exports.sample = sample;
		exports.shuffle = shuffle;
		exports.string = string;
		exports.uint32 = uint32;
		exports.uint53 = uint53;
		exports.uint53Full = uint53Full;
		exports.uuid4 = uuid4;
		exports.createEntropy = createEntropy;
		Object.defineProperty(exports, "__esModule", { value: true });
	});
}));
// node_modules/ml-random-forest/random-forest.js
var require_random_forest = __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	var arrayMode = require_lib();
	var mlCart = require_cart();
	var mlMatrix = require_matrix();
	var Random = require_random_js_umd();
	var arrayMean = require_lib$1();
	var arrayMedian = require_lib$2();
	function _interopDefaultLegacy(e) {
		return e && typeof e === "object" && "default" in e ? e : { "default": e };
	}
	function _interopNamespace(e) {
		if (e && e.__esModule) return e;
		var n = Object.create(null);
		if (e) Object.keys(e).forEach(function(k) {
			if (k !== "default") {
				var d = Object.getOwnPropertyDescriptor(e, k);
				Object.defineProperty(n, k, d.get ? d : {
					enumerable: true,
					get: function() {
						return e[k];
					}
				});
			}
		});
		n["default"] = e;
		return Object.freeze(n);
	}
	var arrayMode__default = _interopDefaultLegacy(arrayMode);
	var Random__namespace = _interopNamespace(Random);
	var arrayMean__default = _interopDefaultLegacy(arrayMean);
	var arrayMedian__default = _interopDefaultLegacy(arrayMedian);
	function checkFloat(n) {
		return n > 0 && n <= 1;
	}
	function isFloat(n) {
		return Number(n) === n && n % 1 !== 0;
	}
	function examplesBaggingWithReplacement(trainingSet, trainingValue, seed) {
		let engine;
		let distribution = Random__namespace.integer(0, trainingSet.rows - 1);
		if (seed === void 0) engine = Random__namespace.MersenneTwister19937.autoSeed();
		else if (Number.isInteger(seed)) engine = Random__namespace.MersenneTwister19937.seed(seed);
		else throw new RangeError(`Expected seed must be undefined or integer not ${seed}`);
		let Xr = new Array(trainingSet.rows);
		let yr = new Array(trainingSet.rows);
		let oob = new Array(trainingSet.rows).fill(0);
		let oobN = trainingSet.rows;
		for (let i = 0; i < trainingSet.rows; ++i) {
			let index = distribution(engine);
			Xr[i] = trainingSet.getRow(index);
			yr[i] = trainingValue[index];
			if (oob[index]++ === 0) oobN--;
		}
		let Xoob = new Array(oobN);
		let ioob = new Array(oobN);
		for (let i = trainingSet.rows - 1; i >= 0 && oobN > 0; --i) if (oob[i] === 0) {
			Xoob[--oobN] = trainingSet.getRow(i);
			ioob[oobN] = i;
		}
		return {
			X: new mlMatrix.Matrix(Xr),
			y: yr,
			Xoob: new mlMatrix.Matrix(Xoob),
			ioob,
			seed: engine.next()
		};
	}
	function featureBagging(trainingSet, n, replacement, seed) {
		if (trainingSet.columns < n) throw new RangeError("N should be less or equal to the number of columns of X");
		let distribution = Random__namespace.integer(0, trainingSet.columns - 1);
		let engine;
		if (seed === void 0) engine = Random__namespace.MersenneTwister19937.autoSeed();
		else if (Number.isInteger(seed)) engine = Random__namespace.MersenneTwister19937.seed(seed);
		else throw new RangeError(`Expected seed must be undefined or integer not ${seed}`);
		let toRet = new mlMatrix.Matrix(trainingSet.rows, n);
		let usedIndex;
		let index;
		if (replacement) {
			usedIndex = new Array(n);
			for (let i = 0; i < n; ++i) {
				index = distribution(engine);
				usedIndex[i] = index;
				toRet.setColumn(i, trainingSet.getColumn(index));
			}
		} else {
			usedIndex = new Set();
			index = distribution(engine);
			for (let i = 0; i < n; ++i) {
				while (usedIndex.has(index)) index = distribution(engine);
				toRet.setColumn(i, trainingSet.getColumn(index));
				usedIndex.add(index);
			}
			usedIndex = Array.from(usedIndex);
		}
		return {
			X: toRet,
			usedIndex,
			seed: engine.next()
		};
	}
	const collectOOB = (oob, y, aggregate) => {
		const res = Array(y.length);
		for (let i = 0; i < y.length; i++) {
			const all = [];
			for (let j = 0; j < oob.length; j++) {
				const o = oob[j];
				if (o.index[0] === i) {
					all.push(o.predicted[0]);
					o.index = o.index.slice(1);
					o.predicted = o.predicted.slice(1);
				}
			}
			res[i] = {
				true: y[i],
				all,
				predicted: aggregate(all)
			};
		}
		return res;
	};
	var RandomForestBase = class {
		constructor(options, model) {
			if (options === true) {
				this.replacement = model.replacement;
				this.maxFeatures = model.maxFeatures;
				this.nEstimators = model.nEstimators;
				this.treeOptions = model.treeOptions;
				this.isClassifier = model.isClassifier;
				this.seed = model.seed;
				this.n = model.n;
				this.indexes = model.indexes;
				this.useSampleBagging = model.useSampleBagging;
				this.noOOB = true;
				this.maxSamples = model.maxSamples;
				let Estimator = this.isClassifier ? mlCart.DecisionTreeClassifier : mlCart.DecisionTreeRegression;
				this.estimators = model.estimators.map((est) => Estimator.load(est));
			} else {
				this.replacement = options.replacement;
				this.maxFeatures = options.maxFeatures;
				this.nEstimators = options.nEstimators;
				this.treeOptions = options.treeOptions;
				this.isClassifier = options.isClassifier;
				this.seed = options.seed;
				this.useSampleBagging = options.useSampleBagging;
				this.noOOB = options.noOOB;
				this.maxSamples = options.maxSamples;
			}
		}
		train(trainingSet, trainingValues) {
			let currentSeed = this.seed;
			trainingSet = mlMatrix.Matrix.checkMatrix(trainingSet);
			this.maxFeatures = this.maxFeatures || trainingSet.columns;
			this.numberFeatures = trainingSet.columns;
			this.numberSamples = trainingSet.rows;
			if (checkFloat(this.maxFeatures)) this.n = Math.floor(trainingSet.columns * this.maxFeatures);
			else if (Number.isInteger(this.maxFeatures)) {
				if (this.maxFeatures > trainingSet.columns) throw new RangeError(`The maxFeatures parameter should be less than ${trainingSet.columns}`);
				else this.n = this.maxFeatures;
			} else throw new RangeError(`Cannot process the maxFeatures parameter ${this.maxFeatures}`);
			if (this.maxSamples) {
				if (this.maxSamples < 0) throw new RangeError(`Please choose a positive value for maxSamples`);
				else if (isFloat(this.maxSamples)) {
					if (this.maxSamples > 1) throw new RangeError("Please choose either a float value between 0 and 1 or a positive integer for maxSamples");
					else this.numberSamples = Math.floor(trainingSet.rows * this.maxSamples);
				} else if (Number.isInteger(this.maxSamples)) {
					if (this.maxSamples > trainingSet.rows) throw new RangeError(`The maxSamples parameter should be less than ${trainingSet.rows}`);
					else this.numberSamples = this.maxSamples;
				}
			}
			if (this.maxSamples) {
				if (trainingSet.rows !== this.numberSamples) {
					let tmp = new mlMatrix.Matrix(this.numberSamples, trainingSet.columns);
					for (let j = 0; j < this.numberSamples; j++) tmp.removeRow(0);
					for (let i = 0; i < this.numberSamples; i++) tmp.addRow(trainingSet.getRow(i));
					trainingSet = tmp;
					trainingValues = trainingValues.slice(0, this.numberSamples);
				}
			}
			let Estimator;
			if (this.isClassifier) Estimator = mlCart.DecisionTreeClassifier;
			else Estimator = mlCart.DecisionTreeRegression;
			this.estimators = new Array(this.nEstimators);
			this.indexes = new Array(this.nEstimators);
			let oobResults = new Array(this.nEstimators);
			for (let i = 0; i < this.nEstimators; ++i) {
				let res = this.useSampleBagging ? examplesBaggingWithReplacement(trainingSet, trainingValues, currentSeed) : {
					X: trainingSet,
					y: trainingValues,
					seed: currentSeed,
					Xoob: void 0,
					yoob: [],
					ioob: []
				};
				let X = res.X;
				let y = res.y;
				currentSeed = res.seed;
				let { Xoob, ioob } = res;
				res = featureBagging(X, this.n, this.replacement, currentSeed);
				X = res.X;
				currentSeed = res.seed;
				this.indexes[i] = res.usedIndex;
				this.estimators[i] = new Estimator(this.treeOptions);
				this.estimators[i].train(X, y);
				if (!this.noOOB && this.useSampleBagging) {
					let xoob = new mlMatrix.MatrixColumnSelectionView(Xoob, this.indexes[i]);
					oobResults[i] = {
						index: ioob,
						predicted: this.estimators[i].predict(xoob)
					};
				}
			}
			if (!this.noOOB && this.useSampleBagging && oobResults.length > 0) this.oobResults = collectOOB(oobResults, trainingValues, this.selection.bind(this));
		}
		featureImportance() {
			const trees = JSON.parse(JSON.stringify(this.estimators));
			const indexes = JSON.parse(JSON.stringify(this.indexes));
			let importance = [];
			function computeFeatureImportances(i, node) {
				if (!node || !("splitColumn" in node) || !(node.gain > 0)) return;
				let f = node.gain * node.numberSamples;
				if ("left" in node) f -= (node.left.gain || 0) * (node.left.numberSamples || 0);
				if ("right" in node) f -= (node.right.gain || 0) * (node.right.numberSamples || 0);
				importance[i][node.splitColumn] += f;
				if (node.left) computeFeatureImportances(i, node.left);
				if (node.right) computeFeatureImportances(i, node.right);
			}
			function normalizeImportances(i) {
				const s = importance[i].reduce((cum, v) => {
					return cum += v;
				}, 0);
				importance[i] = importance[i].map((v) => {
					return v / s;
				});
			}
			for (let i = 0; i < trees.length; i++) {
				importance.push(new Array(this.numberFeatures).fill(0));
				computeFeatureImportances(i, trees[i].root);
				normalizeImportances(i);
			}
			let avgImportance = new Array(this.numberFeatures).fill(0);
			for (let i = 0; i < importance.length; i++) for (let x = 0; x < this.numberFeatures; x++) avgImportance[indexes[i][x]] += importance[i][x];
			const s = avgImportance.reduce((cum, v) => {
				return cum += v;
			}, 0);
			return avgImportance.map((v) => {
				return v / s;
			});
		}
		selection(values) {
			throw new Error("Abstract method 'selection' not implemented!");
		}
		predict(toPredict) {
			const predictionValues = this.predictionValues(toPredict);
			let predictions = new Array(predictionValues.rows);
			for (let i = 0; i < predictionValues.rows; ++i) predictions[i] = this.selection(predictionValues.getRow(i));
			return predictions;
		}
		predictionValues(toPredict) {
			let predictionValues = new Array(this.nEstimators);
			toPredict = mlMatrix.Matrix.checkMatrix(toPredict);
			for (let i = 0; i < this.nEstimators; ++i) {
				let X = new mlMatrix.MatrixColumnSelectionView(toPredict, this.indexes[i]);
				predictionValues[i] = this.estimators[i].predict(X);
			}
			return predictionValues = new mlMatrix.MatrixTransposeView(new mlMatrix.WrapperMatrix2D(predictionValues));
		}
		predictOOB() {
			if (!this.oobResults || this.oobResults.length === 0) throw new Error("No Out-Of-Bag results found. Did you forgot to train first?");
			return this.oobResults.map((v) => v.predicted);
		}
		toJSON() {
			return {
				indexes: this.indexes,
				n: this.n,
				replacement: this.replacement,
				maxFeatures: this.maxFeatures,
				nEstimators: this.nEstimators,
				treeOptions: this.treeOptions,
				isClassifier: this.isClassifier,
				seed: this.seed,
				estimators: this.estimators.map((est) => est.toJSON()),
				useSampleBagging: this.useSampleBagging
			};
		}
	};
	const defaultOptions$1 = {
		maxFeatures: 1,
		replacement: true,
		nEstimators: 50,
		seed: 42,
		useSampleBagging: true,
		noOOB: false
	};
	var RandomForestClassifier = class RandomForestClassifier extends RandomForestBase {
		constructor(options, model) {
			if (options === true) super(true, model.baseModel);
			else {
				options = Object.assign({}, defaultOptions$1, options);
				options.isClassifier = true;
				super(options);
			}
		}
		selection(values) {
			return arrayMode__default["default"](values);
		}
		toJSON() {
			return {
				baseModel: super.toJSON(),
				name: "RFClassifier"
			};
		}
		getConfusionMatrix() {
			if (!this.oobResults) throw new Error("No Out-Of-Bag results available.");
			const labels = new Set();
			const matrix = this.oobResults.reduce((p, v) => {
				labels.add(v.true);
				labels.add(v.predicted);
				const x = p[v.predicted] || {};
				x[v.true] = (x[v.true] || 0) + 1;
				p[v.predicted] = x;
				return p;
			}, {});
			const sortedLabels = [...labels].sort();
			return sortedLabels.map((v) => sortedLabels.map((w) => (matrix[v] || {})[w] || 0));
		}
		static load(model) {
			if (model.name !== "RFClassifier") throw new RangeError(`Invalid model: ${model.name}`);
			return new RandomForestClassifier(true, model);
		}
		predictProbability(toPredict, label) {
			const predictionValues = this.predictionValues(toPredict);
			let predictions = new Array(predictionValues.rows);
			for (let i = 0; i < predictionValues.rows; ++i) {
				const pvs = predictionValues.getRow(i);
				const l = pvs.length;
				const roundFactor = Math.pow(10, 6);
				predictions[i] = Math.round(pvs.reduce((p, v) => {
					if (v === label) p += roundFactor / l;
					return p;
				})) / roundFactor;
			}
			return predictions;
		}
	};
	const selectionMethods = {
		mean: arrayMean__default["default"],
		median: arrayMedian__default["default"]
	};
	const defaultOptions = {
		maxFeatures: 1,
		replacement: false,
		nEstimators: 50,
		treeOptions: {},
		selectionMethod: "mean",
		seed: 42,
		useSampleBagging: true,
		noOOB: false
	};
	var RandomForestRegression = class RandomForestRegression extends RandomForestBase {
		constructor(options, model) {
			if (options === true) {
				super(true, model.baseModel);
				this.selectionMethod = model.selectionMethod;
			} else {
				options = Object.assign({}, defaultOptions, options);
				if (!(options.selectionMethod === "mean" || options.selectionMethod === "median")) throw new RangeError(`Unsupported selection method ${options.selectionMethod}`);
				options.isClassifier = false;
				super(options);
				this.selectionMethod = options.selectionMethod;
			}
		}
		selection(values) {
			return selectionMethods[this.selectionMethod](values);
		}
		toJSON() {
			return {
				baseModel: super.toJSON(),
				selectionMethod: this.selectionMethod,
				name: "RFRegression"
			};
		}
		static load(model) {
			if (model.name !== "RFRegression") throw new RangeError(`Invalid model: ${model.name}`);
			return new RandomForestRegression(true, model);
		}
	};
	exports.RandomForestClassifier = RandomForestClassifier;
	exports.RandomForestRegression = RandomForestRegression;
}));
// node_modules/ml-random-forest/package.json
var version = "2.1.0";
export { require_random_forest as n, version as t };
