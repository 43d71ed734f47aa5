// src/stats/binomial.ts
const LN_SQRT_2PI = .9189385332046727;
const TINY = 1e-300;
const LANCZOS = [
	.9999999999998099,
	676.5203681218851,
	-1259.1392167224028,
	771.3234287776531,
	-176.6150291621406,
	12.507343278686905,
	-.13857109526572012,
	9984369578019572e-21,
	1.5056327351493116e-7
];
function logGamma(x) {
	if (x < .5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
	const shifted = x - 1;
	let sum = LANCZOS[0];
	for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (shifted + i);
	const t = shifted + 7.5;
	return LN_SQRT_2PI + (shifted + .5) * Math.log(t) - t + Math.log(sum);
}
function stirlingError(n) {
	if (n <= 15) return logGamma(n + 1) - (n + .5) * Math.log(n) + n - LN_SQRT_2PI;
	const nn = n * n;
	return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / nn) / nn) / nn) / nn) / nn) / n;
}
function deviance(x, m) {
	if (Math.abs(x - m) >= .1 * (x + m)) return x * Math.log(x / m) + m - x;
	const v = (x - m) / (x + m);
	let sum = (x - m) * v;
	let term = 2 * x * v;
	for (let j = 1; j < 1e3; j++) {
		term *= v * v;
		const next = sum + term / (2 * j + 1);
		if (next === sum) break;
		sum = next;
	}
	return sum;
}
function binomialMass(x, n, p, q) {
	if (p === 0) return x === 0 ? 1 : 0;
	if (q === 0) return x === n ? 1 : 0;
	if (x < 0 || x > n) return 0;
	if (x === 0) return n === 0 ? 1 : Math.exp(p < .1 ? -deviance(n, n * q) - n * p : n * Math.log(q));
	if (x === n) return Math.exp(q < .1 ? -deviance(n, n * p) - n * q : n * Math.log(p));
	const log = stirlingError(n) - stirlingError(x) - stirlingError(n - x) - deviance(x, n * p) - deviance(n - x, n * q);
	return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * x * (n - x)));
}
function guard(value) {
	return Math.abs(value) < TINY ? TINY : value;
}
// src/stats/chi-square.ts
function chiSquareTail(x, degrees) {
	if (!(x > 0)) return x <= 0 ? 1 : NaN;
	return upperGamma(degrees / 2, x / 2);
}
function upperGamma(a, x) {
	const kernel = Math.exp(a * Math.log(x) - x - logGamma(a));
	return x < a + 1 ? Math.max(0, 1 - kernel * series(a, x)) : Math.min(1, kernel * fraction(a, x));
}
function series(a, x) {
	let term = 1 / a;
	let sum = term;
	for (let n = 1; n < 1e5 && term > sum * 1e-17; n++) {
		term *= x / (a + n);
		sum += term;
	}
	return sum;
}
function fraction(a, x) {
	let b = x + 1 - a;
	let c = 1e300;
	let d = 1 / b;
	let h = d;
	for (let i = 1; i < 1e5; i++) {
		const an = -i * (i - a);
		b += 2;
		d = 1 / guard(an * d + b);
		c = guard(b + an / c);
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 2e-16) break;
	}
	return h;
}
// src/stats/normal.ts
const A = [
	3.3871328727963665,
	133.14166789178438,
	1971.5909503065513,
	13731.69376550946,
	45921.95393154987,
	67265.7709270087,
	33430.57558358813,
	2509.0809287301227
];
const B = [
	1,
	42.31333070160091,
	687.1870074920579,
	5394.196021424751,
	21213.794301586597,
	39307.89580009271,
	28729.085735721943,
	5226.495278852546
];
const C = [
	1.4234371107496835,
	4.630337846156546,
	5.769497221460691,
	3.6478483247632045,
	1.2704582524523684,
	.2417807251774506,
	.022723844989269184,
	.0007745450142783414
];
const D = [
	1,
	2.053191626637759,
	1.6763848301838038,
	.6897673349851,
	.14810397642748008,
	.015198666563616457,
	.0005475938084995345,
	1.0507500716444169e-9
];
const E = [
	6.657904643501103,
	5.463784911164114,
	1.7848265399172913,
	.29656057182850487,
	.026532189526576124,
	.0012426609473880784,
	27115555687434876e-21,
	2.0103343992922881e-7
];
const F = [
	1,
	.599832206555888,
	.1369298809227358,
	.014875361290850615,
	.0007868691311456133,
	18463183175100548e-21,
	1.421511758316446e-7,
	20442631033899397e-31
];
function ratio(x, above, below) {
	let top = 0;
	let bottom = 0;
	for (let i = 7; i >= 0; i--) {
		top = top * x + above[i];
		bottom = bottom * x + below[i];
	}
	return top / bottom;
}
function normalQuantile(p) {
	if (!(p >= 0 && p <= 1)) return NaN;
	const q = p - .5;
	if (Math.abs(q) <= .425) return q * ratio(.180625 - q * q, A, B);
	const tail = q < 0 ? p : 1 - p;
	if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
	const r = Math.sqrt(-Math.log(tail));
	const z = r <= 5 ? ratio(r - 1.6, C, D) : ratio(r - 5, E, F);
	return q < 0 ? -z : z;
}
function normalTail(z) {
	const tail = chiSquareTail(z * z, 1) / 2;
	return z < 0 ? 1 - tail : tail;
}
export { guard as a, binomialMass as i, normalTail as n, chiSquareTail as r, normalQuantile as t };
