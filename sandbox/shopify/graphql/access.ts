import { readFileSync } from "node:fs";
import { GraphQLError, type GraphQLOutputType, getNamedType, isObjectType } from "graphql";
import { z } from "zod";

const SCOPES = new URL("../../../contracts/shopify/admin-2026-10-scopes.json", import.meta.url);
const DOCUMENTATION = "https://shopify.dev/api/usage/access-scopes";

/** Type, then field or "*" for all of it, then scopes of which one suffices. */
const scopesShape = z.record(z.string(), z.record(z.string(), z.array(z.string())));
let scopesOf: z.infer<typeof scopesShape> | undefined;

function scopesOfType(type: string): z.infer<typeof scopesShape>[string] {
  scopesOf ??= scopesShape.parse(JSON.parse(readFileSync(SCOPES, "utf8")));
  return scopesOf[type] ?? {};
}

/** The type of the objects that a field gives: of a connection, of its nodes. */
function objectsOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  const nodes = isObjectType(named) && named.name.endsWith("Connection") && named.getFields().nodes;
  return nodes ? getNamedType(nodes.type).name : named.name;
}

/** Who may write may read. */
function allows(scopes: ReadonlySet<string>, needed: readonly string[]): boolean {
  return needed.some((scope) => scopes.has(scope) || scopes.has(scope.replace(/^read_/, "write_")));
}

/**
 * Refuses a field where the token lacks a scope of the object that holds it, of the field itself, or of the objects
 * that it gives: `orders` is refused as a whole, also where it would have been empty.
 * @throws GraphQLError ACCESS_DENIED, at HTTP 200. Source of the words: shopify.dev, "Access scopes".
 */
export function requireScopes(
  scopes: ReadonlySet<string>,
  type: string,
  field: string,
  gives: GraphQLOutputType,
): void {
  const holder = scopesOfType(type);
  for (const needed of [holder["*"], holder[field], scopesOfType(objectsOf(gives))["*"]]) {
    if (!needed || allows(scopes, needed)) continue;
    const access = `${needed.map((scope) => `\`${scope}\``).join(" or ")} access scope.`;
    throw new GraphQLError(`Access denied for ${field} field. Required access: ${access}`, {
      extensions: { code: "ACCESS_DENIED", documentation: DOCUMENTATION, requiredAccess: access },
    });
  }
}

/** Fields that are protected customer data, level 2. Source: shopify.dev, "Protected customer data". */
const PROTECTED: Readonly<Record<string, ReadonlySet<string>>> = {
  Customer: new Set([
    "firstName",
    "lastName",
    "displayName",
    "email",
    "phone",
    "defaultEmailAddress",
    "defaultPhoneNumber",
  ]),
  MailingAddress: new Set(["firstName", "lastName", "name", "company", "address1", "address2", "phone"]),
  Order: new Set(["email", "phone"]),
  DraftOrder: new Set(["email", "phone"]),
};

/** @throws GraphQLError for a field that needs an approval that the app has not; the field is then null */
export function requireApproval(approved: boolean, type: string, field: string): void {
  if (approved || !PROTECTED[type]?.has(field)) return;
  throw new GraphQLError(
    `This app is not approved to use the ${field} field. See https://shopify.dev/apps/store/data-protection/protected-customer-data for more details.`,
    { extensions: { code: "ACCESS_DENIED" } },
  );
}
