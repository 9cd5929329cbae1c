export { createInbox, type Inbox, OverloadedError, type ReceivedDelivery, UnstorableError } from "./inbox.ts";
export { type ParkedDelivery, parkedDeliveries, replayDelivery } from "./parked.ts";
export { createProcessor, type Processor } from "./process.ts";
export { receiveShopify, type WebhookAnswer } from "./receive-shopify.ts";
