import { SEED } from "../directory.ts";
import { SUBCODE } from "../templates/validate.ts";
import type { Rule, Step } from "./rule.ts";

const COMPONENTS = "Template components, limits of header, body, footer and buttons";
const MANAGEMENT = "Template management";
const ERRORS = "Cloud API error codes, September 2026";

const body = (text: string, ...examples: readonly string[]) => ({
  type: "BODY",
  text,
  ...(examples.length > 0 ? { example: { body_text: [examples] } } : {}),
});
const BODY = body("We have received your order and will write again.");
const buttons = (...list: readonly object[]) => ({ type: "BUTTONS", buttons: list });
const reply = (text: string) => ({ type: "QUICK_REPLY", text });
const url = (text: string, address: string, example?: string) => ({
  type: "URL",
  text,
  url: address,
  ...(example ? { example: [example] } : {}),
});

const create = (changes: object): Step => ({
  path: `/v26.0/${SEED.wabaId}/message_templates`,
  body: { name: "an_order", language: "en", category: "UTILITY", components: [BODY], ...changes },
});
const withParts = (...components: readonly object[]) => create({ components });

const LINK = "https://shop.example/l/{{1}}";

type Side = { readonly ok: Step; readonly bad: Step; readonly subcode?: number; readonly code?: number };

function ruleOf(id: string, rule: string, source: string, { ok, bad, subcode, code = 100 }: Side): Rule {
  const refuses = { call: bad, code, as: "answer" as const, ...(subcode ? { subcode } : {}) };
  return { id, rule, source, accepts: { call: ok }, refuses };
}

