import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { selfTestSubject } from "./answer.ts";
import { selfTestWord } from "./word.ts";

/** How far the merchant's own try has come. `heard`: the word arrived, and the answer is under way. */
export type SelfTestState = "waiting" | "heard" | "answered" | "failed";

export interface SelfTest {
  readonly word: string;
  /** Opens a chat with the number, the word written already. Source: WhatsApp, "How to use click to chat". */
  readonly url: string;
  readonly state: SelfTestState;
  /** Of the last try. */
  readonly heardAt: Date | null;
  /** The answer, in the list of messages. */
  readonly messageId: string | null;
}

function stateOf(status: string | undefined): SelfTestState {
  if (status === undefined) return "waiting";
  if (status === "delivered" || status === "read") return "answered";
  return status === "failed" || status === "suppressed" ? "failed" : "heard";
}

/** What the merchant sends to see that both directions work, and what came of the last time. */
export async function selfTestOf(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
  number: { readonly phoneNumberId: string; readonly displayPhoneNumber: string },
): Promise<SelfTest> {
  const { phoneNumberId, displayPhoneNumber } = number;
  const word = selfTestWord(shopId, phoneNumberId);
  const last = await services.database.shop(shopId).message.findFirst({
    where: { subject: selfTestSubject(phoneNumberId) },
    orderBy: { createdAt: "desc" },
    select: { id: true, status: true, createdAt: true },
  });
  return {
    word,
    url: `https://wa.me/${displayPhoneNumber.replaceAll(/\D/g, "")}?text=${encodeURIComponent(word)}`,
    state: stateOf(last?.status),
    heardAt: last?.createdAt ?? null,
    messageId: last?.id ?? null,
  };
}
