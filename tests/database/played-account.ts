import { afterAll, beforeAll, beforeEach } from "vitest";
import { createMetaClient, createMetaDispatcher } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { shopIdOf } from "#app/modules/shops/index.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Sandbox, startSandbox } from "#sandbox/server.ts";
import type { TestDatabase } from "./harness.ts";
import { playShop } from "./played-shop.ts";

interface Account {
  services: Services;
  /** Without a number. */
  shopId: ShopId;
  sandbox: Sandbox;
  wabaId: string;
  phoneNumberId: string;
}

/** A shop without a number, and Meta's stand-in with one for it that only its own token reaches; both anew for each test. */
export function playAccount(database: TestDatabase) {
  const { play, later } = playShop(database);
  const account = {} as Account;
  let count = 0;

  beforeAll(async () => {
    account.sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => account.sandbox.stop());

  /** Another number, in the shop's account or in one of its own. */
  const addNumber = (
    more: { wabaId?: string; registered?: boolean; pin?: string; onBusinessApp?: boolean } = {},
  ) => {
    count += 1;
    const number = { phoneNumberId: `${900_000 + count}`, number: `+39025550${4_000 + count}` };
    account.sandbox.meta.directory.addNumber({
      ...{ ...number, wabaId: account.wabaId, verifiedName: "Casa Aurora" },
      ...more,
    });
    return number.phoneNumberId;
  };

  const giveToken = (grant: { scopes?: string[]; wabaIds?: string[]; granular?: boolean } = {}) => {
    const value = `token-${newId()}`;
    account.sandbox.meta.directory.addToken(value, { wabaIds: [account.wabaId], ...grant });
    return value;
  };

  beforeEach(async () => {
    const { env } = play.services;
    const { sandbox } = account;
    sandbox.world.deployment = {
      ...{ toml: "", clientId: env.SHOPIFY_API_KEY, clientSecret: env.SHOPIFY_API_SECRET, extensions: [] },
      appUrl: env.APP_URL,
      meta: {
        appId: env.META_APP_ID,
        appSecret: env.META_APP_SECRET,
        verifyToken: env.META_WEBHOOK_VERIFY_TOKEN,
        webhookUrl: "http://localhost:9/webhooks/meta",
      },
    };
    const meta = createMetaClient({
      baseUrl: `${sandbox.origin}/graph`,
      version: env.GRAPH_VERSION,
      appId: env.META_APP_ID,
      appSecret: env.META_APP_SECRET,
      dispatcher: createMetaDispatcher(),
    });
    account.services = { ...play.services, meta };
    account.shopId = await shopIdOf(play.services, `new-${newId()}.myshopify.com`);
    count += 1;
    account.wabaId = `${800_000 + count}`;
    account.phoneNumberId = addNumber();
  });

  const db = () => account.services.database.shop(account.shopId);
  const numbers = () => db().phoneNumber.findMany({ orderBy: { connectedAt: "asc" } });
  /** What was called at Meta, by its names in the ledger. */
  const called = (name: string) =>
    account.sandbox.world.ledger.list().filter((entry) => entry.system === "meta" && entry.name === name);

  return { play, account, later, db, numbers, addNumber, giveToken, called };
}
