import { describe, expect, it } from "vitest";
import { fileKindOf } from "./file-kind.ts";

const of = (latin1: string) => fileKindOf(Buffer.from(latin1, "latin1"));

describe("a file that a shopper sends", () => {
  it.each([
    ["\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"],
    ["\x89PNG\r\n\x1a\n\x00\x00", "image/png"],
    ["RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"],
    ["\x00\x00\x00\x18ftypmp42\x00\x00", "video/mp4"],
    ["\x00\x00\x00\x14ftyp3gp5\x00\x00", "video/3gpp"],
    ["\x00\x00\x00\x20ftypM4A \x00\x00", "audio/mp4"],
    ["OggS\x00\x02", "audio/ogg"],
    ["%PDF-1.7\n", "application/pdf"],
  ])("%j is %s", (bytes, kind) => {
    expect(of(bytes)).toBe(kind);
  });

  it.each([
    ["a page with a script", "<html><script>alert(1)</script>"],
    ["a drawing with a script", '<svg xmlns="http://www.w3.org/2000/svg" onload="x()">'],
    ["a program", "MZ\x90\x00"],
    ["an archive", "PK\x03\x04"],
    ["a wave file in the coat of a picture", "RIFF\x10\x00\x00\x00WAVEfmt "],
    ["a picture of a kind that is not listed", "\x00\x00\x00\x18ftypheic\x00\x00"],
    ["a PDF after something else", " %PDF-1.7"],
    ["nothing", ""],
    ["half a sign", "\x89PN"],
  ])("is not kept when it is %s", (_what, bytes) => {
    expect(of(bytes)).toBeUndefined();
  });
});
