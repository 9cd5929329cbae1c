import { createInterface } from "node:readline";
import { createMetaClient, createMetaDispatcher } from "#app/integrations/meta/index.ts";

/** The Graph client alone, as fast as it can: `node client.ts BASE_URL`; told how many to send, it says how fast. */

const [baseUrl = ""] = process.argv.slice(2);
const meta = createMetaClient({
  baseUrl,
  version: "v26.0",
  appId: "1",
  appSecret: "secret",
  dispatcher: createMetaDispatcher(),
});

const template = {
  name: "cartwave_cart_reminder_1",
  language: { code: "it" },
  components: [
    { type: "header", parameters: [{ type: "image", image: { link: "https://shop.example/picture.jpg" } }] },
    {
      type: "body",
      parameters: [
        { type: "text", parameter_name: "first_name", text: "Giulia" },
        { type: "text", parameter_name: "shop_name", text: "Casa Aurora" },
      ],
    },
  ],
};

async function send(count: number): Promise<number> {
  const started = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      next += 1;
      await meta.sendMessage("number-client", "token", {
        messaging_product: "whatsapp",
        recipient_type: "individual",
        to: "+393331234567",
        type: "template",
        template,
        biz_opaque_callback_data: `1.client.${started}.${next}`,
      });
    }
  };
  await Promise.all(Array.from({ length: 128 }, worker));
  return count / ((performance.now() - started) / 1_000);
}

createInterface({ input: process.stdin }).on("line", async (line) => {
  const { count } = JSON.parse(line) as { count: number };
  console.log(JSON.stringify({ perSecond: await send(count) }));
});
process.on("SIGTERM", () => process.exit(0));
console.log(JSON.stringify({ ready: true }));
