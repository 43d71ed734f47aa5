export { t as ConfigError, n as DamagedError, r as DataError, i as LimitError, a as LostRace, o as RefusedObject, s as ServiceError, c as explain, l as problem } from "./errors2.js";
