import { Activity } from "#sandbox/kernel/activity.ts";
import type { World } from "#sandbox/kernel/world.ts";
import { type Behaviour, takeFailure } from "../behaviour.ts";
import type { BusinessMessage, Chats } from "../chats.ts";
import { isUnitedStatesNumber } from "../countries.ts";
import type { Person } from "../people.ts";
import type { PictureCheck } from "../pictures.ts";
import { failedValue, type StatusReport, statusValue } from "../values.ts";
import type { Webhooks } from "../webhooks.ts";
import { DelayLine } from "./delay-line.ts";
import { isWindowOpen, takeAllowance } from "./limits.ts";
import { linkOf } from "./picture-link.ts";
import { FREE_SERVICE_MESSAGES, priceDelivered, serviceCount } from "./pricing.ts";

interface Needs {
  readonly world: World;
  readonly behaviour: Behaviour;
  readonly chats: Chats;
  readonly webhooks: Webhooks;
  readonly pictures: PictureCheck;
}

interface Failure {
  readonly code: number;
  readonly details?: string | undefined;
}

/** What becomes of a message after it was accepted: sent, delivered, read, or failed. */
export class Progress {
  readonly activity = new Activity();
  readonly #needs: Needs;
  readonly #toSend: DelayLine<BusinessMessage>;
  readonly #toDeliver: DelayLine<BusinessMessage>;
  readonly #toFail: DelayLine<{ readonly message: BusinessMessage; readonly failure: Failure }>;
  #held = new Set<BusinessMessage>();
  #undelivered = new Set<BusinessMessage>();

  constructor(needs: Needs) {
    const { behaviour } = needs;
    this.#needs = needs;
    this.#toSend = new DelayLine(
      this.activity,
      () => behaviour.sentAfterMs,
      (message) => this.#sent(message),
    );
    this.#toDeliver = new DelayLine(
      this.activity,
      () => behaviour.deliveredAfterMs,
      (message) => this.#arrive(message),
    );
    this.#toFail = new DelayLine(
      this.activity,
      () => behaviour.sentAfterMs,
      ({ message, failure }) => this.#fail(message, failure),
    );
  }

  /** Begins with a message that the API has accepted. */
  begin(message: BusinessMessage): void {
    const failure = this.#failureOf(message);
    if (failure) {
      this.#toFail.put({ message, failure });
      return;
    }
    if (message.template && this.#needs.behaviour.hold) {
      message.status = "held";
      this.#held.add(message);
      return;
    }
    this.#onItsWay(message);
  }

  /** What was held for a quality check goes out, or is dropped as the text of a paused template. */
  release(outcome: "deliver" | "drop"): number {
    const held = [...this.#held];
    this.#held.clear();
    for (const message of held) {
      message.status = "accepted";
      if (outcome === "deliver") this.#onItsWay(message);
      else this.#toFail.put({ message, failure: { code: 132015 } });
    }
    return held.length;
  }

  /** A phone is on again: what waited for it arrives. */
  cameOnline(person: Person): void {
    for (const message of this.#undelivered) {
      if (message.chat.person !== person) continue;
      this.#undelivered.delete(message);
      this.#toDeliver.put(message);
    }
  }

  /** The person has the chat open: what was delivered is read. */
  read(messages: readonly BusinessMessage[]): void {
    const at = this.#shopNow();
    for (const message of messages) {
      if (message.status !== "delivered") continue;
      message.status = "read";
      message.readAt = at;
      this.#report(message, { status: "read", at });
    }
  }

  reset(): void {
    for (const line of [this.#toSend, this.#toDeliver, this.#toFail]) line.clear();
    this.#held.clear();
    this.#undelivered.clear();
  }

  #failureOf(message: BusinessMessage): Failure | undefined {
    const scripted = takeFailure(this.#needs.behaviour, "status");
    if (scripted !== undefined) return { code: scripted };
    const { chat, template } = message;
    const { person, number } = chat;
    const shopNow = this.#shopNow();
    const open = isWindowOpen(chat, shopNow);
    if (!person.onWhatsApp) return { code: 131026 };
    if (!template && !open) return { code: 131047 };
    if (template?.category === "MARKETING") {
      if (chat.stoppedMarketing) return { code: 131050 };
      if (person.number && isUnitedStatesNumber(person.number)) return { code: 131049 };
    }
    const free = !template && serviceCount(message, shopNow) < FREE_SERVICE_MESSAGES;
    if (!number.waba.paymentMethod && !free && chat.freeUntil <= shopNow) return { code: 131042 };
    if (!open && !takeAllowance(number.waba.portfolio, person.userId, shopNow)) {
      return { code: 131048, details: "The business portfolio has reached its messaging limit." };
    }
    return undefined;
  }

  #onItsWay(message: BusinessMessage): void {
    const link = linkOf(message);
    const looking = link && this.#needs.pictures.fault(link);
    if (!looking) {
      this.#toSend.put(message);
      return;
    }
    this.activity.begin();
    void looking.then((details) => {
      if (details === undefined) this.#toSend.put(message);
      else this.#toFail.put({ message, failure: { code: 131053, details } });
      this.activity.end();
    });
  }

  #sent(message: BusinessMessage): void {
    message.status = "sent";
    if (message.chat.blocked) message.lost = true;
    this.#report(message, { status: "sent", at: this.#shopNow() });
    this.#toDeliver.put(message);
  }

  #arrive(message: BusinessMessage): void {
    // Nobody is told about a block, or about a life that is over: the message stays sent for ever.
    if (this.#shopNow() > message.livesUntil) message.lost = true;
    if (message.lost) return;
    if (!message.chat.person.online) {
      this.#undelivered.add(message);
      return;
    }
    const at = this.#shopNow();
    message.status = "delivered";
    message.deliveredAt = at;
    this.#report(message, { status: "delivered", at, pricing: priceDelivered(message, at) });
    this.#needs.chats.tell({ kind: "message", chat: message.chat });
  }

  #fail(message: BusinessMessage, failure: Failure): void {
    message.status = "failed";
    message.code = failure.code;
    const value = failedValue(message, failure.code, this.#shopNow(), failure.details);
    this.#tell(message, value);
  }

  #report(message: BusinessMessage, report: StatusReport): void {
    this.#tell(message, statusValue(message, report));
  }

  #tell(message: BusinessMessage, value: object): void {
    const { waba } = message.chat.number;
    this.#needs.webhooks.tell({ waba, field: "messages", value, name: "messages.status" });
  }

  #shopNow(): number {
    return this.#needs.world.clock.now().getTime();
  }
}
