import type { ShopClient } from "#app/platform/database/index.ts";

const SHOWN = {
  id: true,
  firstName: true,
  lastName: true,
  profileName: true,
  phone: true,
  countryCode: true,
  reachability: true,
  lastInboundAt: true,
} as const;

function readPeople(db: ShopClient, ids: readonly string[]) {
  return db.contact.findMany({ where: { id: { in: [...new Set(ids)] } }, select: SHOWN });
}

/** What lists show of a person. */
export type ShownPerson = Awaited<ReturnType<typeof readPeople>>[number];

/**
 * The people of a list by their id. An `include` would ask for every pair of a shop and a person: PostgreSQL then takes
 * a whole table for cheaper than its key.
 */
export async function peopleOf(db: ShopClient, ids: readonly string[]): Promise<Map<string, ShownPerson>> {
  return new Map((await readPeople(db, ids)).map((person) => [person.id, person]));
}
