import { hmacSha256 } from "#app/platform/crypto.ts";
import { newId, type ShopId } from "#app/platform/ids.ts";
import { type Container, createContainer } from "#server/services.ts";
import { testEnv } from "#tests/server/running-app.ts";
import { type Delivery, percentile, post } from "./load.ts";
import { PATIENT, withDatabase } from "./postgres.ts";
import { median, startProcess, workerFlags } from "./processes.ts";
import { seedAccepted, seedNumber, seedShop } from "./seed.ts";

/**
 * Meta's status webhooks, from the first byte until the ledger knows: deliveries of 1, 10, 100 and 1,000 statuses, a
 * fifth of them repeated, all of them shuffled, into a ledger of a million messages, of which three in a hundred fail.
 * Ceiling, measured before and after each size: rows changed by a bare UPDATE of a thousand, and nothing else. At the
 * end the ledger must hold what was reported: `wrong` counts the messages that it is not true of.
 */

const LEDGER = Number(process.env.BENCH_LEDGER ?? 1_000_000);
const EVENTS: Readonly<Record<number, number>> = { 1: 4_000, 10: 40_000, 100: 200_000, 1000: 300_000 };
/** What is told of a message, in its order. */
const WELL = ["sent", "delivered", "read"];
const BADLY = ["sent", "failed"];
const FAILS_OF_100 = 3;
const UNDELIVERABLE = { code: 131026, title: "Message undeliverable" };

const namesOf = (index: number) => (index % 100 < FAILS_OF_100 ? BADLY : WELL);

function shuffle<T>(list: T[]): T[] {
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1));
    [list[index], list[other]] = [list[other] as T, list[index] as T];
  }
  return list;
}

const PRICING = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };

interface Seeded {
  readonly shopId: ShopId;
  readonly phoneNumberId: string;
  readonly ids: readonly string[];
}

/** Deliveries of so many statuses each, about messages that no earlier one was about. */
function deliveriesOf(
  { shopId, phoneNumberId, ids }: Seeded,
  size: number,
  from: number,
  secret: string,
): { readonly deliveries: Delivery[]; readonly until: number } {
  const events = EVENTS[size] ?? 0;
  const statuses: object[] = [];
  let index = from;
  for (; statuses.length < events * 0.8; index++) {
    const id = ids[index] ?? "";
    for (const [rank, status] of namesOf(index).entries()) {
      statuses.push({
        id: `wamid.${id}`,
        status,
        timestamp: String(Math.floor(Date.now() / 1_000) + rank),
        recipient_id: "393331234567",
        biz_opaque_callback_data: `1.${shopId}.${id}`,
        ...(status === "failed" ? { errors: [UNDELIVERABLE] } : { pricing: PRICING }),
      });
    }
  }
  for (let count = statuses.length; statuses.length < events; ) {
    const repeated = statuses[Math.floor(Math.random() * count)];
    if (repeated) statuses.push(repeated);
  }
  shuffle(statuses);
  const deliveries: Delivery[] = [];
  for (let start = 0; start < statuses.length; start += size) {
    const value = {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: "390255501234", phone_number_id: phoneNumberId },
      statuses: statuses.slice(start, start + size),
    };
    const entry = [{ id: "waba", changes: [{ field: "messages", value }] }];
    const body = Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry, nonce: newId() }));
    const signature = `sha256=${hmacSha256(secret, body).toString("hex")}`;
    deliveries.push({
      body,
      headers: { "content-type": "application/json", "x-hub-signature-256": signature },
    });
  }
  return { deliveries, until: index };
}

/** @returns how many of the first messages are not where the reports have brought them */
async function wrongOf(container: Container, { shopId, ids }: Seeded, until: number): Promise<number> {
  const told = ids.slice(0, until);
  const expected = told.map((_, index) => (namesOf(index).includes("failed") ? "failed" : "read"));
  const [row] = await container.database.sql<{ wrong: bigint }>(
    `SELECT count(*) AS wrong FROM unnest($2::uuid[], $3::text[]) AS r (id, status)
     JOIN message m ON m.shop_id = $1::uuid AND m.id = r.id WHERE m.status <> r.status`,
    [shopId, told, expected],
  );
  return Number(row?.wrong ?? until);
}

/** @returns rows a second that one bare UPDATE of a thousand changes */
async function bareUpdate(container: Container, { shopId, ids }: Seeded): Promise<number> {
  const batches = 40;
  const started = performance.now();
  for (let batch = 0; batch < batches; batch++) {
    const some = Array.from({ length: 1_000 }, () => ids[Math.floor(Math.random() * ids.length)]);
    await container.database.sql(
      "UPDATE message SET read_at = $3 WHERE shop_id = $1::uuid AND id = ANY ($2::uuid[])",
      [shopId, some, new Date()],
    );
  }
  return (batches * 1_000) / ((performance.now() - started) / 1_000);
}

export function measure(): Promise<Record<string, number>> {
  return withDatabase(async (DATABASE_URL) => {
    const env = testEnv({ DATABASE_URL, DATA_DIR: ".data", DATABASE_POOL: 8 }, PATIENT);
    const container = await createContainer(env);
    const shopId = await seedShop(container.services, 100_000);
    const phoneNumberId = await seedNumber(container.services, shopId, 80);
    await container.database.sql(
      "INSERT INTO phone_number_owner (phone_number_id, waba_id, shop_id) VALUES ($1, 'waba', $2::uuid)",
      [phoneNumberId, shopId],
    );
    console.log(`a ledger of ${LEDGER} messages …`);
    const ids = await seedAccepted(container.services, shopId, phoneNumberId, LEDGER);
    const seeded = { shopId, phoneNumberId, ids };
    const server = startProcess(
      "bench/stand-ins/server.ts",
      [JSON.stringify({ ...env, ROLE: "all" })],
      {},
      workerFlags(),
    );
    const { port } = await server.next<{ port: number }>();
    const figures: Record<string, number> = {};
    const tookMs: number[] = [];
    const bareRates: number[] = [];
    const measureBare = async () => bareRates.push(await bareUpdate(container, seeded));
    let from = 0;
    try {
      for (const size of [1, 10, 100, 1_000]) {
        const { deliveries, until } = deliveriesOf(seeded, size, from, env.META_APP_SECRET);
        from = until;
        await measureBare();
        await container.database.sql("CHECKPOINT");
        const started = performance.now();
        const posted = await post(`http://127.0.0.1:${port}/webhooks/meta`, deliveries, { connections: 16 });
        server.tell({});
        await server.next();
        const perSecond = (EVENTS[size] ?? 0) / ((performance.now() - started) / 1_000);
        figures[`events_per_s_${size}`] = Math.round(perSecond);
        tookMs.push(...posted.tookMs);
        if (posted.refused > 0) console.log(`${posted.refused} deliveries were refused`);
        await measureBare();
        console.log(
          `${size} a delivery: ${perSecond.toFixed(0)} events/s, bare update ${bareRates.at(-1)?.toFixed(0)} rows/s`,
        );
      }
      figures.bare_update_per_s = Math.round(median(bareRates));
      figures.wrong = await wrongOf(container, seeded, from);
      figures.answer_p99_ms =
        Math.round(
          percentile(
            tookMs.sort((left, right) => left - right),
            0.99,
          ) * 10,
        ) / 10;
      return figures;
    } finally {
      await server.stop();
      await container.close();
    }
  });
}
