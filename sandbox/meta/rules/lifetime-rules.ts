import { SEED } from "../directory.ts";
import { control, template } from "./message-rules.ts";
import type { Rule, Step } from "./rule.ts";

const TTL = "Time-to-live: customise it for templates";
const MINUTE_MS = 60_000;

const create = (category: string, seconds: number): Step => ({
  path: `/v26.0/${SEED.wabaId}/message_templates`,
  body: {
    name: "parcel",
    language: "it",
    category,
    message_send_ttl_seconds: seconds,
    components: [{ type: "BODY", text: "Il tuo ordine è partito." }],
  },
});
const PARCEL = template("parcel");
const phone = (online: boolean, afterMs?: number): Step => ({
  ...control("people", { number: "+393331234567", online }),
  ...(afterMs === undefined ? {} : { afterMs }),
});
const KNOWN = { ...template("order"), path: `/v26.0/${SEED.phoneNumberId}/messages` };

/** Rules of how long a message may take to arrive. */
export const LIFETIME_RULES: readonly Rule[] = [
  {
    id: "ttl.utility",
    rule: "A utility template lives 30 to 43,200 seconds, where it says so.",
    source: TTL,
    accepts: { call: create("UTILITY", 43_200) },
    refuses: { call: create("UTILITY", 43_201), code: 100, as: "answer" },
  },
  {
    id: "ttl.authentication",
    rule: "An authentication template lives 30 to 900 seconds.",
    source: TTL,
    accepts: { call: create("AUTHENTICATION", 900) },
    refuses: { call: create("AUTHENTICATION", 901), code: 100, as: "answer" },
  },
  {
    id: "ttl.marketing",
    rule: "A marketing template lives 43,200 to 2,592,000 seconds.",
    source: TTL,
    accepts: { given: [control("waba", { marketingTerms: true })], call: create("MARKETING", 43_200) },
    refuses: {
      given: [control("waba", { marketingTerms: true })],
      call: create("MARKETING", 3_600),
      code: 100,
      as: "answer",
    },
  },
  {
    id: "ttl.marketing.endpoint",
    rule: "A marketing template has a time to live only with the Marketing Messages API. That its creation is refused else is a judgement.",
    source: TTL,
    accepts: { given: [control("waba", { marketingTerms: true })], call: create("MARKETING", 86_400) },
    refuses: { call: create("MARKETING", 86_400), code: 100, as: "answer" },
  },
  {
    id: "ttl.drop",
    rule: "What is not delivered within its time to live is dropped, and nobody is told.",
    source: TTL,
    accepts: {
      given: [create("UTILITY", 3_600), KNOWN, phone(false)],
      call: PARCEL,
      after: [phone(true, 59 * MINUTE_MS)],
    },
    refuses: {
      given: [create("UTILITY", 3_600), KNOWN, phone(false)],
      call: PARCEL,
      after: [phone(true, 61 * MINUTE_MS)],
      as: "silence",
    },
  },
];
