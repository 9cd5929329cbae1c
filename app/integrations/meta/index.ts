export { callbackData, readCallbackData } from "./callback-data.ts";
export {
  createMetaClient,
  createMetaDispatcher,
  type MetaClient,
  type SendEndpoint,
  type SendReceipt,
} from "./client.ts";
export { type MetaProblem, type MetaResult, problemOfCode } from "./errors.ts";
export {
  type EchoPayload,
  echoPayload,
  type InboundContent,
  type InboundPayload,
  inboundPayload,
} from "./inbound.ts";
export * from "./schemas.ts";
export { digestSignedByMeta, handshake } from "./webhook.ts";
