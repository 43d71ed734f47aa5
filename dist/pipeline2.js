export { t as contextOf, n as neverBegun, r as runPipeline, i as sentence } from "./pipeline.js";
