import "@shopify/shopify-app-remix/adapters/node";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler, type ServerBuild } from "@remix-run/node";
import { Session } from "@shopify/shopify-api";
import { ApiVersion, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId } from "#app/platform/ids.ts";
import { createContainer } from "#server/services.ts";

/**
 * How Shopify's app template takes a webhook: a Remix route with `authenticate.webhook` and a Prisma create.
 * `node template-way.ts ENV`
 */

const env = JSON.parse(process.argv[2] ?? "{}");
const { database, services } = await createContainer(env);
const shopId = await shopIdOf(services, "bench.myshopify.com");
const now = new Date();
const id = "offline_bench.myshopify.com";
await database.shop(shopId).shopifySession.create({
  data: {
    shopId,
    id,
    shopDomain: "bench.myshopify.com",
    state: "",
    isOnline: false,
    accessToken: "token",
    updatedAt: now,
  },
});
// The template reads its session by one query of Prisma's for each delivery, and so does this.
const sessionStorage: SessionStorage = {
  storeSession: async () => true,
  async loadSession(id) {
    const row = await database.shop(shopId).shopifySession.findFirst({ where: { id } });
    if (!row) return undefined;
    const { shopDomain: shop, state, isOnline, accessToken } = row;
    return new Session({ id, shop, state, isOnline, ...(accessToken === null ? {} : { accessToken }) });
  },
  deleteSession: async () => true,
  deleteSessions: async () => true,
  findSessionsByShop: async () => [],
};
const { authenticate } = shopifyApp({
  apiKey: env.SHOPIFY_API_KEY,
  apiSecretKey: env.SHOPIFY_API_SECRET,
  apiVersion: ApiVersion.October26,
  appUrl: "https://app.example",
  sessionStorage,
  logger: { level: 0, log: () => undefined },
});

const build: ServerBuild = {
  entry: { module: { default: () => new Response("", { status: 404 }) } },
  routes: {
    "routes/webhooks": {
      id: "routes/webhooks",
      path: "webhooks/shopify",
      module: {
        async action({ request }: { request: Request }) {
          const { topic, shop, payload } = await authenticate.webhook(request);
          const now = new Date();
          await database.system.inboxDelivery.create({
            data: {
              id: newId(),
              key: newId(),
              source: "shopify",
              topic: `template of ${topic}`,
              shopDomain: shop,
              headers: {},
              body: JSON.stringify(payload),
              nextAttemptAt: now,
              receivedAt: now,
            },
          });
          return new Response();
        },
      },
    },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: {} as ServerBuild["future"],
  mode: "production",
  isSpaMode: false,
} as unknown as ServerBuild;
const handle = createRequestHandler(build, "production");

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", async () => {
    const headers = new Headers(request.headers as Record<string, string>);
    const url = `http://localhost${request.url}`;
    const answer = await handle(new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }));
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  });
});
server.listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port })),
);
process.on("SIGTERM", () => process.exit(0));
