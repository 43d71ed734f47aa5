export { t as environmentOf, n as repositoryOf } from "./services2.js";
