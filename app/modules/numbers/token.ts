import type { z } from "zod";
import type { debugTokenAnswer } from "#app/integrations/meta/index.ts";
import type { Services } from "#app/integrations/services.ts";
import { PERMISSIONS } from "./meta-words.ts";
import { type Refused, refused, refusedBy } from "./refusal.ts";

type Debugged = z.infer<typeof debugTokenAnswer>["data"];

/** What a token may be used for. */
export interface TokenReach {
  readonly ok: true;
  /** The WhatsApp Business accounts that both permissions were given on; null where Meta does not name them. */
  readonly wabaIds: readonly string[] | null;
}

/** The accounts on which every permission was given; one without targets was given on all. */
function accountsOf({ granular_scopes: granular }: Debugged): string[] | null {
  const named = (granular ?? []).flatMap(({ scope, target_ids }) =>
    PERMISSIONS.includes(scope) && target_ids && target_ids.length > 0 ? [target_ids] : [],
  );
  const [first, ...others] = named;
  if (!first) return null;
  return [...new Set(first)].filter((id) => others.every((targets) => targets.includes(id)));
}

/**
 * Asks Meta what a token is worth: valid, of this app, with the permissions that are needed.
 * Source: Meta, "Debug-Token" (`granular_scopes`).
 */
export async function readToken(
  { meta, env }: Pick<Services, "meta" | "env">,
  token: string,
): Promise<TokenReach | Refused> {
  const debugged = await meta.debugToken(token);
  if (!debugged.ok) return refusedBy(debugged.problem, "token_invalid");
  const { is_valid, app_id, scopes } = debugged.value;
  if (!is_valid) return refused("token_invalid", "Meta says that the token is not valid.");
  if (app_id !== undefined && app_id !== env.META_APP_ID)
    return refused("token_invalid", "The token was made for another app.");
  const missing = PERMISSIONS.filter((permission) => !scopes.includes(permission));
  if (missing.length > 0) return refused("permission_missing", missing.join(", "));
  return { ok: true, wabaIds: accountsOf(debugged.value) };
}
