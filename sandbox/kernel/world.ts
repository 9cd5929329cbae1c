import { SandboxClock } from "./clock.ts";
import type { Deployment } from "./deployment.ts";
import { Faults } from "./faults.ts";
import { Ledger } from "./ledger.ts";

/** Merchant plans that differ in what a checkout may carry. */
export type Plan = "plus" | "basic";

/** What every part of the sandbox shares. One per process. */
export interface World {
  readonly clock: SandboxClock;
  readonly ledger: Ledger;
  readonly faults: Faults;
  /** Address of the sandbox as browsers see it, e.g. http://localhost:4000. */
  readonly origin: string;
  plan: Plan;
  deployment: Deployment | undefined;
}

export function createWorld(options: { origin: string; plan: Plan }): World {
  const clock = new SandboxClock();
  return {
    clock,
    ledger: new Ledger(() => clock.now()),
    faults: new Faults(),
    origin: options.origin,
    plan: options.plan,
    deployment: undefined,
  };
}
