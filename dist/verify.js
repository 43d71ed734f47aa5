export { n as verify } from "./verify2.js";
