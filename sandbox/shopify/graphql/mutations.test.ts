import { describe, expect, test } from "vitest";
import { gid } from "../ids.ts";
import { type PlayedApi, playedApi } from "./played-api.ts";

const customerWhere = ({ state }: PlayedApi, withPhone: boolean) =>
  [...state.customers.values()].find(({ phone }) => (phone !== null) === withPhone);

describe("customerWhatsAppMarketingConsentUpdate", () => {
  const UPDATE = `mutation consent($input: CustomerWhatsAppMarketingConsentUpdateInput!) {
    customerWhatsAppMarketingConsentUpdate(input: $input) {
      customerPhoneNumber { phoneNumber whatsAppMarketingConsent { state optInLevel } }
      userErrors { field message code }
    }
  }`;
  const input = (id: string | undefined, state: string) => ({
    input: {
      customerId: gid("Customer", id ?? ""),
      whatsAppMarketingConsent: { state, optInLevel: "CONFIRMED_OPT_IN", updatedAt: "2026-11-23T00:00:00Z" },
    },
  });

  test("a customer's consent is kept, shown and told of", async () => {
    const api = playedApi();
    const customer = customerWhere(api, true);
    const { body } = await api.ask(UPDATE, input(customer?.id, "SUBSCRIBED"));
    expect(body).toMatchObject({
      data: {
        customerWhatsAppMarketingConsentUpdate: {
          customerPhoneNumber: {
            phoneNumber: customer?.phone,
            whatsAppMarketingConsent: { state: "SUBSCRIBED", optInLevel: "CONFIRMED_OPT_IN" },
          },
          userErrors: [],
        },
      },
    });
    expect(customer?.whatsAppConsent.updatedAt).toEqual(new Date("2026-11-23T00:00:00Z"));
    expect(api.told).toEqual(["customers_whats_app_marketing_consent/update"]);
  });

  test.each(["without a phone", "unknown"])("a customer %s is refused and nobody is told", async (which) => {
    const api = playedApi();
    const id = which === "unknown" ? "1" : customerWhere(api, false)?.id;
    const { body } = await api.ask(UPDATE, input(id, "SUBSCRIBED"));
    expect(body).toMatchObject({
      data: { customerWhatsAppMarketingConsentUpdate: { userErrors: [{ code: "INVALID" }] } },
    });
    expect(api.told).toEqual([]);
  });

  test("redaction is Shopify's own to set", async () => {
    const api = playedApi();
    const { body } = await api.ask(UPDATE, input(customerWhere(api, true)?.id, "REDACTED"));
    expect(body).toMatchObject({
      data: { customerWhatsAppMarketingConsentUpdate: { customerPhoneNumber: null } },
    });
  });
});

describe("draftOrderCreate", () => {
  const CREATE = `mutation draft($input: DraftOrderInput!) {
    draftOrderCreate(input: $input) {
      draftOrder {
        id name status invoiceUrl customer { id }
        lineItems(first: 5) { nodes { quantity variant { id } } }
        totalDiscountsSet { shopMoney { amount } }
        totalPriceSet { presentmentMoney { amount currencyCode } }
      }
      userErrors { field message }
    }
  }`;

  test("two of a product for a customer, a tenth off", async () => {
    const api = playedApi();
    const variant = [...api.state.variants.values()][0];
    const customer = customerWhere(api, true);
    const { body } = await api.ask(CREATE, {
      input: {
        customerId: gid("Customer", customer?.id ?? ""),
        lineItems: [{ variantId: gid("ProductVariant", variant?.id ?? ""), quantity: 2 }],
        appliedDiscount: { title: "Bentornata", value: 10, valueType: "PERCENTAGE" },
      },
    });
    const cents = Math.round((variant?.priceMinor ?? 0) * 0.2);
    expect(body).toMatchObject({
      data: {
        draftOrderCreate: {
          draftOrder: {
            name: "#D1",
            status: "OPEN",
            customer: { id: gid("Customer", customer?.id ?? "") },
            lineItems: { nodes: [{ quantity: 2 }] },
            totalPriceSet: { presentmentMoney: { currencyCode: "EUR" } },
          },
          userErrors: [],
        },
      },
    });
    expect([...api.state.drafts.values()][0]?.totals.discount.shop).toBe(cents);
    expect(body).not.toHaveProperty("errors");
  });

  test("an empty draft, an unknown product and an invalid phone are user errors", async () => {
    const api = playedApi();
    const lineItems = [{ variantId: "gid://shopify/ProductVariant/1", quantity: 0 }];
    const empty = await api.ask(CREATE, { input: {} });
    expect(empty.body).toMatchObject({
      data: { draftOrderCreate: { draftOrder: null, userErrors: [{ field: ["input", "lineItems"] }] } },
    });
    const wrong = await api.ask(CREATE, { input: { lineItems, phone: "12" } });
    expect(wrong.body).toMatchObject({
      data: {
        draftOrderCreate: {
          userErrors: [
            { field: ["input", "lineItems", "0", "variantId"] },
            { field: ["input", "lineItems", "0", "quantity"] },
            { field: ["input", "phone"] },
          ],
        },
      },
    });
    expect(api.state.drafts.size).toBe(0);
  });

  test("an input that would be ignored is named instead", async () => {
    const { body } = await playedApi().ask(CREATE, { input: { taxExempt: true } });
    expect(body).toMatchObject({
      errors: [{ message: "The sandbox does not play DraftOrderInput.taxExempt." }],
    });
  });
});

