import type { World } from "#sandbox/kernel/world.ts";
import type { Payload } from "../payloads/shared.ts";
import type { ShopState } from "../state.ts";

/** What the operations work with. */
export interface Engine {
  readonly world: World;
  /** The shop as it is now; another one after a reset. */
  readonly state: ShopState;
  /** Shop time, in whole seconds as Shopify keeps it. */
  now(): Date;
  /** Tells the app of it, if the app asked to be told. */
  tell(topic: string, payload: Payload): void;
}
