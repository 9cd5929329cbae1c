import { callbackData, type SendEndpoint } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { type Prices, pricesOfNumber } from "#app/modules/costs/index.ts";
import { localDay } from "#app/modules/figures/index.ts";
import { type NumberAccess, tokenOf } from "#app/modules/numbers/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import { plus, SECOND } from "#app/platform/clock.ts";
import { keepLease, type Lease } from "#app/platform/lease.ts";
import { AllowanceWatch, limitOf } from "./allowance.ts";
import { type Claim, type Claimed, claimBatch, type Lane, letGo, putOff, takeOver } from "./claim.ts";
import type { Pace, PairPace } from "./pace.ts";
import { recordBatch, type Sent, sendsAgain } from "./record.ts";

/** A lane whose owner died has another one after this. */
export const LEASE_MS = 10 * SECOND;
const KEEP_EVERY_MS = 2 * SECOND;
/** Claimed at once: what leaves in a fifth of a second, so that more urgent messages wait no longer behind others. */
const BATCH_SECONDS = 0.2;
const SMALLEST_BATCH = 10;
const LARGEST_BATCH = 500;
/** Meta's code for too many messages from one number. */
const RATE_LIMIT_HIT = 130429;

/** What a number's sends are spaced by; kept by the process across turns. */
export interface Paces {
  readonly number: Pace;
  readonly pairs: PairPace;
}

/** Calls made, and why the lane was left: nothing is due, Meta takes nothing, another worker has it, or we stop. */
export interface Progress {
  readonly calls: number;
  readonly left: "empty" | "rest" | "owned" | "stopping";
}

/** A promotion that is no template would be a reply: those are no promotions. */
const isPromotion = ({ category, templateVersionId }: Claimed) =>
  category === "MARKETING" && templateVersionId !== null;

