export { type SaveAutomationResult, saveCartSettings, setAutomationMode } from "./automation.ts";
export type { Blocked } from "./blocked.ts";
export type { CartSettings } from "./cart-settings.ts";
export { confirmAfterConsent, type EndReason, endWaiting, enrolCart, enrolOrderNews } from "./enrol.ts";
export { type AutomationKind, type AutomationMode, isAutomationKind, type OrderKind } from "./kinds.ts";
export { endRun, type PersonInside, peopleInside, type WatchedMessage, watchedMessages } from "./people.ts";
export { type AutomationView, automationsOf, type TextUsers, textUsers } from "./queries.ts";
export { type AutomationReport, automationReport, automationReports } from "./report.ts";
export { createScheduler, type Scheduler } from "./scheduler.ts";
