import { setTimeout as wait } from "node:timers/promises";
import { Hono } from "hono";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import type { Meta } from "#sandbox/meta/index.ts";
import type { Shopify } from "#sandbox/shopify/index.ts";
import { bodyOf, ControlRefusal } from "./answer.ts";
import { advanceClock, clockBody, readClock } from "./clock.ts";
import { deploy, deploymentBody } from "./deploy.ts";
import { createMetaControl } from "./meta.ts";
import { addScenarios } from "./scenarios.ts";
import { readState } from "./state.ts";

const fault = z.object({
  match: z.string().min(1),
  times: z.number().int().min(1).default(1),
  status: z.number().int().min(200).max(599).exactOptional(),
  body: z.unknown().exactOptional(),
  code: z.number().int().exactOptional(),
  delayMs: z.number().int().min(0).exactOptional(),
  drop: z.enum(["before", "after"]).exactOptional(),
  duplicate: z.number().int().min(1).exactOptional(),
  reorder: z.boolean().exactOptional(),
});

const ledgerQuery = z.object({
  system: z.string().exactOptional(),
  kind: z.string().exactOptional(),
  name: z.string().exactOptional(),
  after: z.coerce.number().exactOptional(),
  limit: z.coerce.number().int().min(1).default(500),
});

/** So long is waited for webhooks at most: an app that is down gets repetitions for minutes. */
const SETTLE_TIMEOUT_MS = 60_000;

/** What a tester may do to the world: /control/… */
export interface Control {
  readonly routes: Hono;
}

export function createControl(
  world: World,
  meta: Meta,
  shopify: Shopify,
  mailbox: { reset(): void },
): Control {
  const routes = new Hono();

  /** One platform's webhook may make the app call the other. */
  const settle = async (): Promise<boolean> => {
    const settled = (async () => {
      for (let round = 0; round < 3; round++) {
        await shopify.settle();
        await meta.settle();
      }
      return true;
    })();
    return Promise.race([settled, wait(SETTLE_TIMEOUT_MS, false, { ref: false })]);
  };

  routes.onError((error, context) => {
    if (error instanceof ControlRefusal) return context.json({ error: error.message }, error.status);
    throw error;
  });

  routes.post("/deploy", async (context) =>
    context.json(await deploy(world, await bodyOf(context, deploymentBody))),
  );

  routes.get("/clock", (context) => context.json(readClock(world)));
  // Only one hand at the clock: a second move waits for the first.
  let moving: Promise<unknown> = Promise.resolve();
  routes.post("/clock", async (context) => {
    const move = await bodyOf(context, clockBody);
    const moved = moving.catch(() => undefined).then(() => advanceClock(world, move, settle));
    moving = moved;
    return context.json(await moved);
  });

  routes.get("/faults", (context) => context.json(world.faults.list()));
  routes.post("/faults", async (context) => {
    world.faults.add(await bodyOf(context, fault));
    return context.json(world.faults.list(), 201);
  });
  routes.delete("/faults", (context) => {
    world.faults.clear();
    return context.body(null, 204);
  });

  routes.get("/ledger", (context) => {
    const asked = ledgerQuery.safeParse(context.req.query());
    if (!asked.success) throw new ControlRefusal(422, asked.error.issues[0]?.message ?? "");
    return context.json(world.ledger.list(asked.data));
  });

  routes.get("/state", async (context) => context.json(await readState(world, meta, shopify)));
  routes.post("/settle", async (context) => {
    return context.json({ settled: await settle() });
  });
  routes.post("/reset", (context) => {
    for (const part of [shopify, meta, mailbox, world.clock, world.ledger]) part.reset();
    world.faults.clear();
    return context.json(readClock(world));
  });

  routes.route("/meta", createMetaControl(meta));
  routes.route("/shop", shopify.controlRoutes);
  addScenarios(routes);
  return { routes };
}
