import { plus, SECOND } from "#app/platform/clock.ts";
import type { ShopId } from "#app/platform/ids.ts";
import { giveUpLease, takeLease } from "#app/platform/lease.ts";
import type { PlatformServices } from "#app/platform/services.ts";
import { type AdminClient, createAdminClient } from "./client.ts";
import { failed, type ShopifyResult } from "./errors.ts";
import { refreshToken, type TokenResponse } from "./token.ts";

type Needs = Pick<PlatformServices, "env" | "database" | "secrets" | "systemTime" | "processId">;

/** A token with less than this left is refreshed before it is used. */
const EARLY_MS = 120 * SECOND;
const LEASE_MS = 15 * SECOND;
const WAIT_MS = 150;
const WAITS = 80;

interface Stored {
  readonly id: string;
  readonly domain: string;
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresAt: Date | null;
}

async function readStored(needs: Needs, shopId: ShopId): Promise<Stored | undefined> {
  const row = await needs.database.shop(shopId).shopifySession.findFirst({ where: { isOnline: false } });
  if (!row?.accessToken) return undefined;
  return {
    id: row.id,
    domain: row.shopDomain,
    accessToken: needs.secrets.open(row.accessToken, shopId, "access_token"),
    refreshToken: row.refreshToken
      ? needs.secrets.open(row.refreshToken, shopId, "refresh_token")
      : undefined,
    expiresAt: row.expiresAt,
  };
}

function isFresh(needs: Needs, stored: Stored, refused: string | undefined): boolean {
  if (refused !== undefined && stored.accessToken === refused) return false;
  return stored.expiresAt === null || stored.expiresAt > plus(needs.systemTime.now(), EARLY_MS);
}

async function store(needs: Needs, shopId: ShopId, stored: Stored, fresh: TokenResponse): Promise<string> {
  const now = needs.systemTime.now();
  const inSeconds = (seconds: number | undefined) =>
    seconds === undefined ? null : plus(now, seconds * SECOND);
  await needs.database.shop(shopId).shopifySession.updateMany({
    where: { id: stored.id },
    data: {
      accessToken: needs.secrets.seal(fresh.access_token, shopId, "access_token"),
      ...(fresh.refresh_token
        ? {
            refreshToken: needs.secrets.seal(fresh.refresh_token, shopId, "refresh_token"),
            refreshTokenExpiresAt: inSeconds(fresh.refresh_token_expires_in),
          }
        : {}),
      expiresAt: inSeconds(fresh.expires_in),
      ...(fresh.scope === undefined ? {} : { scope: fresh.scope }),
      updatedAt: now,
    },
  });
  return fresh.access_token;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A valid token of the shop. Of many concurrent callers one refreshes, under a lease row; the others
 * wait and read what it stored.
 * @param refused a token that Shopify has just refused with 401
 */
async function validToken(needs: Needs, shopId: ShopId, refused?: string): Promise<ShopifyResult<Stored>> {
  for (let wait = 0; wait < WAITS; wait++) {
    const stored = await readStored(needs, shopId);
    if (!stored) return failed("not_installed", "the shop has no session");
    if (isFresh(needs, stored, refused)) return { ok: true, value: stored };
    if (!stored.refreshToken) return failed("unauthorized", "the token has expired and can't be refreshed");
    const lease = await takeLease(
      needs.database,
      needs.systemTime,
      `token:${shopId}`,
      needs.processId,
      LEASE_MS,
    );
    if (!lease) {
      await pause(WAIT_MS);
      continue;
    }
    try {
      const again = await readStored(needs, shopId);
      if (again && isFresh(needs, again, refused)) return { ok: true, value: again };
      const refreshed = await refreshToken(
        needs.env,
        stored.domain,
        again?.refreshToken ?? stored.refreshToken,
      );
      if (!refreshed.ok) return refreshed;
      const accessToken = await store(needs, shopId, stored, refreshed.value);
      return { ok: true, value: { ...stored, accessToken } };
    } finally {
      await giveUpLease(needs.database, needs.systemTime, lease);
    }
  }
  return failed("unavailable", "another process is refreshing the token and does not finish");
}

/** The only way to a shop's Admin API: refreshes the token when it is due, and once when it is refused. */
export function adminFor(needs: Needs, shopId: ShopId): AdminClient {
  return {
    async query(document, variables, shape) {
      const token = await validToken(needs, shopId);
      if (!token.ok) return token;
      const first = await createAdminClient(needs.env, token.value.domain, token.value.accessToken).query(
        document,
        variables,
        shape,
      );
      if (first.ok || first.problem.kind !== "unauthorized") return first;
      const renewed = await validToken(needs, shopId, token.value.accessToken);
      if (!renewed.ok) return renewed;
      return createAdminClient(needs.env, renewed.value.domain, renewed.value.accessToken).query(
        document,
        variables,
        shape,
      );
    },
  };
}
