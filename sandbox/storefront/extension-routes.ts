import { Hono } from "hono";
import { z } from "zod";
import type { World } from "#sandbox/kernel/world.ts";
import { frameDocument } from "./extension-host.ts";

const failure = z.object({
  handle: z.string().max(100),
  target: z.string().max(200),
  message: z.string().max(2000),
});

/** What extension frames load: their document and their bundle. Mounted at /store/extensions. */
export function createExtensionRoutes(world: World): Hono {
  const routes = new Hono();
  const scriptOf = (handle: string, target: string): string | undefined =>
    world.deployment?.extensions
      .find((extension) => extension.handle === handle)
      ?.targets.find((one) => one.target === target)?.script;

  routes.get("/:handle/:target", (c) => {
    const { handle, target } = c.req.param();
    if (scriptOf(handle, target) === undefined) return c.notFound();
    // Without an origin even when it is opened outside its frame.
    c.header("Content-Security-Policy", "sandbox allow-scripts");
    c.header("Cache-Control", "no-store");
    return c.html(frameDocument(handle, target, "en"));
  });
  routes.get("/:handle/:target/bundle.js", (c) => {
    const script = scriptOf(c.req.param("handle"), c.req.param("target"));
    if (script === undefined) return c.notFound();
    c.header("Content-Type", "text/javascript; charset=utf-8");
    c.header("Cache-Control", "no-store");
    return c.body(script);
  });
  routes.post("/failures", async (c) => {
    const given = failure.safeParse(await c.req.json().catch(() => undefined));
    if (!given.success) return c.json({ error: "no_failure" }, 400);
    const { handle, target, message } = given.data;
    world.ledger.add({
      system: "shopify",
      kind: "note",
      name: `extension ${handle} failed`,
      request: { target },
      response: { message },
    });
    return c.body(null, 204);
  });
  return routes;
}
