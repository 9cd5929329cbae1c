/** The namespaces of words on the pages of a text; `messages` first, as the shared words want it. */
export const WORDS = ["messages", "common", "automations", "texts"] as const;
