import { describe, expect, it } from "vitest";
import { piecesOf } from "./phone-text.ts";

const styled = (text: string) => piecesOf(text).map(({ style, text: words }) => `${style}:${words}`);

describe("a text on the phone", () => {
  it("is bold, italic or struck between its marks", () => {
    expect(styled("Ciao *Giulia*, _oggi_ ~90 €~ 84 €.")).toEqual([
      "plain:Ciao ",
      "bold:Giulia",
      "plain:, ",
      "italic:oggi",
      "plain: ",
      "struck:90 €",
      "plain: 84 €.",
    ]);
  });

  it("keeps marks that mark nothing", () => {
    expect(styled("2 * 3 * 4, snake_case_name, *")).toEqual(["plain:2 * 3 * 4, snake_case_name, *"]);
  });

  it("keeps code as it is, and knows an address from the full stop after it", () => {
    expect(styled("```*x*``` su https://casa-aurora.it/l/abc.")).toEqual([
      "code:*x*",
      "plain: su ",
      "link:https://casa-aurora.it/l/abc",
      "plain:.",
    ]);
  });

  it("is whole, whatever is written", () => {
    expect(piecesOf("")).toEqual([]);
    expect(styled("riga\nriga")).toEqual(["plain:riga\nriga"]);
  });
});
