import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inboundPayload } from "#app/integrations/meta/index.ts";
import { concernedBy, kindOf, readableText, tappedIn, textOf } from "./said.ts";

interface Sample {
  readonly entry: readonly [{ readonly changes: readonly [{ value: { messages: readonly [object] } }] }];
}

const messageOf = (name: string) => {
  const file = readFileSync(`contracts/meta/webhook-samples/${name}.json`, "utf8");
  return inboundPayload.parse((JSON.parse(file) as Sample).entry[0].changes[0].value.messages[0]);
};
const message = (content: object) =>
  inboundPayload.parse({ id: "wamid.1", from: "16505551234", timestamp: "1790416800", ...content });

describe("what there is to read of a shopper's message", () => {
  it.each([
    ["message-text", "text", "Does it come in another color?"],
    ["message-image", "image", "Taj Mahal"],
    ["message-video", "video", null],
    ["message-audio-voice", "voice", null],
    ["message-document", "document", "my receipt\nreceipt.pdf"],
    ["message-sticker", "sticker", null],
    ["message-location", "location", "Philz Coffee\n101 Forest Ave, Palo Alto, CA 94301"],
    ["message-contacts", "contacts", "Barbara J. Johnson +1 (415) 555-0829"],
    ["message-button", "button", "Stop promotions"],
    ["message-button-reply", "interactive", "Yes"],
    ["message-list-reply", "interactive", "Priority Mail Express"],
    ["message-flow-reply", "flow", "reason: size"],
    ["message-payment-method", "payment", "order-1001"],
    ["message-order", "order", "Love these!\n2 × di9ozbzfi4\n1 × nqryix03ez\n$85.00"],
    ["message-reaction", "reaction", "👍"],
    ["message-reaction-removed", "reaction", null],
    ["message-edit", "edit", "Updated text"],
    ["message-revoke", "revoke", null],
    ["message-unsupported", "unsupported", null],
  ])("of %s is shown as %s", (name, kind, text) => {
    expect([kindOf(messageOf(name)), readableText(messageOf(name), "en")]).toEqual([kind, text]);
  });

  it("is where they are, if the place has no name", () => {
    const place = message({ type: "location", location: { latitude: 45.4, longitude: "9.2" } });
    expect(readableText(place, "it")).toBe("45.4, 9.2");
  });

  it("is a form's closing words where its answers can't be read", () => {
    const form = (response_json: string) =>
      message({
        type: "interactive",
        interactive: { type: "nfm_reply", nfm_reply: { body: "Sent", response_json } },
      });
    expect(readableText(form("{"), "en")).toBe("Sent");
    expect(readableText(form('"a text"'), "en")).toBe("Sent");
    expect(readableText(form('{"size":{"eu":42}}'), "en")).toBe('size: {"eu":42}');
  });

  it("writes totals in the currency's own digits", () => {
    const item = (item_price: unknown, currency: string) => ({
      product_retailer_id: "a",
      quantity: 3,
      item_price,
      currency,
    });
    const order = (...product_items: object[]) => message({ type: "order", order: { product_items } });
    expect(readableText(order(item(0.1, "EUR")), "it")).toBe("3 × a\n0,30\u00a0€");
    expect(readableText(order(item(1400, "JPY")), "en")).toBe("3 × a\n¥4,200");
  });

  it("is nothing where a member is not as documented, and the message counts all the same", () => {
    const odd = message({ type: "order", order: { product_items: [{ currency: "?" }] }, text: 7 });
    expect([kindOf(odd), readableText(odd, "en"), textOf(odd)]).toEqual(["order", null, null]);
    expect(kindOf(message({ type: "galaxy_brain", galaxy_brain: { any: 1 } }))).toBe("galaxy_brain");
  });
});

describe("what a shopper means by it", () => {
  it("is in their own words, not in a name they pass on", () => {
    const card = message({ type: "contacts", contacts: [{ name: { formatted_name: "Stop" } }] });
    expect(textOf(card)).toBeNull();
    expect(textOf(messageOf("message-edit"))).toBe("Updated text");
  });

  it("is in what the button or the row was made with", () => {
    expect(tappedIn(messageOf("message-button"))).toBe("STOP_CARTS");
    expect(tappedIn(messageOf("message-button-reply"))).toBe("addr_ok");
    expect(tappedIn(messageOf("message-list-reply"))).toBe("priority_express");
  });

  it("concerns the message that they answer, react to, change or delete", () => {
    expect(concernedBy(messageOf("message-button"))).toBe("wamid.OUT_0001");
    expect(concernedBy(messageOf("message-reaction"))).toBe("wamid.OUT_0001");
    expect(concernedBy(messageOf("message-edit"))).toBe("wamid.IN_0000");
    expect(concernedBy(messageOf("message-revoke"))).toBe("wamid.IN_0000");
    expect(concernedBy(messageOf("message-text"))).toBeUndefined();
  });
});
