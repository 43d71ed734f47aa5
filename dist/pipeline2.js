export { t as contextOf, n as failedBeforeStart, r as retraining, i as runPipeline } from "./pipeline.js";
