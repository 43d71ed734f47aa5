export { t as contextOf, n as neverBegun, r as retraining, i as runPipeline } from "./pipeline.js";
