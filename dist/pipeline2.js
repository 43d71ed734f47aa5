export { t as contextOf, n as neverBegun, r as retraining, i as runPipeline, a as sentence } from "./pipeline.js";
