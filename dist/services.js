export { t as repositoryOf } from "./services2.js";
