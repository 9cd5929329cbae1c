import { openLink, writeTaps } from "#app/modules/links/index.ts";
import type { PlatformServices } from "#app/platform/services.ts";

/** A shopper taps a link, and the tap is written. @returns where it leads */
export async function tapLink(
  services: Pick<PlatformServices, "database" | "shopTime">,
  code: string,
): Promise<string | undefined> {
  const opened = await openLink(services, code, "shopper");
  if (opened?.tap) await writeTaps(services, opened.tap.shopId, [opened.tap]);
  return opened?.address;
}
