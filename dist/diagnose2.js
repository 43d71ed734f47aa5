export { t as diagnose } from "./diagnose.js";
