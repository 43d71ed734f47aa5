// Names of devices on Windows, in any folder and with any extension: opening `con.csv` waits for the keyboard.

/** Completes "<name> …". */
export const RESERVED = "is a name that Windows keeps for a device, or ends in a dot or space, which Windows drops";

const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:[. ]|$)/i;

/** Whether one part of a path is such a name. */
export function isReservedName(name: string): boolean {
  return DEVICE.test(name) || (/[. ]$/.test(name) && name !== "." && name !== "..");
}

/** The first such part of a path; null: none, or not Windows. */
export function reservedIn(path: string, platform: string = process.platform): string | null {
  return platform === "win32" ? (path.split(/[\\/]/).find(isReservedName) ?? null) : null;
}
