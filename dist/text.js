export { t as bounded, n as clip, r as segmentsOf, i as shownName, a as visible } from "./text2.js";
