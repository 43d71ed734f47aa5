export { t as printable, n as renderTerminal } from "./terminal2.js";
