import type { BrowserContext, FrameLocator, Page, Response } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onBothStores } from "#tests/database/harness.ts";
import { awake } from "./awake.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/**
 * The story of a recovered cart as its people live it, through the real pages: a shopper in the storefront and on the
 * phone, the merchant in Shopify's admin. No request is intercepted.
 */

const PHONE = "+393331234567";
const CONFIRMATION = /Abbiamo ricevuto l'ordine/;
const REMINDER = /Ciao Giulia, il tuo carrello da Casa Aurora/;
const HOUR_MS = 3_600_000;

class Shopper {
  readonly #store: Page;
  readonly #phone: Page;
  readonly #origin: string;

  constructor(store: Page, phone: Page, origin: string) {
    this.#store = store;
    this.#phone = phone;
    this.#origin = origin;
  }

  /** Puts the first product into the cart and goes to the checkout. */
  async fillCart(): Promise<void> {
    const page = this.#store;
    await page.goto(`${this.#origin}/store`);
    await page.locator("a.product").first().click();
    await page.locator("form#add button").click();
    await page.locator('form[action="/store/checkout"] button').click();
    await page.waitForURL(/\/store\/checkouts\//);
  }

  async typeAddress(): Promise<void> {
    const fields = {
      email: "giulia.rossi@example.com",
      firstName: "Giulia",
      lastName: "Rossi",
      address1: "Via Roma 1",
      zip: "20121",
      city: "Milano",
      phone: "333 123 4567",
    };
    const page = this.#store;
    for (const [name, value] of Object.entries(fields)) {
      const sent = page.waitForResponse((answer) => answer.request().method() === "PATCH");
      await page.fill(`[name=${name}]`, value);
      await page.keyboard.press("Tab");
      await sent;
    }
  }

  optInFrames(): Promise<number> {
    return this.#store.locator("iframe.extension").count();
  }

  /** Ticks the box, which nobody had ticked before, and sees that it was saved. */
  async agree(): Promise<void> {
    const frame = this.#store.frameLocator("iframe.extension");
    const box = frame.locator("s-checkbox input");
    expect(await box.isChecked()).toBe(false);
    await box.check();
    await frame.getByText("Salvato").waitFor();
  }

  async leave(): Promise<void> {
    await this.#store.goto(`${this.#origin}/store`);
  }

  async pay(): Promise<string> {
    await this.#store.locator("button.pay").click();
    await this.#store.waitForURL(/thank-you/);
    return (await this.#store.locator("main").textContent()) ?? "";
  }

  /** What the phone shows in the chat with the shop. */
  async readChat(expected: RegExp): Promise<Page> {
    await this.#phone.goto(`${this.#origin}/phone?number=${encodeURIComponent(PHONE)}`);
    await this.#phone.locator("button.row", { hasText: "Casa Aurora" }).click();
    await this.#phone.locator(".message.business", { hasText: expected }).last().waitFor();
    return this.#phone;
  }

  /** How many of the shop's messages in the open chat say this. */
  bubbles(expected: RegExp): Promise<number> {
    return this.#phone.locator(".message.business", { hasText: expected }).count();
  }

  /** Taps the message's button; the shop opens where the phone's browser would open it. */
  async tap(label: string): Promise<Page> {
    const opened = this.#phone.context().waitForEvent("page");
    await this.#phone.locator("a.action", { hasText: label }).last().click();
    const page = await opened;
    // The link's page on the shop's domain moves on by itself.
    await page.waitForURL(/\/store\//);
    return page;
  }
}

function adminAddress(shop: LocalShop, path = "", locale = "it"): string {
  return `${shop.run.sandboxUrl}/admin/store/casa-aurora/apps/${shop.run.clientId}${path}?locale=${locale}`;
}

/** The value of one of Home's figures, by its label. */
async function figure(home: FrameLocator, label: string): Promise<string> {
  const card = home.locator(".Polaris-ShadowBevel", {
    has: home.getByRole("heading", { name: label, exact: true }),
  });
  return (await card.locator(".Polaris-Text--headingLg").textContent()) ?? "";
}

async function moveClock(shop: LocalShop, ms: number): Promise<void> {
  const answer = await fetch(`${shop.run.sandboxUrl}/control/clock`, {
    method: "POST",
    body: JSON.stringify({ advanceMs: ms }),
  });
  expect(await answer.json()).toMatchObject({ swept: true });
}

for (const plan of ["plus", "basic"] as const) {
  onBothStores(`a cart that was left in a shop on the plan ${plan}`, (address) => {
    let shop: LocalShop;
    let context: BrowserContext;
    const errors: string[] = [];

    beforeAll(async () => {
      shop = await startLocalShop({ plan, databaseUrl: address.DATABASE_URL });
      context = await shop.window();
      context.on("weberror", (error) => errors.push(error.error().message));
    }, 180_000);
    afterAll(() => shop?.stop());

    it("is recovered by one message, paid for, confirmed and counted", async () => {
      const origin = shop.run.sandboxUrl;
      const giulia = new Shopper(await context.newPage(), await context.newPage(), origin);
      await giulia.fillCart();
      await giulia.typeAddress();
      if (plan === "plus") {
        await giulia.agree();
      } else {
        // Without checkout extensibility consent is asked for after a purchase; the next cart may be reminded of.
        expect(await giulia.optInFrames()).toBe(0);
        await giulia.pay();
        await giulia.agree();
        await moveClock(shop, HOUR_MS);
        await giulia.fillCart();
        await giulia.typeAddress();
      }
      await giulia.leave();

      await moveClock(shop, HOUR_MS);
      const phone = await giulia.readChat(REMINDER);
      expect(await phone.locator(".message.business img.picture").count()).toBe(1);
      expect(await giulia.bubbles(REMINDER)).toBe(1);
      const checkout = await giulia.tap("Torna al carrello");
      expect(checkout.url()).toContain("/store/checkouts/");
      expect(await checkout.inputValue("[name=firstName]")).toBe("Giulia");
      await checkout.locator("button.pay").click();
      await checkout.waitForURL(/thank-you/);
      if (plan === "plus") {
        // What was said in checkout is known on the thank-you page of the same checkout.
        const asked = checkout.frameLocator("iframe.extension");
        await asked.getByText("Salvato").waitFor();
        expect(await asked.locator("s-checkbox input").isChecked()).toBe(true);
      }
      await moveClock(shop, 60_000);
      await giulia.readChat(CONFIRMATION);
      expect(await giulia.bubbles(REMINDER)).toBe(1);
      // Who agreed on the thank-you page was told of that order too.
      expect(await giulia.bubbles(CONFIRMATION)).toBe(plan === "plus" ? 1 : 2);

      const admin = await context.newPage();
      await admin.goto(adminAddress(shop));
      const home = admin.frameLocator("iframe").first();
      const why = home.getByRole("button", { name: "Perché è stato contato?" }).first();
      await why.waitFor();
      expect(await figure(home, "Vendite recuperate")).toMatch(/^37,90\s€$/);
      expect(await figure(home, "Costo Meta")).toMatch(/[1-9]/);
      await awake(admin, shop.run.appUrl);
      await why.click();
      await home.getByText(/^Il link in “.+” è stato toccato il .+\.$/).waitFor();
      await home.getByText(/^Contato: 37,90\s€\.$/).waitFor();
      await admin.goto(adminAddress(shop, "/messages"));
      await home.getByText("Carrello 1").first().waitFor();
      expect(errors).toEqual([]);
    }, 120_000);

    it("shows the merchant a screen and an answer although the session token had expired", async () => {
      const expire = (count: number) =>
        fetch(`${shop.run.sandboxUrl}/admin/expire-next`, {
          method: "POST",
          body: JSON.stringify({ count }),
        });
      const admin = await context.newPage();
      const answers: Response[] = [];
      admin.on("response", (answer) => {
        if (new URL(answer.url()).searchParams.has("_data")) answers.push(answer);
      });
      // The token of the document, and the one that the bounce page gets for it.
      await expire(2);
      await admin.goto(adminAddress(shop, "/automations", "en"));
      const frame = admin.frameLocator("iframe").first();
      await frame.getByText("Cart recovery").first().waitFor();
      await awake(admin, shop.run.appUrl);
      await expire(1);
      await admin.getByRole("link", { name: "Messages" }).first().click();
      await frame.getByText("Order confirmed · Italian").first().waitFor();
      // One request for data was refused, and sent again with another token.
      const refused = answers.filter((answer) => answer.status() === 401);
      expect(refused).toHaveLength(1);
      const [first] = refused;
      expect(first?.headers()).toHaveProperty("x-shopify-retry-invalid-session-request");
      const again = answers.filter((answer) => answer.url() === first?.url());
      expect(again.map((answer) => answer.status())).toEqual([401, 200]);
      expect(errors).toEqual([]);
    }, 60_000);
  });
}
