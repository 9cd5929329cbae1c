export { type ConsentFacts, hasConsent, type Purpose, recordConsent } from "./record.ts";
export { isStopWord } from "./stop-words.ts";