function recipientOf(recipient: string): object {
  return recipient.startsWith("+") ? { to: recipient } : { recipient };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Drains one lane under its lease: the next batch is claimed while one is being sent, and recorded while the next is. */
export class LaneRun {
  readonly #services: Services;
  readonly #lane: Lane;
  readonly #lease: Lease;
  readonly #paces: Paces;
  readonly #stopping: () => boolean;
  #account: NumberAccess | undefined;
  #allowance: AllowanceWatch | undefined;
  #prices: Prices | undefined;
  /** Whether Meta may use what people do with promotions to choose whom it shows them; the merchant's choice. */
  #sharesActivity = false;
  #keptAt = 0;
  /** By our clock, the lane is ours until then. */
  #oursUntil = 0;
  #calls = 0;
  #rests = false;
  #accepted = false;
  #recording: Promise<void> = Promise.resolve();
  readonly #inHand = new Set<Claim>();

  constructor(services: Services, lane: Lane, lease: Lease, paces: Paces, stopping: () => boolean) {
    this.#services = services;
    this.#lane = lane;
    this.#lease = lease;
    this.#paces = paces;
    this.#stopping = stopping;
  }

  async drain(): Promise<Progress> {
    const abandoned = await takeOver(this.#services, this.#lane);
    if (abandoned > 0) this.#services.log.warn({ abandoned }, "messages of a dead worker are uncertain");
    let next = this.#nextBatch();
    for (;;) {
      const batch = await next;
      if (!batch) break;
      next = this.#nextBatch();
      next.catch(() => undefined);
      await this.#send(batch);
      if (this.#rests || this.#stopping()) {
        const unsent = await next;
        if (unsent) await letGo(this.#services, this.#lane, unsent);
        break;
      }
    }
    await this.#recording;
    const left = this.#rests ? "rest" : this.#stopping() ? "stopping" : "empty";
    return { calls: this.#calls, left };
  }

  /** Whether the lane is still ours and its number may send. */
  async #isOurs(): Promise<boolean> {
    const now = this.#services.systemTime.now().getTime();
    if (this.#account && now - this.#keptAt < KEEP_EVERY_MS && now < this.#oursUntil) return true;
    const { shopId, phoneNumberId } = this.#lane;
    this.#account = await tokenOf(this.#services, shopId, phoneNumberId);
    if (!this.#account) return false;
    const { timeZone, settings } = await getShop(this.#services, shopId);
    this.#sharesActivity = settings.shareMarketingActivity;
    const today = localDay(this.#services.shopTime.now(), timeZone);
    this.#prices = await pricesOfNumber(this.#services.database.sql, shopId, phoneNumberId, today);
    this.#paces.number.perSecond = this.#account.throughput;
    const { portfolioId: id, messagingLimit } = this.#account;
    this.#allowance ??= new AllowanceWatch(this.#services, { id, limit: limitOf(messagingLimit) });
    this.#keptAt = now;
    return this.#keep();
  }

  async #keep(): Promise<boolean> {
    const { database, systemTime } = this.#services;
    const until = systemTime.now().getTime() + LEASE_MS;
    const kept = await keepLease(database, systemTime, this.#lease, LEASE_MS);
    this.#oursUntil = kept ? until : 0;
    return kept;
  }

  /** Keeps the lane while calls are under way: Meta may take longer than the lease lasts. */
  async #keepWhile<T>(calls: Promise<T>): Promise<T> {
    const timer = setInterval(() => void this.#keep().catch(() => undefined), KEEP_EVERY_MS);
    try {
      return await calls;
    } finally {
      clearInterval(timer);
    }
  }

  /** @returns undefined where nothing is due, or the lane is no longer ours */
  async #nextBatch(): Promise<Claim | undefined> {
    for (;;) {
      if (this.#stopping() || !(await this.#isOurs()) || !this.#allowance || !this.#prices) return undefined;
      await this.#services.observer.reach("dispatch.before_claim");
      const inHand = [...this.#inHand].flatMap(({ messages }) => messages);
      const { claim, looked } = await claimBatch(
        this.#services,
        this.#lane,
        this.#batchSize(),
        inHand,
        this.#allowance,
        this.#prices,
      );
      if (looked === 0) return undefined;
      if (!claim) continue;
      this.#inHand.add(claim);
      await this.#services.observer.reach("dispatch.after_claim");
      return claim;
    }
  }

  #batchSize(): number {
    const rate = this.#paces.number.rate(this.#services.systemTime.now().getTime());
    return Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, Math.ceil(rate * BATCH_SECONDS)));
  }

  /** Sends a batch, and has it recorded while the next one is sent. */
  async #send(claim: Claim): Promise<void> {
    const { observer, shopTime } = this.#services;
    const outcomes = await this.#keepWhile(
      Promise.all(claim.messages.map((message) => this.#sendOne(message))),
    );
    await observer.reach("dispatch.after_call");
    await this.#recording;
    const now = shopTime.now();
    const sent = outcomes.flatMap((outcome) => ("result" in outcome ? [outcome] : []));
    const crowded = outcomes.flatMap((outcome) =>
      "waitMs" in outcome ? [{ id: outcome.message.id, notBefore: plus(now, outcome.waitMs) }] : [],
    );
    this.#recording = this.#record(claim, sent, crowded, now);
    // A failure shows where it is awaited; meanwhile it must not end the process.
    this.#recording.catch(() => undefined);
    // What stops the lane must be known before more is sent.
    if (sent.some(({ result }) => !result.ok)) await this.#recording;
  }

  async #record(
    claim: Claim,
    sent: readonly Sent[],
    crowded: readonly { readonly id: string; readonly notBefore: Date }[],
    now: Date,
  ): Promise<void> {
    await putOff(this.#services, this.#lane, crowded);
    if (!this.#prices) throw new Error("a batch was claimed before the prices were read");
    const stops = await recordBatch(this.#services, this.#lane, claim, sent, this.#prices, now);
    this.#inHand.delete(claim);
    // Where the promotions leave has just been learnt.
    if (sent.some(({ result }) => !result.ok && result.problem.action === "other_endpoint")) this.#keptAt = 0;
    this.#rests ||= stops;
    if (!this.#accepted && sent.some(({ result }) => result.ok)) {
      this.#accepted = true;
      if (!stops) await sendsAgain(this.#services, this.#lane, now);
    }
    await this.#services.observer.reach("dispatch.after_record");
  }

  /** Waits for its turn. @returns its place in the second, and when it leaves */
  async #untilItsPlace(): Promise<{ readonly place: number; readonly leftMs: number }> {
    const { number } = this.#paces;
    const { systemTime } = this.#services;
    const wait = number.take(systemTime.now().getTime());
    if (wait >= 1) await pause(wait);
    for (;;) {
      const leftMs = systemTime.now().getTime();
      const turn = number.leave(leftMs);
      if ("place" in turn) return { place: turn.place, leftMs };
      await pause(turn.waitMs);
    }
  }

  async #sendOne(message: Claimed): Promise<Sent | { readonly message: Claimed; readonly waitMs: number }> {
    const { meta, metrics, systemTime } = this.#services;
    const { shopId, phoneNumberId } = this.#lane;
    const crowdedMs = this.#paces.pairs.take(message.recipient, systemTime.now().getTime());
    if (crowdedMs > 0) return { message, waitMs: crowdedMs };
    const { place, leftMs } = await this.#untilItsPlace();
    // Whoever owns the lane by now has declared this one uncertain, and may send it once more: it is no longer ours.
    if (leftMs >= this.#oursUntil) return { message, waitMs: 0 };
    const started = performance.now();
    const { token = "", marketingEndpoint = "messages" } = this.#account ?? {};
    const endpoint: SendEndpoint = isPromotion(message) ? marketingEndpoint : "messages";
    const payload = {
      messaging_product: "whatsapp",
      recipient_type: "individual",
      ...recipientOf(message.recipient),
      ...message.content,
      ...(endpoint === "marketing_messages"
        ? { product_policy: "CLOUD_API_FALLBACK", message_activity_sharing: this.#sharesActivity }
        : {}),
      biz_opaque_callback_data: callbackData(shopId, message.id),
    };
    const result = await meta.sendMessage(phoneNumberId, token, payload, endpoint);
    this.#calls += 1;
    this.#paces.number.answered(place, leftMs, systemTime.now().getTime());
    if (!result.ok && result.problem.code === RATE_LIMIT_HIT)
      this.#paces.number.halve(systemTime.now().getTime());
    const outcome = result.ok ? "accepted" : result.problem.action;
    metrics.sendSeconds.observe({ outcome }, (performance.now() - started) / 1_000);
    metrics.messages.inc({ purpose: message.purpose, outcome });
    return { message, endpoint, result };
  }
}
