export { t as accept, r as reset } from "./override.js";
