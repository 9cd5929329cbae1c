import { SEED } from "../directory.ts";
import type { Rule, Step } from "./rule.ts";

const SENDING = "Send messages, POST /{phone-number-id}/messages";
const ERRORS = "Cloud API error codes, September 2026";
const PRICING = "Pricing, from 2026-10-01";
const HOUR_MS = 3_600_000;

/** Templates that exist before each example. */
export const EXAMPLE_TEMPLATES: readonly object[] = [
  {
    name: "cart",
    language: "it",
    category: "MARKETING",
    parameter_format: "named",
    components: [
      {
        type: "BODY",
        text: "Ciao {{first_name}}, il tuo carrello ti aspetta da noi.",
        example: { body_text_named_params: [{ param_name: "first_name", example: "Giulia" }] },
      },
      {
        type: "BUTTONS",
        buttons: [
          {
            type: "URL",
            text: "Carrello",
            url: "https://a.example/l/{{1}}",
            example: ["https://a.example/l/x"],
          },
          { type: "QUICK_REPLY", text: "Stop promozioni" },
        ],
      },
    ],
  },
  {
    name: "order",
    language: "it",
    category: "UTILITY",
    components: [{ type: "BODY", text: "Il tuo ordine è partito." }],
  },
];

const message = (changes: object): Step => ({
  path: `/v26.0/${SEED.phoneNumberId}/messages`,
  body: { messaging_product: "whatsapp", to: "+393331234567", ...changes },
});
export const template = (name: string, components: readonly object[] = [], changes: object = {}) =>
  message({ type: "template", template: { name, language: { code: "it" }, components }, ...changes });
export const text = (name: string | undefined, value: string) => ({
  type: "text",
  ...(name ? { parameter_name: name } : {}),
  text: value,
});
export const cart = (first: object, changes: object = {}) =>
  template(
    "cart",
    [
      { type: "body", parameters: [first] },
      { type: "button", sub_type: "url", index: "0", parameters: [text(undefined, "abc")] },
    ],
    changes,
  );
export const CART = cart(text("first_name", "Giulia"));
export const ORDER = template("order");
const FREE = message({ type: "text", text: { body: "Ciao" } });
const interactive = (content: object) => message({ type: "interactive", interactive: content });

export const control = (path: string, body: object): Step => ({ path: `/control/meta/${path}`, body });
const templateControl = (action: string): Step => ({ path: `/control/meta/templates/order:it/${action}` });
const WROTE: Step = { path: "/phone/api/text", body: { number: "+393331234567", text: "Ciao" } };

const buttonsOf = (count: number) =>
  interactive({
    type: "button",
    body: { text: "Va bene?" },
    action: {
      buttons: Array.from({ length: count }, (_, index) => ({
        type: "reply",
        reply: { id: `b${index}`, title: `Risposta ${index}` },
      })),
    },
  });

interface Side {
  readonly ok: Step;
  readonly bad: Step;
  readonly given?: readonly Step[];
  readonly badGiven?: readonly Step[];
}

function ruleOf(
  id: string,
  rule: string,
  source: string,
  code: number,
  { ok, bad, given = [], badGiven = given }: Side,
  as: "answer" | "status" = "answer",
): Rule {
  return {
    id,
    rule,
    source,
    accepts: { given, call: ok },
    refuses: { given: badGiven, call: bad, code, as },
  };
}

