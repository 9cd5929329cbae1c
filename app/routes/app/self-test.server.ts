import type { Merchant } from "#app/merchant.server.ts";
import { selfTestOf } from "#app/modules/self-test/index.ts";

/** The merchant's own try of a number, as screens show it. */
export async function shownSelfTest(
  { services, shopId }: Merchant,
  number: { readonly phoneNumberId: string; readonly displayPhoneNumber: string },
) {
  const { heardAt, ...test } = await selfTestOf(services, shopId, number);
  return { ...test, heardAt: heardAt?.toISOString() ?? null, display: number.displayPhoneNumber };
}
