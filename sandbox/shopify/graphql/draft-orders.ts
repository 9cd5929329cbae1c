import { z } from "zod";
import { gid, idOf } from "../ids.ts";
import type { Currency, DiscountCode, DraftOrder, SoldLine } from "../model.ts";
import { decimal } from "../money.ts";
import type { Engine } from "../operations/engine.ts";
import { toE164 } from "../phone.ts";
import { linePrice, soldLine, totalsOf } from "../pricing.ts";
import type { ShopState } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import { notPlayed, refuseUnplayed } from "./not-played.ts";
import { at, moneyBag, type View } from "./values.ts";
import type { Views } from "./views.ts";

const line = z.looseObject({ variantId: z.string().nullish(), quantity: z.number() });
const off = z.looseObject({
  title: z.string().nullish(),
  value: z.number(),
  valueType: z.enum(["PERCENTAGE", "FIXED_AMOUNT"]),
});
const input = z.looseObject({
  customerId: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  note: z.string().nullish(),
  tags: z.array(z.string()).nullish(),
  presentmentCurrencyCode: z.string().nullish(),
  lineItems: z.array(line).nullish(),
  discountCodes: z.array(z.string()).nullish(),
  appliedDiscount: off.nullish(),
});
type Input = z.infer<typeof input>;

const PLAYED = Object.keys(input.shape);

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
}

function errorsIn(state: ShopState, wanted: Input): UserError[] {
  const errors: UserError[] = [];
  const say = (field: readonly string[], message: string) =>
    errors.push({ field: ["input", ...field], message });
  if (!wanted.lineItems?.length) say(["lineItems"], "Add at least 1 product");
  for (const [index, { variantId, quantity }] of (wanted.lineItems ?? []).entries()) {
    const where = ["lineItems", String(index)];
    if (!state.variants.has(idOf("ProductVariant", variantId ?? "") ?? ""))
      say([...where, "variantId"], `Product with ID ${variantId} is no longer available.`);
    if (quantity < 1) say([...where, "quantity"], "Quantity must be greater than or equal to 1");
  }
  if (wanted.customerId && !state.customers.has(idOf("Customer", wanted.customerId) ?? ""))
    say(["customerId"], "Customer does not exist");
  if (wanted.email && !z.email().safeParse(wanted.email).success) say(["email"], "Email is invalid");
  if (wanted.phone && toE164(wanted.phone, state.profile.countryCode) === null)
    say(["phone"], "Phone is invalid");
  if (!currencyOf(state, wanted)) say(["presentmentCurrencyCode"], "Presentment currency is not enabled");
  for (const code of wanted.discountCodes ?? [])
    if (!state.discountOf(code)) say(["discountCodes"], `Discount code ${code} is not valid`);
  return errors;
}

function currencyOf(state: ShopState, wanted: Input): Currency | undefined {
  const asked = wanted.presentmentCurrencyCode ?? state.profile.currency;
  return state.profile.presentmentCurrencies.find((currency) => currency === asked);
}

/** A discount that exists for this draft only. */
function reduction(engine: Engine, { title, value, valueType }: z.infer<typeof off>): DiscountCode {
  const percent = valueType === "PERCENTAGE";
  return {
    id: "",
    title: title ?? "",
    code: title ?? "",
    percentage: percent ? value / 100 : null,
    amountMinor: percent ? null : Math.round(value * 100),
    usageLimit: null,
    oncePerCustomer: false,
    startsAt: engine.now(),
    endsAt: null,
    createdAt: engine.now(),
    used: 0,
  };
}

function linesOf(state: ShopState, wanted: Input, currency: Currency): SoldLine[] {
  return (wanted.lineItems ?? []).flatMap(({ variantId, quantity }) => {
    const variant = state.variants.get(idOf("ProductVariant", variantId ?? "") ?? "");
    const product = variant && state.products.get(variant.productId);
    return product ? [soldLine(state.ids, product, variant, quantity, currency)] : [];
  });
}

