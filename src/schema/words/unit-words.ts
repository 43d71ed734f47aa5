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

/** Whether a word of a name is a unit. */
export const isUnitWord = (word: string): boolean => WORDS.has(word);

/** "kilometres → miles", as conversions are named; null: the words do not say it. */
export function conversionBetween(from: string, to: string): string | null {
  const [old, now] = [WORDS.get(from), WORDS.get(to)];
  return old === undefined || now === undefined || old === "" || now === "" || old === now ? null : `${old} → ${now}`;
}

/** Currencies as amounts name them; symbols are told by their Unicode class. */
const CURRENCIES = new Set(
  (
    "EUR USD GBP CHF JPY CNY RMB INR RUB RUR BRL AUD NZD CAD SEK NOK DKK ISK PLN CZK HUF RON BGN HRK TRY UAH MXN ARS CLP COP PEN ZAR SGD " +
    "HKD KRW TWD THB IDR MYR PHP VND ILS AED SAR EGP NGN KES US$ A$ C$ R$ S$ HK$ NZ$ CA$ AU$ NT$ MX$ Kč kč zł Zł ZŁ kr kr. Kr Kr. Fr Fr. SFr SFr. Ft lei " +
    "Lei лв лв. руб руб. р. р Rs Rs. RM Rp euro euros Euro eur usd dollars cents ct Ct zl Kc"
  ).split(" "),
);
/** Units that end no column's name. */
const SIGNS = new Set(
  "% ‰ ° °C °F ′ ″ pp km/h m/s mi/h m² m³ km² cm² cm³ ft² ft³ kWh MWh GWh Wh kW MW mV mA Hz kHz MHz GHz Pa kPa hPa MPa bar mbar kJ MJ cal kcal dB dBm µg µm µs ns ms mg/l mg/L mg/dl mmol/l g/l ppm ppb rpm mpg KB MB GB TB KiB MiB GiB kB Mbps Gbps Nm kN ml mL dl cl Ω kΩ px pt pcs".split(
    " ",
  ),
);

/** Two spellings of one unit: `day`, `days`. */
export function isSameUnit(one: string, other: string): boolean {
  const [a, b] = [WORDS.get(one.toLowerCase()), WORDS.get(other.toLowerCase())];
  return one === other || (a !== undefined && a !== "" && a === b);
}

/** Whether a text around a number is a currency or a unit, so that the number is an amount and no code. */
export function isAffix(text: string): boolean {
  if (/^\p{Sc}$/u.test(text) || CURRENCIES.has(text) || SIGNS.has(text)) return true;
  return text.length > 1 ? WORDS.has(text.toLowerCase()) : /^[mgslhd]$/.test(text) && WORDS.has(text);
}
