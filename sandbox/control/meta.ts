import { Hono } from "hono";
import { z } from "zod";
import type { LimitTier, Meta, Quality } from "#sandbox/meta/index.ts";
import { LIMITS, SEED } from "#sandbox/meta/index.ts";
import { bodyOf, ControlRefusal } from "./answer.ts";

const ms = z.number().int().min(0);

const behaviourPatch = z
  .strictObject({
    reviewDelayMs: ms,
    sentAfterMs: ms,
    deliveredAfterMs: ms,
    hold: z.boolean(),
    windowClosed: z.enum(["answer", "status"]),
    batchSize: z.number().int().min(1).max(1_000),
    flushAfterMs: ms,
    duplicates: z.number().int().min(0).max(100),
    shuffle: z.boolean(),
    retryAfterMs: ms,
  })
  .partial();

const failure = z.object({
  code: z.number().int(),
  times: z.number().int().min(1).default(1),
  how: z.enum(["answer", "status"]).default("status"),
});

const tiers = Object.keys(LIMITS) as [LimitTier, ...LimitTier[]];
const qualities: readonly [Quality, ...Quality[]] = ["GREEN", "YELLOW", "RED", "UNKNOWN"];

const numberBody = z.object({
  phoneNumberId: z.string().default(SEED.phoneNumberId),
  quality: z.enum(qualities).optional(),
  registered: z.boolean().optional(),
  /** Meta's decision about the display name. */
  nameStatus: z.enum(["APPROVED", "PENDING_REVIEW", "DECLINED", "EXPIRED", "NONE"]).optional(),
  /** Messages a second; null takes the limit away. */
  throughput: z.number().int().min(1).nullish(),
});

const newNumber = z.object({
  phoneNumberId: z.string().min(1),
  wabaId: z.string().min(1),
  number: z.string().regex(/^\+\d{7,15}$/),
  verifiedName: z.string().min(1),
  registered: z.boolean().optional(),
  /** Two-step verification is on, with these digits. */
  pin: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  onBusinessApp: z.boolean().optional(),
});

const newToken = z.object({
  token: z.string().min(1),
  scopes: z.array(z.string()).optional(),
  /** Accounts that it was given on. */
  wabaIds: z.array(z.string()).optional(),
  /** False where `debug_token` is not to name the accounts. */
  granular: z.boolean().optional(),
});

const wabaBody = z.object({
  wabaId: z.string().default(SEED.wabaId),
  paymentMethod: z.boolean().optional(),
  verification: z.enum(["verified", "not_verified", "pending", "failed"]).optional(),
  limit: z.enum(tiers).optional(),
  /** Its business accepts the terms of the Marketing Messages API. */
  marketingTerms: z.literal(true).optional(),
  /** Meta links this read-only ad account. */
  adAccount: z.string().min(1).optional(),
  /** Whether marketing may also leave through the Cloud API. */
  marketingOnCloudApi: z.boolean().optional(),
});

const personBody = z.object({
  number: z.string(),
  profileName: z.string().min(1).optional(),
  language: z.enum(["en", "it"]).optional(),
  onWhatsApp: z.boolean().optional(),
  online: z.boolean().optional(),
});

/** What Meta's staff, its reviewers and its accidents do: /control/meta/… */
export function createMetaControl(meta: Meta): Hono {
  const routes = new Hono();
  addBehaviour(routes, meta);
  addAccounts(routes, meta);
  addTemplates(routes, meta);
  return routes;
}

function addBehaviour(routes: Hono, meta: Meta): void {
  routes.get("/behaviour", (context) => context.json(meta.behaviour));
  routes.post("/behaviour", async (context) => {
    Object.assign(meta.behaviour, await bodyOf(context, behaviourPatch));
    return context.json(meta.behaviour);
  });
  routes.post("/review-delay", async (context) => {
    const asked = await bodyOf(context, z.object({ ms }));
    meta.behaviour.reviewDelayMs = asked.ms;
    return context.json(meta.behaviour);
  });
  routes.post("/fail-next", async (context) => {
    meta.behaviour.failures.push(await bodyOf(context, failure));
    return context.json(meta.behaviour.failures);
  });
  routes.post("/release", async (context) => {
    const { outcome } = await bodyOf(
      context,
      z.object({ outcome: z.enum(["deliver", "drop"]).default("deliver") }),
    );
    meta.behaviour.hold = false;
    return context.json({ released: meta.progress.release(outcome) });
  });
}