function draftLine(state: ShopState, views: Views, sold: SoldLine, currency: Currency): View {
  const product = state.products.get(sold.productId);
  const variant = state.variants.get(sold.variantId);
  const price = linePrice(sold);
  return {
    id: gid("DraftOrderLineItem", sold.id),
    title: sold.title[state.profile.primaryLocale],
    name: sold.title[state.profile.primaryLocale],
    variantTitle: sold.variantTitle?.[state.profile.primaryLocale] ?? null,
    quantity: sold.quantity,
    sku: sold.sku,
    vendor: sold.vendor,
    custom: false,
    product: product ? views.product(product) : null,
    variant: variant ? views.variant(variant) : null,
    originalUnitPriceSet: moneyBag(state, sold.unitPrice, currency),
    originalTotalSet: moneyBag(state, price, currency),
  };
}

/** A draft as the Admin API shows it. */
export function draftView(state: ShopState, views: Views, draft: DraftOrder): View {
  const { currency, totals } = draft;
  const customer = draft.customerId ? state.customers.get(draft.customerId) : undefined;
  const bag = (part: keyof Omit<typeof totals, "taxRate">) => moneyBag(state, totals[part], currency);
  return {
    id: gid("DraftOrder", draft.id),
    legacyResourceId: draft.id,
    name: draft.name,
    status: draft.status,
    invoiceUrl: draft.invoiceUrl,
    email: draft.email,
    phone: draft.phone,
    note2: draft.note,
    tags: draft.tags,
    createdAt: at(draft.createdAt),
    updatedAt: at(draft.createdAt),
    completedAt: null,
    order: null,
    currencyCode: state.profile.currency,
    presentmentCurrencyCode: currency,
    taxesIncluded: true,
    totalPrice: decimal(totals.total.shop, state.profile.currency),
    totalPriceSet: bag("total"),
    subtotalPriceSet: bag("subtotal"),
    totalDiscountsSet: bag("discount"),
    totalLineItemsPriceSet: bag("lines"),
    totalShippingPriceSet: bag("shipping"),
    totalTaxSet: bag("tax"),
    totalQuantityOfLineItems: draft.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    customer: customer ? views.customer(customer) : null,
    lineItems: (args: PageArguments) =>
      connection(draft.lines, args, (sold) => draftLine(state, views, sold, currency)),
  };
}

/**
 * draftOrderCreate: lines of variants for a customer or a contact; no stock is held.
 * Source: shopify.dev, draftOrderCreate, 2026-10.
 */
export function createDraft(engine: Engine, views: Views, args: Readonly<Record<string, unknown>>): View {
  const { state } = engine;
  const wanted = z.object({ input }).parse(args).input;
  refuseUnplayed("DraftOrderInput", wanted, PLAYED);
  for (const one of wanted.lineItems ?? [])
    refuseUnplayed("DraftOrderLineItemInput", one, ["variantId", "quantity"]);
  refuseUnplayed("DraftOrderAppliedDiscountInput", wanted.appliedDiscount ?? {}, [
    "title",
    "value",
    "valueType",
  ]);
  if ((wanted.discountCodes ?? []).length > 1)
    throw notPlayed("more than one of DraftOrderInput.discountCodes");
  const userErrors = errorsIn(state, wanted);
  const currency = currencyOf(state, wanted);
  if (userErrors.length > 0 || !currency) return { draftOrder: null, userErrors };
  const customerId = idOf("Customer", wanted.customerId ?? "") ?? null;
  const customer = customerId === null ? undefined : state.customers.get(customerId);
  const lines = linesOf(state, wanted, currency);
  const discount = wanted.appliedDiscount
    ? reduction(engine, wanted.appliedDiscount)
    : state.discountOf(wanted.discountCodes?.[0] ?? null);
  const id = state.ids.next("DraftOrder");
  const draft: DraftOrder = {
    id,
    name: `#D${state.drafts.size + 1}`,
    invoiceUrl: `${state.origin}/store/invoices/${state.ids.token()}`,
    customerId,
    email: wanted.email ?? customer?.email ?? null,
    phone: wanted.phone ? toE164(wanted.phone, state.profile.countryCode) : (customer?.phone ?? null),
    lines,
    currency,
    totals: totalsOf(lines, currency, null, discount),
    note: wanted.note ?? null,
    tags: wanted.tags ?? [],
    createdAt: engine.now(),
    status: "OPEN",
  };
  state.drafts.set(id, draft);
  return { draftOrder: draftView(state, views, draft), userErrors: [] };
}
