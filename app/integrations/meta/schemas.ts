import { z } from "zod";

/** What Cartwave takes from Meta's answers and deliveries; everything else is tolerated and kept raw. */

/** Unix seconds, as a number or in text. */
export const seconds = z.coerce
  .number()
  .positive()
  .max(99_999_999_999)
  .transform((value) => new Date(value * 1_000));

export const graphError = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().optional(),
    is_transient: z.boolean().optional(),
    error_data: z.object({ details: z.string().optional() }).nullish(),
    fbtrace_id: z.string().optional(),
    error_user_msg: z.string().optional(),
    error_subcode: z.number().optional(),
  }),
});

export const sendAnswer = z.object({
  contacts: z.array(z.object({ wa_id: z.string().optional(), user_id: z.string().optional() })).optional(),
  messages: z.array(z.object({ id: z.string(), message_status: z.string().optional() })).min(1),
});

export const pricing = z.object({
  billable: z.boolean().optional(),
  pricing_model: z.string().optional(),
  type: z.string().optional(),
  category: z.string().optional(),
});
export type Pricing = z.infer<typeof pricing>;

const errors = z
  .array(
    z.object({
      code: z.number(),
      title: z.string().optional(),
      message: z.string().optional(),
      error_data: z.object({ details: z.string().optional() }).nullish(),
    }),
  )
  .optional();

export const statusPayload = z.object({
  id: z.string(),
  status: z.string(),
  timestamp: seconds,
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  pricing: pricing.optional(),
  errors,
});
export type StatusPayload = z.infer<typeof statusPayload>;

export const profilePayload = z.looseObject({
  profile: z.looseObject({ name: z.string().optional(), username: z.string().optional() }).optional(),
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
});
export type ProfilePayload = z.infer<typeof profilePayload>;

export const preferencePayload = z.object({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  category: z.string(),
  value: z.string(),
  detail: z.string().optional(),
  timestamp: seconds,
});
export type PreferencePayload = z.infer<typeof preferencePayload>;

const metadata = z.object({ display_phone_number: z.string().optional(), phone_number_id: z.string() });

/** `messages`, `user_preferences` and the like: what concerns one phone number. Members are parsed one by one later. */
export const numberValue = z.looseObject({
  metadata,
  contacts: z.array(z.unknown()).optional(),
  messages: z.array(z.unknown()).optional(),
  statuses: z.array(z.unknown()).optional(),
  user_preferences: z.array(z.unknown()).optional(),
  message_echoes: z.array(z.unknown()).optional(),
});
export type NumberValue = z.infer<typeof numberValue>;

export const templateStatusValue = z.looseObject({
  event: z.string(),
  message_template_id: z.union([z.string(), z.number()]).transform(String),
  message_template_name: z.string(),
  message_template_language: z.string(),
  reason: z.string().nullish(),
  rejection_info: z
    .object({ reason: z.string().optional(), recommendation: z.string().optional() })
    .nullish(),
  other_info: z.object({ title: z.string().optional(), description: z.string().optional() }).nullish(),
});
export type TemplateStatusValue = z.infer<typeof templateStatusValue>;

export const templateQualityValue = z.looseObject({
  new_quality_score: z.string(),
  message_template_id: z.union([z.string(), z.number()]).transform(String),
});

export type TemplateQualityValue = z.infer<typeof templateQualityValue>;

export const templateCategoryValue = z.looseObject({
  message_template_id: z.union([z.string(), z.number()]).transform(String),
  new_category: z.string(),
  correct_category: z.string().optional(),
});
export type TemplateCategoryValue = z.infer<typeof templateCategoryValue>;

/** How many people a business may write to first in a day: as a number, or by the name of Meta's tier. */
const dailyLimit = z
  .union([z.string(), z.number()])
  .transform((value) => {
    if (typeof value === "string") return value;
    if (value < 0) return "TIER_UNLIMITED";
    return value % 1_000 === 0 ? `TIER_${value / 1_000}K` : `TIER_${value}`;
  })
  .refine((tier) => /^TIER_(\d+K?|UNLIMITED)$/.test(tier))
  .optional()
  .catch(undefined);

export const numberQualityValue = z.looseObject({
  display_phone_number: z.string(),
  event: z.string(),
  max_daily_conversations_per_business: dailyLimit,
  current_limit: dailyLimit,
});

export const numberNameValue = z.looseObject({
  display_phone_number: z.string(),
  decision: z.string(),
  requested_verified_name: z.string().nullish(),
});

export const businessCapabilityValue = z.looseObject({ max_daily_conversations_per_business: dailyLimit });