function addAccounts(routes: Hono, meta: Meta): void {
  const { directory } = meta;
  routes.post("/tokens", async (context) => {
    const { token, ...grant } = await bodyOf(context, newToken);
    const { scopes, granular } = directory.addToken(token, grant);
    return context.json({ token, scopes, granular, wabaIds: grant.wabaIds }, 201);
  });
  routes.post("/token", async (context) => {
    const shape = z.object({
      token: z.string().default(SEED.token),
      revoked: z.boolean().optional(),
      /** Unix seconds; 0 for never. */
      expiresAt: z.number().int().min(0).optional(),
    });
    const asked = await bodyOf(context, shape);
    const token = directory.tokens.get(asked.token);
    if (!token) throw new ControlRefusal(404, "This token is not known.");
    token.revoked = asked.revoked ?? token.revoked;
    token.expiresAt = asked.expiresAt ?? token.expiresAt;
    return context.json(token);
  });
  routes.post("/numbers", async (context) => {
    const number = directory.addNumber(await bodyOf(context, newNumber));
    return context.json({ phoneNumberId: number.id, wabaId: number.waba.id }, 201);
  });
  routes.post("/number", async (context) => {
    const asked = await bodyOf(context, numberBody);
    const number = directory.numbers.get(asked.phoneNumberId);
    if (!number) throw new ControlRefusal(404, "This number is not known.");
    number.quality = asked.quality ?? number.quality;
    number.registered = asked.registered ?? number.registered;
    number.nameStatus = asked.nameStatus ?? number.nameStatus;
    if (asked.throughput !== undefined) number.throughput = asked.throughput ?? Number.POSITIVE_INFINITY;
    const { quality, registered, throughput } = number;
    return context.json({ quality, registered, throughput: Number.isFinite(throughput) ? throughput : null });
  });
  routes.post("/waba", async (context) => {
    const asked = await bodyOf(context, wabaBody);
    const waba = directory.wabas.get(asked.wabaId);
    if (!waba) throw new ControlRefusal(404, "This account is not known.");
    waba.paymentMethod = asked.paymentMethod ?? waba.paymentMethod;
    waba.verification = asked.verification ?? waba.verification;
    waba.portfolio.limit = asked.limit ?? waba.portfolio.limit;
    waba.marketing.onCloudApi = asked.marketingOnCloudApi ?? waba.marketing.onCloudApi;
    if (asked.marketingTerms) meta.accounts.signMarketingTerms(waba);
    if (asked.adAccount) meta.accounts.linkAdAccount(waba, asked.adAccount);
    const { paymentMethod, portfolio, marketing } = waba;
    return context.json({
      paymentMethod,
      limit: portfolio.limit,
      reached: portfolio.reached.size,
      marketing,
    });
  });
  routes.post("/people", async (context) => {
    const { number, online, ...changes } = await bodyOf(context, personBody);
    const person = meta.people.find(number);
    if (!person) throw new ControlRefusal(404, "Nobody has this number or user id.");
    for (const [name, value] of Object.entries(changes)) {
      if (value !== undefined) Object.assign(person, { [name]: value });
    }
    if (online !== undefined) meta.inbound.setOnline(person, online);
    return context.json(person);
  });
}

const rejectBody = z.object({
  reason: z
    .enum(["ABUSIVE_CONTENT", "INVALID_FORMAT", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH"])
    .default("INVALID_FORMAT"),
  words: z.string().default("The template does not follow the guidelines."),
  recommendation: z.string().default("Change the text and submit the template again."),
});

function addTemplates(routes: Hono, meta: Meta): void {
  const { templates } = meta;
  const allTemplates = () =>
    [...meta.directory.wabas.values()].flatMap((waba) =>
      templates.of(waba).map(({ waba: { id: wabaId }, ...template }) => ({ wabaId, ...template })),
    );
  /** By its id, or by `name:language`. */
  const find = (key: string) => {
    const [name = "", language = ""] = key.split(":");
    const wabas = [...meta.directory.wabas.values()];
    const found =
      templates.get(key) ?? wabas.map((waba) => templates.find(waba, name, language)).find(Boolean);
    if (!found) throw new ControlRefusal(404, "This template is not known.");
    return found;
  };
  routes.get("/templates", (context) => context.json(allTemplates()));
  routes.post("/templates/:key/:action", async (context) => {
    const template = find(context.req.param("key"));
    const action = context.req.param("action");
    if (action === "approve") templates.approve(template);
    else if (action === "pause") templates.pause(template);
    else if (action === "unpause") templates.unpause(template);
    else if (action === "disable") templates.disable(template);
    else if (action === "reject") {
      const { reason, words, recommendation } = await bodyOf(context, rejectBody);
      templates.reject(template, { reason, info: { reason: words, recommendation } });
    } else if (action === "quality") {
      const { quality } = await bodyOf(context, z.object({ quality: z.enum(qualities) }));
      templates.setQuality(template, quality);
    } else if (action === "category") {
      const shape = z.object({
        category: z.enum(["MARKETING", "UTILITY"]),
        notice: z.boolean().default(false),
      });
      const { category, notice } = await bodyOf(context, shape);
      templates.setCategory(template, category, notice);
    } else throw new ControlRefusal(404, `There is no action ${action}.`);
    const { id, name, language, status, category, quality } = template;
    return context.json({ id, name, language, status, category, quality });
  });
}
