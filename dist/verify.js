export { t as verify } from "./verify2.js";
