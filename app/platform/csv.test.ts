import { describe, expect, it } from "vitest";
import { csvLine } from "./csv.ts";

describe("a line of a table", () => {
  it("quotes what would break it", () => {
    expect(csvLine(["Giulia", 'said "ciao"', "a,b", "two\nlines", ""], ",")).toBe(
      'Giulia,"said ""ciao""","a,b","two\nlines",\r\n',
    );
    expect(csvLine(["84,00", "a;b"], ";")).toBe('84,00;"a;b"\r\n');
  });

  it.each(["=HYPERLINK(1)", "+39", "-1", "@SUM(A1)", "\t=1", "\r=1"])("makes no formula of %j", (cell) => {
    expect(csvLine([cell], ",")).toContain(`'${cell}`);
  });
});
