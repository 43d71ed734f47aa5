// Cells that hold more than one value: JSON and places on the globe. They are checked, and kept as the text that they are.

type Structured = "object" | "array" | "geopoint" | "geojson";

const GEO_TYPES = new Set([
  ...[
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
    "Feature",
    "FeatureCollection",
  ],
]);

/** Null: the text is none of the type. */
export function structureParser(type: Structured, format: string): (text: string) => string | null {
  const fits = type === "geopoint" ? pointTest(format) : jsonTest(type, format);
  return (text) => (fits(text) ? text : null);
}

function jsonTest(type: "object" | "array" | "geojson", format: string): (text: string) => boolean {
  return (text) => {
    const value = jsonOf(text);
    if (type === "array") return Array.isArray(value);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    if (type === "object") return true;
    const kind = (value as { type?: unknown }).type;
    return format === "topojson" ? kind === "Topology" : typeof kind === "string" && GEO_TYPES.has(kind);
  };
}

/** undefined: no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const POINT = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/;

/** Longitude first, as the standard has it. */
function pointTest(format: string): (text: string) => boolean {
  if (format === "default") {
    return (text) => {
      const parts = POINT.exec(text);
      return parts !== null && isPlace(Number(parts[1]), Number(parts[2]));
    };
  }
  return (text) => {
    const value = jsonOf(text);
    if (format === "array") return Array.isArray(value) && value.length === 2 && isPlace(value[0], value[1]);
    if (typeof value !== "object" || value === null) return false;
    const { lon, lat } = value as { lon?: unknown; lat?: unknown };
    return isPlace(lon, lat);
  };
}

function isPlace(longitude: unknown, latitude: unknown): boolean {
  return typeof longitude === "number" && typeof latitude === "number" && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
