const LONGEST = 16;
const READ = 64;

/** The character classes of a text: "Jörg Meyer-2" → "Aéa Aa-9". Repeated classes once; letters beyond ASCII are é; long texts are "text". */
export function formOf(text: string): string {
  let form = "";
  let last = "";
  const length = Math.min(text.length, READ);
  for (let i = 0; i < length; i++) {
    const kind = kindOf(text.charCodeAt(i), text[i]!);
    if (kind === last) continue;
    form += kind;
    last = kind;
    if (form.length > LONGEST) return text.includes("\ufffd") ? "text \ufffd" : "text";
  }
  return form;
}

function kindOf(unit: number, char: string): string {
  if (unit >= 97 && unit <= 122) return "a";
  if (unit >= 65 && unit <= 90) return "A";
  if (unit >= 48 && unit <= 57) return "9";
  if (unit < 128 || unit === 0xfffd) return char;
  return /\p{L}/u.test(char) ? "é" : unit >= 0xd800 && unit <= 0xdfff ? "*" : "·";
}
