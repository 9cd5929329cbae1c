import { request } from "undici";
import { z } from "zod";
import type { PlatformServices } from "#app/platform/services.ts";

const clockAnswer = z.object({ offsetMs: z.number().min(0) });

/**
 * Sets the shop's clock to the one that the sandbox shows. Configured in development alone: production refuses the
 * variable.
 * @throws Error where the sandbox does not answer
 */
export async function followShopClock(
  services: Pick<PlatformServices, "env" | "shopTime" | "signals">,
): Promise<void> {
  const address = services.env.SHOP_CLOCK_URL;
  if (!address) return;
  const answer = await request(address, { headersTimeout: 5_000, bodyTimeout: 5_000 });
  const { offsetMs } = clockAnswer.parse(await answer.body.json());
  services.shopTime.setOffset(offsetMs);
  services.signals.raise("due");
  services.signals.raise("dispatch");
}
