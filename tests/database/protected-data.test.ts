import { expect, it } from "vitest";
import { z } from "zod";
import type { Services } from "#app/integrations/services.ts";
import type { AdminClient, ShopifyProblem } from "#app/integrations/shopify/index.ts";
import { openProblems } from "#app/modules/problems/index.ts";
import { checkDueAccess, shopIdOf, sweepAccess, watchAdmin } from "#app/modules/shops/index.ts";
import { MINUTE } from "#app/platform/clock.ts";
import { newId } from "#app/platform/ids.ts";
import { createLog } from "#app/platform/log.ts";
import { onBothDatabases } from "./harness.ts";

/** A shop whose shoppers' data Shopify keeps from the app. */

const WORDS = "This app is not approved to use the phone field.";

onBothDatabases("an app without approval for protected data", (database) => {
  async function shopWithout(answer: { denied: boolean; customers?: number; problem?: ShopifyProblem }) {
    let now = new Date("2026-11-24T12:00:00Z");
    const base = {
      database: database.get(),
      log: createLog("silent"),
      shopTime: { now: () => now, offsetMs: 0, setOffset: () => undefined },
    } as unknown as Services;
    const shopId = await shopIdOf(base, `shop-${newId()}.myshopify.com`);
    const client: AdminClient = {
      async query(_document, _variables, shape) {
        if (answer.problem) return { ok: false, problem: answer.problem };
        const nodes = Array.from({ length: answer.customers ?? 1 }, () => ({ firstName: null }));
        const value = shape.parse({ customers: { nodes }, orders: { nodes: [] } });
        return { ok: true, value, ...(answer.denied ? { withheld: WORDS } : {}) };
      },
    };
    const watched = watchAdmin(base, shopId, client);
    const services = { ...base, admin: () => watched };
    const problems = async () =>
      (await openProblems(services, shopId)).map(({ kind, severity, facts }) => ({ kind, severity, facts }));
    const later = async (ms: number) => {
      now = new Date(now.getTime() + ms);
      return checkDueAccess(services);
    };
    const ask = () => watched.query("query any { shop { id } }", {}, z.unknown());
    return { shopId, services, problems, later, ask };
  }

  const DENIED = { kind: "shopify_access_denied", severity: "critical", facts: { detail: WORDS } };

  it("is shown to the merchant in Shopify's words, until a look finds the data given", async () => {
    const answer = { denied: true };
    const { problems, later, ask } = await shopWithout(answer);
    await ask();
    expect(await problems()).toEqual([DENIED]);
    await later(16 * MINUTE);
    expect(await problems()).toEqual([DENIED]);
    answer.denied = false;
    // Another question that asks for nothing protected says nothing of it.
    await ask();
    expect(await problems()).toEqual([DENIED]);
    await later(16 * MINUTE);
    expect(await problems()).toEqual([]);
    expect(await later(60 * MINUTE)).toBe(0);
  });

  it("is shown where Shopify refuses the whole question", async () => {
    const problem: ShopifyProblem = { kind: "access_denied", retry: "never", detail: WORDS };
    const { problems, ask } = await shopWithout({ denied: false, problem });
    await ask();
    expect(await problems()).toEqual([DENIED]);
  });

  it("stays shown while a look can tell nothing: Shopify is down, or the shop has nobody yet", async () => {
    const answer: { denied: boolean; customers: number; problem?: ShopifyProblem } = {
      denied: true,
      customers: 0,
    };
    const { problems, later, ask } = await shopWithout(answer);
    await ask();
    answer.denied = false;
    await later(16 * MINUTE);
    expect(await problems()).toEqual([DENIED]);
    answer.problem = { kind: "unavailable", retry: "later", detail: "HTTP 503" };
    await later(16 * MINUTE);
    expect(await problems()).toEqual([DENIED]);
    delete answer.problem;
    answer.customers = 1;
    await later(16 * MINUTE);
    expect(await problems()).toEqual([]);
  });

  it("is looked at also where the hint was lost", async () => {
    const answer = { denied: true };
    const { services, shopId, problems, later, ask } = await shopWithout(answer);
    await ask();
    await database.get().system.dueShop.deleteMany({ where: { shopId, kind: "access" } });
    answer.denied = false;
    await sweepAccess(services);
    await later(16 * MINUTE);
    expect(await problems()).toEqual([]);
  });
});
