import { z } from "zod";
import { type LocalRun, META_TOKEN, SHOP } from "./addresses.ts";
import { call, LocalRunError } from "./http.ts";

const idTokenAnswer = z.object({ idToken: z.string() });
/** What an action of the admin answers: `ok`, or what is wrong. */
const actionAnswer = z.looseObject({ ok: z.boolean() });

/** An ordinary browser's: Shopify's library answers 410 to programs. */
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** The merchant, as a program: opens the app in the admin and fills in its forms, over HTTP alone. */
export interface Merchant {
  /** Opens the app, which installs it. */
  open(): Promise<void>;
  /** @param route Remix' name of the route, @param fields of its form */
  submit(path: string, route: string, fields: Readonly<Record<string, string>>): Promise<void>;
  /** What a screen's loader gives, also what it gives late. */
  read(path: string, route: string): Promise<Readonly<Record<string, unknown>>>;
}

export function createMerchant(run: LocalRun): Merchant {
  async function headers(): Promise<Record<string, string>> {
    const minted = await call("POST", `${run.sandboxUrl}/admin/id-token`, { shop: SHOP });
    const { idToken } = idTokenAnswer.parse(minted);
    return { authorization: `Bearer ${idToken}`, "user-agent": BROWSER };
  }

  function address(path: string, route: string): string {
    const url = new URL(path, run.appUrl);
    url.searchParams.set("_data", route);
    return url.toString();
  }

  return {
    async open() {
      const minted = await call("POST", `${run.sandboxUrl}/admin/id-token`, { shop: SHOP });
      const { idToken } = idTokenAnswer.parse(minted);
      const store = SHOP.replace(".myshopify.com", "");
      const host = Buffer.from(`${new URL(run.sandboxUrl).host}/admin/store/${store}`).toString("base64");
      const query = new URLSearchParams({ embedded: "1", shop: SHOP, host, id_token: idToken });
      await call("GET", `${run.appUrl}/app?${query}`, undefined, { "user-agent": BROWSER });
    },
    async submit(path, route, fields) {
      const answer = await fetch(address(path, route), {
        method: "POST",
        headers: { ...(await headers()), "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
        signal: AbortSignal.timeout(60_000),
      });
      const text = await answer.text();
      if (!answer.ok)
        throw new LocalRunError(
          `${path} ${fields.intent ?? ""} answered ${answer.status}: ${text.slice(0, 300)}`,
        );
      const parsed = actionAnswer.safeParse(JSON.parse(text));
      if (!parsed.success || !parsed.data.ok)
        throw new LocalRunError(`${path} ${fields.intent ?? ""} was refused: ${text.slice(0, 300)}`);
    },
    async read(path, route) {
      const answer = await fetch(address(path, route), {
        headers: await headers(),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await answer.text();
      if (!answer.ok) throw new LocalRunError(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
      return readDeferred(text);
    },
  };
}

/** Remix' answer of a loader: its data, and behind it a `data:` line for each promise that was kept. */
function readDeferred(text: string): Readonly<Record<string, unknown>> {
  const [first = "{}", ...late] = text.split("\n\n");
  const parts = late.flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length)] : []));
  return Object.assign({}, ...[first, ...parts].map((part) => JSON.parse(part) as object));
}

const AUTOMATIONS = [
  "cart_recovery",
  "order_confirmed",
  "order_shipped",
  "order_out_for_delivery",
  "order_delivered",
  "order_cancelled",
  "order_refunded",
];

/** What a merchant does on the first day: install, connect the number, send the texts to Meta, switch on. */
export async function setUpShop(run: LocalRun, merchant: Merchant): Promise<void> {
  await merchant.open();
  await merchant.submit("/app/connect", "routes/app.connect", { token: META_TOKEN });
  await merchant.submit("/app", "routes/app", { intent: "prepare-texts" });
  // Meta's stand-in has reviewed the texts when nothing is on its way any more.
  await call("POST", `${run.sandboxUrl}/control/settle`);
  for (const kind of AUTOMATIONS) {
    await merchant.submit(`/app/automations/${kind}`, "routes/app.automations.$kind", {
      intent: "mode",
      mode: "live",
    });
  }
}
