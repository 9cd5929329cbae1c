import { Hono } from "hono";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import { createAssets } from "#sandbox/page/assets.ts";
import { languageOf } from "#sandbox/page/language.ts";
import { html, page, pageFacts } from "#sandbox/page/markup.ts";
import type { Logins } from "./logins.ts";
import { loginWords } from "./words.ts";

const STEPS = ["BUSINESS_ACCOUNT_SELECTION", "PHONE_NUMBER_SETUP", "PHONE_NUMBER_VERIFICATION"];

const number = z.string().regex(/^\+\d{7,15}$/);
const name = z.string().trim().min(1);
const ended = z.discriminatedUnion("how", [
  z.object({ how: z.literal("finish"), number, name }),
  z.object({ how: z.literal("finish_in_app"), number, name }),
  z.object({ how: z.literal("finish_without_number"), name }),
  z.object({ how: z.literal("cancel"), step: z.string() }),
  z.object({ how: z.literal("error") }),
]);

const extras = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.looseObject({ featureType: z.string().optional() }))
  .catch({});

/** Meta's JavaScript SDK and the dialog of Embedded Signup, with a button for each way that it can end. */
export function createLoginRoutes(world: World, logins: Logins): Hono {
  const routes = new Hono();
  routes.route(
    "/",
    createAssets({
      "sdk.js": { file: new URL("./browser/sdk.ts", import.meta.url), shared: true },
      "dialog.js": { file: new URL("./browser/dialog.ts", import.meta.url) },
      "dialog.css": { file: new URL("./dialog.css", import.meta.url) },
    }),
  );

  routes.get("/dialog", (context) => {
    const language = languageOf(context, "locale", "login_locale");
    const words = loginWords[language];
    const app = world.deployment?.meta;
    const styles = ["/facebook/dialog.css"];
    const isKnown =
      app && context.req.query("client_id") === app.appId && context.req.query("config_id") === app.configId;
    if (!isKnown || !world.deployment) {
      const refused = html`<main><h1>${words.title}</h1><p>${words.refused}</p></main>`;
      return context.html(page({ language, title: words.title, styles }, refused), 400);
    }
    const inApp =
      extras.parse(context.req.query("extras")).featureType === "whatsapp_business_app_onboarding";
    const finish = inApp
      ? html`<button disabled data-how="finish_in_app" class="first">${words.finishInApp}</button>`
      : html`<button disabled data-how="finish" class="first">${words.finish}</button>`;
    const body = html`<main>
<h1>${words.title}</h1>
<p>${words.what}</p>
<label>${words.number}<input name="number" value="+390255507777" inputmode="tel"></label>
<label>${words.name}<input name="name" value="Casa Aurora"></label>
<p class="buttons">${finish}
<button disabled data-how="finish_without_number">${words.finishWithoutNumber}</button></p>
<label>${words.step}<select name="step">${STEPS.map((step) => html`<option>${step}</option>`)}</select></label>
<p class="buttons"><button disabled data-how="cancel">${words.cancel}</button>
<button disabled data-how="error">${words.error}</button></p>
</main>
${pageFacts("facts", { openerOrigin: new URL(world.deployment.appUrl).origin })}`;
    return context.html(
      page({ language, title: words.title, styles, scripts: ["/facebook/dialog.js"] }, body),
    );
  });

  routes.post("/dialog/end", async (context) => {
    const asked = ended.safeParse(await context.req.json().catch(() => undefined));
    if (!asked.success) return context.json({ error: z.prettifyError(asked.error) }, 400);
    const { message, code } = logins.end(asked.data);
    world.ledger.add({ system: "meta", kind: "note", name: "login.ended", request: asked.data });
    return context.json({ message, ...(code === undefined ? {} : { code }) });
  });
  return routes;
}
