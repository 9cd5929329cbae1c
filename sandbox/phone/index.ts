import { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import type { Meta } from "#sandbox/meta/index.ts";
import { createAssets } from "#sandbox/page/assets.ts";
import { html, page } from "#sandbox/page/markup.ts";
import { createPhoneApi } from "./api.ts";

/** The phone's page: its script draws everything from the API. */
function phonePage() {
  return page(
    {
      language: "en",
      title: "WhatsApp",
      styles: ["/phone/assets/phone.css"],
      scripts: ["/phone/assets/phone.js"],
      favicon: { letter: "w", colour: "#1fa855" },
    },
    html`<main id="phone" aria-live="polite"></main><noscript>WhatsApp needs JavaScript.</noscript>`,
  );
}

/** The shopper's phone: /phone?number=%2B393331234567 and its API. */
export function createPhone(world: World, meta: Meta): { readonly routes: Hono } {
  const routes = new Hono();
  routes.get("/", (context) => context.html(phonePage()));
  routes.route(
    "/assets",
    createAssets({
      "phone.css": { file: new URL("./phone.css", import.meta.url) },
      "phone.js": { file: new URL("./client/main.ts", import.meta.url) },
    }),
  );
  routes.get("/media/:id", (context) => {
    const file = meta.media.get(context.req.param("id"));
    if (!file) return context.text("Not found", 404);
    return context.body(Buffer.from(file.bytes), 200, {
      "content-type": file.mimeType,
      "x-content-type-options": "nosniff",
    });
  });
  routes.route("/api", createPhoneApi(world, meta));
  return { routes };
}
