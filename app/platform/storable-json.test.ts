import { describe, expect, it } from "vitest";
import { storableJson } from "./storable-json.ts";

const through = (value: unknown) => JSON.parse(storableJson(JSON.stringify(value)));

describe("JSON that is to be kept", () => {
  it("holds no NUL, and says that one was there", () => {
    expect(through({ text: "a\u0000b\u0000", "\u0000": 1 })).toEqual({ text: "a\ufffdb\ufffd", "\ufffd": 1 });
    expect(through("\\\u0000")).toBe("\\\ufffd");
  });

  it("leaves what only looks like one", () => {
    expect(through(String.raw`\u0000`)).toBe(String.raw`\u0000`);
    expect(through(String.raw`\\u0000`)).toBe(String.raw`\\u0000`);
    expect(through("Ciao")).toBe("Ciao");
  });
});
