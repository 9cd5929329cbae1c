import { INSTALL, type Rule, SHOP } from "./rule.ts";

const AT_THE_APP = { call: `GET ${SHOP}/apps/wave/reviews?page=1` };

/** Of the app proxy: paths of the shop's domain that lead to the app. */
export const PROXY_RULES: readonly Rule[] = [
  {
    id: "proxy-path",
    rule: "Paths under the configured prefix and subpath lead to the app; others are the shop's.",
    source: "shopify.dev, About app proxies and dynamic data",
    accepts: { scopes: "write_app_proxy", steps: [INSTALL, AT_THE_APP], status: 200 },
    refuses: {
      scopes: "write_app_proxy",
      steps: [INSTALL, { call: `GET ${SHOP}/apps/waves/reviews` }],
      status: 404,
    },
  },
  {
    id: "proxy-scope",
    rule: "An app proxy needs the scope write_app_proxy.",
    source: "shopify.dev, About app proxies and dynamic data",
    accepts: { scopes: "read_orders,write_app_proxy", steps: [INSTALL, AT_THE_APP], status: 200 },
    refuses: { scopes: "read_orders", steps: [INSTALL, AT_THE_APP], status: 404 },
  },
  {
    id: "proxy-installed",
    rule: "A shop's domain leads to an app that it has installed.",
    source: "shopify.dev, About app proxies and dynamic data",
    accepts: { scopes: "write_app_proxy", steps: [INSTALL, AT_THE_APP], status: 200 },
    refuses: { scopes: "write_app_proxy", steps: [AT_THE_APP], status: 404 },
  },
];
