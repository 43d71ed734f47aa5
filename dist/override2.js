export { t as accept, i as reset } from "./override.js";
