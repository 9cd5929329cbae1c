import type { World } from "#sandbox/kernel/world.ts";
import type { Waba } from "./directory.ts";
import type { Webhooks } from "./webhooks.ts";

/** What happens to an account, and how Meta tells the app of it. */
export class Accounts {
  readonly #world: World;
  readonly #webhooks: Webhooks;

  constructor(world: World, webhooks: Webhooks) {
    this.#world = world;
    this.#webhooks = webhooks;
  }

  /** The business accepts the terms of the Marketing Messages API. */
  signMarketingTerms(waba: Waba): void {
    waba.marketing.termsSignedAt ??= this.#shopNow();
    this.#tell(waba, "MM_LITE_TERMS_SIGNED", {});
  }

  /** Meta links a read-only ad account: once the sign that all is set up, told in the spelling of the reference. */
  linkAdAccount(waba: Waba, adAccount: string): void {
    waba.marketing.adAccount = adAccount;
    this.#tell(waba, "AD_ACCOUNT_LINKED", { ad_account_linked: adAccount });
  }

  #tell(waba: Waba, event: string, more: object): void {
    const waba_info = { owner_business_id: waba.portfolio.id, waba_id: waba.id, ...more };
    this.#webhooks.tell({
      waba,
      field: "account_update",
      value: { event, waba_info },
      name: "account_update",
      time: Math.floor(this.#shopNow() / 1_000),
    });
  }

  #shopNow(): number {
    return this.#world.clock.now().getTime();
  }
}
