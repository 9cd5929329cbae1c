import type { FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ReceivedMail } from "#sandbox/mailbox/index.ts";
import { onEmbeddedStore } from "#tests/database/harness.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";

/** A shopper writes at night; the merchant is told by mail, answers, and saves the picture. Through the real pages. */

const PHONE = "+393331234567";
const MINUTE_MS = 60_000;
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

onEmbeddedStore("a conversation in the admin", (address) => {
  let shop: LocalShop;
  let page: Page;
  let app: FrameLocator;

  beforeAll(async () => {
    shop = await startLocalShop({ plan: "plus", databaseUrl: address.DATABASE_URL });
    page = await (await shop.window()).newPage();
    app = page.frameLocator("iframe").first();
  });
  afterAll(() => shop.stop());

  const post = (path: string, body: BodyInit) =>
    fetch(`${shop.run.sandboxUrl}${path}`, { method: "POST", body });
  const pass = (advanceMs: number) => post("/control/clock", JSON.stringify({ advanceMs }));

  it("begins with a mail that leads to it, and is answered once", async () => {
    await post("/phone/api/text", JSON.stringify({ number: PHONE, text: "C'è anche da sei tazze?" }));
    await post("/control/settle", "");
    await pass(4 * MINUTE_MS);
    const mails = (await (await fetch(`${shop.run.sandboxUrl}/mailbox/mails`)).json()) as ReceivedMail[];
    expect(mails.map(({ subject }) => subject)).toEqual(["Giulia attende la tua risposta"]);
    const [link = ""] = /http\S+\/thread\/\S+/.exec(mails[0]?.text ?? "") ?? [];
    await page.goto(`${link}?locale=it`);
    await app.getByText("C'è anche da sei tazze?").waitFor();
    await app.getByText("Attende una risposta").waitFor();
    await app.getByRole("textbox", { name: "La tua risposta" }).fill("Sì, la trovi in negozio.");
    await page.keyboard.press("Control+Enter");
    await app.getByText("Nulla attende una risposta.").waitFor();
    await app.getByText("Consegnato").waitFor();
    expect(await app.getByText("Sì, la trovi in negozio.").count()).toBe(1);
  });

  it("keeps the picture for who is signed in, to be saved and not shown", async () => {
    const form = new FormData();
    form.set("number", PHONE);
    form.set("caption", "Questa?");
    form.set("file", new File([PICTURE], "foto.png", { type: "image/png" }));
    await post("/phone/api/media", form);
    const answered = page.waitForResponse((answer) => answer.url().includes("/app/media/"));
    const saved = page.waitForEvent("download");
    await app.getByRole("button", { name: "Scarica" }).click();
    const answer = await answered;
    expect((await saved).suggestedFilename()).toMatch(/^whatsapp-[0-9a-f]{8}\.png$/);
    expect(answer.headers()).toMatchObject({
      "content-type": "image/png",
      "content-disposition": expect.stringMatching(/^attachment;/),
      "x-content-type-options": "nosniff",
    });
    const stranger = await fetch(answer.url(), {
      redirect: "manual",
      headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0" },
    });
    expect(Buffer.from(await stranger.arrayBuffer()).includes(PICTURE)).toBe(false);
    expect(stranger.headers.get("content-type") ?? "").not.toContain("image/");
  });

  it("waits no longer when nothing is left to answer, and waits again when that is taken back", async () => {
    await app.getByRole("button", { name: "Niente da rispondere" }).click();
    await app.getByRole("button", { name: "Annulla" }).click();
    await app.getByRole("button", { name: "Niente da rispondere" }).waitFor();
  });

  it("keeps what is typed when the page is loaded anew", async () => {
    const field = () => app.getByRole("textbox", { name: "La tua risposta" });
    await field().fill("Bozza di risposta");
    await page.reload();
    await field().waitFor();
    await expect.poll(() => field().inputValue()).toBe("Bozza di risposta");
  });

  it("takes only approved texts after 24 hours, and says so", async () => {
    await pass(25 * 60 * MINUTE_MS);
    await page.reload();
    await app.getByText("Ora si possono inviare solo testi approvati").waitFor();
    // What was typed before is there to be copied, and can't be sent.
    const field = app.getByRole("textbox", { name: "Scritto e non inviato" });
    expect(await field.inputValue()).toBe("Bozza di risposta");
    expect(await app.getByRole("button", { name: "Invia", exact: true }).count()).toBe(0);
    await app.getByRole("button", { name: "Invia questo testo" }).waitFor();
    await field.fill("");
    await expect.poll(() => app.getByRole("textbox").count()).toBe(0);
  });
});
