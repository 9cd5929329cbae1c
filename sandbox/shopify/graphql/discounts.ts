import { z } from "zod";
import { currencyExponent } from "#contracts/shopify/currency-exponents.ts";
import { gid } from "../ids.ts";
import type { Currency, DiscountCode } from "../model.ts";
import { graphDecimal } from "../money.ts";
import type { Engine } from "../operations/engine.ts";
import type { ShopState } from "../state.ts";
import { connection, type PageArguments } from "./connection.ts";
import { notPlayed, refuseUnplayed } from "./not-played.ts";
import { at, type View } from "./values.ts";

const value = z.object({
  percentage: z.number().nullish(),
  discountAmount: z
    .object({ amount: z.union([z.string(), z.number()]).nullish(), appliesOnEachItem: z.boolean().nullish() })
    .nullish(),
  discountOnQuantity: z.unknown().optional(),
});

const input = z.looseObject({
  title: z.string().nullish(),
  code: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  usageLimit: z.number().nullish(),
  appliesOncePerCustomer: z.boolean().nullish(),
  customerGets: z.looseObject({ value: value.nullish() }).nullish(),
});
type Input = z.infer<typeof input>;

const PLAYED = [
  "title",
  "code",
  "startsAt",
  "endsAt",
  "usageLimit",
  "appliesOncePerCustomer",
  "customerGets",
  "context",
  "customerSelection",
];

interface UserError {
  readonly field: readonly string[];
  readonly message: string;
  readonly code: string;
}

/** Shopify's codes are unique without regard to case, and 255 characters long at most. */
const LONGEST_CODE = 255;

/** For everything and everybody; the rest of what Shopify can limit is named. */
function refuseLimits(wanted: Record<string, unknown>): void {
  refuseUnplayed("DiscountCodeBasicInput", wanted, PLAYED);
  const parts = z
    .object({
      customerGets: z.looseObject({ items: z.looseObject({}).nullish() }).nullish(),
      context: z.looseObject({}).nullish(),
      customerSelection: z.looseObject({}).nullish(),
    })
    .parse(wanted);
  refuseUnplayed("DiscountCustomerGetsInput", parts.customerGets ?? {}, ["items", "value"]);
  refuseUnplayed("DiscountItemsInput", parts.customerGets?.items ?? {}, ["all"]);
  refuseUnplayed("DiscountContextInput", parts.context ?? {}, ["all"]);
  refuseUnplayed("DiscountCustomerSelectionInput", parts.customerSelection ?? {}, ["all"]);
}

const minorOf = (amount: string | number, currency: Currency) =>
  Math.round(Number(amount) * 10 ** currencyExponent(currency));

function worthOf(
  state: ShopState,
  { customerGets }: Input,
): Pick<DiscountCode, "percentage" | "amountMinor"> {
  const given = customerGets?.value;
  if (given?.discountOnQuantity != null) throw notPlayed("DiscountCustomerGetsValueInput.discountOnQuantity");
  if (given?.discountAmount?.appliesOnEachItem) throw notPlayed("DiscountAmountInput.appliesOnEachItem");
  const amount = given?.discountAmount?.amount;
  return {
    percentage: given?.percentage ?? null,
    amountMinor: amount == null ? null : minorOf(amount, state.profile.currency),
  };
}

