import type { ShopProfile } from "#app/modules/shops/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** How mails to the merchant stand. */
export interface MailState {
  /** Whether this Cartwave has a mail server at all. */
  readonly on: boolean;
  /** The shop's own address at Shopify, which stands in where none is set. */
  readonly shopEmail: string | null;
  /** The newest mail; null before the first. */
  readonly last: {
    readonly state: "queued" | "sent" | "gave_up";
    readonly at: Date;
    /** What the mail server said, where it did not take it; of a sent one, the addresses that it did not take. */
    readonly error: string | null;
  } | null;
}

/** Uses mail (shop_id, created_at). */
export async function mailState(
  { database, mailer }: Pick<PlatformServices, "database" | "mailer">,
  shop: ShopProfile,
): Promise<MailState> {
  const last = await database.shop(shop.id).mail.findFirst({ orderBy: { createdAt: "desc" } });
  return {
    on: mailer !== undefined,
    shopEmail: shop.email,
    last: last && {
      state: last.state as "queued" | "sent" | "gave_up",
      at: last.sentAt ?? last.createdAt,
      error: last.error,
    },
  };
}
