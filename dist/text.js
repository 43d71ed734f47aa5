export { a as visible } from "./text2.js";
