export { t as ConfigError, n as DamagedError, r as DataError, i as LimitError, a as LostRace, o as ServiceError, s as explain, c as problem } from "./errors2.js";
