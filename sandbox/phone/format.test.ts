import { describe, expect, it } from "vitest";
import { piecesOf } from "./client/format.ts";

const kinds = (text: string) => piecesOf(text).map(({ kind, text: inner }) => `${kind}:${inner}`);

describe("a text on the phone", () => {
  it.each([
    ["plain", ["text:plain"]],
    ["a *bold* word", ["text:a ", "bold:bold", "text: word"]],
    ["_Casa_ ~84~ ```X1```", ["italic:Casa", "text: ", "strike:84", "text: ", "code:X1"]],
    ["snake_case_name stays", ["text:snake_case_name stays"]],
    ["2 * 3 * 4", ["text:2 * 3 * 4"]],
    ["see https://a.example/l/x1.", ["text:see ", "link:https://a.example/l/x1", "text:."]],
  ])("%s", (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it("may be bold and italic at once", () => {
    expect(piecesOf("*_both_*")).toEqual([
      {
        kind: "bold",
        text: "_both_",
        pieces: [{ kind: "italic", text: "both", pieces: [{ kind: "text", text: "both" }] }],
      },
    ]);
  });
});
