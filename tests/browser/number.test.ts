import { expect, it } from "vitest";
import { SEED } from "#sandbox/meta/directory.ts";
import { onEmbeddedStore } from "#tests/database/harness.ts";
import { adminPage } from "./admin-page.ts";

/** A merchant tries the number, changes its profile, sees its quality fall, loses access to it and gets it back. */

const PHONE = "+393331234567";

onEmbeddedStore("a number in the admin", (address) => {
  const { there, post, open } = adminPage(address);

  const checked = async () => {
    const answered = there.page.waitForResponse((answer) => answer.request().method() === "POST");
    await there.app.getByRole("button", { name: "Controlla ora" }).click();
    await answered;
  };

  it("answers the word that the merchant sends, and ticks the try by itself", async () => {
    await open("");
    await there.app.getByRole("img", { name: "Codice QR" }).waitFor();
    const said = (await there.app.getByText(/Oppure scrivi «Cartwave/).textContent()) ?? "";
    const [, word = ""] = /«(.+?)»/.exec(said) ?? [];
    await post("/phone/api/text", { number: PHONE, text: word });
    await post("/control/settle");
    await open(`/numbers/${SEED.phoneNumberId}`);
    await there.app.getByText("Funziona in entrambe le direzioni").waitFor();
  });

  it("has a profile that is changed at Meta", async () => {
    await there.app.getByRole("link", { name: "Che cosa vedono i clienti" }).click();
    await there.app.getByLabel("Sotto il nome").fill("Ceramiche fatte a mano");
    await there.page.getByRole("button", { name: "Salva" }).first().click();
    await expect
      .poll(async () => {
        const asked = await fetch(
          `${there.shop.run.sandboxUrl}/graph/v26.0/${SEED.phoneNumberId}/whatsapp_business_profile`,
          { headers: { authorization: `Bearer ${SEED.token}` } },
        );
        return ((await asked.json()) as { data: { about?: string }[] }).data[0]?.about;
      })
      .toBe("Ceramiche fatte a mano");
  });

  it("says that its quality has fallen, and takes it back", async () => {
    await post("/control/meta/number", { phoneNumberId: SEED.phoneNumberId, quality: "YELLOW" });
    await open(`/numbers/${SEED.phoneNumberId}`);
    await checked();
    await there.app.getByText("Meta valuta +39 02 5550 1234 medio").first().waitFor();
    await post("/control/meta/number", { phoneNumberId: SEED.phoneNumberId, quality: "GREEN" });
    await checked();
    await there.app.getByText("In salute").first().waitFor();
    await expect.poll(() => there.app.getByText("Meta valuta +39 02 5550 1234 medio").count()).toBe(0);
  });

  it("says that Meta took the access away, and sends again once it is connected", async () => {
    await post("/control/meta/token", { token: SEED.token, revoked: true });
    await open(`/numbers/${SEED.phoneNumberId}`);
    await checked();
    await there.app.getByText("Meta non ci lascia più usare").first().waitFor();
    await post("/control/meta/token", { token: SEED.token, revoked: false });
    await there.app
      .getByRole("link", { name: /Ricollega|Collega/ })
      .first()
      .click();
    await there.app.getByLabel("Token di accesso di un utente di sistema").fill(SEED.token);
    await there.app.getByRole("button", { name: "Collega" }).click();
    await there.app.getByText("In salute").first().waitFor();
  });
});
