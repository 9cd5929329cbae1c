import { figuresLast } from "#app/modules/figures/index.ts";
import { applyStatuses, type StatusReport } from "#app/modules/messages/index.ts";
import { getShop } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { storableJson } from "#app/platform/storable-json.ts";
import { type MetaNews, readMetaDelivery } from "./meta-fields.ts";
import { ownersOf } from "./owners.ts";

/** A delivery of Meta's that waits. */
export interface MetaDeliveryRow {
  readonly id: string;
  readonly body: string;
}

/** How a delivery ended: understood, of no concern to anybody here, or with a fault of one of its parts. */
export type MetaOutcome = "done" | "ignored" | { readonly fault: unknown };

type Needs = Pick<PlatformServices, "database" | "shopTime" | "observer">;

/** Statuses that one transaction writes at most. */
const MOST_STATUSES = 2_000;

/** Transactions that are under way or wait: while the database works, the next is made ready. */
const AT_ONCE = 3;
/** A swarm of so many bytes is written by two transactions beside each other, each about its own messages. */
const SWARM_BYTES = 256 * 1024;

interface Read {
  readonly id: string;
  readonly news: MetaNews;
  readonly faults: unknown[];
}

interface Part {
  readonly read: Read;
  readonly reports: readonly StatusReport[];
}

/** Reports about the messages of one number, from one or many deliveries. */
interface Group {
  readonly shopId: ShopId;
  readonly phoneNumberId: string;
  readonly parts: Part[];
  size: number;
}

/** Each message's reports fall to the same half. */
function halfOf({ status: { id } }: StatusReport): 0 | 1 {
  let sum = 0;
  for (let index = Math.max(0, id.length - 16); index < id.length; index++) sum += id.charCodeAt(index);
  return sum % 2 === 0 ? 0 : 1;
}

/** Gathers reports by number; `full` gets a group as soon as no more fit in. */
function gather(inHalves: boolean, full: (key: string, group: Group) => Promise<void>) {
  const open = new Map<string, Group>();

  async function add(key: string, of: Omit<Group, "parts" | "size">, part: Part): Promise<void> {
    const known = open.get(key);
    const fits = known && known.size + part.reports.length <= MOST_STATUSES;
    if (known && !fits) await full(key, known);
    const group = fits ? known : { ...of, parts: [], size: 0 };
    open.set(key, group);
    group.parts.push(part);
    group.size += part.reports.length;
  }

  return {
    async add(read: Read): Promise<void> {
      for (const { shopId, phoneNumberId, reports } of read.news.statuses) {
        const halves = inHalves
          ? [0, 1].map((half) => reports.filter((report) => halfOf(report) === half))
          : [reports];
        for (const [half, some] of halves.entries()) {
          const key = `${shopId} ${phoneNumberId} ${half}`;
          if (some.length > 0) await add(key, { shopId, phoneNumberId }, { read, reports: some });
        }
      }
    },
    async rest(): Promise<void> {
      for (const [key, group] of open) await full(key, group);
    },
  };
}

/** Works beside each other; those with the same key, one after another. */
function atMost(limit: number) {
  const running = new Set<Promise<void>>();
  const last = new Map<string, Promise<void>>();
  return {
    /** Waits for room, not for the work. */
    async add(key: string, work: () => Promise<void>): Promise<void> {
      while (running.size >= limit) await Promise.race(running);
      const one = (last.get(key) ?? Promise.resolve()).then(work).finally(() => running.delete(one));
      running.add(one);
      last.set(key, one);
    },
    end: () => Promise.all(running),
  };
}

/**
 * Understands many deliveries of Meta's. Reports about messages come in swarms, one or a few to a delivery: those of
 * one number are written together. Everything else is understood for itself, so that one piece of news that nobody
 * can read holds up no other. Repeating a delivery changes nothing.
 */
export async function understandMeta(
  services: Needs,
  deliveries: readonly MetaDeliveryRow[],
): Promise<Map<string, MetaOutcome>> {
  const { database, shopTime, observer } = services;
  const outcomes = new Map<string, MetaOutcome>();
  const owners = ownersOf(database);
  const now = shopTime.now();

  async function read(delivery: MetaDeliveryRow): Promise<Read | undefined> {
    try {
      const news = { now, causedBy: `delivery:${delivery.id}` };
      const read = await readMetaDelivery(owners, JSON.parse(storableJson(delivery.body)), news);
      return { id: delivery.id, news: read, faults: [...read.unreadable] };
    } catch (fault) {
      outcomes.set(delivery.id, { fault });
      return undefined;
    }
  }

  /** Together; where that fails, one by one, for one that fails must not sink its neighbours. */
  async function write(group: Omit<Group, "size">): Promise<void> {
    const { shopId, phoneNumberId, parts } = group;
    try {
      const news = { shop: await getShop(services, shopId), phoneNumberId, now: shopTime.now() };
      const reports = parts.flatMap((part) => part.reports);
      await applyStatuses(database, news, reports, () => observer.reach("delivery.in_transaction"));
    } catch (fault) {
      const [only, ...others] = parts;
      if (only && others.length === 0) only.read.faults.push(fault);
      else for (const part of parts) await write({ ...group, parts: [part] });
    }
  }

  async function understandRest({ news, faults }: Read): Promise<void> {
    for (const { shopId, apply } of news.changes) {
      try {
        await database.transaction(shopId, (tx) =>
          figuresLast(tx, async () => {
            await apply(tx);
            await observer.reach("delivery.in_transaction");
          }),
        );
      } catch (fault) {
        faults.push(fault);
      }
    }
  }

  const all: Read[] = [];
  const writers = atMost(AT_ONCE);
  const bytes = deliveries.reduce((sum, { body }) => sum + body.length, 0);
  const groups = gather(bytes > SWARM_BYTES, (key, group) => writers.add(key, () => write(group)));
  for (const delivery of deliveries) {
    const one = await read(delivery);
    if (!one) continue;
    all.push(one);
    await groups.add(one);
  }
  await groups.rest();
  await writers.end();
  for (const one of all) {
    await understandRest(one);
    const { id, news, faults } = one;
    const concerns = news.changes.length + news.statuses.length > 0;
    outcomes.set(id, faults.length > 0 ? { fault: faults[0] } : concerns ? "done" : "ignored");
  }
  return outcomes;
}
