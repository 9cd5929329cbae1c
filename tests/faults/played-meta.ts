import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

interface Accepted {
  /** Our own id. */
  readonly callbackData: string;
  readonly wamid: string;
}

/** Meta's messages endpoint, as far as a fault test looks: it accepts, and remembers what it accepted. */
export interface PlayedMeta {
  readonly origin: string;
  /** What was accepted of a shop, in order; twice accepted stands twice. */
  acceptedOf(shopId: string): readonly Accepted[];
  /** Tells the app of everything accepted of a shop so far, signed. */
  tellStatuses(app: string, phoneNumberId: string, shopId: string, secret: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startPlayedMeta(): Promise<PlayedMeta> {
  const accepted: Accepted[] = [];
  const acceptedOf = (shopId: string) => accepted.filter(({ callbackData }) => callbackData.includes(shopId));
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const payload = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        biz_opaque_callback_data: string;
      };
      const wamid = `wamid.${accepted.length + 1}`;
      accepted.push({ callbackData: payload.biz_opaque_callback_data, wamid });
      response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify({ messages: [{ id: wamid, message_status: "accepted" }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    acceptedOf,
    async tellStatuses(app, phoneNumberId, shopId, secret) {
      for (const { callbackData, wamid } of acceptedOf(shopId)) {
        const timestamp = String(Math.floor(Date.now() / 1_000));
        const status = { id: wamid, status: "delivered", timestamp, biz_opaque_callback_data: callbackData };
        const value = { metadata: { phone_number_id: phoneNumberId }, statuses: [status] };
        const entry = [{ id: "waba", changes: [{ field: "messages", value }] }];
        const body = JSON.stringify({ object: "whatsapp_business_account", entry });
        const signature = createHmac("sha256", secret).update(body).digest("hex");
        await fetch(`${app}/webhooks/meta`, {
          method: "POST",
          headers: { "x-hub-signature-256": `sha256=${signature}` },
          body,
        });
      }
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
