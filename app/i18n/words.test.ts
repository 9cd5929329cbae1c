import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createI18n } from "./create.ts";

const folder = import.meta.dirname;
const screens = readdirSync(join(folder, "en"))
  .filter((file) => file.endsWith(".json"))
  .sort();

function textsOf(language: string, file: string): Map<string, string> {
  const texts = new Map<string, string>();
  const collect = (value: unknown, path: string): void => {
    if (typeof value === "string") texts.set(path, value);
    else if (typeof value === "object" && value !== null) {
      for (const [key, child] of Object.entries(value)) collect(child, path ? `${path}.${key}` : key);
    }
  };
  collect(JSON.parse(readFileSync(join(folder, language, file), "utf8")), "");
  return texts;
}

const variablesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

describe("the words", () => {
  it("have the same screens in both languages", () => {
    const italian = readdirSync(join(folder, "it")).filter((file) => file.endsWith(".json"));
    expect(italian.sort()).toEqual(screens);
  });

  describe.each(screens)("of %s", (file) => {
    const english = textsOf("en", file);
    const italian = textsOf("it", file);

    it("have every key in both languages", () => {
      expect([...italian.keys()].sort()).toEqual([...english.keys()].sort());
    });

    it("take the same values in both languages", () => {
      for (const [key, text] of english)
        expect([key, variablesIn(italian.get(key) ?? "")]).toEqual([key, variablesIn(text)]);
    });

    it("are never empty, and never shout", () => {
      for (const [key, text] of [...english, ...italian]) {
        expect(text.trim(), key).not.toBe("");
        expect(text, key).not.toContain("!");
      }
    });

    it("have a plural wherever they have a singular", () => {
      for (const texts of [english, italian]) {
        for (const key of texts.keys()) {
          if (key.endsWith("_one")) expect(texts.has(key.replace(/_one$/, "_other")), key).toBe(true);
        }
      }
    });
  });

  it("count whole millions in Italian, which have a form of their own", () => {
    const i18n = createI18n("it", {
      common: { people_one: "{{count}} persona", people_other: "{{count}} persone" },
    });
    const t = i18n.t as (key: string, values: object) => string;
    expect(t("people", { count: 1 })).toBe("1 persona");
    expect(t("people", { count: 1_000_000 })).toBe("1000000 persone");
  });
});