export const accountUpdateValue = z.looseObject({
  event: z.string(),
  /** For some events `entry.id` is the partner's business: this is the account. */
  waba_info: z.looseObject({ waba_id: z.string().optional() }).optional().catch(undefined),
  /** One sample of Meta's prints a list. */
  ban_info: z
    .looseObject({ waba_ban_state: z.union([z.string(), z.array(z.string())]).optional() })
    .optional()
    .catch(undefined),
  restriction_info: z
    .array(z.looseObject({ restriction_type: z.string() }))
    .optional()
    .catch(undefined),
});
export type AccountUpdateValue = z.infer<typeof accountUpdateValue>;

export const metaDelivery = z.object({
  object: z.string(),
  entry: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      time: z.number().optional(),
      changes: z.array(z.object({ field: z.string(), value: z.unknown() })).default([]),
    }),
  ),
});
export type MetaDelivery = z.infer<typeof metaDelivery>;

export const phoneNumberAnswer = z.object({
  id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string().optional(),
  quality_rating: z.string().optional(),
  status: z.string().optional(),
  throughput: z.object({ level: z.string().optional() }).optional(),
  whatsapp_business_manager_messaging_limit: z.string().optional(),
  name_status: z.string().optional(),
  new_name_status: z.string().optional(),
  /** Also in use in the WhatsApp Business app (coexistence). */
  is_on_biz_app: z.boolean().optional(),
});
export type PhoneNumberAnswer = z.infer<typeof phoneNumberAnswer>;

/** The numbers of an account, a page of them. */
export const numberList = z.object({
  data: z.array(z.object({ id: z.string() })),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

export const wabaAnswer = z.object({
  id: z.string(),
  name: z.string().optional(),
  currency: z.string().optional(),
  owner_business_info: z.object({ id: z.string(), name: z.string().optional() }).optional(),
});

/** What Meta's people have looked at. Source: Graph API reference, "WhatsApp Business Account". */
export const accountStandingAnswer = z.object({
  account_review_status: z.string().optional(),
  business_verification_status: z.string().optional(),
});

/** Absent where nothing pays for the account. */
export const fundingAnswer = z.object({ primary_funding_id: z.coerce.string().optional() });

export const subscribedApps = z.object({
  data: z.array(z.object({ whatsapp_business_api_data: z.object({ id: z.coerce.string() }).optional() })),
});

/** ELIGIBLE, ONBOARDED and others. Source: Meta, "Onboard to the Marketing Messages API". */
export const marketingAnswer = z.object({ marketing_messages_onboarding_status: z.string().optional() });

export const codeExchanged = z.object({ access_token: z.string().min(1) });

export const debugTokenAnswer = z.object({
  data: z.object({
    is_valid: z.boolean(),
    app_id: z.string().optional(),
    scopes: z.array(z.string()).default([]),
    /** On what each permission was given; without `target_ids` on everything. */
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(z.coerce.string()).optional() }))
      .optional()
      .catch(undefined),
    /** Unix seconds; 0 for never. */
    expires_at: z.number().optional(),
  }),
});

export const templateCreated = z.object({
  id: z.string(),
  status: z.string(),
  category: z.string().optional(),
});

export const templateList = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      language: z.string(),
      status: z.string(),
      category: z.string(),
      rejected_reason: z.string().nullish(),
      components: z.array(z.looseObject({ type: z.string() })).optional(),
      parameter_format: z.string().nullish(),
      quality_score: z.object({ score: z.string().optional() }).nullish(),
    }),
  ),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

/** A text as the list of an account has it. */
export type TemplateAtMeta = z.infer<typeof templateList>["data"][number];

/** What shoppers see of a number. Source: Meta, "Business profiles". */
export const businessProfileAnswer = z.object({
  data: z
    .array(
      z.looseObject({
        about: z.string().optional(),
        address: z.string().optional(),
        description: z.string().optional(),
        email: z.string().optional(),
        profile_picture_url: z.string().optional(),
        websites: z.array(z.string()).optional(),
        vertical: z.string().optional(),
      }),
    )
    .min(1),
});
export type BusinessProfile = z.infer<typeof businessProfileAnswer>["data"][number];

export const successAnswer = z.object({ success: z.boolean().optional() });

/** Resumable Upload API: a session, then the handle of what was uploaded. */
export const uploadSession = z.object({ id: z.string() });
export const uploadHandle = z.object({ h: z.string() });

/** Where a file that a person sent can be fetched; the address lives five minutes and needs the token. */
export const mediaAnswer = z.object({
  url: z.url(),
  mime_type: z.string().optional(),
  /** Bytes. */
  file_size: z.coerce.number().optional(),
});
