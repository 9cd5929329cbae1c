import { applyStatuses, type StatusReport } from "#app/modules/messages/index.ts";
import { shopIn } from "#app/modules/shops/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
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

interface Read {
  readonly id: string;
  readonly news: MetaNews;
  readonly faults: unknown[];
}

/** Reports about the messages of one number, from one or many deliveries. */
interface Group {
  readonly shopId: ShopId;
  readonly phoneNumberId: string;
  readonly parts: { readonly read: Read; readonly reports: readonly StatusReport[] }[];
}

function groupsOf(all: readonly Read[]): Group[] {
  const open = new Map<string, Group>();
  const groups: Group[] = [];
  for (const read of all) {
    for (const { shopId, phoneNumberId, reports } of read.news.statuses) {
      const key = `${shopId} ${phoneNumberId}`;
      let group = open.get(key);
      const size = group?.parts.reduce((sum, part) => sum + part.reports.length, 0) ?? 0;
      if (!group || size + reports.length > MOST_STATUSES) {
        group = { shopId, phoneNumberId, parts: [] };
        groups.push(group);
        open.set(key, group);
      }
      group.parts.push({ read, reports });
    }
  }
  return groups;
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
      const read = await readMetaDelivery(owners, JSON.parse(delivery.body), news);
      return { id: delivery.id, news: read, faults: [...read.unreadable] };
    } catch (fault) {
      outcomes.set(delivery.id, { fault });
      return undefined;
    }
  }

  async function write({ shopId, phoneNumberId, parts }: Group): Promise<void> {
    await database.transaction(shopId, async (tx) => {
      const reports = parts.flatMap((part) => part.reports);
      await applyStatuses(tx, { shop: await shopIn(tx), phoneNumberId, now: shopTime.now() }, reports);
      await observer.reach("delivery.in_transaction");
    });
  }

  /** Together; where that fails, one by one, for one that fails must not sink its neighbours. */
  async function writeGroup(group: Group): Promise<void> {
    try {
      await write(group);
    } catch (fault) {
      const [only, ...others] = group.parts;
      if (only && others.length === 0) only.read.faults.push(fault);
      else for (const part of group.parts) await writeGroup({ ...group, parts: [part] });
    }
  }

  async function understandRest({ news, faults }: Read): Promise<void> {
    for (const { shopId, apply } of news.changes) {
      try {
        await database.transaction(shopId, async (tx) => {
          await apply(tx);
          await observer.reach("delivery.in_transaction");
        });
      } catch (fault) {
        faults.push(fault);
      }
    }
  }

  const all: Read[] = [];
  for (const delivery of deliveries) {
    const one = await read(delivery);
    if (one) all.push(one);
  }
  for (const group of groupsOf(all)) await writeGroup(group);
  for (const one of all) {
    await understandRest(one);
    const { id, news, faults } = one;
    const concerns = news.changes.length + news.statuses.length > 0;
    outcomes.set(id, faults.length > 0 ? { fault: faults[0] } : concerns ? "done" : "ignored");
  }
  return outcomes;
}
