import type { MetaClient } from "#app/integrations/meta/index.ts";
import { newId } from "#app/platform/ids.ts";

/** Meta's answers while a number is connected and texts are sent in, where all goes well. `numbersOf` is the test's own. */
export const readyAccount: Partial<MetaClient> = {
  async debugToken() {
    const scopes = ["whatsapp_business_messaging", "whatsapp_business_management"];
    return { ok: true, value: { is_valid: true, scopes } };
  },
  async exchangeCode() {
    return { ok: true, value: { access_token: "token" } };
  },
  async waba(id) {
    return { ok: true, value: { id, currency: "USD" } };
  },
  async isMarketingOnboarded() {
    return { ok: true, value: false };
  },
  async phoneNumber(id) {
    return { ok: true, value: { id, display_phone_number: "+39 02 5550 1234" } };
  },
  async isSubscribed() {
    return { ok: true, value: true };
  },
  async accountStanding() {
    return {
      ok: true,
      value: { account_review_status: "APPROVED", business_verification_status: "verified" },
    };
  },
  async isFunded() {
    return { ok: true, value: true };
  },
  async subscribeApp() {
    return { ok: true, value: {} };
  },
  async unsubscribeApp() {
    return { ok: true, value: {} };
  },
  async register() {
    return { ok: true, value: {} };
  },
  async uploadExample() {
    return { ok: true, value: "4::aW" };
  },
  async createTemplate() {
    return { ok: true, value: { id: newId(), status: "APPROVED" } };
  },
};
