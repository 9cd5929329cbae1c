import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Deployment } from "#sandbox/kernel/deployment.ts";
import { signatureOf } from "./webhooks.ts";

/** One webhook as it came. */
export interface Heard {
  readonly signed: boolean;
  readonly raw: string;
  readonly changes: readonly {
    readonly field: string;
    readonly value: Readonly<Record<string, unknown>>;
  }[];
}

const SECRET = "test-meta-secret";

/** An app for tests: keeps the webhooks that come, and answers them with `statuses`, then with 200. */
export async function listeningApp(statuses: number[] = []) {
  const heard: Heard[] = [];
  const swept: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://app");
      const raw = Buffer.concat(chunks).toString("utf8");
      if (request.method === "GET") {
        const known = url.searchParams.get("hub.verify_token") === "verify-me";
        response.writeHead(known ? 200 : 403).end(url.searchParams.get("hub.challenge"));
      } else if (url.pathname === "/operator/clock") {
        swept.push(JSON.parse(raw));
        response.end();
      } else {
        const body = JSON.parse(raw) as { entry: { changes: Heard["changes"] }[] };
        const signed = request.headers["x-hub-signature-256"] === signatureOf(SECRET, raw);
        heard.push({ signed, raw, changes: body.entry.flatMap(({ changes }) => changes) });
        response.writeHead(statuses.shift() ?? 200).end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const appUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const deployment: Deployment = {
    toml: 'name = "Cartwave"\n[[webhooks.subscriptions]]\ntopics = ["orders/create"]\nuri = "/webhooks/shopify"\n',
    clientId: "client",
    clientSecret: "client-secret",
    appUrl,
    clockUrl: `${appUrl}/operator/clock`,
    meta: {
      appId: "1234",
      appSecret: SECRET,
      verifyToken: "verify-me",
      webhookUrl: `${appUrl}/webhooks/meta`,
    },
    extensions: [],
  };
  return {
    heard,
    swept,
    deployment,
    /** Statuses of messages as they came, in order. */
    statuses: () =>
      heard
        .flatMap(({ changes }) => changes)
        .flatMap(({ value }) => (value.statuses ?? []) as { id: string; status: string }[]),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
