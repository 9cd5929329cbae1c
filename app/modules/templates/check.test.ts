import { describe, expect, it } from "vitest";
import type { Step } from "#sandbox/meta/rules/rule.ts";
import { TEMPLATE_RULES } from "#sandbox/meta/rules/template-rules.ts";
import { newTemplate } from "#sandbox/meta/templates/template.ts";
import { checkText, promotionalWord } from "./check.ts";

/** Only the account knows: whether a name is taken or locked, and whether an example was uploaded. */
const KNOWN_BY_THE_ACCOUNT = ["template.unique", "template.deleted", "template.header.media"];

const checked = (step: Step) => checkText(newTemplate.parse(step.body)).map(({ rule }) => rule);

describe("the limits that the sandbox enforces", () => {
  const rules = TEMPLATE_RULES.filter(({ id }) => !KNOWN_BY_THE_ACCOUNT.includes(id));

  it.each(rules)("$id: nothing is said of what keeps it", ({ accepts }) => {
    expect(checked(accepts.call)).toEqual([]);
  });

  it.each(rules)("$id: what breaks it is found before it is sent", ({ id, refuses }) => {
    expect(checked(refuses.call)).toContain(id);
  });
});

describe("words that make a text a promotion", () => {
  it.each([
    ["Your order is on its way.", undefined],
    ["Here is a discount for you.", "discount"],
    ["Ecco uno sconto per te.", "sconto"],
    ["Wir haben ein Angebot für dich.", "Angebot"],
    ["Take 10% off today.", "% off"],
    // Not a word of its own: "salesperson", "dealer".
    ["Our dealer has your parcel.", undefined],
  ])("%s", (text, word) => {
    expect(promotionalWord([text, null])).toBe(word);
  });
});
