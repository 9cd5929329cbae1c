import { describe, expect, test } from "vitest";
import { gid } from "../ids.ts";
import { playedApi } from "./played-api.ts";

const ABANDONED = `query abandonedCarts($search: String!, $after: String) {
  abandonedCheckouts(first: 25, after: $after, query: $search, sortKey: CREATED_AT) {
    nodes {
      id abandonedCheckoutUrl createdAt completedAt
      totalPriceSet { shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }
      customer { firstName defaultPhoneNumber { phoneNumber } }
      shippingAddress { phone countryCodeV2 }
      lineItems(first: 20) { nodes { title quantity product { id } variant { id } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
const FOUND = `query ordersOfCheckout($search: String!) { orders(first: 1, query: $search) { nodes { id name } } }`;

interface Cart {
  readonly id: string;
  readonly createdAt: string;
  readonly lineItems: { readonly nodes: readonly { readonly product: { readonly id: string } }[] };
}
interface CartsAnswer {
  readonly data: {
    readonly abandonedCheckouts: {
      readonly nodes: readonly Cart[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

describe("what the app reads when it is installed", () => {
  test("the shop tells its currency, country, time zone and plan", async () => {
    const { ask } = playedApi();
    const { body } = await ask(
      "{ shop { id name ianaTimezone currencyCode primaryDomain { url } billingAddress { countryCodeV2 } plan { publicDisplayName } } }",
    );
    expect(body).toMatchObject({
      data: {
        shop: {
          id: "gid://shopify/Shop/548380009",
          name: "Casa Aurora",
          ianaTimezone: "Europe/Rome",
          currencyCode: "EUR",
          billingAddress: { countryCodeV2: "IT" },
        },
      },
    });
    expect(body).not.toHaveProperty("errors");
  });

  test("every product has a picture and variants with a price", async () => {
    const { ask, state } = playedApi();
    const { body } = await ask(
      "{ products(first: 50) { nodes { handle featuredMedia { preview { image { url } } } variants(first: 50) { nodes { price inventoryQuantity } } } } }",
    );
    const handles = [...state.products.values()].map(({ handle }) => handle);
    expect(body).toMatchObject({
      data: {
        products: {
          nodes: handles.map((handle) => ({
            handle,
            featuredMedia: {
              preview: { image: { url: `http://localhost:4000/shopify/pictures/${handle}.png` } },
            },
            variants: {
              nodes: expect.arrayContaining([
                { price: expect.stringMatching(/^\d+\.\d\d$/), inventoryQuantity: expect.any(Number) },
              ]),
            },
          })),
        },
      },
    });
  });

  test("pages of abandoned carts give each cart once, oldest first", async () => {
    const { ask, state } = playedApi();
    const carts: Cart[] = [];
    for (let after: string | null = null; ; ) {
      const { body } = await ask(ABANDONED, { search: "created_at:>='2000-01-01'", after });
      const page: CartsAnswer["data"]["abandonedCheckouts"] = (body as CartsAnswer).data.abandonedCheckouts;
      carts.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    const times = carts.map(({ createdAt }) => createdAt);
    expect(new Set(carts.map(({ id }) => id)).size).toBe(state.checkouts.size);
    expect(times).toEqual([...times].sort());
    expect(carts[0]?.lineItems.nodes[0]?.product.id).toMatch(/^gid:\/\/shopify\/Product\/\d+$/);
  });

  test("carts older than the time asked for stay out", async () => {
    const { ask } = playedApi();
    const { body } = await ask(ABANDONED, { search: "created_at:>='2999-01-01T00:00:00.000Z'" });
    expect(body).toMatchObject({
      data: { abandonedCheckouts: { nodes: [], pageInfo: { hasNextPage: false } } },
    });
  });
});

describe("whether a cart was bought", () => {
  test("an order is found by its checkout's token, and by no other", async () => {
    const { ask, state } = playedApi();
    const order = [...state.orders.values()].at(-1);
    const bought = await ask(FOUND, { search: `checkout_token:${order?.checkoutToken}` });
    expect(bought.body).toMatchObject({
      data: { orders: { nodes: [{ id: gid("Order", order?.id ?? ""), name: order?.name }] } },
    });
    const left = await ask(FOUND, { search: "checkout_token:0123456789abcdef" });
    expect(left.body).toMatchObject({ data: { orders: { nodes: [] } } });
  });

  test("orders of more than sixty days ago need read_all_orders", async () => {
    const { ask, state } = playedApi();
    const search = `checkout_token:${[...state.orders.values()][0]?.checkoutToken}`;
    expect((await ask(FOUND, { search })).body).toMatchObject({ data: { orders: { nodes: [] } } });
    const all = await ask(FOUND, { search }, ["read_orders", "read_all_orders"]);
    expect(all.body).toMatchObject({ data: { orders: { nodes: [{ name: "#1001" }] } } });
  });
});

test("a customer is found by phone number", async () => {
  const { ask, state } = playedApi();
  const customer = [...state.customers.values()].find(({ phone }) => phone !== null);
  const { body } = await ask(
    "query ($phone: String!) { customerByIdentifier(identifier: { phoneNumber: $phone }) { id defaultPhoneNumber { phoneNumber } } }",
    { phone: customer?.phone },
  );
  expect(body).toMatchObject({
    data: {
      customerByIdentifier: {
        id: gid("Customer", customer?.id ?? ""),
        defaultPhoneNumber: { phoneNumber: customer?.phone },
      },
    },
  });
});

test("the installation has the token's scopes, and no webhook that the toml declares is the shop's", async () => {
  const { ask } = playedApi();
  const { body } = await ask(
    "{ currentAppInstallation { accessScopes { handle } } webhookSubscriptions(first: 5) { nodes { id } } }",
    {},
    ["read_orders"],
  );
  expect(body).toMatchObject({
    data: {
      currentAppInstallation: { accessScopes: [{ handle: "read_orders" }] },
      webhookSubscriptions: { nodes: [] },
    },
  });
});
