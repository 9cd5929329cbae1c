import type { SendEndpoint } from "#app/integrations/meta/index.ts";
import type { ShopClient } from "#app/platform/database/index.ts";
import type { ShopId } from "#app/platform/ids.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type NumberFacts, numberFacts } from "./checks.ts";

/** Column name that is authenticated with a sealed token. */
export const TOKEN_COLUMN = "phone_number.access_token";

/** A number as the merchant sees it; no secrets. */
export interface NumberView {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly displayPhoneNumber: string;
  readonly verifiedName: string | null;
  readonly qualityRating: string | null;
  readonly messagingLimit: string | null;
  /** Messages a second. */
  readonly throughput: number;
  /** Where its promotions leave. */
  readonly marketingEndpoint: SendEndpoint;
  readonly state: "connected" | "disconnected" | "revoked";
  readonly isDefault: boolean;
  readonly connectedAt: Date;
  readonly checkedAt: Date | null;
  /** Meta's business portfolio, else the account, whose allowance of people it shares. */
  readonly portfolioId: string;
  /** What the last look found; null before the first. */
  readonly facts: NumberFacts | null;
}

/** All numbers of a shop, the default one first. */
export async function numbersOf(
  services: Pick<PlatformServices, "database">,
  shopId: ShopId,
): Promise<NumberView[]> {
  const rows = await services.database.shop(shopId).phoneNumber.findMany({
    orderBy: [{ isDefault: "desc" }, { connectedAt: "asc" }],
    take: 20,
  });
  return rows.map((row) => ({
    phoneNumberId: row.phoneNumberId,
    wabaId: row.wabaId,
    displayPhoneNumber: row.displayPhoneNumber,
    verifiedName: row.verifiedName,
    qualityRating: row.qualityRating,
    messagingLimit: row.messagingLimit,
    throughput: row.throughput,
    marketingEndpoint: row.marketingEndpoint as SendEndpoint,
    state: row.state as NumberView["state"],
    isDefault: row.isDefault,
    connectedAt: row.connectedAt,
    checkedAt: row.checkedAt,
    portfolioId: row.businessId ?? row.wabaId,
    facts: numberFacts.safeParse(row.facts).data ?? null,
  }));
}

/** The number that a message leaves from. */
export interface Sender {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly wabaCurrency: string;
}

/** The shop's default number, if it is connected. */
export async function senderIn(db: ShopClient): Promise<Sender | undefined> {
  const row = await db.phoneNumber.findFirst({
    where: { state: "connected" },
    orderBy: [{ isDefault: "desc" }, { connectedAt: "asc" }],
  });
  return row
    ? { phoneNumberId: row.phoneNumberId, wabaId: row.wabaId, wabaCurrency: row.wabaCurrency }
    : undefined;
}

/** What it takes to send from a number. */
export interface NumberAccess {
  readonly token: string;
  /** Messages a second. */
  readonly throughput: number;
  readonly wabaId: string;
  readonly wabaCurrency: string;
  /** Meta's business portfolio, else the account, whose allowance of people it shares. */
  readonly portfolioId: string;
  readonly messagingLimit: string | null;
  /** Where promotions leave. */
  readonly marketingEndpoint: SendEndpoint;
}

/** The token that may use this number, and its speed; undefined once it is disconnected or revoked. */
export async function tokenOf(
  services: Pick<PlatformServices, "database" | "secrets">,
  shopId: ShopId,
  phoneNumberId: string,
): Promise<NumberAccess | undefined> {
  const row = await services.database
    .shop(shopId)
    .phoneNumber.findFirst({ where: { phoneNumberId, state: "connected" } });
  if (!row?.accessToken) return undefined;
  return {
    token: services.secrets.open(row.accessToken, shopId, TOKEN_COLUMN),
    throughput: row.throughput,
    wabaId: row.wabaId,
    wabaCurrency: row.wabaCurrency,
    portfolioId: row.businessId ?? row.wabaId,
    messagingLimit: row.messagingLimit,
    marketingEndpoint: row.marketingEndpoint as SendEndpoint,
  };
}
