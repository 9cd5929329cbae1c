import { expect, it } from "vitest";
import { SEED } from "#sandbox/meta/directory.ts";
import { onEmbeddedStore } from "#tests/database/harness.ts";
import { adminPage } from "./admin-page.ts";

/** A merchant changes a text, Meta rejects it, it is mended; and a text of the account is adopted and sent. */

const OWN = {
  name: "conferma_2024",
  language: "it",
  category: "UTILITY",
  components: [
    {
      type: "BODY",
      text: "Ciao {{1}}, abbiamo preso in carico il tuo ordine {{2}} e lo prepariamo.",
      example: { body_text: [["Anna", "#1"]] },
    },
  ],
};

onEmbeddedStore("the texts in the admin", (address) => {
  const { there, post, open, reload } = adminPage(address);

  const words = () => there.app.getByRole("textbox", { name: "Testo", exact: true });
  const send = () => there.page.getByRole("button", { name: "Invia a Meta", exact: true }).first();
  /** Presses a button of the title bar, until the app has answered. */
  const press = async (name: string) => {
    const answered = there.page.waitForResponse(
      (answer) => answer.request().method() === "POST" && answer.url().includes("/app/texts/"),
    );
    await there.page.getByRole("button", { name, exact: true }).first().click();
    expect((await answered).status()).toBe(200);
    await post("/control/settle");
  };

  it("finds what Meta would refuse while it is typed", async () => {
    await open("/texts");
    await there.app.getByRole("link", { name: "Ordine spedito" }).click();
    await words().waitFor();
    expect(await words().inputValue()).toContain("[Numero d'ordine]");
    await expect.poll(() => send().isDisabled()).toBe(true);
    await words().fill("[Nome]");
    await there.app.getByRole("button", { name: "Il testo comincia o finisce con una variabile" }).click();
    expect(await words().evaluate((field) => field === document.activeElement)).toBe(true);
    await there.app.getByText("Ci sono troppe variabili per così poche parole").waitFor();
  });

  it("shows Meta's own words for a rejection, and is approved once it is mended", async () => {
    await words().fill("Ciao [Nome], REJECTME: il tuo ordine [Numero d'ordine] ha lasciato il negozio.");
    await press("Invia a Meta");
    await reload();
    await there.app.getByText("Meta ha rifiutato questo testo").first().waitFor();
    await there.app.getByText("Your template has the word REJECTME.").first().waitFor();
    await there.app.getByText("Il testo approvato prima di questo continua a essere inviato").waitFor();
    await words().fill("Ciao [Nome], il tuo ordine [Numero d'ordine] ha lasciato oggi il negozio.");
    await press("Invia a Meta");
    await reload();
    await there.app.getByText("Modifiche possibili: 0 oggi").waitFor();
    expect(await words().inputValue()).toBe(
      "Ciao [Nome], il tuo ordine [Numero d'ordine] ha lasciato oggi il negozio.",
    );
  });

  it("adopts a text of the account, which is then sent", async () => {
    await post(`/graph/v26.0/${SEED.wabaId}/message_templates`, OWN);
    await post("/control/settle");
    await open("/texts");
    await there.app.getByText("Trovato nel tuo account").waitFor();
    await there.app.getByRole("link", { name: OWN.name }).click();
    await there.app.getByLabel("A che cosa serve?").selectOption("order_confirmed");
    await there.app.getByLabel("Che cosa va al posto di {{1}}?").selectOption("first_name");
    await there.app.getByLabel("Che cosa va al posto di {{2}}?").selectOption("order_name");
    await press("Usa questo testo");
    await there.app.getByText("Creato altrove").waitFor();
    await there.app.getByRole("button", { name: "Inviane uno al mio telefono" }).click();
    await there.app.getByLabel("Il tuo numero su WhatsApp").fill("+39 333 123 4567");
    await there.app.getByRole("button", { name: "Invia", exact: true }).click();
    await there.app.getByText("È partito.").waitFor();
    await post("/control/settle");
    const state = (await (await fetch(`${there.shop.run.sandboxUrl}/control/state`)).json()) as {
      meta: { messages: { templates: Record<string, number> } };
    };
    expect(state.meta.messages.templates).toMatchObject({ [OWN.name]: 1 });
  });
});
