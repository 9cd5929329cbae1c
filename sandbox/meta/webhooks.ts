import { createHmac } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Agent, request } from "undici";
import { Activity } from "#sandbox/kernel/activity.ts";
import type { Fault } from "#sandbox/kernel/faults.ts";
import type { World } from "#sandbox/kernel/world.ts";
import type { Behaviour } from "./behaviour.ts";
import type { Waba } from "./directory.ts";

/** One thing that Meta tells the app. */
export interface Change {
  readonly waba: Waba;
  readonly field: string;
  readonly value: object;
  /** In the ledger: `webhook <name>`. */
  readonly name: string;
  /** Fields about accounts and templates say in the entry when it happened: seconds of shop time. */
  readonly time?: number;
}

interface Delivery {
  readonly name: string;
  readonly body: object;
  readonly raw: string;
}

/** Meta tries for seven days; here a delivery is given up after so many tries. */
const MAX_TRIES = 12;
const MAX_BACKOFF_MS = 30_000;
const MAX_AT_ONCE = 16;
/** A delivery that was told to come after the next one comes by itself if there is none. */
const HELD_BACK_MS = 2_000;

/** As Meta writes JSON: what is not ASCII is escaped, so that only the raw bytes fit the signature. */
export function rawJson(body: object): string {
  return JSON.stringify(body).replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** @returns the value of X-Hub-Signature-256 */
export function signatureOf(secret: string, raw: string): string {
  return `sha256=${createHmac("sha256", secret).update(raw).digest("hex")}`;
}

function inGroups<T>(list: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < list.length; from += size) groups.push(list.slice(from, from + size));
  return groups;
}

function deliveryOf(name: string, changes: readonly Change[]): Delivery {
  const entries = new Map<string, { id: string; time?: number; changes: object[] }>();
  for (const { waba, field, value, time } of changes) {
    const key = `${waba.id} ${time ?? ""}`;
    const entry = entries.get(key) ?? { id: waba.id, ...(time === undefined ? {} : { time }), changes: [] };
    entry.changes.push({ value, field });
    entries.set(key, entry);
  }
  const body = { object: "whatsapp_business_account", entry: [...entries.values()] };
  return { name, body, raw: rawJson(body) };
}

/** Delivers to the app what happens at Meta: gathered, signed, at least once, in no promised order. */
export class Webhooks {
  readonly activity = new Activity();
  readonly #world: World;
  readonly #behaviour: Behaviour;
  readonly #agent = new Agent({ connections: MAX_AT_ONCE });
  #waiting = new Map<string, Change[]>();
  #ready: Delivery[] = [];
  #heldBack: Delivery[] = [];
  #active = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = new AbortController();

  constructor(world: World, behaviour: Behaviour) {
    this.#world = world;
    this.#behaviour = behaviour;
  }

  /** Nothing is told where the app is not deployed, or not subscribed to the account. */
  tell(change: Change): void {
    const { deployment } = this.#world;
    if (!deployment || !change.waba.subscribedApps.has(deployment.meta.appId)) return;
    const list = this.#waiting.get(change.name);
    if (list) list.push(change);
    else {
      this.#waiting.set(change.name, [change]);
      this.activity.begin();
    }
    this.#timer ??= setTimeout(() => this.#flush(), this.#behaviour.flushAfterMs);
  }

  /** Forgets what has not been delivered. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const _ of this.#waiting) this.activity.end();
    for (const _ of [...this.#ready, ...this.#heldBack]) this.activity.end();
    this.#waiting = new Map();
    this.#ready = [];
    this.#heldBack = [];
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  async stop(): Promise<void> {
    this.reset();
    await this.#agent.close();
  }

  #flush(): void {
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = new Map();
    const { batchSize, duplicates, shuffle } = this.#behaviour;
    for (const [name, changes] of waiting) {
      if (shuffle) changes.reverse();
      for (const group of inGroups(changes, Math.min(batchSize, 1_000))) {
        const delivery = deliveryOf(name, group);
        for (let copy = 0; copy <= duplicates; copy++) this.#offer(delivery);
      }
      this.activity.end();
    }
    if (shuffle) this.#ready.reverse();
    this.#work();
  }

  #offer(delivery: Delivery): void {
    this.activity.begin();
    this.#ready.push(delivery);
  }

  #work(): void {
    while (this.#active < MAX_AT_ONCE) {
      const delivery = this.#ready.shift();
      if (!delivery) return;
      this.#active += 1;
      void this.#deliver(delivery, this.#ended.signal);
    }
  }

  async #deliver(delivery: Delivery, ended: AbortSignal): Promise<void> {
    const fault = this.#world.faults.take(`webhook ${delivery.name}`);
    if (fault?.reorder) this.#holdBack(delivery, ended);
    for (let copy = 0; copy < (fault?.duplicate ?? 0); copy++) this.#offer(delivery);
    if (!fault?.reorder) await this.#tryUntilTaken(delivery, fault, ended);
    this.#active -= 1;
    if (!fault?.reorder) {
      this.#ready.push(...this.#heldBack.splice(0));
      this.activity.end();
    }
    this.#work();
  }

  #holdBack(delivery: Delivery, ended: AbortSignal): void {
    this.#heldBack.push(delivery);
    void wait(HELD_BACK_MS, undefined, { ref: false }).then(() => {
      if (ended.aborted) return;
      this.#ready.push(...this.#heldBack.splice(0));
      this.#work();
    });
  }

  async #tryUntilTaken(delivery: Delivery, first: Fault | undefined, ended: AbortSignal): Promise<void> {
    let fault = first;
    for (let attempt = 0; attempt < MAX_TRIES && !ended.aborted; attempt++) {
      if (attempt > 0) {
        const backoff = Math.min(this.#behaviour.retryAfterMs * 2 ** (attempt - 1), MAX_BACKOFF_MS);
        await wait(backoff, undefined, { ref: false });
        fault = this.#world.faults.take(`webhook ${delivery.name}`);
      }
      if (ended.aborted || (await this.#try(delivery, attempt, fault))) return;
    }
  }

  /** @returns whether the app took it: only 200 counts */
  async #try(delivery: Delivery, attempt: number, fault: Fault | undefined): Promise<boolean> {
    const { ledger, deployment } = this.#world;
    if (!deployment) return true;
    if (fault?.delayMs) await wait(fault.delayMs);
    const status =
      fault?.status ??
      (fault?.drop === "before" ? undefined : await this.#post(deployment.meta, delivery.raw));
    const taken = status === 200 && fault?.drop !== "after";
    ledger.add({
      system: "meta",
      kind: "webhook",
      name: `webhook ${delivery.name}`,
      request: delivery.body,
      attempt,
      ...(status === undefined ? {} : { status }),
    });
    return taken;
  }

  async #post(
    { webhookUrl, appSecret }: { readonly webhookUrl: string; readonly appSecret: string },
    raw: string,
  ): Promise<number | undefined> {
    try {
      const answer = await request(webhookUrl, {
        method: "POST",
        dispatcher: this.#agent,
        headersTimeout: 20_000,
        bodyTimeout: 20_000,
        headers: {
          "content-type": "application/json",
          "user-agent": "facebookexternalua",
          "x-hub-signature-256": signatureOf(appSecret, raw),
        },
        body: raw,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return undefined;
    }
  }
}
