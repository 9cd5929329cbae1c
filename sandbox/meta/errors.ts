import { randomBytes } from "node:crypto";

/** Where Meta explains its codes, as its payloads link to it. */
const EXPLAINED = "/documentation/business-messaging/whatsapp/support/error-codes";

interface Meaning {
  readonly http: number;
  readonly title: string;
  readonly details: string;
}

/**
 * What Meta says with each code. Sources: Cloud API error codes (September 2026) for titles and details; the HTTP
 * status of throttled calls as partners report it (docs.ycloud.com).
 */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  1: { http: 500, title: "API Unknown", details: "Invalid request or possible server error." },
  2: { http: 503, title: "API Service", details: "Temporary due to downtime or due to being overloaded." },
  4: { http: 429, title: "API Too Many Calls", details: "The app has reached its API call rate limit." },
  10: {
    http: 403,
    title: "Permission Denied",
    details: "Permission is either not granted or has been removed.",
  },
  33: {
    http: 400,
    title: "Parameter value is not valid",
    details: "The business phone number has been deleted.",
  },
  100: {
    http: 400,
    title: "Invalid parameter",
    details: "The request included one or more unsupported or misspelled parameters.",
  },
  190: {
    http: 401,
    title: "Invalid OAuth access token - Cannot parse access token",
    details: "Your access token has expired or is not valid.",
  },
  200: {
    http: 403,
    title: "API Permission",
    details: "You do not have the necessary permissions to send messages on behalf of this account.",
  },
  368: {
    http: 403,
    title: "Temporarily blocked for policies violations",
    details: "The WhatsApp Business Account has been restricted or disabled for violating a platform policy.",
  },
  80007: {
    http: 429,
    title: "Rate limit issues",
    details: "The WhatsApp Business Account has reached its rate limit.",
  },
  130403: {
    http: 403,
    title: "User is blocked",
    details: "Message failed to send because the business has blocked this user.",
  },
  130429: {
    http: 429,
    title: "Rate limit hit",
    details:
      "Message failed to send because there were too many messages sent from this phone number in a short period of time",
  },
  130472: {
    http: 400,
    title: "User's number is part of an experiment",
    details: "Failed to send message because this user's phone number is part of an experiment",
  },
  131000: {
    http: 500,
    title: "Something went wrong",
    details: "Message failed to send due to an unknown error.",
  },
  131005: {
    http: 403,
    title: "Access denied",
    details: "Permission is either not granted or has been removed.",
  },
  131008: {
    http: 400,
    title: "Required parameter is missing",
    details: "The request is missing a required parameter.",
  },
  131009: {
    http: 400,
    title: "Parameter value is not valid",
    details: "One or more parameter values are invalid.",
  },
  131016: { http: 500, title: "Service unavailable", details: "A service is temporarily unavailable." },
  131021: {
    http: 400,
    title: "Recipient cannot be sender",
    details: "Sender and recipient phone number is the same.",
  },
  131026: {
    http: 400,
    title: "Message undeliverable",
    details: "Message Undeliverable.",
  },
  131031: {
    http: 403,
    title: "Account has been locked",
    details:
      "The WhatsApp Business Account has been restricted or disabled for violating a platform policy, or its PIN is wrong.",
  },
  131037: {
    http: 400,
    title: "WhatsApp provided number needs display name approval before message can be sent.",
    details: "The number used to send does not have an approved display name.",
  },
  131042: {
    http: 400,
    title: "Business eligibility payment issue",
    details: "Message failed to send because there were one or more errors related to your payment method.",
  },
  131045: {
    http: 500,
    title: "Incorrect certificate",
    details: "Message failed to send due to a phone number registration error.",
  },
  131047: {
    http: 400,
    title: "Re-engagement message",
    details: "More than 24 hours have passed since the recipient last replied to the sender number.",
  },
  131048: {
    http: 400,
    title: "Spam rate limit hit",
    details:
      "Message failed to send because there are restrictions on how many messages can be sent from this phone number.",
  },
  131049: {
    http: 400,
    title: "This message was not delivered to maintain healthy ecosystem engagement.",
    details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
  },
  131050: {
    http: 400,
    title: "User has stopped marketing messages",
    details:
      "Unable to deliver the message. This recipient has chosen to stop receiving marketing messages on WhatsApp from your business.",
  },
  131051: {
    http: 400,
    title: "Unsupported message type",
    details: "Message type is currently not supported.",
  },
  131053: {
    http: 400,
    title: "Media upload error",
    details: "Unable to upload the media used in the message.",
  },
  131055: {
    http: 400,
    title: "Method not allowed",
    details: "Only marketing templates can be sent through this endpoint.",
  },
  131063: {
    http: 400,
    title: "Marketing templates disabled for Cloud API",
    details: "Marketing templates are disabled on the Cloud API. Send them through marketing_messages.",
  },
  133005: {
    http: 400,
    title: "Two step verification PIN Mismatch",
    details: "The two-step verification PIN is incorrect.",
  },
  134101: {
    http: 400,
    title: "Template is syncing",
    details: "The template is being synced. It can be sent about ten minutes after it was created.",
  },
  131056: {
    http: 429,
    title: "(Business Account, Consumer Account) pair rate limit hit",
    details:
      "Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.",
  },
  131057: {
    http: 500,
    title: "Account in maintenance mode",
    details: "Business Account is in maintenance mode.",
  },
  132000: {
    http: 400,
    title: "Number of parameters does not match the expected number of params",
    details: "The number of variable parameter values included does not match the template's.",
  },
  132001: {
    http: 404,
    title: "Template name does not exist in the translation",
    details: "The template does not exist in the specified language or the template has not been approved.",
  },
  132005: {
    http: 400,
    title: "Translated text too long",
    details: "Translated text is too long.",
  },
  132007: {
    http: 400,
    title: "Format character policy violated",
    details: "Template content violates a WhatsApp policy.",
  },
  132012: {
    http: 400,
    title: "Parameter format does not match format in the created template",
    details: "Variable parameter values formatted incorrectly.",
  },
  132015: {
    http: 400,
    title: "Template is paused",
    details: "Template is paused due to low quality so it cannot be sent in a template message.",
  },
  132016: {
    http: 400,
    title: "Template is disabled",
    details: "Template has been paused too many times due to low quality and is now permanently disabled.",
  },
  132018: {
    http: 400,
    title: "Template parameter validation failed",
    details: "There's an issue with the parameters in your template.",
  },
  133010: {
    http: 400,
    title: "Phone number not registered",
    details: "Phone number is not registered on the WhatsApp Business Platform.",
  },
  133016: {
    http: 400,
    title: "Account register deregister rate limit exceeded",
    details:
      "Registration or deregistration failed because there were too many attempts for this phone number.",
  },
};

