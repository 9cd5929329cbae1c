import { expect, it } from "vitest";
import { type MetaClient, problemOfCode } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { createProcessor } from "#app/modules/deliveries/index.ts";
import { lookAtDueNumbers, lookAtNumber, qualityOf, sweepNumbers } from "#app/modules/numbers/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { DAY, HOUR, systemClock } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { readyAccount } from "#tests/ready-account.ts";
import { onBothDatabases } from "./harness.ts";
import { playShop } from "./played-shop.ts";

onBothDatabases("a number that is watched", (database) => {
  const { play, db, later } = playShop(database);

  /** Meta as it answers about the number. */
  function watched(
    answers: { quality?: string; expiresAt?: number; isValid?: boolean; isDown?: boolean } = {},
  ) {
    const meta: Partial<MetaClient> = {
      ...readyAccount,
      async debugToken() {
        if (answers.isDown) return { ok: false, problem: problemOfCode(2, "down", 503) };
        const scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
        return {
          ok: true,
          value: { is_valid: answers.isValid ?? true, scopes, expires_at: answers.expiresAt ?? 0 },
        };
      },
      async phoneNumber(id) {
        return {
          ok: true,
          value: {
            ...{ id, display_phone_number: "+39 02 5550 1234", status: "CONNECTED", name_status: "APPROVED" },
            quality_rating: answers.quality ?? "GREEN",
            whatsapp_business_manager_messaging_limit: "TIER_10K",
          },
        };
      },
    };
    const services = { ...play.services, meta: meta as MetaClient } as Services;
    const number = () => db().phoneNumber.findFirstOrThrow({});
    const look = async () => lookAtNumber(services, play.shopId, (await number()).phoneNumberId);
    const problems = async () => (await openProblems(services, play.shopId)).map(({ kind }) => kind);
    return { answers, services, number, look, problems };
  }

  it("keeps what Meta says, and shows a fall of the quality until it is over", async () => {
    const { answers, services, number, look, problems } = watched();
    expect(await look()).toBe("looked");
    expect(await number()).toMatchObject({
      qualityRating: "GREEN",
      messagingLimit: "TIER_10K",
      facts: {
        registered: true,
        webhooks: true,
        payment: true,
        verification: "verified",
        tokenExpiresAt: null,
      },
    });
    later(DAY);
    answers.quality = "RED";
    await look();
    expect(await problems()).toEqual(["number_quality_low"]);
    later(DAY);
    answers.quality = "YELLOW";
    await look();
    expect(await problems()).toEqual(["number_quality_medium"]);
    later(DAY);
    answers.quality = "GREEN";
    await look();
    expect(await problems()).toEqual([]);
    const { phoneNumberId } = await number();
    const days = await qualityOf(services, play.shopId, phoneNumberId, play.now, "Europe/Rome");
    expect(days.slice(-4).map(({ quality, changed }) => [quality, changed])).toEqual([
      ["GREEN", false],
      ["RED", true],
      ["YELLOW", true],
      ["GREEN", true],
    ]);
  });

  it("is looked at as soon as Meta says that its quality has changed, and then every six hours", async () => {
    const { answers, services, problems } = watched({ quality: "RED" });
    const value = { display_phone_number: "390255501234", event: "FLAGGED" };
    const entry = [
      {
        id: `waba-${play.shopId}`,
        time: Math.floor(play.now.getTime() / 1_000),
        changes: [{ field: "phone_number_quality_update", value }],
      },
    ];
    await database.get().system.inboxDelivery.create({
      data: {
        ...{ id: newId(), key: newId(), source: "meta", topic: "whatsapp_business_account", headers: {} },
        body: JSON.stringify({ object: "whatsapp_business_account", entry }),
        nextAttemptAt: systemClock.now(),
        receivedAt: systemClock.now(),
      },
    });
    await createProcessor(play.services).drain();
    expect(await lookAtDueNumbers(services)).toBeGreaterThan(0);
    expect(await problems()).toEqual(["number_quality_low"]);
    answers.quality = "GREEN";
    later(5 * HOUR);
    await lookAtDueNumbers(services);
    expect(await problems()).toEqual(["number_quality_low"]);
    later(2 * HOUR);
    await lookAtDueNumbers(services);
    expect(await problems()).toEqual([]);
  });

  it("is found by the sweeper where its hint was lost", async () => {
    const { services, problems } = watched({ quality: "YELLOW" });
    await database.get().system.dueShop.deleteMany({ where: { kind: "health", shopId: play.shopId } });
    await sweepNumbers(services);
    later(6 * HOUR + 1_000);
    await lookAtDueNumbers(services);
    expect(await problems()).toEqual(["number_quality_medium"]);
  });

  it("warns a week before its token expires", async () => {
    const { answers, look, problems } = watched();
    answers.expiresAt = Math.floor((play.now.getTime() + 8 * DAY) / 1_000);
    await look();
    expect(await problems()).toEqual([]);
    later(2 * DAY);
    await look();
    expect(await problems()).toEqual(["meta_token_expires"]);
    answers.expiresAt = 0;
    await look();
    expect(await problems()).toEqual([]);
  });

  it("is no longer used where Meta takes the token no more, and stays as it is where Meta does not answer", async () => {
    const { answers, number, look, problems } = watched({ isDown: true });
    expect(await look()).toBe("unreachable");
    expect(await number()).toMatchObject({ state: "connected" });
    answers.isDown = false;
    answers.isValid = false;
    expect(await look()).toBe("revoked");
    expect(await number()).toMatchObject({ state: "revoked" });
    expect(await problems()).toEqual(["meta_token_revoked"]);
    expect(await look()).toBe("not_connected");
  });
});
