export { r as stringify } from "./run-json.js";
