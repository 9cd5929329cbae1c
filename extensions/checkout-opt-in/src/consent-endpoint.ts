import type { StandardApi } from "@shopify/ui-extensions/checkout";
import type { Phone } from "./phone.ts";
import type { Wording } from "./wording.ts";

/** What a shopper declares by ticking or unticking the box. */
export interface Statement {
  readonly granted: boolean;
  readonly phone: Phone;
  readonly wording: Wording;
  readonly locale: string;
  readonly checkoutToken: string | null;
  /** `gid://shopify/Order/…`, once there is an order. */
  readonly orderId: string | null;
}

/**
 * What became of a statement:
 * - `recorded`: the app has it;
 * - `phone`: refused, the number is not one;
 * - `refused`: refused for another reason, certainly not recorded;
 * - `offline`, `unavailable`: nobody can say whether it was recorded; asking again does no harm.
 */
export type Outcome = "recorded" | "phone" | "refused" | "offline" | "unavailable";

type Surface = "checkout" | "thank-you";

interface ConsentEndpoint {
  /** Address of the app without a slash at its end. */
  readonly appUrl: string;
  readonly surface: Surface;
  /** A session token for one call; Shopify renews it when it is about to expire. */
  readonly sessionToken: () => Promise<string>;
}

/** Longer than any healthy answer, shorter than a shopper's patience. */
const TIMEOUT_MS = 10_000;

async function send(endpoint: ConsentEndpoint, body: string): Promise<Response> {
  const token = await endpoint.sessionToken();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  try {
    return await fetch(`${endpoint.appUrl}/api/consent`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body,
      // The statement still arrives when the shopper goes on to pay at once.
      keepalive: true,
      signal: timeout.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

async function isPhoneInvalid(response: Response): Promise<boolean> {
  try {
    const answer: unknown = await response.json();
    return (
      typeof answer === "object" && answer !== null && "error" in answer && answer.error === "phone_invalid"
    );
  } catch {
    return false;
  }
}

async function outcomeOf(response: Response): Promise<Outcome> {
  if (response.ok) return "recorded";
  if (response.status === 422) return (await isPhoneInvalid(response)) ? "phone" : "refused";
  return response.status >= 500 || response.status === 429 ? "unavailable" : "refused";
}

/** Hands a statement to the app. Never throws. A token that is refused is fetched anew, once. */
async function postStatement(endpoint: ConsentEndpoint, statement: Statement): Promise<Outcome> {
  const body = JSON.stringify({
    surface: endpoint.surface,
    checkoutToken: statement.checkoutToken,
    orderId: statement.orderId,
    phone: statement.phone.number,
    countryCode: statement.phone.countryCode,
    granted: statement.granted,
    locale: statement.locale,
    wording: statement.wording.text,
    wordingVersion: statement.wording.version,
  });
  try {
    const first = await send(endpoint, body);
    return await outcomeOf(first.status === 401 ? await send(endpoint, body) : first);
  } catch {
    return typeof navigator === "object" && navigator.onLine === false ? "offline" : "unavailable";
  }
}

/**
 * How a page hands statements to the app. In the checkout editor a merchant tries the box with made-up shoppers:
 * there it looks the same and records nothing.
 */
export function posterOf(
  api: Pick<StandardApi, "extension" | "sessionToken">,
  surface: Surface,
): (statement: Statement) => Promise<Outcome> {
  if (api.extension.editor) return async () => "recorded";
  const sessionToken = () => api.sessionToken.get();
  const endpoint = { appUrl: process.env.APP_URL, surface, sessionToken };
  return (statement) => postStatement(endpoint, statement);
}
