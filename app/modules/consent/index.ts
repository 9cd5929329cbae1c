export { carryConsents } from "./carry.ts";
export { type ConsentFacts, hasConsent, type Purpose, recordConsent, settleConsents } from "./record.ts";
export { isStopWord } from "./stop-words.ts";