function meaningOf(code: number): Meaning {
  return MEANINGS[code] ?? { http: 400, title: "Error", details: "An error of this code." };
}

/** How Meta refuses a call: the HTTP status and the body of a Graph API error. */
export class GraphRefusal extends Error {
  readonly code: number;
  readonly details: string;
  readonly subcode: number | undefined;

  constructor(code: number, details?: string, subcode?: number) {
    super(meaningOf(code).title);
    this.code = code;
    this.details = details ?? meaningOf(code).details;
    this.subcode = subcode;
  }

  get httpStatus(): number {
    return meaningOf(this.code).http;
  }

  /** The answer's body. Template creation keeps `error_subcode` and speaks to a person in `error_user_msg`. */
  body(): object {
    return {
      error: {
        message: this.code === 190 ? this.message : `(#${this.code}) ${this.message}`,
        type: "OAuthException",
        code: this.code,
        ...(this.subcode === undefined
          ? { error_data: { messaging_product: "whatsapp", details: this.details } }
          : { error_subcode: this.subcode, is_transient: false, error_user_msg: this.details }),
        fbtrace_id: `A${randomBytes(15).toString("base64url")}`,
      },
    };
  }
}

/** The same refusal as a `failed` status and an errors webhook carry it. */
export function statusError(code: number, details?: string): object {
  const { title, details: usual } = meaningOf(code);
  return {
    code,
    title,
    message: title,
    error_data: { details: details ?? usual },
    href: EXPLAINED,
  };
}
