import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { pictureList } from "../seed/products.ts";
import { drawPicture, Pictures } from "./index.ts";
import { encodePng } from "./png.ts";

it("draws a PNG of 600 by 600 that WhatsApp's headers take: at most 5 MB", () => {
  const pictures = new Pictures(pictureList());
  const picture = pictures.get("moka-aurora.png");
  expect(picture?.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect([picture?.readUInt32BE(16), picture?.readUInt32BE(20)]).toEqual([600, 600]);
  expect(picture?.length).toBeLessThan(5_000_000);
  expect(pictures.get("moka-aurora.png")).toBe(picture);
  expect(pictures.get("another.png")).toBeUndefined();
});

it("draws the same picture each time", () => {
  const [first] = pictureList().values();
  if (!first) throw new Error("no pictures");
  expect(drawPicture(first).equals(drawPicture(first))).toBe(true);
});

it("writes each row as its difference from the one above, which a reader adds up again", () => {
  const png = encodePng(2, 2, Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]));
  const start = png.indexOf("IDAT") + 4;
  const rows = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  expect([...rows]).toEqual([2, 255, 0, 0, 0, 255, 0, 2, 1, 0, 255, 9, 10, 9]);
});
