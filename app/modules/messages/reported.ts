import { readCallbackData } from "#app/integrations/meta/index.ts";
import type { Database } from "#app/platform/database/index.ts";
import { reportedStatus } from "./ladder.ts";
import { applyStatuses as apply, type StatusNews, type StatusReport } from "./statuses.ts";
import { waitAgain } from "./wait-again.ts";

/**
 * Reports of Meta's about messages of one number; where one says that an answer failed, what it answered waits again.
 * That is a transaction of its own, which looks at what the message is now: a delivery that is understood again, after
 * a crash in between, makes up for it.
 * @param before called inside the reports' transaction, ahead of its end
 */
export async function applyStatuses(
  database: Database,
  news: StatusNews,
  told: readonly StatusReport[],
  before?: () => void | Promise<void>,
): Promise<void> {
  await apply(database, news, told, before);
  const failed = told.flatMap(({ status }) => (reportedStatus(status.status) === "failed" ? [status] : []));
  if (failed.length === 0) return;
  const own = failed.flatMap(({ biz_opaque_callback_data: ours }) => readCallbackData(ours)?.messageId ?? []);
  const wamids = failed.map(({ id }) => id);
  await database.transaction(news.shop.id, async (tx) => {
    const answers = await tx.db.message.findMany({
      where: {
        OR: [{ id: { in: own } }, { wamid: { in: wamids } }],
        purpose: "reply",
        status: "failed",
      },
      select: { id: true, contactId: true },
    });
    for (const answer of answers) await waitAgain(tx, answer, news.now);
  });
}
