import type { Dispatcher } from "undici";
import { Agent, request } from "undici";
import type { z } from "zod";
import { type MetaProblem, type MetaResult, neverConnected, noAnswer, problemOfCode } from "./errors.ts";
import {
  accountStandingAnswer,
  type BusinessProfile,
  businessProfileAnswer,
  codeExchanged,
  debugTokenAnswer,
  fundingAnswer,
  graphError,
  marketingAnswer,
  mediaAnswer,
  numberList,
  type PhoneNumberAnswer,
  phoneNumberAnswer,
  sendAnswer,
  subscribedApps,
  successAnswer,
  templateCreated,
  templateList,
  uploadHandle,
  uploadSession,
  wabaAnswer,
} from "./schemas.ts";

export interface MetaClientOptions {
  readonly baseUrl: string;
  readonly version: string;
  readonly appId: string;
  readonly appSecret: string;
  /** Connections are pooled here; one per process. */
  readonly dispatcher: Dispatcher;
}

/**
 * The two ways to send: one for everything, and one for promotions alone, of accounts that have accepted its terms.
 * Source: Meta, "Marketing Messages API for WhatsApp".
 */
export type SendEndpoint = "messages" | "marketing_messages";

/** What was accepted: the wamid, and whether Meta holds it back for a quality check. */
export interface SendReceipt {
  readonly wamid: string;
  readonly held: boolean;
  readonly waId: string | undefined;
  readonly userId: string | undefined;
}

interface Call {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Absent where the call brings the app's own secret. */
  readonly token?: string;
  readonly body?: object | string | Buffer;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Meta's Graph API, as far as Cartwave uses it. One per process; tokens are passed with each call. */
export interface MetaClient {
  /** @param payload a whole message, with `to` or `recipient` and `biz_opaque_callback_data` */
  sendMessage(
    phoneNumberId: string,
    token: string,
    payload: object,
    endpoint?: SendEndpoint,
  ): Promise<MetaResult<SendReceipt>>;
  phoneNumber(phoneNumberId: string, token: string): Promise<MetaResult<PhoneNumberAnswer>>;
  waba(wabaId: string, token: string): Promise<MetaResult<z.infer<typeof wabaAnswer>>>;
  /** Whether the account may use the Marketing Messages endpoint. A call of its own: versions before 24 don't know the field. */
  isMarketingOnboarded(wabaId: string, token: string): Promise<MetaResult<boolean>>;
  /** Ids of the account's numbers, all pages of them. */
  numbersOf(wabaId: string, token: string): Promise<MetaResult<string[]>>;
  /**
   * Trades the code that a person's browser got at Meta for a token of the business. The code lives 30 seconds and can be
   * traded once. Source: Meta, "Onboarding business customers as a Tech Provider".
   */
  exchangeCode(code: string): Promise<MetaResult<z.infer<typeof codeExchanged>>>;
  debugToken(token: string): Promise<MetaResult<z.infer<typeof debugTokenAnswer>["data"]>>;
  subscribeApp(wabaId: string, token: string): Promise<MetaResult<unknown>>;
  /** The app gets no webhooks of the account any more, for none of its numbers. */
  unsubscribeApp(wabaId: string, token: string): Promise<MetaResult<unknown>>;
  /**
   * Registers a number for the API.
   * @param pin six digits; those of its two-step verification where that is on, else it is switched on with these
   */
  register(phoneNumberId: string, token: string, pin: string): Promise<MetaResult<unknown>>;
  /** Whether this app gets the account's webhooks. */
  isSubscribed(wabaId: string, token: string): Promise<MetaResult<boolean>>;
  accountStanding(wabaId: string, token: string): Promise<MetaResult<z.infer<typeof accountStandingAnswer>>>;
  /** Whether something pays for the account. A call of its own: not every token may ask. */
  isFunded(wabaId: string, token: string): Promise<MetaResult<boolean>>;
  createTemplate(
    wabaId: string,
    token: string,
    template: object,
  ): Promise<MetaResult<z.infer<typeof templateCreated>>>;
  businessProfile(phoneNumberId: string, token: string): Promise<MetaResult<BusinessProfile>>;
  /** @param profile members to be changed; see Meta, "Business profiles" */
  saveBusinessProfile(phoneNumberId: string, token: string, profile: object): Promise<MetaResult<unknown>>;
  /** Puts other components in the place of a text's. An approved one goes on being sent until Meta approves the change. */
  editTemplate(templateId: string, token: string, change: object): Promise<MetaResult<unknown>>;
  /** Deletes a text in all of its languages. The name of an approved one can't be used again for 30 days. */
  deleteTemplate(wabaId: string, token: string, name: string): Promise<MetaResult<unknown>>;
  templates(wabaId: string, token: string, after?: string): Promise<MetaResult<z.infer<typeof templateList>>>;
  /**
   * Uploads an example for a template's header (Resumable Upload API).
   * @param mediaType such as image/jpeg
   * @returns the handle that the template names
   */
  uploadExample(token: string, bytes: Buffer, mediaType: string): Promise<MetaResult<string>>;
  /** Where a file that a person sent lies. Its id lives seven days. */
  media(mediaId: string, token: string): Promise<MetaResult<z.infer<typeof mediaAnswer>>>;
  /**
   * Fetches a file from the address that {@link media} gave.
   * @returns undefined where it has more than `mostBytes`: nothing of it is kept
   */
  download(url: string, token: string, mostBytes: number): Promise<MetaResult<Buffer | undefined>>;
}

/** A file that trickles holds up nobody for longer. */
const MOST_DOWNLOAD_MS = 120_000;
const MOST_ERROR_BYTES = 100_000;

function bytesOf(body: object | string | Buffer): string | Buffer {
  return typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

/** Failures before a byte was sent. Anything else may have reached Meta. */
const NOT_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
]);

