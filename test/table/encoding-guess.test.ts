import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../src/config/defaults.ts";
import { cellText } from "../../src/table/columns/raw.ts";
import { type ReadOptions, readTable } from "../../src/table/read/read-table.ts";
import type { Encoding } from "../../src/types/schema.ts";
import { encoded } from "./encodings.ts";

const { cell, columns, rows } = DEFAULT_LIMITS;

async function read(bytes: Uint8Array, more: Partial<ReadOptions> = {}) {
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  };
  return await readTable(open, { delimiter: ",", maxColumns: columns, maxCellBytes: cell, maxRows: rows, ...more });
}

const NAMES: [Encoding, string[]][] = [
  ["windows-1252", ["Besançon", "Jyväskylä", "Évora", "Malmö", "Coruña", "Genève"]],
  ["windows-1252", ["München", "Köln", "Düsseldorf", "Gießen"]],
  ["windows-1250", ["Gdańsk", "Łódź", "Kraków", "Częstochowa", "Świdnica"]],
  ["windows-1250", ["Plzeň", "Třebíč", "Ústí nad Labem", "Jičín", "České Budějovice"]],
  ["windows-1250", ["Győr", "Székesfehérvár", "Hódmezővásárhely", "Kőszeg", "Gyöngyös", "Fűzfő"]],
  ["iso-8859-2", ["Gdańsk", "Łódź", "Częstochowa", "Świdnica", "Żary"]],
  ["windows-1251", ["Москва", "Казань", "Санкт-Петербург", "Уфа", "Тверь"]],
  ["windows-1251", ["да", "нет"]],
  ["windows-1251", ["МОСКВА", "КАЗАНЬ", "САМАРА", "ПЕРМЬ"]],
  ["windows-1251", ["Київ", "Львів", "Запоріжжя", "Чернівці"]],
  ["koi8-r", ["Москва", "Казань", "Санкт-Петербург", "Уфа", "Тверь"]],
  ["koi8-r", ["да", "нет"]],
  ["ibm866", ["Москва", "Казань", "Самара"]],
  ["iso-8859-5", ["Москва", "Казань", "Самара"]],
  ["windows-1253", ["Αθήνα", "Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"]],
  ["windows-1254", ["İstanbul", "Diyarbakır", "Eskişehir", "Muğla", "Iğdır", "Şırnak"]],
  ["windows-1255", ["ירושלים", "תל אביב", "חיפה"]],
  ["windows-1256", ["القاهرة", "الرياض", "بغداد"]],
  ["windows-1257", ["Šiauliai", "Panevėžys", "Klaipėda", "Mažeikiai", "Įlė"]],
  ["windows-874", ["กรุงเทพ", "เชียงใหม่", "ภูเก็ต"]],
  ["macintosh", ["Besançon", "Évora", "Malmö", "Genève"]],
  ["gbk", ["北京", "上海", "深圳", "广州"]],
  ["big5", ["臺北", "高雄", "臺中", "桃園"]],
  ["shift_jis", ["東京", "大阪", "さいたま", "カタログ"]],
  ["euc-jp", ["東京", "大阪", "さいたま", "カタログ"]],
  ["euc-kr", ["서울", "부산", "인천", "대구"]],
];

const csvOf = (names: string[]) => `town,x\n${Array.from({ length: 60 }, (_, i) => `${names[i % names.length]},${i}`).join("\n")}\n`;

describe("text that is no UTF-8", () => {
  test.each(NAMES)("%s: %j", async (encoding, names) => {
    const found = await read(encoded(csvOf(names), encoding));
    if ("fault" in found) throw new Error(found.fault.message);
    const towns = names.map((_, row) => cellText(found.table.columns[0]!, row));
    const { guess } = found.reading;
    // Encodings that give the same letters are one; where the guess is wrong it is not certain, and the right one is among its rivals.
    if (JSON.stringify(towns) !== JSON.stringify(names)) expect(guess?.rivals).toContain(encoding);
    expect(guess?.words.length).toBeGreaterThan(0);
  });

  test("most are read as meant at once", async () => {
    let right = 0;
    for (const [encoding, names] of NAMES) {
      const found = await read(encoded(csvOf(names), encoding));
      if ("table" in found && cellText(found.table.columns[0]!, 0) === names[0] && cellText(found.table.columns[0]!, 1) === names[1])
        right++;
      else console.log("wrong first:", encoding, names, "table" in found ? found.reading : found.fault);
    }
    expect(right).toBeGreaterThanOrEqual(NAMES.length - 1);
  });

  test.each(NAMES)("%s is read as told", async (encoding, names) => {
    const found = await read(encoded(csvOf(names), encoding), { otherEncoding: encoding });
    if ("fault" in found) throw new Error(found.fault.message);
    expect(names.map((_, row) => cellText(found.table.columns[0]!, row))).toEqual(names);
    expect(found.reading.guess).toBeUndefined();
  });

  test("the whole file speaks, not its first lines", async () => {
    const ascii = Array.from({ length: 5000 }, (_, i) => `plain ${i},${i}`).join("\n");
    const found = await read(encoded(`town,x\n${ascii}\n${csvOf(["Москва", "Казань", "Уфа"]).slice(7)}`, "windows-1251"));
    expect("table" in found && found.reading).toMatchObject({ encoding: "windows-1251", line: 5002 });
  });

  test("damaged UTF-8 is damaged, not another encoding", async () => {
    const bytes = new TextEncoder().encode(csvOf(["Besançon", "Gdańsk", "Évora"]));
    const at = bytes.findIndex((byte) => byte >= 0x80);
    bytes[at] = 0xff;
    const found = await read(bytes);
    expect("fault" in found && found.fault.message).toContain("a byte that is not UTF-8");
  });

  test("a told encoding that lacks a byte is said", async () => {
    const found = await read(Uint8Array.from([...new TextEncoder().encode("a,b\n1,"), 0x81, 10]), { otherEncoding: "windows-1252" });
    expect("fault" in found && found.fault.message).toContain("not UTF-8");
  });
});
