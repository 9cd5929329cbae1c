import { expect, it } from "vitest";
import { createWorld, type Plan } from "#sandbox/kernel/world.ts";
import { progressOf } from "./progress.ts";

/** A world in which Meta knows a reminder and a confirmation; `now` says how many steps of the story are ticked. */
function story(plan: Plan) {
  const world = createWorld({ origin: "http://localhost:4000", plan });
  const call = (name: string, request: object) =>
    world.ledger.add({ system: "meta", kind: "call", name, status: 200, request });
  const told = (topic: string, request: object = {}, attempt = 0) =>
    world.ledger.add({ system: "shopify", kind: "webhook", name: `webhook ${topic}`, request, attempt });
  call("templates.create", { name: "back_to_cart", category: "MARKETING" });
  call("templates.create", { name: "thanks", category: "UTILITY" });
  return {
    leaveCart() {
      told("checkouts/create");
      told("checkouts/update", { phone: null, shipping_address: { phone: "333 123 4567" } });
    },
    send: (name: string) => call("messages.send", { template: { name } }),
    buy: (attempt = 0) => told("orders/create", {}, attempt),
    now: () => progressOf(world).map(Number).join(""),
  };
}

it("ticks the steps of a recovered cart one by one", () => {
  const { leaveCart, send, buy, now } = story("plus");
  expect(now()).toBe("00000");
  leaveCart();
  expect(now()).toBe("11000");
  send("back_to_cart");
  expect(now()).toBe("11100");
  buy();
  expect(now()).toBe("11110");
  send("thanks");
  expect(now()).toBe("11111");
});

it("counts neither the purchase that comes before the reminder, nor its confirmation, nor late tries of its news", () => {
  const { leaveCart, send, buy, now } = story("basic");
  leaveCart();
  expect(now()).toBe("10000");
  buy();
  send("thanks");
  expect(now()).toBe("10000");
  leaveCart();
  expect(now()).toBe("11000");
  send("back_to_cart");
  buy(1);
  expect(now()).toBe("11100");
  buy();
  send("thanks");
  expect(now()).toBe("11111");
});

it("does not take a second reminder for the confirmation", () => {
  const { leaveCart, send, buy, now } = story("plus");
  leaveCart();
  send("back_to_cart");
  buy();
  send("back_to_cart");
  expect(now()).toBe("11110");
});
