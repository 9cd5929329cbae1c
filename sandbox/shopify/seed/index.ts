import { SeededRandom } from "../random.ts";
import { ShopState } from "../state.ts";
import { seedCustomers } from "./customers.ts";
import { seedHistory } from "./history.ts";
import { seedProducts } from "./products.ts";
import { seedProfile } from "./profile.ts";

const SEED = 20261125;

/**
 * Casa Aurora with its products, people and past.
 * The same for the same moment; its past lies behind that moment.
 */
export function seedShop(origin: string, now: Date): ShopState {
  const start = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const random = new SeededRandom(SEED);
  const state = new ShopState(seedProfile(start), SEED, origin);
  seedProducts(state, random, start);
  seedCustomers(state, random, start);
  seedHistory(state, random, start);
  return state;
}
