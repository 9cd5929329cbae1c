import { createWorld, type World } from "#sandbox/kernel/world.ts";
import type { Engine } from "../operations/engine.ts";
import { seedShop } from "../seed/index.ts";
import type { ShopState } from "../state.ts";
import { type AdminAnswer, createAdminApi } from "./index.ts";

/** An Admin API over a freshly seeded shop, for tests: what it is asked, and what it tells the app. */
export interface PlayedApi {
  readonly world: World;
  readonly state: ShopState;
  /** Topics that the app would have been told of. */
  readonly told: readonly string[];
  ask(query: string, variables?: object, scopes?: readonly string[]): Promise<AdminAnswer>;
}

const SCOPES = ["read_orders", "write_customers", "read_products", "write_draft_orders", "write_discounts"];

export function playedApi(): PlayedApi {
  const world = createWorld({ origin: "http://localhost:4000", plan: "plus" });
  const now = () => world.clock.now();
  const state = seedShop(world.origin, now());
  const told: string[] = [];
  const engine: Engine = { world, state, now, tell: (topic) => told.push(topic) };
  const api = createAdminApi(engine);
  return {
    world,
    state,
    told,
    ask: (query, variables = {}, scopes = SCOPES) => api.handle({ query, variables }, scopes),
  };
}