function transportProblem(error: unknown): MetaProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const detail = code || (error instanceof Error ? error.name : "no answer");
  return NOT_SENT.has(code) ? neverConnected(detail) : noAnswer(detail);
}

function refusal(status: number, text: string): MetaProblem {
  const parsed = graphError.safeParse(parseOrUndefined(text));
  // A gateway that gives up says nothing of what Meta did with the request.
  if (!parsed.success && status >= 500) return noAnswer(`HTTP ${status}`);
  if (!parsed.success) return problemOfCode(0, `HTTP ${status}`, status, true);
  const { code, message, error_data, is_transient, error_user_msg, error_subcode } = parsed.data.error;
  const detail = error_data?.details ?? error_user_msg ?? message ?? "";
  return problemOfCode(code, detail, status, is_transient, error_subcode);
}

/** The body, as long as it is no longer than that. */
async function readAtMost(body: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    // Leaving the loop ends the connection.
    if (length > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An account has 20 numbers at most; more pages than this are a fault. */
const MOST_PAGES = 5;

const PHONE_FIELDS =
  "id,display_phone_number,verified_name,name_status,new_name_status,quality_rating,status,is_on_biz_app,throughput,whatsapp_business_manager_messaging_limit";

/** A dispatcher for the whole process: 128 connections carry 1,000 messages a second at 100 ms a call. */
export function createMetaDispatcher(): Dispatcher {
  return new Agent({ connections: 128, pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 });
}

export function createMetaClient(options: MetaClientOptions): MetaClient {
  const base = `${options.baseUrl}/${options.version}`;

  async function call<T>(
    shape: z.ZodType<T>,
    { method, path, token, body, query, headers }: Call,
  ): Promise<MetaResult<T>> {
    const search = query ? `?${new URLSearchParams(query)}` : "";
    try {
      const answer = await request(`${base}/${path}${search}`, {
        method,
        dispatcher: options.dispatcher,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          "content-type": "application/json",
          ...headers,
        },
        ...(body === undefined ? {} : { body: bytesOf(body) }),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 400) return { ok: false, problem: refusal(answer.statusCode, text) };
      const parsed = shape.safeParse(parseOrUndefined(text));
      if (parsed.success) return { ok: true, value: parsed.data };
      return { ok: false, problem: noAnswer("an answer of unknown shape") };
    } catch (error) {
      return { ok: false, problem: transportProblem(error) };
    }
  }

  return {
    async sendMessage(phoneNumberId, token, payload, endpoint = "messages") {
      const sent = await call(sendAnswer, {
        method: "POST",
        path: `${phoneNumberId}/${endpoint}`,
        token,
        body: payload,
      });
      if (!sent.ok) return sent;
      const [message] = sent.value.messages;
      const [contact] = sent.value.contacts ?? [];
      if (!message) return { ok: false, problem: noAnswer("an answer without a message id") };
      return {
        ok: true,
        value: {
          wamid: message.id,
          held: message.message_status === "held_for_quality_assessment",
          waId: contact?.wa_id,
          userId: contact?.user_id,
        },
      };
    },
    phoneNumber: (phoneNumberId, token) =>
      call(phoneNumberAnswer, { method: "GET", path: phoneNumberId, token, query: { fields: PHONE_FIELDS } }),
    waba: (wabaId, token) =>
      call(wabaAnswer, {
        method: "GET",
        path: wabaId,
        token,
        query: { fields: "id,name,currency,owner_business_info" },
      }),
    async isMarketingOnboarded(wabaId, token) {
      const query = { fields: "marketing_messages_onboarding_status" };
      const asked = await call(marketingAnswer, { method: "GET", path: wabaId, token, query });
      return asked.ok
        ? { ok: true, value: asked.value.marketing_messages_onboarding_status === "ONBOARDED" }
        : asked;
    },
    async numbersOf(wabaId, token) {
      const ids: string[] = [];
      let after: string | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const query = { fields: "id", limit: "100", ...(after === undefined ? {} : { after }) };
        const list = await call(numberList, { method: "GET", path: `${wabaId}/phone_numbers`, token, query });
        if (!list.ok) return list;
        ids.push(...list.value.data.map(({ id }) => id));
        after = list.value.paging?.cursors?.after;
        if (!after || !list.value.paging?.next) break;
      }
      return { ok: true, value: ids };
    },
    exchangeCode: (code) =>
      call(codeExchanged, {
        method: "GET",
        path: "oauth/access_token",
        query: { client_id: options.appId, client_secret: options.appSecret, code },
      }),
    async debugToken(token) {
      const answer = await call(debugTokenAnswer, {
        method: "GET",
        path: "debug_token",
        token: `${options.appId}|${options.appSecret}`,
        query: { input_token: token },
      });
      return answer.ok ? { ok: true, value: answer.value.data } : answer;
    },
    media: (mediaId, token) => call(mediaAnswer, { method: "GET", path: mediaId, token }),
    async download(url, token, mostBytes) {
      try {
        const answer = await request(url, {
          dispatcher: options.dispatcher,
          headers: { authorization: `Bearer ${token}` },
          signal: AbortSignal.timeout(MOST_DOWNLOAD_MS),
        });
        // Nor is the page of a redirect the file.
        if (answer.statusCode !== 200) {
          const { statusCode: status, body } = answer;
          const text = (await readAtMost(body, MOST_ERROR_BYTES))?.toString() ?? "";
          return { ok: false, problem: status < 400 ? noAnswer(`HTTP ${status}`) : refusal(status, text) };
        }
        return { ok: true, value: await readAtMost(answer.body, mostBytes) };
      } catch (error) {
        return { ok: false, problem: transportProblem(error) };
      }
    },
    subscribeApp: (wabaId, token) =>
      call(successAnswer, { method: "POST", path: `${wabaId}/subscribed_apps`, token }),
    unsubscribeApp: (wabaId, token) =>
      call(successAnswer, { method: "DELETE", path: `${wabaId}/subscribed_apps`, token }),
    register: (phoneNumberId, token, pin) =>
      call(successAnswer, {
        method: "POST",
        path: `${phoneNumberId}/register`,
        token,
        body: { messaging_product: "whatsapp", pin },
      }),
    async isSubscribed(wabaId, token) {
      const asked = await call(subscribedApps, { method: "GET", path: `${wabaId}/subscribed_apps`, token });
      if (!asked.ok) return asked;
      const apps = asked.value.data.map((app) => app.whatsapp_business_api_data?.id);
      return { ok: true, value: apps.includes(options.appId) };
    },
    accountStanding: (wabaId, token) =>
      call(accountStandingAnswer, {
        method: "GET",
        path: wabaId,
        token,
        query: { fields: "account_review_status,business_verification_status" },
      }),
    async isFunded(wabaId, token) {
      const query = { fields: "primary_funding_id" };
      const asked = await call(fundingAnswer, { method: "GET", path: wabaId, token, query });
      return asked.ok ? { ok: true, value: asked.value.primary_funding_id !== undefined } : asked;
    },
    createTemplate: (wabaId, token, template) =>
      call(templateCreated, { method: "POST", path: `${wabaId}/message_templates`, token, body: template }),
    async businessProfile(phoneNumberId, token) {
      const query = { fields: "about,address,description,email,profile_picture_url,websites,vertical" };
      const path = `${phoneNumberId}/whatsapp_business_profile`;
      const asked = await call(businessProfileAnswer, { method: "GET", path, token, query });
      if (!asked.ok) return asked;
      const [profile] = asked.value.data;
      return profile
        ? { ok: true, value: profile }
        : { ok: false, problem: noAnswer("an answer without data") };
    },
    saveBusinessProfile: (phoneNumberId, token, profile) =>
      call(successAnswer, {
        method: "POST",
        path: `${phoneNumberId}/whatsapp_business_profile`,
        token,
        body: { messaging_product: "whatsapp", ...profile },
      }),
    editTemplate: (templateId, token, change) =>
      call(successAnswer, { method: "POST", path: templateId, token, body: change }),
    deleteTemplate: (wabaId, token, name) =>
      call(successAnswer, {
        method: "DELETE",
        path: `${wabaId}/message_templates`,
        token,
        query: { name },
      }),
    templates: (wabaId, token, after) =>
      call(templateList, {
        method: "GET",
        path: `${wabaId}/message_templates`,
        token,
        query: {
          fields:
            "id,name,language,status,category,components,parameter_format,rejected_reason,quality_score",
          limit: "100",
          ...(after === undefined ? {} : { after }),
        },
      }),
    async uploadExample(token, bytes, mediaType) {
      const session = await call(uploadSession, {
        method: "POST",
        path: `${options.appId}/uploads`,
        token,
        query: { file_length: String(bytes.length), file_type: mediaType, file_name: "example" },
      });
      if (!session.ok) return session;
      const uploaded = await call(uploadHandle, {
        method: "POST",
        path: session.value.id,
        token,
        body: bytes,
        headers: {
          authorization: `OAuth ${token}`,
          "content-type": "application/octet-stream",
          file_offset: "0",
        },
      });
      return uploaded.ok ? { ok: true, value: uploaded.value.h } : uploaded;
    },
  };
}
