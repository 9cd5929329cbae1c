export { createInbox, type Inbox, OverloadedError, type ReceivedDelivery } from "./inbox.ts";
export { type ParkedDelivery, parkedDeliveries, replayDelivery } from "./parked.ts";
export { createProcessor, type Processor } from "./process.ts";
export { receiveMeta } from "./receive-meta.ts";
export { receiveShopify, type WebhookAnswer } from "./receive-shopify.ts";
