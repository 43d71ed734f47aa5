// Words that end a column's name and say its unit, and how conversions name that unit.

const UNITS: Record<string, string> = {
  "°C": "c celsius degc centigrade",
  "°F": "f fahrenheit degf",
  kelvin: "k kelvin",
  kilometres: "km kilometers kilometres",
  miles: "mi mile miles",
  metres: "m meter meters metre metres",
  feet: "ft foot feet",
  centimetres: "cm centimeters centimetres",
  inches: "in inch inches",
  yards: "yd yard yards",
  millimetres: "mm millimeters millimetres",
  kilograms: "kg kgs kilograms",
  pounds: "lb lbs pound pounds",
  grams: "g gram grams",
  ounces: "oz ounce ounces",
  litres: "l liter liters litre litres",
  "US gallons": "gal gallon gallons",
  "m/s": "ms mps",
  "km/h": "kmh kph",
  mph: "mph",
  knots: "kt kts knots",
  hPa: "hpa mbar",
  mmHg: "mmhg",
  inHg: "inhg",
  bar: "bar",
  psi: "psi",
  kcal: "kcal",
  kJ: "kj",
  kW: "kw",
  hp: "hp",
  seconds: "s sec secs second seconds",
  minutes: "min mins minute minutes",
  hours: "h hr hrs hour hours",
  days: "d day days",
  weeks: "week weeks",
  months: "month months",
  years: "year years yr yrs",
  radians: "rad radians",
  degrees: "deg degrees",
  acres: "acre acres",
  hectares: "ha hectare hectares",
  // Without a conversion of their own.
  "": "mg ml cents eur euro euros usd dollars gbp pct percent share ratio w kwh mwh",
};

const WORDS = new Map(Object.entries(UNITS).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)));

export const isUnitWord = (word: string): boolean => WORDS.has(word);

/** "kilometres → miles", as conversions are named; null: the words do not say it. */
export function conversionBetween(from: string, to: string): string | null {
  const [old, now] = [WORDS.get(from), WORDS.get(to)];
  return old === undefined || now === undefined || old === "" || now === "" || old === now ? null : `${old} → ${now}`;
}
