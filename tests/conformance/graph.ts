import { readFileSync } from "node:fs";
import type { MetaProblem, MetaResult } from "#app/integrations/meta/index.ts";
import { type Contract, expectThat, type GraphSubject } from "./contract.ts";

function got<T>(result: MetaResult<T>): T {
  expectThat(result.ok, result.ok ? "" : `Meta refused: ${result.problem.code} ${result.problem.detail}`);
  return result.value;
}

function refusedWith(result: MetaResult<unknown>): MetaProblem {
  expectThat(!result.ok, "Meta took what it was expected to refuse.");
  return result.problem;
}

const NAME = `cartwave_conformance_${Date.now().toString(36)}`;
const body = (text: string) => [{ type: "BODY", text }];
const template = (text: string) => ({
  ...{ name: NAME, language: "en", category: "UTILITY", parameter_format: "named" },
  components: body(text),
});

/** What Cartwave's Graph client relies on. */
export const GRAPH_CONTRACTS: readonly Contract<GraphSubject>[] = [
  {
    name: "debugToken: a token is valid, and its permissions are listed",
    async run({ meta, token }) {
      const debugged = got(await meta.debugToken(token));
      expectThat(debugged.is_valid, "the token is not valid");
      for (const permission of ["whatsapp_business_messaging", "whatsapp_business_management"])
        expectThat(debugged.scopes.includes(permission), `the token lacks ${permission}`);
    },
  },
  {
    name: "debugToken: a token that was never given is not valid",
    async run({ meta }) {
      const debugged = await meta.debugToken("never-given");
      expectThat(!debugged.ok || !debugged.value.is_valid, "a made-up token is valid");
    },
  },
  {
    name: "a call with a token that was never given is refused with 190",
    async run({ meta, phoneNumberId }) {
      const { code } = refusedWith(await meta.phoneNumber(phoneNumberId, "never-given"));
      expectThat(code === 190, `refused with ${code}`);
    },
  },
  {
    name: "waba: the account has a currency",
    async run({ meta, token, wabaId }) {
      const waba = got(await meta.waba(wabaId, token));
      expectThat(/^[A-Z]{3}$/.test(waba.currency ?? ""), `the currency is ${waba.currency}`);
    },
  },
  {
    name: "numbersOf: the number is one of the account's",
    async run({ meta, token, wabaId, phoneNumberId }) {
      expectThat(got(await meta.numbersOf(wabaId, token)).includes(phoneNumberId), "the number is missing");
    },
  },
  {
    name: "phoneNumber: what the number's page shows",
    async run({ meta, token, phoneNumberId }) {
      const number = got(await meta.phoneNumber(phoneNumberId, token));
      expectThat(number.display_phone_number !== "", "no display_phone_number");
      expectThat(number.quality_rating !== undefined, "no quality_rating");
      expectThat(number.status !== undefined, "no status");
    },
  },
  {
    name: "accountStanding, isFunded, isMarketingOnboarded: what the checks show",
    async run({ meta, token, wabaId }) {
      const standing = got(await meta.accountStanding(wabaId, token));
      expectThat(standing.account_review_status !== undefined, "no account_review_status");
      got(await meta.isFunded(wabaId, token));
      got(await meta.isMarketingOnboarded(wabaId, token));
    },
  },
  {
    name: "subscribeApp, isSubscribed: the account's webhooks come to this app",
    needs: "write",
    async run({ meta, token, wabaId }) {
      got(await meta.subscribeApp(wabaId, token));
      expectThat(got(await meta.isSubscribed(wabaId, token)), "not subscribed after subscribing");
    },
  },
  {
    name: "businessProfile: what shoppers see of the number",
    async run({ meta, token, phoneNumberId }) {
      got(await meta.businessProfile(phoneNumberId, token));
    },
  },
  {
    name: "templates: a list with status, category and components",
    async run({ meta, token, wabaId }) {
      for (const one of got(await meta.templates(wabaId, token)).data) {
        expectThat(one.status !== "" && one.category !== "", `${one.name} has no status or category`);
        expectThat((one.components ?? []).length > 0, `${one.name} has no components`);
      }
    },
  },
  {
    name: "uploadExample: an example picture gets a handle",
    needs: "write",
    async run({ meta, token }) {
      const handle = got(
        await meta.uploadExample(token, readFileSync("public/pictures/cart.jpg"), "image/jpeg"),
      );
      expectThat(handle !== "", "no handle");
    },
  },
  {
    name: "createTemplate, deleteTemplate: a text is made once in a language, listed, and deleted",
    needs: "write",
    async run({ meta, token, wabaId }) {
      const made = got(await meta.createTemplate(wabaId, token, template("We have received your order.")));
      expectThat(made.id !== "", "no id");
      const again = refusedWith(
        await meta.createTemplate(wabaId, token, template("We have received your order.")),
      );
      expectThat(again.subcode === 2388024, `a second text was refused with subcode ${again.subcode}`);
      got(await meta.deleteTemplate(wabaId, token, NAME));
    },
  },
  {
    name: "createTemplate: a body that begins with a variable is refused with 2388299",
    needs: "write",
    async run({ meta, token, wabaId }) {
      const wrong = {
        ...template(""),
        name: `${NAME}_edge`,
        components: [
          {
            ...{ type: "BODY", text: "{{name}} has placed an order with us today." },
            example: { body_text_named_params: [{ param_name: "name", example: "Anna" }] },
          },
        ],
      };
      const { subcode } = refusedWith(await meta.createTemplate(wabaId, token, wrong));
      expectThat(subcode === 2388299, `refused with subcode ${subcode}`);
    },
  },
  {
    name: "sendMessage: an unknown text is refused with 132001, and nothing is sent",
    needs: "recipient",
    async run({ meta, token, phoneNumberId, recipient }) {
      const sent = await meta.sendMessage(phoneNumberId, token, {
        ...{ messaging_product: "whatsapp", recipient_type: "individual", to: recipient, type: "template" },
        template: { name: `${NAME}_missing`, language: { code: "en" } },
        biz_opaque_callback_data: "conformance",
      });
      const { code, uncertain } = refusedWith(sent);
      expectThat(code === 132001 && !uncertain, `refused with ${code}`);
    },
  },
];

/** Of the client, what no contract holds against the platform. */
export const GRAPH_NOT_COVERED: readonly string[] = [
  "sendMessage of an approved text, and the webhooks that follow: a person has to look at the phone",
  "saveBusinessProfile: it would change what shoppers see",
  "editTemplate: Meta takes no change of a text that is under review",
  "media, download: a person has to send a file first",
];
