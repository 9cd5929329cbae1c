import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";
import { Activity } from "#sandbox/kernel/activity.ts";
import type { Fault } from "#sandbox/kernel/faults.ts";
import type { World } from "#sandbox/kernel/world.ts";
import type { Payload } from "./payloads/shared.ts";
import { isCovered, readConfiguration } from "./subscriptions.ts";

export interface WebhookOptions {
  /** Before the first new try; doubled each time. Shopify spreads its tries over four hours. */
  readonly retryAfterMs: number;
  /** For the whole answer; Shopify's five seconds if absent. */
  readonly timeoutMs?: number;
}

interface Delivery {
  readonly topic: string;
  readonly address: string;
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Shopify tries again eight times (since 2024-09-10), and waits five seconds for the whole answer. */
const RETRIES = 8;
const TIMEOUT_MS = 5_000;
const MAX_BACKOFF_MS = 60_000;
const CONNECT_MS = 1_000;
/** A delivery that was told to come after the next one comes by itself if there is none. */
const HELD_BACK_MS = 2_000;

/** Waits so long, or until it is told to stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ref: false, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** @returns the value of X-Shopify-Hmac-Sha256 */
export function signatureOf(secret: string, raw: string): string {
  return createHmac("sha256", secret).update(raw).digest("base64");
}

/** Tells the app what happened in the shop: signed, at least once, in no promised order. */
export class ShopWebhooks {
  readonly #activity = new Activity();
  readonly #world: World;
  readonly #shop: string;
  readonly #agent = new Agent({ connections: 16, connect: { timeout: CONNECT_MS } });
  readonly #options: WebhookOptions;
  /** Ends when the next delivery has arrived. */
  #heldBack = new AbortController();
  #ended = new AbortController();

  constructor(world: World, shop: string, options: WebhookOptions) {
    this.#world = world;
    this.#shop = shop;
    this.#options = options;
  }

  /**
   * @param installed whether the app is; else it is told of compliance topics alone
   * @param payload written now: a new try carries the same
   */
  tell(topic: string, payload: Payload, installed: boolean): void {
    const { deployment, clock } = this.#world;
    if (!deployment) return;
    const { apiVersion, subscriptions, scopes } = readConfiguration(deployment);
    const raw = JSON.stringify(payload);
    const eventId = randomUUID();
    for (const subscription of subscriptions) {
      if (subscription.topic !== topic || !(installed || subscription.compliance)) continue;
      if (!isCovered(topic, scopes)) continue;
      const headers = {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": this.#shop,
        "x-shopify-hmac-sha256": signatureOf(deployment.clientSecret, raw),
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": eventId,
        "x-shopify-triggered-at": clock.now().toISOString(),
        "x-shopify-api-version": apiVersion,
      };
      this.#begin({ topic, address: subscription.address, raw, headers });
    }
  }

  settle(): Promise<void> {
    return this.#activity.idle();
  }

  /** Forgets what has not been delivered. */
  reset(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  async stop(): Promise<void> {
    this.reset();
    await this.#agent.destroy();
  }

  #begin(delivery: Delivery): void {
    this.#activity.begin();
    void this.#deliver(delivery, this.#ended.signal).finally(() => this.#activity.end());
  }

  async #deliver(delivery: Delivery, ended: AbortSignal): Promise<void> {
    const fault = this.#world.faults.take(`webhook ${delivery.topic}`);
    if (fault?.reorder) return this.#holdBack(delivery, ended);
    for (let copy = 0; copy < (fault?.duplicate ?? 0); copy++) this.#begin(delivery);
    await this.#tryUntilTaken(delivery, fault, ended);
    this.#heldBack.abort();
    this.#heldBack = new AbortController();
  }

  async #holdBack(delivery: Delivery, ended: AbortSignal): Promise<void> {
    await pause(HELD_BACK_MS, AbortSignal.any([this.#heldBack.signal, ended]));
    if (!ended.aborted) this.#begin(delivery);
  }

  async #tryUntilTaken(delivery: Delivery, first: Fault | undefined, ended: AbortSignal): Promise<void> {
    let fault = first;
    for (let attempt = 0; attempt <= RETRIES && !ended.aborted; attempt++) {
      if (attempt > 0) {
        const backoff = Math.min(this.#options.retryAfterMs * 2 ** (attempt - 1), MAX_BACKOFF_MS);
        await pause(backoff, ended);
        fault = this.#world.faults.take(`webhook ${delivery.topic}`);
      }
      if (ended.aborted || (await this.#try(delivery, attempt, fault))) return;
    }
  }

  /** @returns whether the app took it: any 2xx counts, a redirect does not */
  async #try(delivery: Delivery, attempt: number, fault: Fault | undefined): Promise<boolean> {
    if (fault?.delayMs) await wait(fault.delayMs, undefined, { ref: false });
    const status = fault?.drop === "before" ? undefined : (fault?.status ?? (await this.#post(delivery)));
    this.#world.ledger.add({
      system: "shopify",
      kind: "webhook",
      name: `webhook ${delivery.topic}`,
      shop: this.#shop,
      attempt,
      request: JSON.parse(delivery.raw),
      ...(status === undefined ? {} : { status }),
    });
    // The answer to a dropped connection never came, whatever it was.
    return fault?.drop !== "after" && status !== undefined && status >= 200 && status < 300;
  }

  async #post({ address, raw, headers }: Delivery): Promise<number | undefined> {
    try {
      const answer = await request(address, {
        method: "POST",
        dispatcher: this.#agent,
        headers,
        body: raw,
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? TIMEOUT_MS),
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return undefined;
    }
  }
}
