export { createNotifier, type Notifier } from "./notifier.ts";
export { type MailState, mailState } from "./queries.ts";
