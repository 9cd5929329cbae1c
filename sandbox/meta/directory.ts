/** What the seeded shop has at Meta. */
export const SEED = {
  businessId: "506914307656634",
  wabaId: "102290129340398",
  phoneNumberId: "106540352242922",
  number: "+390255501234",
  displayPhoneNumber: "+39 02 5550 1234",
  token: "sandbox-system-user-token",
} as const;

/** How many different people a portfolio may write to outside their windows in 24 hours. */
export const LIMITS = {
  TIER_250: 250,
  TIER_2K: 2_000,
  TIER_10K: 10_000,
  TIER_100K: 100_000,
  TIER_UNLIMITED: Number.POSITIVE_INFINITY,
} as const;
export type LimitTier = keyof typeof LIMITS;

export type Quality = "GREEN" | "YELLOW" | "RED" | "UNKNOWN";

/** A business portfolio: owns accounts, and has one allowance for all of their numbers. */
export interface Portfolio {
  readonly id: string;
  readonly name: string;
  limit: LimitTier;
  /** Person's user id -> shop time in ms of the last message outside a window; oldest first. */
  readonly reached: Map<string, number>;
}

export interface Waba {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly portfolio: Portfolio;
  /** Apps that get this account's webhooks. */
  readonly subscribedApps: Set<string>;
  paymentMethod: boolean;
  /** Of the business: verified, not_verified, pending, … */
  verification: string;
  readonly marketing: MarketingAccess;
}

/** By which endpoints an account may send marketing. */
export interface MarketingAccess {
  /** Shop time in ms at which the business accepted the terms of the Marketing Messages API. */
  termsSignedAt: number | undefined;
  /** The read-only ad account that Meta has linked. */
  adAccount: string | undefined;
  /** False where `disable_marketing_messages_on_cloud_api` is set. */
  onCloudApi: boolean;
}

/** A number's profile; what was never set is absent. */
export interface NumberProfile {
  readonly about?: string | undefined;
  readonly address?: string | undefined;
  readonly description?: string | undefined;
  readonly email?: string | undefined;
  readonly websites?: readonly string[] | undefined;
  readonly vertical?: string | undefined;
  /** Of an uploaded picture. */
  readonly pictureHandle?: string | undefined;
}

export interface PhoneNumber {
  readonly id: string;
  readonly waba: Waba;
  /** E.164 */
  readonly number: string;
  readonly displayPhoneNumber: string;
  readonly verifiedName: string;
  quality: Quality;
  /** Meta's decision about its display name. */
  nameStatus: string;
  registered: boolean;
  /** Of two-step verification; undefined while that is off. */
  pin: string | undefined;
  /** Stays in use in the WhatsApp Business app (coexistence). */
  onBusinessApp: boolean;
  /** Messages a second, in and out; Infinity switches the limit off. */
  throughput: number;
  /** What shoppers see of it. */
  profile: NumberProfile;
  /** Service messages delivered in `month` (2026-11, UTC, shop time): the first 1,000 are free. */
  service: { month: string; count: number };
}

export interface Token {
  readonly value: string;
  readonly scopes: readonly string[];
  /** Accounts that it was given on; undefined for all there are. */
  readonly wabaIds: ReadonlySet<string> | undefined;
  /** Whether `debug_token` names the accounts: it does not where a permission was given on everything. */
  readonly granular: boolean;
  /** Unix seconds; 0 for never. */
  expiresAt: number;
  revoked: boolean;
}

const ALL_SCOPES = [
  "business_management",
  "catalog_management",
  "whatsapp_business_management",
  "whatsapp_business_messaging",
];

/** What is needed to add a number of another shop. */
export interface NewNumber {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly number: string;
  readonly verifiedName: string;
  readonly registered?: boolean | undefined;
  readonly pin?: string | undefined;
  readonly onBusinessApp?: boolean | undefined;
}

/** What a token may be used for; everything where nothing is said. */
export interface Grant {
  readonly scopes?: readonly string[] | undefined;
  readonly wabaIds?: readonly string[] | undefined;
  readonly granular?: boolean | undefined;
}

/** Portfolios, accounts, numbers and tokens, by their ids. */
export class Directory {
  readonly portfolios = new Map<string, Portfolio>();
  readonly wabas = new Map<string, Waba>();
  readonly numbers = new Map<string, PhoneNumber>();
  readonly tokens = new Map<string, Token>();

  constructor() {
    this.reset();
  }

  reset(): void {
    for (const list of [this.portfolios, this.wabas, this.numbers, this.tokens]) list.clear();
    this.addNumber({
      phoneNumberId: SEED.phoneNumberId,
      wabaId: SEED.wabaId,
      number: SEED.number,
      verifiedName: "Casa Aurora",
    });
    this.addToken(SEED.token);
  }

  addToken(value: string, { scopes = ALL_SCOPES, wabaIds, granular = true }: Grant = {}): Token {
    const token = {
      ...{ value, scopes, granular, expiresAt: 0, revoked: false },
      wabaIds: wabaIds && new Set(wabaIds),
    };
    this.tokens.set(value, token);
    return token;
  }

  /** Whether the token was given on this account. */
  reaches(token: Token, wabaId: string): boolean {
    return token.wabaIds?.has(wabaId) ?? this.wabas.has(wabaId);
  }

  /** Adds a number, and its account where that is new. All accounts belong to the seeded portfolio. */
  addNumber(added: NewNumber): PhoneNumber {
    const waba = this.wabas.get(added.wabaId) ?? this.addWaba(added.wabaId, added.verifiedName);
    const number: PhoneNumber = {
      id: added.phoneNumberId,
      waba,
      number: added.number,
      displayPhoneNumber: added.number === SEED.number ? SEED.displayPhoneNumber : added.number,
      verifiedName: added.verifiedName,
      quality: "GREEN",
      nameStatus: "APPROVED",
      registered: added.registered ?? true,
      pin: added.pin,
      onBusinessApp: added.onBusinessApp ?? false,
      throughput: 80,
      profile: {},
      service: { month: "", count: 0 },
    };
    this.numbers.set(number.id, number);
    return number;
  }

  addWaba(id: string, name: string): Waba {
    const portfolio = this.portfolios.get(SEED.businessId) ?? {
      id: SEED.businessId,
      name: "Casa Aurora Srl",
      limit: "TIER_2K" as const,
      reached: new Map<string, number>(),
    };
    this.portfolios.set(portfolio.id, portfolio);
    const waba: Waba = {
      id,
      name,
      currency: "USD",
      portfolio,
      subscribedApps: new Set(),
      paymentMethod: true,
      verification: "verified",
      marketing: { termsSignedAt: undefined, adAccount: undefined, onCloudApi: true },
    };
    this.wabas.set(id, waba);
    return waba;
  }
}
