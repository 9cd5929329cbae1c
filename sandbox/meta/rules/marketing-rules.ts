import { SEED } from "../directory.ts";
import { CART, cart, control, ORDER, text } from "./message-rules.ts";
import type { Rule, Step } from "./rule.ts";

const ONBOARDING = "Onboard to the Marketing Messages API for WhatsApp, June 2026";
const ROUTING = "Route template messages by category; error codes, September 2026";
const MINUTE_MS = 60_000;

const through = (step: Step): Step => ({ ...step, path: `/v26.0/${SEED.phoneNumberId}/marketing_messages` });
const SIGNED = control("waba", { marketingTerms: true });
const afterwards = (step: Step): Step => ({ ...step, afterMs: 11 * MINUTE_MS });

/** Rules of the endpoint for promotions. */
export const MARKETING_RULES: readonly Rule[] = [
  {
    id: "marketing.terms",
    rule: "The Marketing Messages endpoint is open to accounts whose business has accepted its terms. The code is a judgement: no page names it.",
    source: ONBOARDING,
    accepts: { given: [SIGNED], call: afterwards(through(CART)) },
    refuses: { call: afterwards(through(CART)), code: 131055, as: "answer" },
  },
  {
    id: "marketing.category",
    rule: "Only marketing templates go through the Marketing Messages endpoint.",
    source: ROUTING,
    accepts: { given: [SIGNED], call: afterwards(through(CART)) },
    refuses: { given: [SIGNED], call: afterwards(through(ORDER)), code: 131055, as: "answer" },
  },
  {
    id: "marketing.sync",
    rule: "The endpoint knows a template about ten minutes after it was made or the terms were accepted.",
    source: "Error codes 134100 and 134101, September 2026",
    accepts: { given: [SIGNED], call: afterwards(through(CART)) },
    refuses: {
      given: [SIGNED],
      call: { ...through(CART), afterMs: 9 * MINUTE_MS },
      code: 134101,
      as: "answer",
    },
  },
  {
    id: "marketing.cloud",
    rule: "An account that has disabled marketing on the Cloud API sends it through the Marketing Messages endpoint.",
    source: ROUTING,
    accepts: {
      given: [SIGNED, control("waba", { marketingOnCloudApi: false })],
      call: afterwards(through(CART)),
    },
    refuses: {
      given: [control("waba", { marketingOnCloudApi: false })],
      call: CART,
      code: 131063,
      as: "answer",
    },
  },
  {
    id: "marketing.policy",
    rule: "product_policy is CLOUD_API_FALLBACK or STRICT.",
    source: ONBOARDING,
    accepts: {
      given: [SIGNED],
      call: afterwards(
        through(
          cart(text("first_name", "Giulia"), { product_policy: "STRICT", message_activity_sharing: true }),
        ),
      ),
    },
    refuses: {
      given: [SIGNED],
      call: afterwards(through(cart(text("first_name", "Giulia"), { product_policy: "WHATEVER" }))),
      code: 100,
      as: "answer",
    },
  },
];