/** Rules of the creation of templates. */
export const TEMPLATE_RULES: readonly Rule[] = [
  ruleOf("template.name", "A name has lowercase letters, numbers and underscores, 512 at most.", MANAGEMENT, {
    ok: create({ name: "order_1" }),
    bad: create({ name: "Order 1" }),
  }),
  ruleOf("template.language", "A language is a code such as it or en_US.", MANAGEMENT, {
    ok: create({ language: "en_US" }),
    bad: create({ language: "English" }),
  }),
  ruleOf("template.category", "A category is MARKETING, UTILITY or AUTHENTICATION.", MANAGEMENT, {
    ok: create({ category: "MARKETING" }),
    bad: create({ category: "TRANSACTIONAL" }),
  }),
  {
    id: "template.unique",
    rule: "A name has one text in a language.",
    source: ERRORS,
    accepts: { given: [create({})], call: create({ language: "it" }) },
    refuses: {
      given: [create({})],
      call: create({}),
      code: 100,
      subcode: SUBCODE.languageExists,
      as: "answer",
    },
  },
  ruleOf("template.body.length", "A body has 1,024 characters.", COMPONENTS, {
    ok: withParts(body("a".repeat(1_024))),
    bad: withParts(body("a".repeat(1_025))),
    subcode: SUBCODE.tooLong,
  }),
  ruleOf("template.body.edges", "A body does not begin or end with a variable.", ERRORS, {
    ok: withParts(body("Hello {{1}}, your order is here.", "Anna")),
    bad: withParts(body("Your order is here for you, {{1}}", "Anna")),
    subcode: SUBCODE.variableAtEdge,
  }),
  ruleOf("template.body.missing", "A template has a body.", COMPONENTS, {
    ok: withParts(BODY),
    bad: withParts(body("")),
    subcode: SUBCODE.body,
  }),
  ruleOf("template.body.lines", "A body has two line breaks in a row at most.", COMPONENTS, {
    ok: withParts(body("We have your order.\n\nIt leaves today.")),
    bad: withParts(body("We have your order.\n\n\nIt leaves today.")),
    subcode: SUBCODE.body,
  }),
  ruleOf("template.body.words", "A body has more than twice as many words as variables.", ERRORS, {
    ok: withParts(body("Order {{1}} of {{2}} is on its way.", "#1", "Anna")),
    bad: withParts(body("Order {{1}} of {{2}} ready.", "#1", "Anna")),
    subcode: SUBCODE.tooManyVariables,
  }),
  ruleOf("template.body.sequence", "Positional variables are 1, 2, 3 without a gap.", COMPONENTS, {
    ok: withParts(body("Dear {{1}}, the order {{2}} is on its way to you.", "Anna", "#1")),
    bad: withParts(body("Dear {{1}}, the order {{3}} is on its way to you.", "Anna", "#1")),
    subcode: SUBCODE.body,
  }),
  ruleOf("template.body.examples", "Each variable has an example.", COMPONENTS, {
    ok: withParts(body("Dear {{1}}, your order is on its way.", "Anna")),
    bad: withParts(body("Dear {{1}}, your order is on its way.")),
    subcode: SUBCODE.body,
  }),
  ruleOf("template.header.text", "A text header has 60 characters and one variable.", COMPONENTS, {
    ok: withParts({ type: "HEADER", format: "TEXT", text: "Your order" }, BODY),
    bad: withParts({ type: "HEADER", format: "TEXT", text: "x".repeat(61) }, BODY),
    subcode: SUBCODE.tooLong,
  }),
  ruleOf("template.header.plain", "A text header has no line breaks and no formatting.", COMPONENTS, {
    ok: withParts({ type: "HEADER", format: "TEXT", text: "Your order" }, BODY),
    bad: withParts({ type: "HEADER", format: "TEXT", text: "Your *order*" }, BODY),
    subcode: SUBCODE.header,
  }),
  ruleOf("template.header.media", "A media header has an uploaded example.", "Resumable Upload API", {
    ok: withParts({ type: "HEADER", format: "TEXT", text: "Your order" }, BODY),
    bad: withParts({ type: "HEADER", format: "IMAGE", example: { header_handle: ["4::made-up"] } }, BODY),
    subcode: SUBCODE.header,
  }),
  ruleOf("template.footer", "A footer has 60 characters and no variable.", COMPONENTS, {
    ok: withParts(BODY, { type: "FOOTER", text: "Casa Aurora" }),
    bad: withParts(BODY, { type: "FOOTER", text: "For {{1}}" }),
    subcode: SUBCODE.footer,
  }),
  ruleOf("template.buttons.count", "A template has two URL buttons and ten buttons at most.", COMPONENTS, {
    ok: withParts(BODY, buttons(url("One", "https://a.example"), url("Two", "https://b.example"))),
    bad: withParts(
      BODY,
      buttons(...["One", "Two", "Three"].map((text) => url(text, `https://${text}.example`))),
    ),
  }),
  ruleOf("template.buttons.grouping", "Quick replies stand together.", COMPONENTS, {
    ok: withParts(BODY, buttons(url("Order", "https://a.example"), reply("Yes"), reply("No"))),
    bad: withParts(BODY, buttons(reply("Yes"), url("Order", "https://a.example"), reply("No"))),
  }),
  ruleOf("template.buttons.label", "A button's label has 25 characters.", COMPONENTS, {
    ok: withParts(BODY, buttons(reply("x".repeat(25)))),
    bad: withParts(BODY, buttons(reply("x".repeat(26)))),
  }),
  ruleOf("template.buttons.plain", "A button's label has no variables, emoji or formatting.", COMPONENTS, {
    ok: withParts(BODY, buttons(reply("Track it"))),
    bad: withParts(BODY, buttons(reply("Track it 📦"))),
  }),
  ruleOf("template.buttons.different", "Each button has a label of its own.", COMPONENTS, {
    ok: withParts(BODY, buttons(reply("Yes"), reply("No"))),
    bad: withParts(BODY, buttons(reply("Yes"), reply("Yes"))),
  }),
  ruleOf(
    "template.buttons.variable",
    "A URL button has one variable, at its end, with an example.",
    COMPONENTS,
    {
      ok: withParts(BODY, buttons(url("Order", LINK, "https://shop.example/l/abc"))),
      bad: withParts(
        BODY,
        buttons(url("Order", "https://shop.example/{{1}}/order", "https://shop.example/a/order")),
      ),
    },
  ),
  {
    id: "template.deleted",
    rule: "The name of an approved template that was deleted is taken for 30 days.",
    source: MANAGEMENT,
    accepts: {
      given: [create({}), { path: `DELETE /v26.0/${SEED.wabaId}/message_templates?name=an_order` }],
      call: { ...create({}), afterMs: 31 * 86_400_000 },
    },
    refuses: {
      given: [create({}), { path: `DELETE /v26.0/${SEED.wabaId}/message_templates?name=an_order` }],
      call: create({}),
      code: 100,
      subcode: SUBCODE.beingDeleted,
      as: "answer",
    },
  },
];
