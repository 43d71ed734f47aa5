export { t as RUN_FLAGS, n as check, r as outcomeOf, i as run, a as runAndRender, o as story } from "./run2.js";