describe("discountCodeBasicCreate", () => {
  const CREATE = `mutation code($input: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $input) {
      codeDiscountNode {
        id
        codeDiscount {
          ... on DiscountCodeBasic {
            title status usageLimit
            codes(first: 1) { nodes { code } }
            customerGets { value { ... on DiscountPercentage { percentage } ... on DiscountAmount { amount { amount } } } }
          }
        }
      }
      userErrors { field message code }
    }
  }`;
  const tenth = {
    title: "Bentornata",
    code: "TORNA10",
    startsAt: "2020-01-01T00:00:00Z",
    usageLimit: 1,
    context: { all: "ALL" },
    customerGets: { items: { all: true }, value: { percentage: 0.1 } },
  };

  test("a code takes a tenth off, once", async () => {
    const api = playedApi();
    const { body } = await api.ask(CREATE, { input: tenth });
    expect(body).toMatchObject({
      data: {
        discountCodeBasicCreate: {
          codeDiscountNode: {
            codeDiscount: {
              title: "Bentornata",
              status: "ACTIVE",
              usageLimit: 1,
              codes: { nodes: [{ code: "TORNA10" }] },
              customerGets: { value: { percentage: 0.1 } },
            },
          },
          userErrors: [],
        },
      },
    });
    expect(api.state.discountOf("torna10")).toMatchObject({ percentage: 0.1, usageLimit: 1 });
  });

  test("an amount is of the shop's currency", async () => {
    const api = playedApi();
    const value = { discountAmount: { amount: "7.5", appliesOnEachItem: false } };
    const { body } = await api.ask(CREATE, {
      input: { ...tenth, customerGets: { items: { all: true }, value } },
    });
    expect(body).toMatchObject({
      data: {
        discountCodeBasicCreate: {
          codeDiscountNode: { codeDiscount: { customerGets: { value: { amount: { amount: "7.5" } } } } },
        },
      },
    });
    expect(api.state.discountOf("TORNA10")?.amountMinor).toBe(750);
  });

  test.each([
    ["a code that exists", {}, "TAKEN"],
    [
      "a share above one",
      { code: "B", customerGets: { items: { all: true }, value: { percentage: 10 } } },
      "VALUE_OUTSIDE_RANGE",
    ],
    ["an end before the start", { code: "B", endsAt: "2019-01-01T00:00:00Z" }, "END_DATE_BEFORE_START_DATE"],
    ["no title", { code: "B", title: "" }, "BLANK"],
  ])("%s is a user error", async (_, change, code) => {
    const api = playedApi();
    await api.ask(CREATE, { input: tenth });
    const { body } = await api.ask(CREATE, { input: { ...tenth, ...change } });
    expect(body).toMatchObject({
      data: { discountCodeBasicCreate: { codeDiscountNode: null, userErrors: [{ code }] } },
    });
  });

  test("a limit to some products is named instead of ignored", async () => {
    const items = { products: { productsToAdd: ["gid://shopify/Product/1"] } };
    const { body } = await playedApi().ask(CREATE, {
      input: { ...tenth, customerGets: { items, value: { percentage: 0.1 } } },
    });
    expect(body).toMatchObject({
      errors: [{ message: "The sandbox does not play DiscountItemsInput.products." }],
    });
  });
});
