export { t as contextOf, n as neverBegun, r as prepareRetrain, i as retraining, a as runPipeline, o as sentence } from "./pipeline.js";
