import { isUuid, type MessageId, type ShopId } from "#app/platform/ids.ts";

/** Our own id as Meta echoes it in each status: `1.<shop>.<message>`, within its 512 characters. */
export function callbackData(shopId: ShopId, messageId: string): string {
  return `1.${shopId}.${messageId}`;
}

/** Our id out of a status, or undefined where it is absent or not ours. */
export function readCallbackData(
  text: string | undefined,
): { shopId: ShopId; messageId: MessageId } | undefined {
  const [version, shopId = "", messageId = ""] = text?.split(".") ?? [];
  if (version !== "1" || !isUuid(shopId) || !isUuid(messageId)) return undefined;
  return { shopId: shopId as ShopId, messageId: messageId as MessageId };
}
