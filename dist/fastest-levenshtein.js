import { t as require_fastest_levenshtein } from "./lib-fastest-levenshtein.js";
export default require_fastest_levenshtein();
export {};
