import type { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import { GraphRefusal } from "../errors.ts";
import type { Logins } from "../login/logins.ts";

/** What Meta says of a code that it does not trade. */
const REFUSALS = {
  unknown: () => new GraphRefusal(100, "Invalid verification code format."),
  used: () => new GraphRefusal(100, "This authorization code has been used.", 36_009),
  expired: () => new GraphRefusal(100, "This authorization code has expired.", 36_007),
};

/** The trade of a dialog's code: with the app's secret instead of a token. */
export function addLoginEndpoint(
  routes: Hono,
  { world, logins }: { readonly world: World; readonly logins: Logins },
): void {
  function trade(query: (name: string) => string | undefined): { access_token: string } | GraphRefusal {
    const app = world.deployment?.meta;
    if (!app || query("client_id") !== app.appId || query("client_secret") !== app.appSecret)
      return new GraphRefusal(101, "Error validating client secret.");
    const traded = logins.trade(query("code") ?? "");
    return typeof traded === "string" ? REFUSALS[traded]() : { access_token: traded.token };
  }

  routes.get("/:version{v\\d+\\.\\d+}/oauth/access_token", (context) => {
    const name = "oauth.access_token";
    const fault = world.faults.take(name);
    const answer =
      fault?.code === undefined ? trade((key) => context.req.query(key)) : new GraphRefusal(fault.code);
    const refused = answer instanceof GraphRefusal;
    const status = refused ? answer.httpStatus : 200;
    const body = refused ? answer.body() : { ...answer, token_type: "bearer" };
    world.ledger.add({ system: "meta", kind: "call", name, status, request: {}, response: {} });
    return context.json(body, status as 200);
  });
}