function errorsIn(state: ShopState, wanted: Input): UserError[] {
  const errors: UserError[] = [];
  const say = (field: string, message: string, code: string) =>
    errors.push({ field: ["basicCodeDiscount", ...field.split(".")], message, code });
  if (!wanted.title?.trim()) say("title", "Title can't be blank", "BLANK");
  if (!wanted.code?.trim()) say("code", "Code can't be blank", "BLANK");
  else if (wanted.code.length > LONGEST_CODE)
    say("code", `Code is too long (maximum is ${LONGEST_CODE} characters)`, "TOO_LONG");
  else if (state.discountOf(wanted.code))
    say("code", "Code must be unique. Please try a different code.", "TAKEN");
  if (!wanted.startsAt) say("startsAt", "Starts at can't be blank", "BLANK");
  else if (wanted.endsAt && new Date(wanted.endsAt) <= new Date(wanted.startsAt))
    say("endsAt", "Ends at needs to be after starts at", "END_DATE_BEFORE_START_DATE");
  if (wanted.usageLimit != null && wanted.usageLimit < 1)
    say("usageLimit", "Usage limit must be greater than 0", "GREATER_THAN");
  const { percentage, amountMinor } = worthOf(state, wanted);
  if (percentage === null && amountMinor === null)
    say("customerGets.value", "Value can't be blank", "MISSING_ARGUMENT");
  if (percentage !== null && (percentage <= 0 || percentage > 1))
    say("customerGets.value.percentage", "Value must be between 0.0 and 1.0", "VALUE_OUTSIDE_RANGE");
  if (amountMinor !== null && amountMinor <= 0)
    say("customerGets.value.discountAmount.amount", "Value must be greater than 0", "GREATER_THAN");
  return errors;
}

function statusOf({ startsAt, endsAt }: DiscountCode, now: Date): string {
  if (startsAt > now) return "SCHEDULED";
  return endsAt && endsAt <= now ? "EXPIRED" : "ACTIVE";
}

/** A discount code as a DiscountCodeNode. */
export function discountView(state: ShopState, discount: DiscountCode, now: Date): View {
  const { currency } = state.profile;
  const worth =
    discount.percentage === null
      ? {
          __typename: "DiscountAmount",
          amount: { amount: graphDecimal(discount.amountMinor ?? 0, currency), currencyCode: currency },
          appliesOnEachItem: false,
        }
      : { __typename: "DiscountPercentage", percentage: discount.percentage };
  const code = { code: discount.code, asyncUsageCount: discount.used };
  return {
    id: gid("DiscountCodeNode", discount.id),
    codeDiscount: {
      __typename: "DiscountCodeBasic",
      title: discount.title,
      status: statusOf(discount, now),
      startsAt: at(discount.startsAt),
      endsAt: at(discount.endsAt),
      createdAt: at(discount.createdAt),
      usageLimit: discount.usageLimit,
      asyncUsageCount: discount.used,
      appliesOncePerCustomer: discount.oncePerCustomer,
      customerGets: { value: worth, items: { __typename: "AllDiscountItems", allItems: true } },
      context: { __typename: "DiscountBuyerSelectionAll", all: "ALL" },
      codesCount: { count: 1, precision: "EXACT" },
      codes: (args: PageArguments) => connection([code], args, (one) => one),
    },
  };
}

/**
 * discountCodeBasicCreate: a code for the whole cart and every customer, by percentage or amount of the shop's currency.
 * Source: shopify.dev, discountCodeBasicCreate, 2026-10.
 */
export function createDiscount(engine: Engine, args: Readonly<Record<string, unknown>>): View {
  const { state } = engine;
  const wanted = z.object({ basicCodeDiscount: input }).parse(args).basicCodeDiscount;
  refuseLimits(wanted);
  const userErrors = errorsIn(state, wanted);
  if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
  const discount: DiscountCode = {
    id: state.ids.next("DiscountCodeNode"),
    title: wanted.title ?? "",
    code: wanted.code ?? "",
    ...worthOf(state, wanted),
    usageLimit: wanted.usageLimit ?? null,
    oncePerCustomer: wanted.appliesOncePerCustomer ?? false,
    startsAt: new Date(wanted.startsAt ?? ""),
    endsAt: wanted.endsAt ? new Date(wanted.endsAt) : null,
    createdAt: engine.now(),
    used: 0,
  };
  state.discounts.set(discount.code.toUpperCase(), discount);
  return { codeDiscountNode: discountView(state, discount, engine.now()), userErrors: [] };
}
