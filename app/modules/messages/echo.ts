import type { EchoPayload } from "#app/integrations/meta/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";
import { newId } from "#app/platform/ids.ts";
import { kindOf, readableText } from "./said.ts";
import { settleByPhone } from "./settle.ts";

/** Kinds that are no part of a conversation by themselves. */
const NOT_SHOWN = new Set(["edit", "revoke", "system"]);

interface NewEcho {
  readonly payload: EchoPayload;
  readonly phoneNumberId: string;
  readonly contactId: string;
  /** BCP 47, of the shop. */
  readonly locale: string;
  readonly now: Date;
  readonly causedBy: string;
}

/** Keeps what the shop wrote on the phone itself, once; what the person wrote until then waits no longer. */
export async function saveEcho(tx: Transaction, echo: NewEcho): Promise<void> {
  const { payload, phoneNumberId, contactId, locale, now, causedBy } = echo;
  const { id: wamid, type, timestamp: at } = payload;
  if (!NOT_SHOWN.has(type))
    await tx.db.echoMessage.createMany({
      data: [
        {
          shopId: tx.shopId,
          id: newId(),
          wamid,
          phoneNumberId,
          contactId,
          kind: kindOf(payload),
          text: readableText(payload, locale),
          sentAt: at,
          recordedAt: now,
        },
      ],
      skipDuplicates: true,
    });
  await settleByPhone(tx, contactId, { wamid, type, at, causedBy }, now);
}
