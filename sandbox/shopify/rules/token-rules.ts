import { ask, exchange, type Rule, refresh } from "./rule.ts";

const EXCHANGE = "shopify.dev, Exchange a session token for an access token";
const EXPIRING = "shopify.dev, Expiring offline access tokens; changelog of 2026-08-28";
const SHOP_NAME = "{ shop { name } }";

/** How an app gets and keeps its access. */
export const TOKEN_RULES: readonly Rule[] = [
  {
    id: "id-token-in-time",
    rule: "An id token is exchanged before it expires, by the machine's time.",
    source: EXCHANGE,
    accepts: { steps: [exchange()], status: 200, answer: { expires_in: 3600 } },
    refuses: { steps: [exchange({ exp: -60 })], status: 400, answer: { error: "invalid_subject_token" } },
  },
  {
    id: "id-token-signature",
    rule: "An id token is believed only with the client secret's signature.",
    source: EXCHANGE,
    accepts: { steps: [exchange({ secret: "secret" })], status: 200 },
    refuses: { steps: [exchange({ secret: "another" })], status: 400 },
  },
  {
    id: "id-token-audience",
    rule: "An id token is for the app that it names.",
    source: EXCHANGE,
    accepts: { steps: [exchange({ aud: "client" })], status: 200 },
    refuses: { steps: [exchange({ aud: "other-app" })], status: 400 },
  },
  {
    id: "id-token-shop",
    rule: "An id token is for the shop that it names.",
    source: EXCHANGE,
    accepts: { steps: [exchange({ dest: "https://casa-aurora.myshopify.com" })], status: 200 },
    refuses: { steps: [exchange({ dest: "https://other.myshopify.com" })], status: 400 },
  },
  {
    id: "client-secret",
    rule: "Tokens are given to the app's own client id and secret.",
    source: EXCHANGE,
    accepts: { steps: [exchange({}, { client_secret: "secret" })], status: 200 },
    refuses: {
      steps: [exchange({}, { client_secret: "guessed" })],
      status: 401,
      answer: { error: "invalid_client" },
    },
  },
  {
    id: "offline-token-expires",
    rule: "An offline token is given to an app that asks for an expiring one.",
    source: `${EXPIRING}. Mandatory for public apps since 2026-04-01; Shopify itself may refuse only the API call`,
    accepts: { steps: [exchange({}, { expiring: "1" })], status: 200 },
    refuses: {
      steps: [exchange({}, { expiring: undefined })],
      status: 400,
      answer: { error: "invalid_request" },
    },
  },
  {
    id: "refresh-retry",
    rule: "A used refresh token stays usable until its replacement is used.",
    source: EXPIRING,
    accepts: {
      steps: [
        exchange(),
        refresh("<session.refresh_token>", "lost"),
        refresh("<session.refresh_token>", "again"),
      ],
      status: 200,
    },
    refuses: {
      steps: [
        exchange(),
        refresh("<session.refresh_token>", "next"),
        refresh("<next.refresh_token>", "later"),
        refresh("<session.refresh_token>", "again"),
      ],
      status: 400,
      answer: { error: "invalid_grant" },
    },
  },
  {
    id: "access-token-lifetime",
    rule: "An expiring access token is good for its lifetime.",
    source: EXPIRING,
    accepts: { steps: [exchange(), ask(SHOP_NAME)], status: 200 },
    refuses: {
      steps: [exchange(), { call: "POST /control/shop/expire-tokens" }, ask(SHOP_NAME)],
      status: 401,
    },
  },
  {
    id: "uninstall-revokes",
    rule: "Uninstalling revokes every token.",
    source: "shopify.dev, About app lifecycle: uninstall",
    accepts: { steps: [exchange(), ask(SHOP_NAME)], status: 200 },
    refuses: { steps: [exchange(), { call: "POST /control/shop/uninstall" }, ask(SHOP_NAME)], status: 401 },
  },
];
