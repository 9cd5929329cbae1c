import { callbackData } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { tokenOf } from "#app/modules/numbers/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { plus, SECOND } from "#app/platform/clock.ts";
import { consumeHint, markDue, readyShops } from "#app/platform/due.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { giveUpLease, keepLease, type Lease, takeLease } from "#app/platform/lease.ts";
import { withLogContext } from "#app/platform/log.ts";
import { type Claimed, claimBatch, declareAbandoned, type Lane, pausedCategories } from "./claim.ts";
import { FORGOTTEN, NEXT_DUE } from "./messages.sql.ts";
import { LANE_REST_MS } from "./outcome.ts";
import { RateLimit } from "./rate.ts";
import { recordBatch, type Sent } from "./record.ts";

/** Hands queued messages to Meta. One per process. */
export interface Dispatcher {
  /** Sends everything that may leave now. @returns how many calls were made */
  drain(stopping?: () => boolean): Promise<number>;
  /** Finds shops whose hint was lost. */
  sweep(): Promise<void>;
}

const BATCH = 100;
/** A lane whose owner died has another one after this. */
const LEASE_MS = 10 * SECOND;

/** Calls made, and why the lane was left: empty, to rest because Meta takes nothing, or owned by another worker. */
interface Progress {
  readonly calls: number;
  readonly left: "more" | "empty" | "rest" | "owned";
}

/** Shop time until a lane that was not drained is looked at again. */
const LOOK_AGAIN_MS: Partial<Record<Progress["left"], number>> = { rest: LANE_REST_MS, owned: 5 * SECOND };

interface Account {
  readonly token: string;
  readonly throughput: number;
}

function recipientOf(recipient: string): object {
  return recipient.startsWith("+") ? { to: recipient } : { recipient };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function createDispatcher(services: Services): Dispatcher {
  const { database, meta, metrics, observer, shopTime, systemTime } = services;
  const limits = new Map<string, { perSecond: number; limit: RateLimit }>();

  function limitOf(phoneNumberId: string, perSecond: number): RateLimit {
    const known = limits.get(phoneNumberId);
    if (known?.perSecond === perSecond) return known.limit;
    const limit = new RateLimit(perSecond);
    limits.set(phoneNumberId, { perSecond, limit });
    return limit;
  }

  async function send(shopId: ShopId, lane: Lane, account: Account, message: Claimed): Promise<Sent> {
    const wait = limitOf(lane.phoneNumberId, account.throughput).take(systemTime.now().getTime());
    if (wait > 0) await pause(wait);
    const started = performance.now();
    const result = await meta.sendMessage(lane.phoneNumberId, account.token, {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...recipientOf(message.recipient),
      ...message.content,
      biz_opaque_callback_data: callbackData(shopId, message.id),
    });
    const outcome = result.ok ? "accepted" : result.problem.action;
    metrics.sendSeconds.observe({ outcome }, (performance.now() - started) / 1_000);
    metrics.messages.inc({ purpose: message.purpose, outcome });
    return { message, result };
  }

  async function nextBatch(shopId: ShopId, lane: Lane, account: Account): Promise<Progress> {
    await observer.reach("dispatch.before_claim");
    const { claimed, looked } = await claimBatch(services, shopId, lane, BATCH);
    if (claimed.length === 0) return { calls: 0, left: looked === 0 ? "empty" : "more" };
    await observer.reach("dispatch.after_claim");
    const batch = await Promise.all(claimed.map((message) => send(shopId, lane, account, message)));
    await observer.reach("dispatch.after_call");
    const now = shopTime.now();
    const stops = await database.transaction(shopId, (tx) => recordBatch(tx, lane, batch, now));
    await observer.reach("dispatch.after_record");
    return { calls: batch.length, left: stops ? "rest" : "more" };
  }

  async function drainLane(shopId: ShopId, phoneNumberId: string, lease: Lease): Promise<Progress> {
    const lane = { phoneNumberId, token: lease.token };
    const abandoned = await declareAbandoned(services, shopId, lane);
    if (abandoned > 0) services.log.warn({ abandoned }, "messages of a dead worker are uncertain");
    let calls = 0;
    for (;;) {
      const account = await tokenOf(services, shopId, phoneNumberId);
      if (!account || !(await keepLease(database, systemTime, lease, LEASE_MS)))
        return { calls, left: "empty" };
      const batch = await nextBatch(shopId, lane, account);
      calls += batch.calls;
      if (batch.left !== "more") return { calls, left: batch.left };
    }
  }

  async function drainNumber(shopId: ShopId, phoneNumberId: string): Promise<Progress> {
    const name = `lane:${phoneNumberId}`;
    const lease = await takeLease(database, systemTime, name, services.processId, LEASE_MS);
    if (!lease) return { calls: 0, left: "owned" };
    try {
      return await drainLane(shopId, phoneNumberId, lease);
    } finally {
      await giveUpLease(database, systemTime, lease);
    }
  }

  /** Says when this shop's lane is to be looked at again. */
  async function markNext(shopId: ShopId, phoneNumberId: string, left: Progress["left"]): Promise<void> {
    const again = LOOK_AGAIN_MS[left];
    if (again !== undefined) {
      await markDue(database.sql, "message", shopId, plus(shopTime.now(), again));
      return;
    }
    const still = pausedCategories((await getShop(services, shopId)).pause);
    const [next] = await database.sql<{ dueAt: Date | null }>(NEXT_DUE, [shopId, phoneNumberId, still]);
    if (next?.dueAt) await markDue(database.sql, "message", shopId, next.dueAt);
  }

  async function drainShop(shopId: ShopId): Promise<number> {
    const numbers = await database
      .shop(shopId)
      .phoneNumber.findMany({ where: { state: "connected" }, select: { phoneNumberId: true } });
    let calls = 0;
    for (const { phoneNumberId } of numbers) {
      const progress = await drainNumber(shopId, phoneNumberId);
      calls += progress.calls;
      await markNext(shopId, phoneNumberId, progress.left);
    }
    return calls;
  }

  return {
    async drain(stopping = () => false) {
      let calls = 0;
      const hints = await readyShops(database.sql, "message", shopTime.now());
      for (const hint of hints) {
        if (stopping()) break;
        if (!(await consumeHint(database.sql, "message", hint))) continue;
        calls += await withLogContext({ shopId: hint.shopId }, () => drainShop(hint.shopId));
      }
      return calls;
    },
    async sweep() {
      await database.sql(FORGOTTEN);
    },
  };
}
