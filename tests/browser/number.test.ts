import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { SEED } from "#sandbox/meta/directory.ts";
import { onEmbeddedStore } from "#tests/database/harness.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/** A merchant tries the number, changes its profile, sees its quality fall, loses access to it and gets it back. */

const PHONE = "+393331234567";

onEmbeddedStore("a number in the admin", (address) => {
  let shop: LocalShop;
  let page: Page;
  let app: FrameLocator;

  beforeAll(async () => {
    shop = await startLocalShop({ plan: "plus", databaseUrl: address.DATABASE_URL });
    page = await (await shop.window()).newPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => shop.stop());

  const control = (path: string, body: object = {}) =>
    fetch(`${shop.run.sandboxUrl}${path}`, { method: "POST", body: JSON.stringify(body) });
  const open = (path: string) =>
    page.goto(`${shop.run.sandboxUrl}/admin/store/casa-aurora/apps/${shop.run.clientId}${path}?locale=it`);
  const checked = async () => {
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    await app.getByRole("button", { name: "Controlla ora" }).click();
    await answered;
  };

  it("answers the word that the merchant sends, and ticks the try by itself", async () => {
    await open("");
    await app.getByRole("img", { name: "Codice QR" }).waitFor();
    const said = (await app.getByText(/Oppure scrivi «Cartwave/).textContent()) ?? "";
    const [, word = ""] = /«(.+?)»/.exec(said) ?? [];
    await control("/phone/api/text", { number: PHONE, text: word });
    await control("/control/settle");
    await open(`/numbers/${SEED.phoneNumberId}`);
    await app.getByText("Funziona in entrambe le direzioni").waitFor();
  });

  it("has a profile that is changed at Meta", async () => {
    await app.getByRole("link", { name: "Che cosa vedono i clienti" }).click();
    await app.getByLabel("Sotto il nome").fill("Ceramiche fatte a mano");
    await page.getByRole("button", { name: "Salva" }).first().click();
    await expect
      .poll(async () => {
        const asked = await fetch(
          `${shop.run.sandboxUrl}/graph/v26.0/${SEED.phoneNumberId}/whatsapp_business_profile`,
          { headers: { authorization: `Bearer ${SEED.token}` } },
        );
        return ((await asked.json()) as { data: { about?: string }[] }).data[0]?.about;
      })
      .toBe("Ceramiche fatte a mano");
  });

  it("says that its quality has fallen, and takes it back", async () => {
    await control("/control/meta/number", { phoneNumberId: SEED.phoneNumberId, quality: "YELLOW" });
    await open(`/numbers/${SEED.phoneNumberId}`);
    await checked();
    await app.getByText("Meta valuta +39 02 5550 1234 medio").first().waitFor();
    await control("/control/meta/number", { phoneNumberId: SEED.phoneNumberId, quality: "GREEN" });
    await checked();
    await app.getByText("In salute").first().waitFor();
    await expect.poll(() => app.getByText("Meta valuta +39 02 5550 1234 medio").count()).toBe(0);
  });

  it("says that Meta took the access away, and sends again once it is connected", async () => {
    await control("/control/meta/token", { token: SEED.token, revoked: true });
    await open(`/numbers/${SEED.phoneNumberId}`);
    await checked();
    await app.getByText("Meta non ci lascia più usare").first().waitFor();
    await control("/control/meta/token", { token: SEED.token, revoked: false });
    await app
      .getByRole("link", { name: /Ricollega|Collega/ })
      .first()
      .click();
    await app.getByLabel("Token di accesso di un utente di sistema").fill(SEED.token);
    await app.getByRole("button", { name: "Collega" }).click();
    await app.getByText("In salute").first().waitFor();
  });
});
