// Columns that hold a part of a date.
import { partsOf } from "../../schema/words/name-similarity.ts";

const CALENDAR = new Set([
  "year",
  "yr",
  "yyyy",
  "month",
  "mon",
  "mm",
  "day",
  "dd",
  "week",
  "weekday",
  "wday",
  "hour",
  "dow",
  "doy",
  "quarter",
  "qtr",
  "date",
]);

/** Whether a column's name says that it holds a part of a date, such as `month` or `dep_hour`. */
export const isCalendarName = (name: string): boolean => partsOf(name).words.some((word) => CALENDAR.has(word));
