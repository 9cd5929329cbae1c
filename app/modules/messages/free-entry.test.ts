import { describe, expect, it } from "vitest";
import { freeUntil } from "./free-entry.ts";

const at = (text: string) => new Date(`2026-11-${text}:00Z`);

describe("a free entry", () => {
  it("lasts 72 hours from the shop's first message in it", () => {
    expect(freeUntil([at("20T10:00"), at("21T09:00"), at("23T09:59")])).toEqual(at("23T10:00"));
  });

  it("begins anew with the first free message after it", () => {
    expect(freeUntil([at("20T10:00"), at("23T10:00")])).toEqual(at("26T10:00"));
  });

  it("is none where no message was free", () => {
    expect(freeUntil([])).toBeNull();
  });
});
