import { describe, expect, it } from "vitest";
import { marketOf } from "#contracts/meta/markets.ts";
import { META_RATE_CARDS, rateMicros } from "#contracts/meta/rate-card.ts";
import { callbackData, readCallbackData } from "./callback-data.ts";
import { problemOfCode } from "./errors.ts";
import { digestSignedByMeta, handshake } from "./webhook.ts";

const SHOP = "01930000-0000-7000-8000-000000000001";
const MESSAGE = "01930000-0000-7000-8000-000000000002";

describe("a delivery of Meta's", () => {
  it.each([
    [
      "test_app_secret",
      '{"object":"whatsapp_business_account","entry":[]}',
      "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
    ],
    [
      "test_app_secret",
      '{"object": "whatsapp_business_account", "entry": []}',
      "56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
    ],
    [
      "otro_secreto",
      '{"object":"whatsapp_business_account","entry":[]}',
      "769b03d8c2ae6498f2d1e1f7299c0ba55448c69d741e7b0bb243d852d8a8d8c7",
    ],
  ])("is believed with the signature of its raw bytes (%s)", (secret, body, hex) => {
    expect(digestSignedByMeta(secret, Buffer.from(body), `sha256=${hex}`)).toBeTypeOf("string");
    expect(digestSignedByMeta(secret, Buffer.from(`${body} `), `sha256=${hex}`)).toBeUndefined();
    expect(digestSignedByMeta(secret, Buffer.from(body), hex)).toBeUndefined();
  });

  it("begins with a handshake that gives the challenge back", () => {
    const query = new URLSearchParams("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=token-1");
    expect(handshake(query, "token-1")).toBe("1158201444");
    expect(handshake(query, "token-2")).toBeUndefined();
  });
});

describe("our id in a message", () => {
  it("comes back as it went, and nothing else is taken for it", () => {
    expect(readCallbackData(callbackData(SHOP as never, MESSAGE))).toEqual({
      shopId: SHOP,
      messageId: MESSAGE,
    });
    expect(readCallbackData("msg_01J")).toBeUndefined();
    expect(readCallbackData(undefined)).toBeUndefined();
  });
});

describe("an error of Meta's", () => {
  it.each([
    [130429, "retry"],
    [131049, "retry_after_a_day"],
    [131026, "never_recipient"],
    [132015, "never_content"],
    [190, "stop_channel"],
    [210, "stop_channel"],
  ])("%i means %s", (code, action) => {
    expect(problemOfCode(code, "", 400).action).toBe(action);
  });

  it("that nobody knows is tried again only if the server failed", () => {
    expect(problemOfCode(999_999, "", 500).action).toBe("retry");
    expect(problemOfCode(999_999, "", 400).action).toBe("never_content");
  });
});

describe("the price of a message", () => {
  it.each([
    ["IT", "+393331234567", "MARKETING", 79_500n],
    ["IT", "+393331234567", "utility", 30_000n],
    ["DE", "+4915123456789", "marketing_lite", 136_500n],
    ["PR", "+17875550123", "marketing", 74_000n],
    ["CO", "+573001234567", "utility", 800n],
    [null, "+88210000000", "marketing", 60_400n],
  ])("to %s %s as %s is %s millionths", (country, phone, category, micros) => {
    const card = META_RATE_CARDS.find(({ currency }) => currency === "USD");
    expect(rateMicros(card?.rates ?? {}, marketOf(country, phone), category)).toBe(micros);
  });
});
