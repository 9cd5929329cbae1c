export { saveFulfillment, saveFulfillmentEvent } from "./fulfillments.ts";
export { deleteOrder, type OrderRow, type SavedOrder, saveOrder } from "./orders.ts";
export { saveRefund, syncRefunded } from "./refunds.ts";
