import { n as require_random_forest } from "./lib-ml-random-forest.js";
export default require_random_forest();
export {};