/** Rules of sending. */
export const MESSAGE_RULES: readonly Rule[] = [
  ruleOf("send.product", "messaging_product is whatsapp.", SENDING, 100, {
    ok: ORDER,
    bad: template("order", [], { messaging_product: "sms" }),
  }),
  ruleOf("send.to", "A recipient is a phone number or a user id.", SENDING, 131009, {
    ok: template("order", [], { to: "393331234567" }),
    bad: template("order", [], { to: "12" }),
  }),
  ruleOf("send.self", "Nobody writes to himself.", ERRORS, 131021, {
    ok: ORDER,
    bad: template("order", [], { to: SEED.number }),
  }),
  ruleOf("send.callback", "biz_opaque_callback_data has 512 characters.", SENDING, 100, {
    ok: template("order", [], { biz_opaque_callback_data: "x".repeat(512) }),
    bad: template("order", [], { biz_opaque_callback_data: "x".repeat(513) }),
  }),
  ruleOf("send.token", "A call carries a token that is valid.", ERRORS, 190, {
    ok: ORDER,
    bad: ORDER,
    badGiven: [control("token", { revoked: true })],
  }),
  ruleOf("send.template.exists", "A template exists in the language, approved.", ERRORS, 132001, {
    ok: ORDER,
    bad: message({ type: "template", template: { name: "order", language: { code: "de" } } }),
  }),
  ruleOf("send.template.paused", "A paused template is not sent.", ERRORS, 132015, {
    ok: ORDER,
    bad: ORDER,
    given: [templateControl("pause"), templateControl("unpause")],
    badGiven: [templateControl("pause")],
  }),
  ruleOf("send.template.disabled", "A disabled template is not sent.", ERRORS, 132016, {
    ok: ORDER,
    bad: ORDER,
    badGiven: [{ ...templateControl("pause"), repeat: 3 }],
  }),
  ruleOf("send.template.count", "A template gets as many parameters as it has variables.", ERRORS, 132000, {
    ok: ORDER,
    bad: template("order", [{ type: "body", parameters: [text(undefined, "one too many")] }]),
  }),
  ruleOf("send.template.named", "Named variables are filled by their names.", ERRORS, 100, {
    ok: CART,
    bad: cart(text(undefined, "Giulia")),
  }),
  ruleOf("send.template.format", "A variable of a text is filled with a text.", ERRORS, 132012, {
    ok: CART,
    bad: cart({ type: "image", parameter_name: "first_name", image: { link: "https://a.example/a.jpg" } }),
  }),
  ruleOf("send.template.empty", "A parameter is not empty.", ERRORS, 131008, {
    ok: CART,
    bad: cart(text("first_name", "")),
  }),
  ruleOf(
    "send.template.spaces",
    "A parameter has no line break, no tab and no five spaces in a row.",
    "132018, from v23",
    132018,
    { ok: cart(text("first_name", "Giulia    R")), bad: cart(text("first_name", "Giulia\nRossi")) },
  ),
  ruleOf("send.template.link", "A URL button with a variable gets its parameter.", ERRORS, 131008, {
    ok: CART,
    bad: template("cart", [{ type: "body", parameters: [text("first_name", "Giulia")] }]),
  }),
  ruleOf("send.template.length", "A body has 1,024 characters also when it is filled.", ERRORS, 132005, {
    ok: CART,
    bad: cart(text("first_name", "x".repeat(1_020))),
  }),
  ruleOf("send.text.length", "A text has 4,096 characters.", SENDING, 100, {
    given: [WROTE],
    ok: message({ type: "text", text: { body: "x".repeat(4_096) } }),
    bad: message({ type: "text", text: { body: "x".repeat(4_097) } }),
  }),
  ruleOf("send.interactive.buttons", "Up to three reply buttons.", "Interactive reply buttons", 100, {
    given: [WROTE],
    ok: buttonsOf(3),
    bad: buttonsOf(4),
  }),
  ruleOf(
    "send.window",
    "Free-form messages go out within 24 hours of the person's last message.",
    "Customer service windows",
    131047,
    { given: [WROTE], ok: { ...FREE, afterMs: 23 * HOUR_MS }, bad: { ...FREE, afterMs: 25 * HOUR_MS } },
    "status",
  ),
  ruleOf(
    "send.whatsapp",
    "A message reaches only people who have WhatsApp.",
    ERRORS,
    131026,
    {
      ok: ORDER,
      bad: ORDER,
      badGiven: [control("people", { number: "+393331234567", onWhatsApp: false })],
    },
    "status",
  ),
  ruleOf(
    "send.stopped",
    "Who stopped promotions gets no marketing, and utility still.",
    "User preferences",
    131050,
    {
      given: [{ path: "/phone/api/stop-promotions", body: { number: "+393331234567" } }],
      ok: ORDER,
      bad: CART,
    },
    "status",
  ),
  ruleOf(
    "send.united-states",
    "Marketing to numbers of the United States is not delivered.",
    "Marketing templates, pause since 2025-04-01",
    131049,
    {
      ok: cart(text("first_name", "Ann"), { to: "+14165550123" }),
      bad: cart(text("first_name", "Ann"), { to: "+12125550123" }),
    },
    "status",
  ),
  ruleOf(
    "send.payment",
    "Without a payment method only free messages are delivered.",
    PRICING,
    131042,
    {
      given: [WROTE, control("waba", { paymentMethod: false })],
      ok: FREE,
      bad: ORDER,
    },
    "status",
  ),
  ruleOf("send.throughput", "80 messages a second and number, in and out.", "Throughput", 130429, {
    ok: template("order", [], { to: "+393401112223" }),
    bad: template("order", [], { to: "+393401112223" }),
    given: [{ ...template("order", [], { to: "+3933310000{n}" }), repeat: 79 }],
    badGiven: [{ ...template("order", [], { to: "+3933310000{n}" }), repeat: 80 }],
  }),
  ruleOf(
    "send.pair",
    "One message in six seconds to the same person, 45 at once.",
    "Pair rate limits",
    131056,
    {
      ok: ORDER,
      bad: ORDER,
      given: [{ ...ORDER, repeat: 44 }],
      badGiven: [{ ...ORDER, repeat: 45 }],
    },
  ),
  ruleOf(
    "send.limit",
    "A portfolio reaches 250 (2,000, …) different people outside their windows in 24 hours. The code is a judgement: no page names it.",
    "Messaging limits, per portfolio since 2025-10-07",
    131048,
    {
      given: [
        control("number", { throughput: null }),
        control("waba", { limit: "TIER_250" }),
        { ...template("order", [], { to: "+3933310001{n}" }), repeat: 250 },
      ],
      ok: { ...ORDER, afterMs: 25 * HOUR_MS },
      bad: ORDER,
    },
    "status",
  ),
];
