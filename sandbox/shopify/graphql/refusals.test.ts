import { describe, expect, test } from "vitest";
import { playedApi } from "./played-api.ts";

describe("a token without the scope", () => {
  test("is denied the orders at HTTP 200, also where there are none", async () => {
    const { ask } = playedApi();
    const answer = await ask('{ orders(first: 1, query: "name:none") { nodes { id } } }', {}, [
      "read_products",
    ]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        data: null,
        errors: [
          {
            message: expect.stringContaining(
              "Access denied for orders field. Required access: `read_orders`",
            ),
            path: ["orders"],
            extensions: { code: "ACCESS_DENIED" },
          },
        ],
      },
    });
  });

  test("may not write what it may read", async () => {
    const { ask, state } = playedApi();
    const draft = "mutation { draftOrderCreate(input: {}) { userErrors { message } } }";
    const { body } = await ask(draft, {}, ["read_draft_orders"]);
    expect(body).toMatchObject({ errors: [{ extensions: { code: "ACCESS_DENIED" } }] });
    expect(state.drafts.size).toBe(0);
  });

  test("may read what it may write", async () => {
    const { ask } = playedApi();
    const { body } = await ask("{ customers(first: 1) { nodes { id } } }", {}, ["write_customers"]);
    expect(body).not.toHaveProperty("errors");
  });
});

test("without approval for protected data a name is null beside an error, and the rest is there", async () => {
  const { ask, state } = playedApi();
  state.protectedDataApproved = false;
  const { body } = await ask("{ customers(first: 1) { nodes { firstName locale } } }");
  expect(body).toMatchObject({
    data: { customers: { nodes: [{ firstName: null, locale: expect.any(String) }] } },
    errors: [
      {
        message: expect.stringContaining("This app is not approved to use the firstName field."),
        extensions: { code: "ACCESS_DENIED" },
      },
    ],
  });
});

describe("what the schema rejects, in Shopify's words", () => {
  test.each([
    ["{ shop { mood } }", "Field 'mood' doesn't exist on type 'Shop'", "undefinedField"],
    ["{ shop(id: 1) { id } }", "Field 'shop' doesn't accept argument 'id'", "argumentNotAccepted"],
    ["{ order { id } }", "Field 'order' is missing required arguments: id", "missingRequiredArguments"],
    ["{ order(id: $id) { id } }", "Variable $id is used but not declared", "variableNotDefined"],
  ])("%s", async (query, message, code) => {
    const { status, body } = await playedApi().ask(query);
    expect(status).toBe(200);
    expect(body).toMatchObject({ errors: [{ message, extensions: { code } }] });
    expect(body).not.toHaveProperty("data");
  });
});

describe("what Shopify has and the sandbox has not is named", () => {
  test.each([
    ["{ giftCards(first: 1) { nodes { id } } }", "QueryRoot.giftCards", ["read_gift_cards"]],
    ["{ shop { weightUnit } }", "Shop.weightUnit", []],
    [
      '{ orders(first: 1, query: "risk_level:high") { nodes { id } } }',
      "searching by risk_level",
      ["read_orders"],
    ],
    [
      '{ orders(first: 1, query: "Giulia") { nodes { id } } }',
      "this part of a search: Giulia",
      ["read_orders"],
    ],
    [
      "{ orders(first: 1, sortKey: DESTINATION) { nodes { id } } }",
      "sorting by DESTINATION",
      ["read_orders"],
    ],
  ])("%s", async (query, what, scopes) => {
    const { body } = await playedApi().ask(query, {}, scopes);
    expect(body).toMatchObject({ errors: [{ message: `The sandbox does not play ${what}.` }] });
  });
});

test.each([
  ["no size", "{ products { nodes { id } } }", "you must provide one of first or last"],
  ["too many", "{ products(first: 251) { nodes { id } } }", "from 1 to 250"],
  ["a made-up cursor", '{ products(first: 1, after: "x") { nodes { id } } }', "Invalid cursor"],
])("a page with %s is refused", async (_, query, message) => {
  const { body } = await playedApi().ask(query);
  expect(body).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] });
});

describe("scripted faults", () => {
  const query = "query shopProfile { shop { id } }";
  const throttled = { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] };

  test("throttle one call by its operation's name, and the next is answered", async () => {
    const { ask, world } = playedApi();
    world.faults.add({ match: "admin.graphql shopProfile", times: 1, status: 200, body: throttled });
    expect(await ask(query)).toEqual({ status: 200, cut: false, body: throttled });
    expect((await ask(query)).body).toMatchObject({ data: { shop: {} } });
    expect(world.ledger.list({ name: "admin.graphql shopProfile" })).toHaveLength(2);
  });

  test("answer with a status instead of doing the work", async () => {
    const { ask, world } = playedApi();
    world.faults.add({ match: "admin.graphql", times: 1, status: 503 });
    expect(await ask(query)).toMatchObject({ status: 503 });
  });

  test("cut the connection after the work was done", async () => {
    const { ask, world, state } = playedApi();
    const variant = [...state.variants.keys()][0];
    world.faults.add({ match: "admin.graphql draft", times: 1, drop: "after" });
    const answer = await ask(
      `mutation draft { draftOrderCreate(input: { lineItems: [{ quantity: 1, variantId: "gid://shopify/ProductVariant/${variant}" }] }) { userErrors { message } } }`,
    );
    expect(answer.cut).toBe(true);
    expect(state.drafts.size).toBe(1);
  });
});

test("every answer tells its cost and what is left", async () => {
  const { ask } = playedApi();
  const { body } = await ask("{ shop { id primaryDomain { url } } }");
  expect(body).toMatchObject({
    extensions: {
      cost: {
        requestedQueryCost: 2,
        throttleStatus: { maximumAvailable: 20_000, currentlyAvailable: 19_998, restoreRate: 1_000 },
      },
    },
  });
});
