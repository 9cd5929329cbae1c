import { handshake } from "#app/integrations/meta/index.ts";
import { receiveMeta, receiveShopify, type WebhookAnswer } from "#app/modules/deliveries/index.ts";
import { readBody } from "../body.ts";
import { type EndpointNeeds, type Handler, header, send } from "./handler.ts";

/** Shopify's largest payloads are orders with hundreds of lines, about 1 MB; Meta's are 3 MB at most. */
const MAX_DELIVERY_BYTES = 5 * 1024 * 1024;

type Receive = (
  needs: EndpointNeeds,
  body: Buffer,
  header: (name: string) => string | undefined,
) => Promise<WebhookAnswer>;

function webhook(receive: Receive): Handler {
  return async (needs, request, response) => {
    const body = await readBody(request, MAX_DELIVERY_BYTES);
    if (!body) {
      // The rest is not read: the connection ends with the answer.
      response.setHeader("connection", "close");
      send(response, 413, "too large");
      return;
    }
    const answer = await receive(needs, body, (name) => header(request, name));
    // Nobody reads the word of what went well.
    if (answer.status === 200) response.writeHead(200).end();
    else send(response, answer.status, answer.outcome);
  };
}

export const shopifyWebhook = webhook(({ services, inbox }, body, read) =>
  receiveShopify(services, inbox, body, read),
);

export const metaWebhook = webhook(({ services, inbox }, body, read) =>
  receiveMeta(services, inbox, body, read("x-hub-signature-256")),
);

/** Meta asks once, when the address is entered, whether it is ours. */
export const metaHandshake: Handler = async ({ services }, _request, response, url) => {
  const challenge = handshake(url.searchParams, services.env.META_WEBHOOK_VERIFY_TOKEN);
  if (challenge === undefined) send(response, 403, "the verify token does not match");
  else send(response, 200, challenge);
};
