import type { BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onEmbeddedStore } from "#tests/database/harness.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/** The merchant connects a second number, by signing in at Meta and by a token, and lets it go again. Through the real pages. */

onEmbeddedStore("connecting a number in the admin", (address) => {
  let shop: LocalShop;
  let context: BrowserContext;
  let page: Page;
  let app: FrameLocator;
  const errors: string[] = [];

  beforeAll(async () => {
    shop = await startLocalShop({ plan: "plus", databaseUrl: address.DATABASE_URL });
    context = await shop.window();
    context.on("weberror", (error) => errors.push(error.error().message));
    page = await context.newPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => shop.stop());

  const open = async (path: string) => {
    await page.goto(
      `${shop.run.sandboxUrl}/admin/store/casa-aurora/apps/${shop.run.clientId}${path}?locale=it`,
    );
  };
  const control = (path: string, body: object) =>
    fetch(`${shop.run.sandboxUrl}/control/meta/${path}`, { method: "POST", body: JSON.stringify(body) });

  /** Answers the question and opens the window at Meta. */
  async function begin(where: string): Promise<Page> {
    await open("/app/connect");
    // A choice that is made before the page has woken up is not heard.
    await expect
      .poll(async () => {
        await app.getByText(where, { exact: true }).first().click();
        return app.getByText("Cosa perdi").isVisible();
      })
      .toBe(true);
    const opened = context.waitForEvent("page");
    await app.getByRole("button", { name: "Continua su Meta" }).click();
    const window = await opened;
    await window.getByText("casa-aurora.myshopify.com").waitFor();
    return window;
  }

  /** Ends Meta's dialog by one of its buttons. */
  async function end(window: Page, begins: string, button: string): Promise<void> {
    const opened = context.waitForEvent("page");
    await window.getByRole("button", { name: begins }).click();
    const dialog = await opened;
    const closed = dialog.waitForEvent("close");
    await dialog.getByRole("button", { name: button, exact: true }).click();
    await closed;
  }

  it("says in both windows how signing in at Meta ended, until a number is connected", async () => {
    const window = await begin("Ancora da nessuna parte");
    // The ticket is gone from the address, and the window can be loaded anew.
    expect(new URL(window.url()).searchParams.has("state")).toBe(false);
    await window.reload();
    await end(window, "Accedi a Meta", "Interrompi");
    await window.getByText("Ti sei fermato prima della fine").waitFor();
    await app.getByText("Ti sei fermato prima della fine").waitFor();
    await end(window, "Ricomincia", "Fai segnalare un errore a Meta");
    await window.getByText("Meta segnala un errore").waitFor();
    await end(window, "Ricomincia", "Termina senza un numero");
    await window.getByText("L'account c'è, il numero non ancora").waitFor();
    await window.getByRole("button", { name: "Guarda di nuovo" }).click();
    await window.getByText("L'account c'è, il numero non ancora").waitFor();
    await end(window, "Ricomincia", "Termina");
    await window.getByText("+390255507777 è collegato").waitFor();
    await app.getByText("Il numero è registrato per l'API.").waitFor();
    await window.reload();
    await window.getByText("Questa finestra non serve più").waitFor();
    await window.close();
  });

  it("disconnects it after having said what stops, and connects it again by a token", async () => {
    await app.getByRole("button", { name: "Invia da questo numero" }).click();
    await app.getByText("I messaggi ai tuoi clienti partono da questo numero.").waitFor();
    await app.getByRole("button", { name: "Scollega" }).click();
    const modal = app.getByRole("dialog");
    await app.getByText("Il suo token di accesso viene eliminato").waitFor();
    await modal.getByRole("button", { name: "Scollega", exact: true }).click();
    await app.getByText("L'hai scollegato. Nulla è andato perso.").waitFor();
    await app.getByRole("link", { name: "Collega di nuovo" }).click();
    await app.getByText("Collega di nuovo +390255507777").waitFor();
    const field = app.getByLabel("Token di accesso di un utente di sistema");
    await field.fill("not-a-token-of-meta");
    await app.getByRole("button", { name: "Collega", exact: true }).click();
    await app.getByText("Meta non accetta questo token").waitFor();
    await control("tokens", { token: "token-of-the-merchant" });
    await field.fill("token-of-the-merchant");
    await app.getByRole("button", { name: "Collega", exact: true }).click();
    await app.getByText("Collegato, ma non in uso").waitFor();
  });

  it("leaves a number in the WhatsApp Business app, and chooses among several that a token reaches", async () => {
    const window = await begin("Nell'app WhatsApp Business");
    const opened = context.waitForEvent("page");
    await window.getByRole("button", { name: "Accedi a Meta" }).click();
    const dialog = await opened;
    await dialog.locator("[name=number]").fill("+390255508888");
    await dialog
      .getByRole("button", { name: "Termina, e lascia il numero nell'app WhatsApp Business" })
      .click();
    await window.getByText("+390255508888 è collegato").waitFor();
    await app.getByText("È in uso anche nell'app WhatsApp Business.").waitFor();
    await open("/app/connect");
    await app.getByLabel("Token di accesso di un utente di sistema").fill("token-of-the-merchant");
    await app.getByRole("button", { name: "Collega", exact: true }).click();
    await app.getByText("Il token raggiunge più numeri. Quale?").waitFor();
    await app.getByText("+390255508888 (Casa Aurora)").click();
    await app.getByRole("button", { name: "Collega", exact: true }).click();
    await app.getByText("È in uso anche nell'app WhatsApp Business.").waitFor();
    expect(errors).toEqual([]);
  });
});
