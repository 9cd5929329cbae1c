import {
  type AccountUpdateValue,
  accountUpdateValue,
  businessCapabilityValue,
  type MetaDelivery,
  numberNameValue,
  numberQualityValue,
} from "#app/integrations/meta/index.ts";
import {
  accountReturned,
  accountStopped,
  learnMarketingEndpoint,
  learnOfNumbers,
  lookSoon,
} from "#app/modules/numbers/index.ts";
import type { Transaction } from "#app/platform/database/index.ts";

type Change = MetaDelivery["entry"][number]["changes"][number];
type Apply = (tx: Transaction) => Promise<unknown>;

export interface AccountNews {
  readonly wabaId: string;
  readonly apply: Apply;
}

interface When {
  readonly now: Date;
  readonly occurredAt: Date;
}

/** Messages a second after an upgrade. Source: Meta, "Throughput". */
const UPGRADED_THROUGHPUT = 1_000;

/** The account is gone, or no longer ours to use. Source: Meta, "account_update webhook reference". */
const STOPS = new Set(["ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED"]);

/**
 * The business has accepted the terms of the Marketing Messages API; the second is its earlier sign. Whichever way Meta
 * spells the ad account's member, it is not needed. Source: Meta, "Onboard to the Marketing Messages API".
 */
const ONBOARDS = new Set(["MM_LITE_TERMS_SIGNED", "AD_ACCOUNT_LINKED"]);

/** Why nothing goes out from the account any more, in Meta's words, or `back` where it does again. */
function verdictOn(value: AccountUpdateValue): { readonly stopped: string } | "back" | undefined {
  const { event } = value;
  if (STOPS.has(event)) return { stopped: event };
  if (event === "ACCOUNT_RECONNECTED") return "back";
  if (event === "DISABLED_UPDATE") {
    const states = [value.ban_info?.waba_ban_state ?? []].flat();
    if (states.includes("REINSTATE")) return "back";
    // Announced is not disabled: until then messages go out.
    return states.includes("DISABLE") ? { stopped: "DISABLED_UPDATE DISABLE" } : undefined;
  }
  const restriction = value.restriction_info?.find(({ restriction_type }) =>
    restriction_type.includes("BIZ_INITIATED"),
  );
  return event === "ACCOUNT_RESTRICTION" && restriction
    ? { stopped: `${event} ${restriction.restriction_type}` }
    : undefined;
}

function accountUpdate(value: unknown, wabaId: string, { now }: When): AccountNews | undefined {
  const read = accountUpdateValue.safeParse(value);
  if (!read.success) return undefined;
  const account = read.data.waba_info?.waba_id ?? wabaId;
  if (ONBOARDS.has(read.data.event)) {
    const whose = { wabaId: account };
    return { ...whose, apply: (tx) => learnMarketingEndpoint(tx, whose, "marketing_messages", now) };
  }
  const verdict = verdictOn(read.data);
  if (!verdict) return undefined;
  return {
    wabaId: account,
    apply: (tx) =>
      verdict === "back"
        ? accountReturned(tx, account, now)
        : accountStopped(tx, account, verdict.stopped, now),
  };
}

function numberQuality(value: unknown, wabaId: string, when: When): Apply | undefined {
  const read = numberQualityValue.safeParse(value);
  if (!read.success) return undefined;
  const { event, display_phone_number, max_daily_conversations_per_business, current_limit } = read.data;
  const messagingLimit = max_daily_conversations_per_business ?? current_limit;
  const learnt = {
    ...(messagingLimit ? { messagingLimit } : {}),
    ...(event === "THROUGHPUT_UPGRADE" ? { throughput: UPGRADED_THROUGHPUT } : {}),
  };
  return async (tx) => {
    await learnOfNumbers(tx, { wabaId, displayPhoneNumber: display_phone_number }, learnt, when);
    // FLAGGED says that it fell, not how far.
    await lookSoon(tx, when.now);
  };
}

function numberName(value: unknown, wabaId: string, when: When): Apply | undefined {
  const read = numberNameValue.safeParse(value);
  if (!read.success || read.data.decision !== "APPROVED") return undefined;
  const { display_phone_number: displayPhoneNumber, requested_verified_name: verifiedName } = read.data;
  if (!verifiedName) return undefined;
  return (tx) => learnOfNumbers(tx, { wabaId, displayPhoneNumber }, { verifiedName }, when);
}

function businessCapability(value: unknown, wabaId: string, when: When): Apply | undefined {
  const read = businessCapabilityValue.safeParse(value);
  const messagingLimit = read.data?.max_daily_conversations_per_business;
  return messagingLimit ? (tx) => learnOfNumbers(tx, { wabaId }, { messagingLimit }, when) : undefined;
}

const OF_NUMBERS: Readonly<Record<string, typeof numberQuality>> = {
  phone_number_quality_update: numberQuality,
  phone_number_name_update: numberName,
  business_capability_update: businessCapability,
};

/** What a field about an account or its numbers changes; undefined where it is only kept. */
export function accountNews(change: Change, wabaId: string, when: When): AccountNews | undefined {
  if (change.field === "account_update") return accountUpdate(change.value, wabaId, when);
  const apply = OF_NUMBERS[change.field]?.(change.value, wabaId, when);
  return apply && { wabaId, apply };
}
