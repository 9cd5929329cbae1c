import type { Merchant } from "#app/merchant.server.ts";

/** A part of a screen, on its way: when it fails that part says so, and the log why. */
export function onItsWay<T>({ services, shopId }: Merchant, part: string, data: Promise<T>): Promise<T> {
  data.catch((error: unknown) =>
    services.log.error({ err: error, shopId, part }, "a part of a screen could not be read"),
  );
  return data;
}
