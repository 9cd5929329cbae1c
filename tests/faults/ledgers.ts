import { readCallbackData } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import type { Sandbox } from "#sandbox/server.ts";

interface Row {
  readonly id: string;
  readonly status: string;
  readonly category: string;
  readonly wamid: string | null;
  readonly uncertainTries: number;
  readonly reason: string | null;
}

/** What our ledger and the sandbox's say of the same messages. */
export interface Agreement {
  readonly messages: number;
  /** Accepted by Meta once, and so recorded. */
  readonly acceptedOnce: number;
  /** News of an order whose first call stayed without an answer, sent once more, and accepted both times. */
  readonly acceptedTwice: number;
  /** Declared uncertain, and never accepted, or accepted once without word of it. */
  readonly uncertain: number;
  /** Of the accepted, those whose delivery is recorded as well. */
  readonly delivered: number;
  /** Where the two do not agree, a sentence each. */
  readonly faults: readonly string[];
}

const TAKEN = new Set(["accepted", "held", "sent", "delivered", "read"]);

/** Every acceptance of Meta's: our id, and the wamids it was given. */
function acceptances({ world }: Sandbox): Map<string, string[]> {
  const byMessage = new Map<string, string[]>();
  for (const { status, request, response } of world.ledger.list({ kind: "call", name: "messages.send" })) {
    if (status !== 200) continue;
    const { biz_opaque_callback_data: callback } = request as { biz_opaque_callback_data?: string };
    const ours = readCallbackData(callback);
    const [accepted] = (response as { messages?: { id: string }[] }).messages ?? [];
    if (!ours || !accepted) continue;
    const wamids = byMessage.get(ours.messageId) ?? [];
    byMessage.set(ours.messageId, [...wamids, accepted.id]);
  }
  return byMessage;
}

function faultOf(row: Row, wamids: readonly string[]): string | undefined {
  const which = `${row.category} ${row.id}, ${row.status}`;
  const most = row.category === "MARKETING" || row.uncertainTries === 0 ? 1 : 2;
  if (wamids.length > most) return `${which}: accepted ${wamids.length} times`;
  if (row.status === "uncertain") {
    return row.wamid === null ? undefined : `${which}: has the id of an acceptance`;
  }
  if (!TAKEN.has(row.status)) return `${which} (${row.reason}): left behind, accepted ${wamids.length} times`;
  if (wamids.length === 0) return `${which}: Meta has never accepted it`;
  return row.wamid !== null && wamids.includes(row.wamid) ? undefined : `${which}: has a foreign wamid`;
}

/** Compares both ledgers, message by message. */
export async function compareLedgers(services: Services, sandbox: Sandbox): Promise<Agreement> {
  const [first] = sandbox.world.ledger.list();
  if (first && first.id !== 1) throw new Error("the sandbox's ledger has forgotten its beginning");
  const accepted = acceptances(sandbox);
  const rows = await services.database.sql<Row>(
    `SELECT id, status, category, wamid, uncertain_tries AS "uncertainTries", reason FROM message`,
  );
  const known = new Set(rows.map(({ id }) => id));
  const timesOf = (id: string) => accepted.get(id)?.length ?? 0;
  const taken = rows.filter(({ status }) => TAKEN.has(status));
  const strange = [...accepted.keys()].filter((id) => !known.has(id));
  return {
    messages: rows.length,
    acceptedOnce: taken.filter(({ id }) => timesOf(id) === 1).length,
    acceptedTwice: taken.filter(({ id }) => timesOf(id) === 2).length,
    uncertain: rows.filter(({ status }) => status === "uncertain").length,
    delivered: taken.filter(({ status }) => status === "delivered" || status === "read").length,
    faults: [
      ...rows.flatMap((row) => faultOf(row, accepted.get(row.id) ?? []) ?? []),
      ...strange.map((id) => `${id}: accepted, and not of our ledger`),
    ],
  };
}

/** One line for a person. */
export function agreementLine({
  messages,
  acceptedOnce,
  acceptedTwice,
  uncertain,
  delivered,
}: Agreement): string {
  return `${messages} messages: ${acceptedOnce} accepted once, ${acceptedTwice} sent once more and accepted twice, ${uncertain} uncertain; ${delivered} delivered`;
}
