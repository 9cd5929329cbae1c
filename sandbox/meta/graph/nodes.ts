import type { Hono } from "hono";
import type { World } from "#sandbox/kernel/world.ts";
import type { Directory, PhoneNumber, Waba } from "../directory.ts";
import { GraphRefusal } from "../errors.ts";
import type { Media } from "../media.ts";
import type { TemplateShelf } from "../templates/shelf.ts";
import { addEndpoint, type GraphCall, pageOf, tokenIn, unknownNode, withFields } from "./endpoint.ts";
import { describeTemplate } from "./template-endpoints.ts";

interface Needs {
  readonly world: World;
  readonly directory: Directory;
  readonly templates: TemplateShelf;
  readonly media: Media;
}

function describeNumber(number: PhoneNumber): Readonly<Record<string, unknown>> {
  return {
    id: number.id,
    display_phone_number: number.displayPhoneNumber,
    verified_name: number.verifiedName,
    quality_rating: number.quality,
    status: number.registered ? "CONNECTED" : "DISCONNECTED",
    code_verification_status: "VERIFIED",
    name_status: number.nameStatus,
    platform_type: number.registered ? "CLOUD_API" : "NOT_APPLICABLE",
    is_on_biz_app: number.onBusinessApp,
    throughput: { level: number.throughput >= 1_000 ? "HIGH" : "STANDARD" },
    whatsapp_business_manager_messaging_limit: number.waba.portfolio.limit,
  };
}

function describeWaba(waba: Waba): Readonly<Record<string, unknown>> {
  return {
    id: waba.id,
    name: waba.name,
    currency: waba.currency,
    timezone_id: "71",
    account_review_status: "APPROVED",
    business_verification_status: waba.verification,
    ...(waba.paymentMethod ? { primary_funding_id: `pay_${waba.id}` } : {}),
    message_template_namespace: `ns_${waba.id}`,
    owner_business_info: { id: waba.portfolio.id, name: waba.portfolio.name },
    marketing_messages_onboarding_status:
      waba.marketing.termsSignedAt === undefined ? "ELIGIBLE" : "ONBOARDED",
    disable_marketing_messages_on_cloud_api: !waba.marketing.onCloudApi,
    whatsapp_business_manager_messaging_limit: waba.portfolio.limit,
  };
}

export function addNodeEndpoints(routes: Hono, { world, directory, templates, media }: Needs): void {
  // What a token was not given on is not there for it.
  const wabaOf = ({ id, token }: GraphCall): Waba => {
    const waba = directory.wabas.get(id);
    if (!waba || !directory.reaches(token, id)) throw unknownNode(id);
    return waba;
  };
  const numberOf = ({ id, token }: GraphCall): PhoneNumber => {
    const number = directory.numbers.get(id);
    if (!number || !directory.reaches(token, number.waba.id)) throw unknownNode(id);
    return number;
  };
  const appId = (): string => {
    if (!world.deployment) throw new GraphRefusal(100, "No app is deployed.");
    return world.deployment.meta.appId;
  };
  const add = (endpoint: Parameters<typeof addEndpoint>[3]) =>
    addEndpoint(routes, world, directory, endpoint);

  // Its token is the app's own, `id|secret`, which no account knows.
  routes.get("/:version{v\\d+\\.\\d+}/debug_token", (context) => {
    const { body, status } = debugToken(world, directory, tokenIn(context), context.req.query("input_token"));
    const name = "debug_token";
    world.ledger.add({ system: "meta", kind: "call", name, status, request: {}, response: body });
    return context.json(body, status);
  });

  add({
    method: "POST",
    path: ":id/subscribed_apps",
    name: "subscribed_apps.add",
    handle: (call) => {
      wabaOf(call).subscribedApps.add(appId());
      return { success: true };
    },
  });
  add({
    method: "DELETE",
    path: ":id/subscribed_apps",
    name: "subscribed_apps.remove",
    handle: (call) => ({ success: wabaOf(call).subscribedApps.delete(appId()) }),
  });
  add({
    method: "GET",
    path: ":id/subscribed_apps",
    name: "subscribed_apps.list",
    handle: (call) => ({
      data: [...wabaOf(call).subscribedApps].map((app) => ({
        whatsapp_business_api_data: { id: app, name: "Cartwave", link: "https://www.facebook.com/games/" },
      })),
    }),
  });
  add({
    method: "GET",
    path: ":id/phone_numbers",
    name: "phone_numbers.list",
    handle: (call) => {
      const waba = wabaOf(call);
      const list = [...directory.numbers.values()].filter((number) => number.waba === waba);
      const described = list.map((number) => withFields(describeNumber(number), call.query("fields")));
      return pageOf(call, described, call.context.req.path);
    },
  });
  add({
    method: "POST",
    path: ":id/register",
    name: "phone.register",
    handle: async (call) => {
      const number = numberOf(call);
      const body = await call.json();
      const pin = typeof body === "object" && body !== null && "pin" in body ? String(body.pin) : "";
      if (!/^\d{6}$/.test(pin)) throw new GraphRefusal(100, "pin must have six digits.");
      if (number.pin !== undefined && number.pin !== pin) throw new GraphRefusal(133005);
      number.pin = pin;
      number.registered = true;
      return { success: true };
    },
  });
  add({
    method: "POST",
    path: ":id/deregister",
    name: "phone.deregister",
    handle: (call) => {
      numberOf(call).registered = false;
      return { success: true };
    },
  });
  add({
    method: "GET",
    path: ":id",
    name: "node.get",
    handle: (call) => {
      const { id, query } = call;
      if (directory.numbers.has(id)) return withFields(describeNumber(numberOf(call)), query("fields"));
      if (directory.wabas.has(id)) return withFields(describeWaba(wabaOf(call)), query("fields"));
      const template = templates.get(id);
      if (template) return withFields(describeTemplate(template), query("fields"));
      const portfolio = directory.portfolios.get(id);
      if (portfolio) {
        const { name, limit } = portfolio;
        return withFields({ id, name, whatsapp_business_manager_messaging_limit: limit }, query("fields"));
      }
      const file = media.describe(id);
      if (file) return file;
      throw unknownNode(id);
    },
  });
}

function debugToken(
  world: World,
  directory: Directory,
  appToken: string,
  input: string | undefined,
): { body: object; status: 200 | 400 | 401 } {
  const app = world.deployment?.meta;
  if (!app || appToken !== `${app.appId}|${app.appSecret}`) {
    return { body: new GraphRefusal(190, "The app's access token is not valid.").body(), status: 401 };
  }
  if (!input) return { body: new GraphRefusal(100, "input_token is required.").body(), status: 400 };
  const token = directory.tokens.get(input);
  if (!token || token.revoked) {
    const error = { code: 190, message: "Invalid OAuth access token - Cannot parse access token" };
    return { body: { data: { error, is_valid: false, scopes: [] } }, status: 200 };
  }
  const ids = [...(token.wabaIds ?? directory.wabas.keys())];
  return {
    body: {
      data: {
        app_id: app.appId,
        type: "SYSTEM_USER",
        application: "Cartwave",
        data_access_expires_at: 0,
        expires_at: token.expiresAt,
        is_valid: true,
        scopes: token.scopes,
        granular_scopes: token.scopes.map((scope) =>
          token.granular && scope.startsWith("whatsapp_") ? { scope, target_ids: ids } : { scope },
        ),
        user_id: "122100000000000001",
      },
    },
    status: 200,
  };
}
