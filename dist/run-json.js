export { r as stringify } from "./run-json2.js";
